//! Workbooks of Excel, read by a scanner of our own.
//!
//! What it promises: the bytes of a part that was read to its end are those that were packed, or
//! the book (the sheet, if it is a sheet) is refused, for a wrong digit in an ID cannot be seen.
//! What is only written wrongly costs as little as can be: a cell that makes no sense costs that
//! cell and is counted, a sheet that breaks off has its rows up to there, and says so.

mod cell;
#[cfg(test)]
mod differential;
mod encoding;
mod fonts;
#[cfg(test)]
mod laws;
pub(crate) mod markup;
mod parts;
mod plain;
mod sheet;
mod strings;
pub(crate) mod styles;
#[cfg(test)]
mod tests;
pub(crate) mod text;

use core::ops::ControlFlow;
use std::sync::Arc;

use soat_core::{DateSystem, SharedTexts};

use crate::book::{Filled, Notes, Place, Reader, SheetEntry, TakeRow, Visit};
use crate::error::{ReadError, ReadErrorKind};
use crate::fonts::FontVotes;
use crate::package::{Package, Part, Pieces};
use crate::xlsx::markup::Fault;
use crate::xlsx::parts::Workbook;
use crate::xlsx::sheet::{Context, Sheet};
use crate::xlsx::strings::SharedStrings;
use crate::xlsx::styles::Styles;

/// A workbook with its strings and styles, its sheets still packed.
pub(crate) struct XlsxBook<'a> {
    package: Package<'a>,
    workbook: Workbook,
    strings: SharedStrings,
    styles: Styles,
    /// Of the sheet walked last.
    notes: Notes,
}

impl<'a> XlsxBook<'a> {
    /// Opens a workbook.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let opened = Package::open(bytes).and_then(|it| Self::open_package(it, usize::MAX));
        opened.map_err(ReadError::new)
    }

    /// Opens a workbook that is elsewhere, with about so many of its strings.
    pub(crate) fn open_pieces(
        pieces: &'a dyn Pieces,
        n_strings: usize,
    ) -> Result<Self, ReadErrorKind> {
        Self::open_package(Package::open_pieces(pieces)?, n_strings)
    }

    fn open_package(package: Package<'a>, n_strings: usize) -> Result<Self, ReadErrorKind> {
        let workbook = parts::read_workbook(&package)?;
        let styles = match package.part(&workbook.styles)? {
            Some(part) => Styles::read(part)?,
            // Without the styles that it should have, days would be numbers.
            None if workbook.has_styles => return Err(ReadErrorKind::Damaged),
            None => Styles::default(),
        };
        let strings = match package.part(&workbook.strings)? {
            Some(part) => {
                let n_bytes = part.unpacked_size();
                SharedStrings::read(part, n_bytes, n_strings)?
            }
            None => SharedStrings::default(),
        };
        Ok(Self { package, workbook, strings, styles, notes: Notes::default() })
    }

    fn context(&self) -> Context<'_> {
        let system = self.date_system();
        Context { strings: &self.strings, styles: &self.styles, system }
    }

    fn part(&self, sheet: &str) -> Result<Part<'a>, Fault> {
        let place = self.workbook.sheets.iter().position(|it| it.name == sheet);
        let path = place.and_then(|it| self.workbook.paths.get(it)).ok_or(Fault::Damaged)?;
        self.package.part(path)?.ok_or(Fault::Damaged)
    }
}

impl Reader for XlsxBook<'_> {
    fn date_system(&self) -> DateSystem {
        if self.workbook.is_1904 { DateSystem::Since1904 } else { DateSystem::Since1900 }
    }

    fn sheets(&self) -> &[SheetEntry] {
        &self.workbook.sheets
    }

    fn shared_texts(&self) -> Arc<SharedTexts> {
        Arc::clone(&self.strings.texts)
    }

    fn walk(
        &mut self,
        sheet: &str,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<(), ReadError> {
        self.walk_rows(sheet, last, &mut |row| {
            for slot in row.slots() {
                let cell = row.cell(slot);
                let (row_number, column, shared) = (row.number, slot.column, slot.shared());
                visit(Filled { row_number, column, cell, shared })?;
            }
            ControlFlow::Continue(())
        })
    }

    fn walk_rows(
        &mut self,
        sheet: &str,
        last: &mut Place,
        take: &mut TakeRow<'_>,
    ) -> Result<(), ReadError> {
        let failed = |fault: Fault| ReadError::new(fault.into());
        self.notes = Notes::default();
        let part = self.part(sheet).map_err(failed)?;
        let Some(mut sheet) = Sheet::open(part, self.context()).map_err(failed)? else {
            return Ok(());
        };
        let walked = sheet.walk(take);
        *last = sheet.last();
        self.notes = sheet.into_notes();
        walked.map_err(failed)
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }

    fn legacy_font(&self, sheet: &str, column: u32, first_row: u32) -> Option<String> {
        if !self.styles.has_legacy_fonts() && !self.strings.has_legacy_fonts() {
            return None;
        }
        let mut votes = FontVotes::default();
        let first_row_idx = first_row.checked_sub(1)?;
        let part = self.part(sheet).ok()?;
        fonts::vote(part, &self.context(), column, first_row_idx, &mut votes).ok()?;
        votes.most()
    }
}
