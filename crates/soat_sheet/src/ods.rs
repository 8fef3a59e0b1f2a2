//! Sheets of OpenDocument, as LibreOffice and others write them: `.ods`, and flat `.fods`.

mod cell;
mod table;
mod tables;
#[cfg(test)]
mod tests;

use memchr::memmem;
use soat_core::DateSystem;

use crate::book::{Notes, Place, Reader, SheetEntry, Visit};
use crate::error::{ReadError, ReadErrorKind};
use crate::ods::table::Table;
use crate::ods::tables::Tables;
use crate::package::{Package, Part};

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
/// The manifest has a few lines a part.
const MOST_BYTES_OF_MANIFEST: u64 = 4 << 20;
/// The root of a flat document, with its kind, is within so many bytes.
const HEAD: usize = 4096;

/// A workbook, its content still packed.
pub(crate) struct OdsBook<'a> {
    source: Source<'a>,
    sheets: Vec<SheetEntry>,
    notes: Notes,
}

enum Source<'a> {
    Package(Package<'a>),
    Flat(&'a [u8]),
}

/// Are these the bytes of a document in one piece of XML?
pub(crate) fn is_flat(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let has = |it: &[u8]| memmem::find(head, it).is_some();
    has(b"office:document") && has(b"opendocument.spreadsheet")
}

/// Does the package say that sheets of OpenDocument are in it? Some writers leave out its first
/// part, which says so; all have a manifest.
pub(crate) fn is_inside(package: &Package<'_>) -> bool {
    let says = |part: &str, kind: &[u8]| {
        let part = package.whole(part, MOST_BYTES_OF_MANIFEST).ok().flatten();
        part.is_some_and(|it| memmem::find(&it, kind).is_some())
    };
    says("mimetype", b"spreadsheet") || says(MANIFEST, b"opendocument.spreadsheet")
}

impl<'a> OdsBook<'a> {
    /// Opens a workbook and finds its tables.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let source = if is_flat(bytes) {
            Source::Flat(bytes)
        } else {
            Source::Package(Package::open(bytes).map_err(ReadError::new)?)
        };
        if source.is_encrypted() {
            return Err(ReadError::new(ReadErrorKind::PasswordProtected));
        }
        let sheets = tables::all(source.content()?);
        if sheets.is_empty() {
            return Err(ReadError::new(ReadErrorKind::Damaged));
        }
        Ok(Self { source, sheets, notes: Notes::default() })
    }
}

impl<'a> Source<'a> {
    fn is_encrypted(&self) -> bool {
        let Self::Package(package) = self else { return false };
        let manifest = package.whole(MANIFEST, MOST_BYTES_OF_MANIFEST).ok().flatten();
        manifest.is_some_and(|it| memmem::find(&it, b"encryption-data").is_some())
    }

    fn content(&self) -> Result<Part<'a>, ReadError> {
        match self {
            Self::Package(package) => {
                let part = package.part(CONTENT).map_err(ReadError::new)?;
                part.ok_or_else(|| ReadError::new(ReadErrorKind::Damaged))
            }
            Self::Flat(bytes) => Ok(Part::plain(bytes)),
        }
    }
}

impl Reader for OdsBook<'_> {
    /// Days are written as days; any count of them serves.
    fn date_system(&self) -> DateSystem {
        DateSystem::Since1900
    }

    fn sheets(&self) -> &[SheetEntry] {
        &self.sheets
    }

    fn walk(
        &mut self,
        sheet: &str,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<(), ReadError> {
        self.notes = Notes::default();
        let damaged = |_| ReadError::new(ReadErrorKind::Damaged);
        let mut tables = Tables::new(self.source.content()?).map_err(damaged)?;
        while let Some(entry) = tables.next().map_err(damaged)? {
            if entry.sheet.name != sheet {
                tables.skip(&entry).map_err(damaged)?;
                continue;
            }
            if entry.is_empty {
                return Ok(());
            }
            let mut table = Table::new(tables.markup);
            self.notes.is_cut = table.walk(last, visit).is_err();
            let is_cut = self.notes.is_cut;
            self.notes = Notes { is_cut, ..table.notes };
            let is_lost = is_cut && last.is_none();
            return if is_lost { Err(ReadError::new(ReadErrorKind::Damaged)) } else { Ok(()) };
        }
        Err(ReadError::new(ReadErrorKind::Damaged))
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}
