//! calamine, as readers of ours: to compare with in tests, and not in the product. It panics on sound
//! files, makes dense rectangles, and brings a quarter of a megabyte with it.

use std::io::Cursor;

use calamine::{
    CellErrorType, Data, DataRef, ExcelDateTime, Ods, OdsError, Range, Reader as _, Sheet,
    SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};
use soat_core::DateSystem;

use crate::book::{Filled, Place, Reader, SheetEntry, Visit};
use crate::error::{ReadError, ReadErrorKind};
use crate::value::Value;

type Opened<'a> = Result<Box<dyn Reader + 'a>, ReadError>;

struct Oracle<B> {
    book: B,
    date_system: DateSystem,
    sheets: Vec<SheetEntry>,
}

/// calamine has read all of xls and ods when it opens them.
type Dense = Vec<(String, Range<Data>)>;

/// Opens xlsx.
#[cfg(test)]
pub(crate) fn open_xlsx(bytes: &[u8]) -> Opened<'_> {
    let book = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
    let date_system = system(book.has_1904_epoch());
    let sheets = entries(book.sheets_metadata());
    Ok(Box::new(Oracle { book, date_system, sheets }))
}

/// Opens xlsb.
pub(crate) fn open_xlsb(bytes: &[u8]) -> Opened<'_> {
    let book = Xlsb::new(Cursor::new(bytes)).map_err(xlsb_error)?;
    let date_system = system(book.has_1904_epoch());
    let sheets = entries(book.sheets_metadata());
    Ok(Box::new(Oracle { book, date_system, sheets }))
}

/// Opens xls.
pub(crate) fn open_xls(bytes: &[u8]) -> Opened<'_> {
    let mut book = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
    let date_system = system(book.has_1904_epoch());
    let sheets = entries(book.sheets_metadata());
    Ok(Box::new(Oracle { book: book.worksheets(), date_system, sheets }))
}

/// Opens ods.
pub(crate) fn open_ods(bytes: &[u8]) -> Opened<'_> {
    let mut book = Ods::new(Cursor::new(bytes)).map_err(ods_error)?;
    let sheets = entries(book.sheets_metadata());
    Ok(Box::new(Oracle { book: book.worksheets(), date_system: DateSystem::Since1900, sheets }))
}

impl Reader for Oracle<Xlsx<Cursor<&[u8]>>> {
    fn date_system(&self) -> DateSystem {
        self.date_system
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
        let mut reader = match self.book.worksheet_cells_reader(sheet) {
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
            let cell = value.into_cell(self.date_system, &mut buffer);
            let row_number = row.saturating_add(1);
            if visit(Filled { row_number, column, cell, shared: None }).is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl Reader for Oracle<Xlsb<Cursor<&[u8]>>> {
    fn date_system(&self) -> DateSystem {
        self.date_system
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
        let mut reader = self.book.worksheet_cells_reader(sheet).map_err(xlsb_error)?;
        let mut buffer = String::new();
        while let Some(cell) = reader.next_cell().map_err(xlsb_error)? {
            let (row, column) = cell.get_position();
            *last = Some((row, column));
            let cell = Value::from(cell.get_value()).into_cell(self.date_system, &mut buffer);
            let row_number = row.saturating_add(1);
            if visit(Filled { row_number, column, cell, shared: None }).is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl Reader for Oracle<Dense> {
    fn date_system(&self) -> DateSystem {
        self.date_system
    }

    fn sheets(&self) -> &[SheetEntry] {
        &self.sheets
    }

    fn walk(&mut self, sheet: &str, _: &mut Place, visit: &mut Visit<'_>) -> Result<(), ReadError> {
        let Some((_, range)) = self.book.iter().find(|it| it.0 == sheet) else { return Ok(()) };
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut buffer = String::new();
        for (row, column, value) in range.used_cells() {
            let place =
                |first: u32, at: usize| first.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            let cell = Value::from(value).into_cell(self.date_system, &mut buffer);
            let row_number = place(first_row, row).saturating_add(1);
            let column = place(first_column, column);
            if visit(Filled { row_number, column, cell, shared: None }).is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl<'a> From<&'a Data> for Value<'a> {
    fn from(data: &'a Data) -> Self {
        match data {
            Data::Int(it) => Self::Number(*it as f64),
            Data::Float(it) => Self::Number(*it),
            Data::String(it) | Data::DurationIso(it) => Self::Text(it),
            Data::Bool(it) => Self::Bool(*it),
            Data::DateTime(it) => day(*it),
            Data::DateTimeIso(it) => Self::IsoDate(it),
            Data::Error(it) => Self::Error(name(it)),
            Data::Empty => Self::Empty,
        }
    }
}

impl<'a> From<&'a DataRef<'_>> for Value<'a> {
    fn from(data: &'a DataRef<'_>) -> Self {
        match data {
            DataRef::Int(it) => Self::Number(*it as f64),
            DataRef::Float(it) => Self::Number(*it),
            DataRef::String(it) | DataRef::DurationIso(it) => Self::Text(it),
            DataRef::SharedString(it) => Self::Text(it),
            DataRef::Bool(it) => Self::Bool(*it),
            DataRef::DateTime(it) => day(*it),
            DataRef::DateTimeIso(it) => Self::IsoDate(it),
            DataRef::Error(it) => Self::Error(name(it)),
            DataRef::Empty => Self::Empty,
        }
    }
}

/// A length of time is no day.
fn day<'a>(it: ExcelDateTime) -> Value<'a> {
    if it.is_duration() { Value::Number(it.as_f64()) } else { Value::Date(it.as_f64()) }
}

fn name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#DATA!",
    }
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
