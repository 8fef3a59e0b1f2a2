//! Rows as one block of bytes: the page decodes one string a block, not one a cell.

use soat_core::{Severity, Work, display_text};

/// State bits of a cell, as the grid paints them.
const HINT: u8 = 1;
const WARNING: u8 = 2;
const ERROR: u8 = 4;
const EDITED: u8 = 8;

/// Packs rows. Little endian: `u32 n_rows | u32 n_columns | u32 row_index[n_rows] |
/// u32 row_number[n_rows] | u8 lane[n_rows] | u8 state[n_rows * n_columns] |
/// u32 utf16_end[n_rows * n_columns] | utf8`; the byte parts are padded to four bytes.
pub(crate) fn pack(work: &Work, rows: &[u32]) -> Vec<u8> {
    let table = work.table();
    let n_columns = table.n_columns();
    let mut bytes = Vec::with_capacity(rows.len() * (9 + n_columns * 12));
    put_u32(&mut bytes, rows.len());
    put_u32(&mut bytes, n_columns);
    rows.iter().for_each(|&it| put_u32(&mut bytes, it as usize));
    rows.iter().for_each(|&it| put_u32(&mut bytes, table.row_number(it as usize) as usize));
    bytes.extend(rows.iter().map(|&it| work.standing(it as usize).lane as u8));
    pad(&mut bytes);
    for &row in rows {
        bytes.extend(states(work, row as usize));
    }
    pad(&mut bytes);
    let mut text = String::new();
    let mut utf16_end = 0;
    for &row in rows {
        for column in 0..n_columns {
            let cell = display_text(table.now(row as usize, column), table.date_system());
            utf16_end += utf16_len(&cell);
            put_u32(&mut bytes, utf16_end);
            text.push_str(&cell);
        }
    }
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

fn states(work: &Work, row_idx: usize) -> Vec<u8> {
    let table = work.table();
    let edited = |column| if table.is_edited(row_idx, column) { EDITED } else { 0 };
    let mut states: Vec<u8> = (0..table.n_columns()).map(edited).collect();
    for spot in work.spots(row_idx) {
        let place = spot.column.and_then(|it| states.get_mut(usize::from(it)));
        if let Some(state) = place {
            *state |= match spot.severity {
                Severity::Hint => HINT,
                Severity::Warning => WARNING,
                Severity::Error => ERROR,
            };
        }
    }
    states
}

fn utf16_len(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

fn put_u32(bytes: &mut Vec<u8>, value: usize) {
    bytes.extend_from_slice(&u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes());
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
}
