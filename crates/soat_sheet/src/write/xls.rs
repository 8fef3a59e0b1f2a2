//! The Import-ready workbook as Excel 97-2003 has it (BIFF8), with the same layout as `import.rs`.
//!
//! The platform's own template and result files are of this kind.

mod compound;
mod frame;
mod records;
mod strings;
#[cfg(test)]
mod tests;

use soat_core::{Cell, CellKind, Field, ImportList, ImportRow, template_fields};

use self::compound::Compound;
use self::frame::{
    FONT_BOLD, FONT_BOLD_RED, FONT_RED, STYLE_HEADER, STYLE_PLAIN, STYLE_TEXT, put_row,
};
use self::records::{put, put_words};
use self::strings::Strings;
use super::import::{RED_NOTE, STAR, sex_number};
use super::page::Ledger;
use super::{WriteError, WriteErrorKind, template};

/// Rows and columns of a sheet.
const MOST_ROWS: usize = 65_536;
const MOST_COLUMNS: usize = 256;

const TEXT_CELL: u16 = 0x00FD;
const NUMBER_CELL: u16 = 0x027E;
const BLANK_CELL: u16 = 0x0201;

/// Font of the cell, and of its red part.
const NOTE_FONTS: [u16; 2] = [0, FONT_RED];
const HEADER_FONTS: [u16; 2] = [FONT_BOLD, FONT_BOLD_RED];

pub(super) fn write(list: &ImportList) -> Result<Vec<u8>, WriteError> {
    let too_large = || WriteError::new(WriteErrorKind::TooLarge, template::SHEET);
    let columns = template::columns(list.version);
    let n_cells = list.rows.iter().map(|it| it.cells.len() + 1).max().unwrap_or(0);
    let n_columns = n_cells.max(columns.len());
    if list.rows.len() > MOST_IMPORT_ROWS || n_columns > MOST_COLUMNS {
        return Err(too_large());
    }
    let n_rows = template::FIRST_ROW + list.rows.len() as u32; // OK because rows are few
    let mut sheet = Sheet::new(n_columns as u16); // OK because columns are few
    frame::put_sheet(&mut sheet.bytes, &columns, n_rows, sheet.n_columns);
    sheet.put_notes()?;
    sheet.put_header(&columns)?;
    sheet.put_people(list)?;
    frame::end_sheet(&mut sheet.bytes, &merges(&columns));
    let ledger = sheet.ledger;
    let bytes = sheet.into_book().ok_or_else(too_large)?;
    super::read_back(bytes, ledger, template::SHEET)
}

/// The most people in a sheet, below the notes and headings.
pub(super) const MOST_IMPORT_ROWS: usize = MOST_ROWS - template::FIRST_ROW as usize;

/// The first row, each group of columns, and each heading that stands in both tiers.
fn merges(columns: &[template::Column]) -> Vec<[u16; 4]> {
    let mut merges = vec![[0, 0, 0, template::NOTE_LAST_COLUMN]];
    let mut first = 0;
    for group in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let n_columns = group.len() as u16; // OK because columns are few
        let is_tall = u16::from(n_columns == 1);
        merges.push([HEADER_ROW, HEADER_ROW + is_tall, first, first + n_columns - 1]);
        first += n_columns;
    }
    merges
}

const HEADER_ROW: u16 = template::HEADER_ROW as u16;

/// A sheet being written, and the ledger of what was put on it.
struct Sheet<'a> {
    bytes: Vec<u8>,
    strings: Strings<'a>,
    ledger: Ledger,
    n_columns: u16,
}

impl<'a> Sheet<'a> {
    fn new(n_columns: u16) -> Self {
        let (bytes, strings, ledger) = (Vec::new(), Strings::new(), Ledger::default());
        Self { bytes, strings, ledger, n_columns }
    }

    fn put_notes(&mut self) -> Result<(), WriteError> {
        for (row, (column, note)) in (0..).zip(template::NOTES) {
            put_row(&mut self.bytes, row, self.n_columns, None);
            self.put_starred((row, column), note, RED_NOTE, NOTE_FONTS)?;
            if row == 0 {
                (1..=template::NOTE_LAST_COLUMN)
                    .for_each(|it| self.put_blank((0, it), STYLE_PLAIN));
            }
        }
        Ok(())
    }

