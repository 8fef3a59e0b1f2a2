//! A workbook, walked cell by cell, whatever its format.

use core::ops::ControlFlow;
use std::sync::Arc;

use soat_core::{Cell, DateSystem, SharedTexts};

use crate::container::Container;
use crate::error::ReadError;
use crate::ods::OdsBook;
#[cfg(test)]
use crate::oracle;
use crate::package::Pieces;
use crate::row::Row;
use crate::text_formats;
use crate::xls::XlsBook;
use crate::xlsb::XlsbBook;
use crate::xlsx::XlsxBook;

/// A filled cell, where it is.
#[derive(Clone, Copy)]
pub(crate) struct Filled<'c> {
    /// The row's number, from 1.
    pub(crate) row_number: u32,
    /// The column in the sheet, from 0.
    pub(crate) column: u32,
    pub(crate) cell: Cell<'c>,
    /// Number among [`Reader::shared_texts`] of the text that the cell is.
    pub(crate) shared: Option<u32>,
}

/// Gets each filled cell.
pub(crate) type Visit<'v> = dyn FnMut(Filled<'_>) -> ControlFlow<()> + 'v;

/// Gets each row with filled cells.
pub(crate) type TakeRow<'v> = dyn FnMut(&Row) -> ControlFlow<()> + 'v;

/// Row and column, from 0, of the cell shown last.
pub(crate) type Place = Option<(u32, u32)>;

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub(crate) struct SheetEntry {
    pub(crate) name: String,
    pub(crate) is_visible: bool,
    /// Charts and dialogues have no cells.
    pub(crate) is_worksheet: bool,
}

/// What a walk found out besides cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// Cells, or records of cells, that could not be read.
    pub(crate) n_bad_cells: u32,
    /// Rows that are not shown, by their numbers from 1.
    pub(crate) hidden_rows: Spans,
    /// Columns that are not shown, from 0.
    pub(crate) hidden_columns: Spans,
    /// Some of the hidden rows are hidden by a filter.
    pub(crate) is_filtered: bool,
    /// The file ends in the middle of the sheet.
    pub(crate) is_cut: bool,
}

/// Numbers as spans: a million hidden rows are often one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spans(Vec<(u32, u32)>);

impl Spans {
    /// More spans than this nobody hides.
    const MOST: usize = 1_000_000;

    /// Adds the numbers from `first` to `last`.
    pub(crate) fn add(&mut self, first: u32, last: u32) {
        let n_spans = self.0.len();
        match self.0.last_mut() {
            Some(span) if span.1.checked_add(1) == Some(first) => span.1 = last,
            _ if n_spans < Self::MOST => self.0.push((first, last)),
            _ => {}
        }
    }

    /// Is the number in one of the spans, if they were added in order?
    pub(crate) fn has(&self, number: u32) -> bool {
        let idx = self.0.partition_point(|it| it.1 < number);
        self.0.get(idx).is_some_and(|it| it.0 <= number)
    }
}

/// A workbook of one format.
pub(crate) trait Reader {
    /// How the file counts days.
    fn date_system(&self) -> DateSystem;

    /// All sheets, in order.
    fn sheets(&self) -> &[SheetEntry];

    /// The texts that cells of all sheets refer to.
    fn shared_texts(&self) -> Arc<SharedTexts> {
        Arc::default()
    }

    /// Walks the filled cells of a sheet in the order of the file, until told to stop.
    fn walk(
        &mut self,
        sheet: &str,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<(), ReadError>;

    /// The same, row by row.
    fn walk_rows(
        &mut self,
        sheet: &str,
        last: &mut Place,
        take: &mut TakeRow<'_>,
    ) -> Result<(), ReadError> {
        let mut row = Row::with_texts(self.shared_texts());
        let mut is_stopped = false;
        self.walk(sheet, last, &mut |found| {
            if found.row_number != row.number {
                if !row.is_empty() && take(&row).is_break() {
                    is_stopped = true;
                    return ControlFlow::Break(());
                }
                row.restart(found.row_number);
            }
            row.push_found(found);
            ControlFlow::Continue(())
        })?;
        if !is_stopped && !row.is_empty() {
            let _ = take(&row);
        }
        Ok(())
    }

    /// What the last walk found out.
    fn notes(&self) -> Notes {
        Notes::default()
    }

    /// The font that most cells of a column are in, from a row on, counted from 1, when it is one
    /// of before Unicode.
    fn legacy_font(&self, _sheet: &str, _column: u32, _first_row: u32) -> Option<String> {
        None
    }
}

/// A workbook.
pub(crate) struct Book<'a> {
    reader: Box<dyn Reader + 'a>,
}

