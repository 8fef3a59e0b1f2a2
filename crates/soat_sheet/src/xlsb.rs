//! Binary workbooks of Excel: xlsx whose parts are records instead of XML ([MS-XLSB]).

mod links;
mod records;
mod sheet;
#[cfg(test)]
mod tests;
mod workbook;

use std::sync::Arc;

use soat_core::{DateSystem, SharedTexts};

use crate::book::{Notes, Place, Reader, SheetEntry, Visit};
use crate::error::{ReadError, ReadErrorKind};
use crate::package::Package;
use crate::xlsb::records::Records;
use crate::xlsb::sheet::{Context, Sheet};
use crate::xlsb::workbook::Workbook;
use crate::xlsx::styles::NumberFormat;

/// A workbook with its strings and styles, its sheets still packed.
pub(crate) struct XlsbBook<'a> {
    package: Package<'a>,
    workbook: Workbook,
    texts: Arc<SharedTexts>,
    formats: Vec<NumberFormat>,
    notes: Notes,
}

impl<'a> XlsbBook<'a> {
    /// Opens a workbook. Strings and styles that cannot be read cost only the cells that need them.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let package = Package::open(bytes).map_err(ReadError::new)?;
        let workbook = Workbook::read(&package).map_err(ReadError::new)?;
        let part = |path: &Option<String>| package.part(path.as_deref()?).ok().flatten();
        let texts = part(&workbook.strings).map(workbook::read_texts).unwrap_or_default();
        let formats = part(&workbook.styles).map(workbook::read_formats).unwrap_or_default();
        Ok(Self { package, workbook, texts: Arc::new(texts), formats, notes: Notes::default() })
    }
}

impl Reader for XlsbBook<'_> {
    fn date_system(&self) -> DateSystem {
        if self.workbook.is_1904 { DateSystem::Since1904 } else { DateSystem::Since1900 }
    }

    fn sheets(&self) -> &[SheetEntry] {
        &self.workbook.sheets
    }

    fn shared_texts(&self) -> Arc<SharedTexts> {
        Arc::clone(&self.texts)
    }

    fn walk(
        &mut self,
        sheet: &str,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<(), ReadError> {
        self.notes = Notes::default();
        let place = self.workbook.sheets.iter().position(|it| it.name == sheet);
        let path = place.and_then(|it| self.workbook.paths.get(it)?.as_ref());
        let part = path.and_then(|it| self.package.part(it).ok().flatten());
        let part = part.ok_or_else(|| ReadError::new(ReadErrorKind::Damaged))?;
        let context =
            Context { texts: &self.texts, formats: &self.formats, system: self.date_system() };
        let mut sheet = Sheet::new(Records::new(part), context);
        sheet.walk(last, visit);
        self.notes = sheet.notes;
        if self.notes.is_cut && last.is_none() {
            return Err(ReadError::new(ReadErrorKind::Damaged));
        }
        Ok(())
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}
