//! A workbook, walked cell by cell, whatever its format.

use core::ops::ControlFlow;

use soat_core::{Cell, DateSystem};

use crate::container::Container;
use crate::error::{ReadError, ReadErrorKind};
use crate::ods::OdsBook;
use crate::oracle;
use crate::text_formats;
use crate::xls::XlsBook;
use crate::xlsb::XlsbBook;
use crate::xlsx::{Failure, SheetPart, XlsxBook};

/// A filled cell, where it is.
#[derive(Clone, Copy)]
pub(crate) struct Filled<'c> {
    /// The row's number, from 1.
    pub(crate) row_number: u32,
    /// The column in the sheet, from 0.
    pub(crate) column: u32,
    pub(crate) cell: Cell<'c>,
    /// Number of the shared string whose text the cell is: the same number, the same cell.
    pub(crate) shared: Option<u32>,
}

/// Gets each filled cell.
pub(crate) type Visit<'v> = dyn FnMut(Filled<'_>) -> ControlFlow<()> + 'v;

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
#[allow(dead_code, reason = "told by the intake next")]
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

#[allow(dead_code, reason = "used by the readers next")]
impl Spans {
    /// More spans than this nobody hides.
    const MOST: usize = 100_000;

    /// Adds the numbers from `first` to `last`.
    pub(crate) fn add(&mut self, first: u32, last: u32) {
        let n_spans = self.0.len();
        match self.0.last_mut() {
            Some(span) if span.1.checked_add(1) == Some(first) => span.1 = last,
            _ if n_spans < Self::MOST => self.0.push((first, last)),
            _ => {}
        }
    }
}

/// A workbook of one format.
pub(crate) trait Reader {
    /// How the file counts days.
    fn date_system(&self) -> DateSystem;

    /// All sheets, in order.
    fn sheets(&self) -> &[SheetEntry];

    /// Walks the filled cells of a sheet in the order of the file, until told to stop.
    fn walk(
        &mut self,
        sheet: &str,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<(), ReadError>;

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
        let reader: Box<dyn Reader + 'a> = match container {
            Container::Xlsx => match XlsxBook::open(bytes) {
                Some(book) => Box::new(Scanned::new(bytes, book)),
                None => oracle::open_xlsx(bytes)?,
            },
            Container::Xlsb => Box::new(XlsbBook::open(bytes)?),
            Container::Xls => Box::new(XlsBook::open(bytes)?),
            Container::Ods => Box::new(OdsBook::open(bytes)?),
            Container::Text(format) => text_formats::open(bytes, format)?,
        };
        Ok(Self { reader })
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

    /// Walks the filled cells of a sheet in the order of the file, until told to stop.
    pub(crate) fn walk(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), ReadError> {
        let mut last = None;
        self.reader.walk(sheet, &mut last, visit).map_err(|error| {
            let error = error.in_sheet(sheet);
            match last {
                Some((row, column)) => error.at_cell(cell_name(row, column)),
                None => error,
            }
        })
    }

    /// The font of before Unicode that most cells of a column are in, if it is one.
    pub(crate) fn legacy_font(&self, sheet: &str, column: u32, first_row: u32) -> Option<String> {
        self.reader.legacy_font(sheet, column, first_row)
    }

    /// What the last walk found out besides cells.
    #[allow(dead_code, reason = "told by the intake next")]
    pub(crate) fn notes(&self) -> Notes {
        self.reader.notes()
    }
}

/// The scanner, and calamine for what it does not know.
struct Scanned<'a> {
    bytes: &'a [u8],
    book: XlsxBook<'a>,
    sheets: Vec<SheetEntry>,
}

impl<'a> Scanned<'a> {
    fn new(bytes: &'a [u8], book: XlsxBook<'a>) -> Self {
        let entry = |it: &SheetPart| SheetEntry {
            name: it.name.clone(),
            is_visible: it.is_visible,
            is_worksheet: it.is_worksheet,
        };
        let sheets = book.sheets().iter().map(entry).collect();
        Self { bytes, book, sheets }
    }
}

impl Reader for Scanned<'_> {
    fn date_system(&self) -> DateSystem {
        self.book.date_system()
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
        self.book.walk(sheet, last, visit).or_else(|failure| match failure {
            Failure::Unsupported => oracle::open_xlsx(self.bytes)?.walk(sheet, last, visit),
            Failure::Damaged => Err(ReadError::new(ReadErrorKind::Damaged)),
        })
    }
}

fn cell_name(row: u32, column: u32) -> String {
    let column =
        soat_core::ColumnInfo { sheet_column: column, heading: String::new(), field: None };
    format!("{}{}", column.letter(), row.saturating_add(1))
}
