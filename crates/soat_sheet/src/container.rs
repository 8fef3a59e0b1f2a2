//! What kind of file the bytes are. Names lie: staff rename, portals send HTML as `.xls`.

use crate::cfb::{self, CompoundFile};
use crate::error::{ReadError, ReadErrorKind};
use crate::ods;
use crate::package::{Package, Pieces};
use crate::text_formats::{self, TextFormat, foreign};
use crate::xls::is_bare_stream;

/// The kinds of workbook that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    Text(TextFormat),
}

impl Container {
    /// The name in [`soat_core::ListInfo`].
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Text(format) => format.name(),
        }
    }
}

/// Tells the kind of file by its bytes.
pub(crate) fn detect(bytes: &[u8]) -> Result<Container, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::new(ReadErrorKind::EmptyFile));
    }
    if cfb::has_signature(bytes) {
        return detect_compound(bytes);
    }
    if is_bare_stream(bytes) {
        return Ok(Container::Xls);
    }
    if ods::is_flat(bytes) {
        return Ok(Container::Ods);
    }
    match Package::open(bytes) {
        Ok(package) => detect_package(&package),
        Err(ReadErrorKind::NotASpreadsheet) => text_formats::detect(bytes).map(Container::Text),
        Err(kind) => Err(ReadError::new(kind)),
    }
}

fn detect_compound(bytes: &[u8]) -> Result<Container, ReadError> {
    let Some(file) = CompoundFile::open(bytes) else {
        return Err(ReadError::new(ReadErrorKind::Damaged));
    };
    if file.has("EncryptedPackage") || file.has("EncryptionInfo") {
        return Err(ReadError::new(ReadErrorKind::PasswordProtected));
    }
    if file.has("Workbook") || file.has("Book") {
        return Ok(Container::Xls);
    }
    Err(ReadError::new(foreign::by_streams(|it| file.has(it))))
}

/// Is this a workbook of Excel 2007 or later that can be read piece by piece?
pub(crate) fn is_xlsx_in_pieces(pieces: &dyn Pieces) -> bool {
    let package = Package::open_pieces(pieces).ok();
    let kind = package.and_then(|it| detect_package(&it).ok());
    kind == Some(Container::Xlsx)
}

fn detect_package(package: &Package<'_>) -> Result<Container, ReadError> {
    let has = |end: &str| package.names().any(|it| it.ends_with(end));
    if has("workbook.bin") {
        return Ok(Container::Xlsb);
    }
    if ods::is_inside(package) {
        return Ok(Container::Ods);
    }
    if has("workbook.xml") || package.names().any(|it| it.starts_with("xl/")) {
        return Ok(Container::Xlsx);
    }
    Err(ReadError::new(foreign::by_parts(package.names())))
}
