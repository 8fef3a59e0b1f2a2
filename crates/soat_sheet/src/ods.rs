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
use crate::ods::tables::{TableEntry, Tables};
use crate::package::{Package, Part};
use crate::xlsx::markup::Fault;

const CONTENT: &str = "content.xml";
const KIND: &str = "mimetype";
const MANIFEST: &str = "META-INF/manifest.xml";
/// The manifest has a few lines a part.
const MOST_BYTES_OF_MANIFEST: u64 = 4 << 20;
/// The root of a flat document, with its kind, is within so many bytes.
const HEAD: usize = 4096;

/// A workbook, its content still packed.
pub(crate) struct OdsBook<'a> {
    source: Source<'a>,
    sheets: Vec<SheetEntry>,
    /// The content ends too early, or is not what was packed.
    is_cut: bool,
    /// Where the last walk ended: sheets are looked at in their order, and all are in one part.
    cursor: Option<Cursor<'a>>,
    notes: Notes,
}

struct Cursor<'a> {
    tables: Tables<'a>,
    /// Tables found so far; the last one may be left in its middle.
    n_found: usize,
}

enum Source<'a> {
    Package(Package<'a>),
    Flat(&'a [u8]),
}

/// Are these the bytes of a document in one piece of XML?
pub(crate) fn is_flat(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let is_markup = head.trim_ascii_start().starts_with(b"<") || head.starts_with(b"\xEF\xBB\xBF<");
    let has = |it: &[u8]| memmem::find(head, it).is_some();
    is_markup && has(b"office:document") && has(b"opendocument.spreadsheet")
}

/// Does the package say that it is sheets of OpenDocument? Some writers leave out the part that
/// says so; all have a manifest.
pub(crate) fn is_inside(package: &Package<'_>) -> bool {
    let says = |part: &str, kind: &[u8]| {
        let part = package.whole(part, MOST_BYTES_OF_MANIFEST).ok().flatten();
        part.is_some_and(|it| memmem::find(&it, kind).is_some())
    };
    if package.has(KIND) {
        return says(KIND, b"spreadsheet");
    }
    says(MANIFEST, b"opendocument.spreadsheet")
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
            return Err(ReadError::new(ReadErrorKind::PasswordUnsupported));
        }
        let (sheets, is_cut) = tables::all(source.content()?);
        if sheets.is_empty() {
            return Err(ReadError::new(ReadErrorKind::Damaged));
        }
        Ok(Self { source, sheets, is_cut, cursor: None, notes: Notes::default() })
    }
}

impl OdsBook<'_> {
    /// Walks the table at a place among all.
    fn walk_table(
        &mut self,
        place: usize,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<Notes, Fault> {
        let cursor = self.cursor.take().filter(|it| it.n_found <= place);
        let mut cursor = match cursor {
            Some(cursor) => cursor,
            None => Cursor::new(self.source.content().map_err(|_| Fault::Damaged)?)?,
        };
        let entry = cursor.go_to(place)?;
        let mut table = Table::new(&mut cursor.tables.markup);
        let walked = if entry.is_empty { Ok(true) } else { table.walk(last, visit) };
        let notes = Notes { is_cut: walked.is_err(), ..table.notes };
        match walked {
            Ok(is_behind) => {
                cursor.tables.is_inside = !is_behind;
                self.cursor = Some(cursor);
            }
            Err(fault) if last.is_none() => return Err(fault),
            Err(_) => {}
        }
        Ok(notes)
    }
}

impl<'a> Cursor<'a> {
    fn new(content: Part<'a>) -> Result<Self, Fault> {
        Ok(Self { tables: Tables::new(content)?, n_found: 0 })
    }

    /// Goes to the table at a place that is not behind.
    fn go_to(&mut self, place: usize) -> Result<TableEntry, Fault> {
        loop {
            let entry = self.tables.next()?.ok_or(Fault::Damaged)?;
            self.n_found += 1;
            if self.n_found > place {
                return Ok(entry);
            }
        }
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
        let place = self.sheets.iter().position(|it| it.name == sheet);
        let walked = place.map(|it| self.walk_table(it, last, visit));
        match walked {
            Some(Ok(notes)) => self.notes = notes,
            Some(Err(_)) | None => return Err(ReadError::new(ReadErrorKind::Damaged)),
        }
        self.notes.is_cut |= self.is_cut;
        Ok(())
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}