impl<'a> Book<'a> {
    /// Opens a workbook of a known kind.
    pub(crate) fn open(bytes: &'a [u8], container: Container) -> Result<Self, ReadError> {
        Self::open_locked(bytes, container, None)
    }

    /// Opens a workbook of a known kind. A password opens xls alone, which is locked from within.
    pub(crate) fn open_locked(
        bytes: &'a [u8],
        container: Container,
        password: Option<&str>,
    ) -> Result<Self, ReadError> {
        let reader: Box<dyn Reader + 'a> = match container {
            Container::Xlsx => Box::new(XlsxBook::open(bytes)?),
            Container::Xlsb => Box::new(XlsbBook::open(bytes)?),
            Container::Xls => Box::new(XlsBook::open_locked(bytes, password)?),
            Container::Ods => Box::new(OdsBook::open(bytes)?),
            Container::Text(format) => text_formats::open(bytes, format)?,
        };
        Ok(Self { reader })
    }

    /// Opens a workbook of Excel that is elsewhere, with about so many of its strings.
    pub(crate) fn open_pieces(pieces: &'a dyn Pieces, n_strings: usize) -> Result<Self, ReadError> {
        let book = XlsxBook::open_pieces(pieces, n_strings).map_err(ReadError::new)?;
        Ok(Self { reader: Box::new(book) })
    }

    /// Opens a workbook of Excel by calamine, to compare with.
    #[cfg(test)]
    pub(crate) fn open_by_calamine(bytes: &'a [u8]) -> Result<Self, ReadError> {
        Ok(Self { reader: oracle::open_xlsx(bytes)? })
    }

    /// How the file counts days.
    pub(crate) fn date_system(&self) -> DateSystem {
        self.reader.date_system()
    }

    /// The texts that cells of all sheets refer to.
    pub(crate) fn shared_texts(&self) -> Arc<SharedTexts> {
        self.reader.shared_texts()
    }

    /// Names of the sheets that have cells, in order.
    pub(crate) fn sheet_names(&self) -> Vec<String> {
        let worksheets = self.reader.sheets().iter().filter(|it| it.is_worksheet);
        worksheets.map(|it| it.name.clone()).collect()
    }

    /// Is the sheet shown to the user?
    pub(crate) fn is_visible(&self, sheet: &str) -> bool {
        let found = self.reader.sheets().iter().find(|it| it.name == sheet);
        found.is_some_and(|it| it.is_visible)
    }

    /// Names of the sheets with cells that are not shown to the user, in order.
    pub(crate) fn hidden_sheets(&self) -> Vec<String> {
        let sheets = self.reader.sheets().iter();
        let hidden = sheets.filter(|it| it.is_worksheet && !it.is_visible);
        hidden.map(|it| it.name.clone()).collect()
    }

    /// Walks the filled cells of a sheet in the order of the file, until told to stop.
    #[cfg(test)]
    pub(crate) fn walk(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), ReadError> {
        let mut last = None;
        let walked = self.reader.walk(sheet, &mut last, visit);
        walked.map_err(|it| placed(it, sheet, last))
    }

    /// Walks the rows of a sheet in the order of the file, until told to stop.
    pub(crate) fn walk_rows(
        &mut self,
        sheet: &str,
        take: &mut TakeRow<'_>,
    ) -> Result<(), ReadError> {
        let mut last = None;
        let walked = self.reader.walk_rows(sheet, &mut last, take);
        walked.map_err(|it| placed(it, sheet, last))
    }

    /// The font of before Unicode that most cells of a column are in, if it is one.
    pub(crate) fn legacy_font(&self, sheet: &str, column: u32, first_row: u32) -> Option<String> {
        self.reader.legacy_font(sheet, column, first_row)
    }

    /// What the last walk found out besides cells.
    pub(crate) fn notes(&self) -> Notes {
        self.reader.notes()
    }
}

fn placed(error: ReadError, sheet: &str, last: Place) -> ReadError {
    let error = error.in_sheet(sheet);
    match last {
        Some((row, column)) => error.at_cell(cell_name(row, column)),
        None => error,
    }
}

fn cell_name(row: u32, column: u32) -> String {
    let column =
        soat_core::ColumnInfo { sheet_column: column, heading: String::new(), field: None };
    format!("{}{}", column.letter(), row.saturating_add(1))
}
