//! Workbooks of Excel, read by a scanner of our own.
//!
//! calamine allocates for each shared string and reads each tag as general XML; a list of 100,000
//! people takes it seconds in a browser. What this scanner does not know, calamine reads: see
//! [`Fault::Unsupported`].

mod cell;
pub(crate) mod markup;
mod parts;
mod sheet;
mod strings;
pub(crate) mod styles;
#[cfg(test)]
mod tests;
pub(crate) mod text;

use soat_core::DateSystem;

use crate::book::Visit;
use crate::package::Package;
use crate::xlsx::markup::Fault;
use crate::xlsx::parts::Workbook;
use crate::xlsx::sheet::{Context, Sheet};
use crate::xlsx::strings::SharedStrings;
use crate::xlsx::styles::NumberFormat;

pub(crate) use crate::xlsx::parts::SheetPart;

/// A workbook with its strings and styles, its sheets still packed.
pub(crate) struct XlsxBook<'a> {
    package: Package<'a>,
    workbook: Workbook,
    strings: SharedStrings,
    formats: Vec<NumberFormat>,
}

/// How a walk over a sheet ended short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No cell was shown: the sheet is written in a way that only calamine knows.
    Unsupported,
    /// The sheet breaks its format.
    Damaged,
}

impl<'a> XlsxBook<'a> {
    /// Opens a workbook; `None` when it is left to calamine to read it or to say what is wrong.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        Self::try_open(bytes).ok()
    }

    fn try_open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let package = Package::open(bytes)?;
        let workbook = parts::read_workbook(&package)?;
        let styles = format!("{}styles.xml", workbook.folder);
        let formats = package.part(&styles)?.map_or(Ok(Vec::new()), styles::read)?;
        let strings = format!("{}sharedStrings.xml", workbook.folder);
        let strings = package.part(&strings)?.map(SharedStrings::read);
        Ok(Self { strings: strings.transpose()?.unwrap_or_default(), formats, package, workbook })
    }

    /// How the file counts days.
    pub(crate) fn date_system(&self) -> DateSystem {
        if self.workbook.is_1904 { DateSystem::Since1904 } else { DateSystem::Since1900 }
    }

    /// The sheets, in order.
    pub(crate) fn sheets(&self) -> &[SheetPart] {
        &self.workbook.sheets
    }

    /// Walks the filled cells of a sheet in the order of the file, until told to stop. `last` is
    /// row and column, from 0, of the cell shown last.
    pub(crate) fn walk(
        &mut self,
        sheet: &str,
        last: &mut Option<(u32, u32)>,
        visit: &mut Visit<'_>,
    ) -> Result<(), Failure> {
        let context =
            Context { strings: &self.strings, formats: &self.formats, system: self.date_system() };
        let found = self.workbook.sheets.iter().find(|it| it.name == sheet);
        let path = &found.ok_or(Failure::Unsupported)?.path;
        let part = self.package.part(path).ok().flatten().ok_or(Failure::Unsupported)?;
        match Sheet::open(part, context) {
            Ok(Some(mut sheet)) => sheet.walk(last, visit).map_err(|_| Failure::Damaged),
            Ok(None) => Ok(()),
            Err(_) => Err(Failure::Unsupported),
        }
    }
}
