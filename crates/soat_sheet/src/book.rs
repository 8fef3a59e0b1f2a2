//! A workbook, walked cell by cell: by our own scanner or by calamine.

use core::ops::ControlFlow;
use std::io::Cursor;

use calamine::{
    Data, Ods, OdsError, Range, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsb,
    XlsbError, Xlsx, XlsxError,
};
use soat_core::{Cell, DateSystem};

use crate::bounds;
use crate::cfb::CompoundFile;
use crate::container::{self, Container};
use crate::error::{ReadError, ReadErrorKind};
use crate::value::Value;
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

/// A workbook.
pub(crate) struct Book<'a> {
    bytes: &'a [u8],
    inner: Inner<'a>,
    date_system: DateSystem,
    sheets: Vec<SheetEntry>,
}

struct SheetEntry {
    name: String,
    is_visible: bool,
    /// Charts and dialogues have no cells.
    is_worksheet: bool,
}

enum Inner<'a> {
    Scanned(Box<XlsxBook<'a>>),
    /// What the scanner does not know.
    Xlsx(Box<Xlsx<Cursor<&'a [u8]>>>),
    Xlsb(Box<Xlsb<Cursor<&'a [u8]>>>),
    /// calamine has read all of xls and ods when it opens them.
    Dense(Vec<(String, Range<Data>)>),
}

impl<'a> Book<'a> {
    /// Opens a workbook of a known kind.
    pub(crate) fn open(bytes: &'a [u8], container: Container) -> Result<Self, ReadError> {
        match container {
            Container::Xlsx => match XlsxBook::open(bytes) {
                Some(book) => Ok(Self {
                    bytes,
                    date_system: book.date_system(),
                    sheets: book.sheets().iter().map(scanned_entry).collect(),
                    inner: Inner::Scanned(Box::new(book)),
                }),
                None => open_xlsx(bytes),
            },
            Container::Xlsb => {
                let book = Xlsb::new(Cursor::new(bytes)).map_err(xlsb_error)?;
                let date_system = system(book.has_1904_epoch());
                let sheets = entries(book.sheets_metadata());
                Ok(Self { bytes, inner: Inner::Xlsb(Box::new(book)), date_system, sheets })
            }
            Container::Xls => open_xls(bytes),
            Container::Ods => open_ods(bytes),
        }
    }

    /// Opens a workbook of Excel by calamine, to compare with.
    #[cfg(test)]
    pub(crate) fn open_by_calamine(bytes: &'a [u8]) -> Result<Self, ReadError> {
        open_xlsx(bytes)
    }

    /// How the file counts days.
    pub(crate) fn date_system(&self) -> DateSystem {
        self.date_system
    }

    /// Names of the sheets that have cells, in order.
    pub(crate) fn sheet_names(&self) -> Vec<String> {
        let worksheets = self.sheets.iter().filter(|it| it.is_worksheet);
        worksheets.map(|it| it.name.clone()).collect()
    }

    /// Is the sheet shown to the user?
    pub(crate) fn is_visible(&self, sheet: &str) -> bool {
        let found = self.sheets.iter().find(|it| it.name == sheet);
        found.is_some_and(|it| it.is_visible)
    }

    /// Walks the filled cells of a sheet in the order of the file, until told to stop.
    pub(crate) fn walk(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), ReadError> {
        let mut last = None;
        let walked = match &mut self.inner {
            Inner::Scanned(book) => match book.walk(sheet, &mut last, visit) {
                Err(Failure::Unsupported) => {
                    self.inner = open_xlsx(self.bytes)?.inner;
                    return self.walk(sheet, visit);
                }
                Err(Failure::Damaged) => Err(ReadError::new(ReadErrorKind::Damaged)),
                Ok(()) => Ok(()),
            },
            Inner::Xlsx(book) => walk_xlsx(book, sheet, self.date_system, &mut last, visit),
            Inner::Xlsb(book) => walk_xlsb(book, sheet, self.date_system, &mut last, visit),
            Inner::Dense(sheets) => {
                let found = sheets.iter().find(|it| it.0 == sheet);
                if let Some((_, range)) = found {
                    walk_range(range, self.date_system, visit);
                }
                Ok(())
            }
        };
        walked.map_err(|error| {
            let error = error.in_sheet(sheet);
            match last {
                Some((row, column)) => error.at_cell(cell_name(row, column)),
                None => error,
            }
        })
    }
}

fn open_xlsx(bytes: &[u8]) -> Result<Book<'_>, ReadError> {
    let book = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
    let date_system = system(book.has_1904_epoch());
    let sheets = entries(book.sheets_metadata());
    Ok(Book { bytes, inner: Inner::Xlsx(Box::new(book)), date_system, sheets })
}

fn open_xls(bytes: &[u8]) -> Result<Book<'_>, ReadError> {
    let damaged = || ReadError::new(ReadErrorKind::Damaged);
    let file = CompoundFile::open(bytes).ok_or_else(damaged)?;
    let stream = file.stream("Workbook").or_else(|| file.stream("Book")).ok_or_else(damaged)?;
    let tamed = bounds::tame_xls(bytes, &stream)?;
    drop(stream);
    let mut book = Xls::new(Cursor::new(tamed.as_deref().unwrap_or(bytes))).map_err(xls_error)?;
    Ok(Book {
        bytes,
        date_system: system(book.has_1904_epoch()),
        sheets: entries(book.sheets_metadata()),
        inner: Inner::Dense(book.worksheets()),
    })
}

