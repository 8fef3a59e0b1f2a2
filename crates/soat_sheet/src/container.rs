//! What kind of file the bytes are. Names lie: staff rename, portals send HTML as `.xls`.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::cfb::{self, CompoundFile};
use crate::error::{ReadError, ReadErrorKind};

/// A part that unpacks to more than this is not read: a browser has four gigabytes in all.
const MOST_BYTES_OF_PART: u64 = 1 << 30;

/// The kinds of workbook that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

impl Container {
    /// The name in [`soat_core::ListInfo`].
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
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
    match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => detect_zip(archive),
        Err(_) if bytes.starts_with(b"PK\x03\x04") => Err(ReadError::new(ReadErrorKind::Damaged)),
        Err(_) => Err(ReadError::new(ReadErrorKind::NotASpreadsheet)),
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
    Err(ReadError::new(ReadErrorKind::NotASpreadsheet))
}

fn detect_zip(mut archive: ZipArchive<Cursor<&[u8]>>) -> Result<Container, ReadError> {
    let names: Vec<String> =
        archive.file_names().flatten().map(|it| it.replace('\\', "/")).collect();
    let has = |end: &str| names.iter().any(|it| it.to_lowercase().ends_with(end));
    let container = if has("workbook.bin") {
        Container::Xlsb
    } else if has("content.xml") && is_ods(&mut archive) {
        Container::Ods
    } else if has("workbook.xml") || names.iter().any(|it| it.starts_with("xl/")) {
        Container::Xlsx
    } else {
        return Err(ReadError::new(ReadErrorKind::NotASpreadsheet));
    };
    for idx in 0..archive.len() {
        if archive.by_index(idx).is_ok_and(|it| it.size() > MOST_BYTES_OF_PART) {
            return Err(ReadError::new(ReadErrorKind::TooLarge));
        }
    }
    Ok(container)
}

fn is_ods(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut mimetype = String::new();
    let Ok(part) = archive.by_name("mimetype") else { return false };
    part.take(128).read_to_string(&mut mimetype).is_ok() && mimetype.contains("spreadsheet")
}

/// `content.xml` of an `.ods`.
pub(crate) fn ods_content(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let damaged = |_| ReadError::new(ReadErrorKind::Damaged);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let part = archive.by_name("content.xml").map_err(damaged)?;
    let mut content = Vec::new();
    let read = part.take(MOST_BYTES_OF_PART + 1).read_to_end(&mut content);
    if content.len() as u64 > MOST_BYTES_OF_PART {
        return Err(ReadError::new(ReadErrorKind::TooLarge));
    }
    read.map(|_| content).map_err(|_| ReadError::new(ReadErrorKind::Damaged))
}
