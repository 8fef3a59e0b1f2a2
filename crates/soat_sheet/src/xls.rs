//! Workbooks of Excel 5.0 to 2003 (MS-XLS), their values alone.
//!
//! The stream is read where it lies, cell by cell. A record that cannot be read costs that record.

mod globals;
mod password;
mod records;
mod sheet;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use soat_core::{DateSystem, SharedTexts};

use crate::book::{Notes, Place, Reader, SheetEntry, Visit};
use crate::cfb::CompoundFile;
use crate::error::{ReadError, ReadErrorKind};
use crate::fonts;
use crate::xls::globals::{Globals, Version};
use crate::xls::records::{BOF, record_at};
use crate::xls::sheet::{Survey, Walk};

/// People whose cells are asked for their font.
const FONT_ROWS: u32 = 200;

/// A workbook with its strings and styles.
pub(crate) struct XlsBook<'a> {
    stream: Cow<'a, [u8]>,
    globals: Globals,
    /// Where in the stream each sheet begins.
    starts: Vec<usize>,
    /// Of each sheet that was walked.
    surveys: HashMap<usize, Survey>,
    n_surveyed: usize,
    notes: Notes,
}

/// Do the bytes begin as a stream without a container, as pages of servers write it?
pub(crate) fn is_bare_stream(bytes: &[u8]) -> bool {
    record_at(bytes, 0).is_some_and(|it| it.kind == BOF && (4..=16).contains(&it.data.len()))
}

impl<'a> XlsBook<'a> {
    /// Opens a workbook that has no password.
    #[cfg(test)]
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        Self::open_locked(bytes, None)
    }

    /// Opens a workbook which may have a password.
    pub(crate) fn open_locked(bytes: &'a [u8], password: Option<&str>) -> Result<Self, ReadError> {
        let (mut stream, version) = if is_bare_stream(bytes) {
            (Cow::Borrowed(bytes), Version::Biff5)
        } else {
            stream_of(bytes).ok_or(ReadError::new(ReadErrorKind::Damaged))?
        };
        password::unlock(&mut stream, password)?;
        let globals = Globals::read(&stream, version)?;
        let starts = starts(&stream, &globals.places);
        let notes = Notes::default();
        Ok(Self { stream, globals, starts, surveys: HashMap::new(), n_surveyed: 0, notes })
    }

    fn find(&self, sheet: &str) -> Option<usize> {
        self.globals.sheets.iter().position(|it| it.name == sheet)
    }

    /// Looks through the sheet if nobody has. Sheets that lie in each other are against the format,
    /// and would take the square of the time.
    fn survey(&mut self, sheet: usize) -> Option<&Survey> {
        if !self.surveys.contains_key(&sheet) {
            let start = *self.starts.get(sheet)?;
            if start >= self.stream.len() || self.n_surveyed > self.stream.len().saturating_mul(2) {
                return None;
            }
            let survey = Survey::take(&self.stream, start);
            self.n_surveyed += survey.length;
            self.surveys.insert(sheet, survey);
        }
        self.surveys.get(&sheet)
    }
}

fn stream_of(bytes: &[u8]) -> Option<(Cow<'_, [u8]>, Version)> {
    let file = CompoundFile::open(bytes)?;
    let new = file.stream("Workbook").map(|it| (it, Version::Biff8));
    new.or_else(|| Some((file.stream("Book")?, Version::Biff5)))
}

/// Where each sheet begins: where the file says, else where its turn is.
fn starts(stream: &[u8], said: &[usize]) -> Vec<usize> {
    let is_start = |at: usize| record_at(stream, at).is_some_and(|it| it.kind == BOF);
    if said.iter().all(|&it| is_start(it)) {
        return said.to_vec();
    }
    let found = sheet::parts(stream);
    let start = |(idx, &at): (usize, &usize)| {
        if is_start(at) { at } else { found.get(idx + 1).copied().unwrap_or(usize::MAX) }
    };
    said.iter().enumerate().map(start).collect()
}

impl Reader for XlsBook<'_> {
    fn date_system(&self) -> DateSystem {
        self.globals.date_system
    }

    fn sheets(&self) -> &[SheetEntry] {
        &self.globals.sheets
    }

    fn shared_texts(&self) -> Arc<SharedTexts> {
        Arc::clone(&self.globals.texts)
    }

    fn walk(
        &mut self,
        sheet: &str,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<(), ReadError> {
        let damaged = || ReadError::new(ReadErrorKind::Damaged);
        let idx = self.find(sheet).ok_or_else(damaged)?;
        self.notes = self.survey(idx).ok_or_else(damaged)?.notes.clone();
        let survey = self.surveys.get(&idx).ok_or_else(damaged)?;
        let (stream, globals) = (&*self.stream, &self.globals);
        let is_calculated = survey.is_calculated;
        let mut walk =
            Walk { stream, globals, last, visit, n_bad: 0, is_calculated, text: String::new() };
        walk.run(survey);
        self.notes.n_bad_cells = walk.n_bad;
        Ok(())
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }

    fn legacy_font(&self, sheet: &str, column: u32, first_row: u32) -> Option<String> {
        if !self.globals.fonts.iter().any(|it| fonts::is_legacy(it)) {
            return None;
        }
        let start = *self.starts.get(self.find(sheet)?)?;
        let first = first_row.saturating_sub(1);
        let styles = sheet::styles_of_column(
            &self.stream,
            start,
            column,
            first..first.saturating_add(FONT_ROWS),
        );
        let mut votes: HashMap<&str, u32> = HashMap::new();
        for style in styles {
            *votes.entry(self.globals.font(style).unwrap_or_default()).or_default() += 1;
        }
        let n_cells: u32 = votes.values().sum();
        let (font, n) = votes.into_iter().max_by_key(|it| (it.1, it.0.len()))?;
        (n * 2 > n_cells && fonts::is_legacy(font)).then(|| font.to_owned())
    }
}