fn open_ods(bytes: &[u8]) -> Result<Book<'_>, ReadError> {
    bounds::check_ods(&container::ods_content(bytes)?)?;
    let mut book = Ods::new(Cursor::new(bytes)).map_err(ods_error)?;
    Ok(Book {
        bytes,
        date_system: DateSystem::Since1900,
        sheets: entries(book.sheets_metadata()),
        inner: Inner::Dense(book.worksheets()),
    })
}

type Place = Option<(u32, u32)>;

fn walk_xlsx(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    system: DateSystem,
    last: &mut Place,
    visit: &mut Visit<'_>,
) -> Result<(), ReadError> {
    let mut reader = match book.worksheet_cells_reader(sheet) {
        // A chart or a dialogue has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        reader => reader.map_err(xlsx_error)?,
    };
    let mut buffer = String::new();
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(xlsx_error)? {
        let value = match Value::from(&record.value) {
            Value::Empty if record.formula.is_some() => Value::Uncomputed,
            Value::Empty => continue,
            value => value,
        };
        let (row, column) = record.pos;
        *last = Some((row, column));
        let cell = value.into_cell(system, &mut buffer);
        let row_number = row.saturating_add(1);
        if visit(Filled { row_number, column, cell, shared: None }).is_break() {
            break;
        }
    }
    Ok(())
}

fn walk_xlsb(
    book: &mut Xlsb<Cursor<&[u8]>>,
    sheet: &str,
    system: DateSystem,
    last: &mut Place,
    visit: &mut Visit<'_>,
) -> Result<(), ReadError> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(xlsb_error)?;
    let mut buffer = String::new();
    while let Some(cell) = reader.next_cell().map_err(xlsb_error)? {
        let (row, column) = cell.get_position();
        *last = Some((row, column));
        let cell = Value::from(cell.get_value()).into_cell(system, &mut buffer);
        let row_number = row.saturating_add(1);
        if visit(Filled { row_number, column, cell, shared: None }).is_break() {
            break;
        }
    }
    Ok(())
}

fn walk_range(range: &Range<Data>, system: DateSystem, visit: &mut Visit<'_>) {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut buffer = String::new();
    for (row, column, value) in range.used_cells() {
        let place =
            |first: u32, at: usize| first.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        let cell = Value::from(value).into_cell(system, &mut buffer);
        let row_number = place(first_row, row).saturating_add(1);
        let column = place(first_column, column);
        if visit(Filled { row_number, column, cell, shared: None }).is_break() {
            return;
        }
    }
}

fn scanned_entry(sheet: &SheetPart) -> SheetEntry {
    let SheetPart { name, is_visible, is_worksheet, .. } = sheet;
    SheetEntry { name: name.clone(), is_visible: *is_visible, is_worksheet: *is_worksheet }
}

fn entries(sheets: &[Sheet]) -> Vec<SheetEntry> {
    let entry = |it: &Sheet| SheetEntry {
        name: it.name.clone(),
        is_visible: it.visible == SheetVisible::Visible,
        is_worksheet: it.typ == SheetType::WorkSheet,
    };
    sheets.iter().map(entry).collect()
}

fn system(is_1904: bool) -> DateSystem {
    if is_1904 { DateSystem::Since1904 } else { DateSystem::Since1900 }
}

fn cell_name(row: u32, column: u32) -> String {
    let column =
        soat_core::ColumnInfo { sheet_column: column, heading: String::new(), field: None };
    format!("{}{}", column.letter(), row.saturating_add(1))
}

// The foreign errors quote the file, and cells with it: only their kind is taken.

fn xlsx_error(error: XlsxError) -> ReadError {
    ReadError::new(match error {
        XlsxError::Password => ReadErrorKind::PasswordProtected,
        _ => ReadErrorKind::Damaged,
    })
}

fn xlsb_error(error: XlsbError) -> ReadError {
    ReadError::new(match error {
        XlsbError::Password => ReadErrorKind::PasswordProtected,
        _ => ReadErrorKind::Damaged,
    })
}

fn xls_error(error: XlsError) -> ReadError {
    ReadError::new(match error {
        XlsError::Password => ReadErrorKind::PasswordProtected,
        _ => ReadErrorKind::Damaged,
    })
}

fn ods_error(error: OdsError) -> ReadError {
    ReadError::new(match error {
        OdsError::Password => ReadErrorKind::PasswordProtected,
        OdsError::CellLimitExceeded { .. } => ReadErrorKind::TooLarge,
        _ => ReadErrorKind::Damaged,
    })
}
