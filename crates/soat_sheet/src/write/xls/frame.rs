//! What stands around the cells, record by record as Excel 2003 and `xlwt` write it.
//!
//! Left out, as `xlwt` leaves it out: `INDEX`, `DBCELL` and `EXTSST`, by which Excel finds rows and
//! texts sooner; and `PALETTE`, for both colours are in the one that holds without it.

use super::compound::Compound;
use super::records::{put, put_name, put_with, put_words};
use crate::write::template;

/// Numbers of the fonts. The fifth font has number 5, so there are four.
pub(super) const FONT_RED: u16 = 2;
pub(super) const FONT_BOLD: u16 = 1;
pub(super) const FONT_BOLD_RED: u16 = 3;

/// Numbers of the styles of cells; those below are of named styles.
pub(super) const STYLE_PLAIN: u16 = 15;
pub(super) const STYLE_TEXT: u16 = 16;
pub(super) const STYLE_HEADER: u16 = 17;

const START: u16 = 0x0809;
const END: u16 = 0x000A;
const VERSION: u16 = 0x0600;
const GLOBALS: u16 = 0x0005;
const WORKSHEET: u16 = 0x0010;

/// Ordinary height of a row, in twentieths of a point.
const ROW_HEIGHT: u16 = 300;

/// `WRITEACCESS`: who saved the book, a blank.
const NOBODY: [u16; 56] = {
    let mut words = [0x2020; 56];
    (words[0], words[1]) = (1, 0x2000);
    words
};

const BEFORE_FONTS: [(u16, &[u16]); 20] = [
    (0x00E1, &[1_200]),
    (0x00C1, &[0]),
    (0x00E2, &[]),
    (0x005C, &NOBODY),
    // CODEPAGE: UTF-16.
    (0x0042, &[1_200]),
    (0x0161, &[0]),
    (0x013D, &[1]),
    (0x009C, &[14]),
    // No protection of the windows, of the sheets, no password.
    (0x0019, &[0]),
    (0x0012, &[0]),
    (0x0013, &[0]),
    (0x01AF, &[0]),
    (0x01BC, &[0]),
    // WINDOW1: place, size, scroll bars and tabs shown, first sheet of one.
    (0x003D, &[480, 90, 16_335, 10_830, 0x38, 0, 0, 1, 600]),
    (0x0040, &[0]),
    (0x008D, &[0]),
    // DATEMODE: days since 1900.
    (0x0022, &[0]),
    (0x000E, &[1]),
    (0x01B7, &[0]),
    (0x00DA, &[0]),
];

const BEFORE_COLUMNS: [(u16, &[u16]); 18] = [
    // How formulas are calculated: there are none, but Excel always says it.
    (0x000D, &[1]),
    (0x000C, &[100]),
    (0x000F, &[1]),
    (0x0011, &[0]),
    (0x0010, &[0xA9FC, 0xD2F1, 0x624D, 0x3F50]),
    (0x005F, &[1]),
    // The printed page.
    (0x002A, &[0]),
    (0x002B, &[0]),
    (0x0082, &[1]),
    (0x0080, &[0, 0, 0, 0]),
    (0x0225, &[0, ROW_HEIGHT]),
    (0x0081, &[0x04C1]),
    (0x0014, &[]),
    (0x0015, &[]),
    (0x0083, &[0]),
    (0x0084, &[0]),
    // SETUP: A4, upright, margins of half an inch for header and footer.
    (0x00A1, &[9, 100, 1, 1, 1, 2, 600, 600, 0, 0, 0, 0x3FE0, 0, 0, 0, 0x3FE0, 1]),
    (0x0055, &[8]),
];

/// `WINDOW2`: grid, headings and tab shown; the first cell is the first seen.
const WINDOW: [u16; 9] = [0x06B6, 0, 0, 64, 0, 0, 0, 0, 0];

/// Writes all that stands before the shared texts. Returns where the place of the sheet is said.
pub(super) fn put_globals(file: &mut Compound) -> usize {
    let bytes = &mut file.bytes;
    put_start(bytes, GLOBALS);
    put_all(bytes, &BEFORE_FONTS);
    for (is_bold, is_red) in [(false, false), (true, false), (false, true), (true, true)] {
        put_font(bytes, is_bold, is_red);
    }
    put_styles(bytes);
    put(bytes, 0x0160, &[0]);
    let place = bytes.len() + 4;
    put_with(bytes, 0x0085, |it| {
        put_words(it, &[0, 0, 0]);
        put_name(it, template::SHEET);
    });
    // COUNTRY: Excel in English, Windows set to Vietnam.
    put(bytes, 0x008C, &[1, 84]);
    place
}