    /// Writes two rows, one after the other. What a merge covers has its borders nevertheless.
    fn put_header(&mut self, columns: &[template::Column]) -> Result<(), WriteError> {
        put_row(&mut self.bytes, HEADER_ROW, self.n_columns, Some(48));
        let mut before = None;
        for (column_idx, column) in (0..).zip(columns) {
            let place = (HEADER_ROW, column_idx);
            match column.group {
                Some(_) if column.group == before => self.put_blank(place, STYLE_HEADER),
                group => {
                    let text = group.unwrap_or(column.heading);
                    self.put_starred(place, text, STAR, HEADER_FONTS)?;
                }
            }
            before = column.group;
        }
        put_row(&mut self.bytes, HEADER_ROW + 1, self.n_columns, Some(32));
        for (column_idx, column) in (0..).zip(columns) {
            let place = (HEADER_ROW + 1, column_idx);
            match column.group {
                Some(_) => self.put_starred(place, column.heading, STAR, HEADER_FONTS)?,
                None => self.put_blank(place, STYLE_HEADER),
            }
        }
        Ok(())
    }

    fn put_people(&mut self, list: &'a ImportList) -> Result<(), WriteError> {
        let sex_idx = template_fields(list.version).iter().position(|it| *it == Field::Sex);
        for (number, row) in (1_u16..).zip(&list.rows) {
            let row_idx = number - 1 + template::FIRST_ROW as u16; // OK because rows are few
            put_row(&mut self.bytes, row_idx, self.n_columns, None);
            self.put_number((row_idx, 0), u32::from(number));
            self.put_person(row_idx, row, sex_idx).map_err(|it| it.of_row(row.row_number))?;
        }
        Ok(())
    }

    fn put_person(
        &mut self,
        row_idx: u16,
        row: &'a ImportRow,
        sex_idx: Option<usize>,
    ) -> Result<(), WriteError> {
        for ((idx, cell), column_idx) in row.cells.iter().enumerate().zip(1..) {
            let place = (row_idx, column_idx);
            match sex_number(cell).filter(|_| Some(idx) == sex_idx) {
                Some(sex) => self.put_number(place, sex),
                None if cell.is_empty() => {}
                None => {
                    let string = self.strings.place_of(cell);
                    self.put_text(place, cell, STYLE_TEXT, string)?;
                }
            }
        }
        Ok(())
    }

    /// Writes text whose `red` part is red, as the template has it.
    #[inline(never)]
    fn put_starred(
        &mut self,
        place: (u16, u16),
        text: &str,
        red: &str,
        [font, red_font]: [u16; 2],
    ) -> Result<(), WriteError> {
        let n_units = |text: &str| text.encode_utf16().count() as u16; // OK because headings are short
        let runs = text.split_once(red).map(|(before, after)| {
            let start = n_units(before);
            let end = (start + n_units(red), font);
            let n_runs = if after.is_empty() { 1 } else { 2 };
            ([(start, red_font), end], n_runs)
        });
        let runs = runs.as_ref().and_then(|(runs, n_runs)| runs.get(..*n_runs));
        let style = if font == FONT_BOLD { STYLE_HEADER } else { STYLE_PLAIN };
        let string = self.strings.add(text, runs.unwrap_or_default());
        self.put_text(place, text, style, string)
    }

    #[inline(never)]
    fn put_text(
        &mut self,
        (row, column): (u16, u16),
        text: &str,
        style: u16,
        string: Result<u32, strings::TooLong>,
    ) -> Result<(), WriteError> {
        let string = string.map_err(|_| {
            let error = WriteError::new(WriteErrorKind::TextTooLong, template::SHEET);
            error.at(u32::from(row), column)
        })?;
        self.ledger.add(u32::from(row), u32::from(column), Cell::typed(text));
        self.put_cell(TEXT_CELL, [row, column, style], string);
        Ok(())
    }

    #[inline(never)]
    fn put_number(&mut self, (row, column): (u16, u16), number: u32) {
        let cell = Cell { kind: CellKind::Number, text: &number.to_string() };
        self.ledger.add(u32::from(row), u32::from(column), cell);
        // The second bit says that it is an integer.
        self.put_cell(NUMBER_CELL, [row, column, STYLE_TEXT], number << 2 | 2);
    }

    fn put_cell(&mut self, kind: u16, [row, column, style]: [u16; 3], value: u32) {
        put_words(&mut self.bytes, &[kind, 10, row, column, style]);
        self.bytes.extend(value.to_le_bytes());
    }

    fn put_blank(&mut self, (row, column): (u16, u16), style: u16) {
        put(&mut self.bytes, BLANK_CELL, &[row, column, style]);
    }

    /// The file: what the sheet refers to, then the sheet.
    fn into_book(self) -> Option<Vec<u8>> {
        let mut file = Compound::new();
        let place = frame::put_globals(&mut file);
        file.bytes.append(&mut self.strings.finish());
        frame::put_end(&mut file.bytes);
        let start = u32::try_from(file.len()).ok()?;
        file.bytes.get_mut(place..place + 4)?.copy_from_slice(&start.to_le_bytes());
        file.bytes.extend(self.bytes);
        file.finish("Workbook")
    }
}