fn put_font(bytes: &mut Vec<u8>, is_bold: bool, is_red: bool) {
    let color = if is_red { 10 } else { 0x7FFF };
    let weight = if is_bold { 700 } else { 400 };
    put_with(bytes, 0x0031, |it| {
        // 11 points; a font with serifs.
        put_words(it, &[220, 0, color, weight, 0, 0x0100, 0]);
        put_name(it, template::FONT);
    });
}

fn put_styles(bytes: &mut Vec<u8>) {
    const ALIGN_BOTTOM: u16 = 0x20;
    const NO_FILL: u16 = 64 | 65 << 7;
    for _ in 0..STYLE_PLAIN {
        put(bytes, 0x00E0, &[0, 0, 0xFFF5, ALIGN_BOTTOM, 0xF400, 0, 0, 0, 0, NO_FILL]);
    }
    put(bytes, 0x00E0, &[0, 0, 1, ALIGN_BOTTOM, 0, 0, 0, 0, 0, NO_FILL]);
    // Format 49 is `@`: one of those that every reader knows.
    put(bytes, 0x00E0, &[0, 49, 1, ALIGN_BOTTOM, 0x0400, 0, 0, 0, 0, NO_FILL]);
    // In the middle both ways, wrapped; thin borders; filled with colour 41, RGB 204, 255, 255.
    let sides = 64 | 64 << 7;
    let filled = 41 | 65 << 7;
    put(bytes, 0x00E0, &[FONT_BOLD, 0, 1, 0x1A, 0x7800, 0x1111, sides, sides, 0x0400, filled]);
    // STYLE: the first style is "Normal".
    put(bytes, 0x0293, &[0x8000, 0xFF00]);
}

/// Begins the sheet, up to its columns. `n_rows` and `n_columns` are what it uses.
pub(super) fn put_sheet(
    bytes: &mut Vec<u8>,
    columns: &[template::Column],
    n_rows: u32,
    n_columns: u16,
) {
    put_start(bytes, WORKSHEET);
    put_all(bytes, &BEFORE_COLUMNS);
    for (column_idx, column) in (0..).zip(columns) {
        put(bytes, 0x007D, &[column_idx, column_idx, width(column.width), STYLE_TEXT, 2, 0]);
    }
    put_with(bytes, 0x0200, |it| {
        it.extend([0; 4]);
        it.extend(n_rows.to_le_bytes());
        put_words(it, &[0, n_columns, 0]);
    });
}

/// Characters to parts of 256: a digit is 7 pixels wide, the margins of a cell are 5.
fn width(n_characters: f64) -> u16 {
    ((n_characters * 7.0 + 5.0).round() / 7.0 * 256.0) as u16 // OK because widths are small
}

/// Ends the sheet: how it is shown and which cells are merged, as first and last row and column.
pub(super) fn end_sheet(bytes: &mut Vec<u8>, merges: &[[u16; 4]]) {
    put(bytes, 0x023E, &WINDOW);
    put_with(bytes, 0x00E5, |it| {
        put_words(it, &[u16::try_from(merges.len()).unwrap_or(0)]);
        put_words(it, merges.as_flattened());
    });
    put_end(bytes);
}

/// Adds a row before its cells. `height` in points, when it is not the ordinary one.
pub(super) fn put_row(bytes: &mut Vec<u8>, row: u16, n_columns: u16, height: Option<u16>) {
    let is_set = if height.is_some() { 0x40 } else { 0 };
    let height = height.map_or(ROW_HEIGHT, |it| it * 20);
    put(bytes, 0x0208, &[row, 0, n_columns, height, 0, 0, 0x0100 | is_set, STYLE_PLAIN]);
}

fn put_start(bytes: &mut Vec<u8>, kind: u16) {
    put(bytes, START, &[VERSION, kind, 0x0DBB, 0x07CC, 0, 0, 6, 0]);
}

pub(super) fn put_end(bytes: &mut Vec<u8>) {
    put(bytes, END, &[]);
}

#[inline(never)]
fn put_all(bytes: &mut Vec<u8>, records: &[(u16, &[u16])]) {
    for (kind, words) in records {
        put(bytes, *kind, words);
    }
}
