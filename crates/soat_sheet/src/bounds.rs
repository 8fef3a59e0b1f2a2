//! How far a sheet of `.xls` reaches, found before calamine makes it a dense rectangle.
//!
//! A lone cell at IV65536, or a wrong DIMENSIONS record, would take half a gigabyte.

use crate::cfb::{Stream, u16_at, u32_at};
use crate::error::{ReadError, ReadErrorKind};

/// Cells in the rectangle round the filled cells of one sheet; about 200 MB.
const MOST_CELLS: u64 = 6_000_000;
/// Reserving for fewer cells than this is harmless.
const HARMLESS_RESERVE: u64 = 500_000;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const DIMENSIONS: u16 = 0x0200;
const MUL_RK: u16 = 0x00BD;
/// NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING, FORMULA: row and column come first.
const CELL_RECORDS: [u16; 7] = [0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, 0x0006];

/// The smallest rectangle round the cells seen so far.
#[derive(Default)]
struct Bounds {
    corners: Option<(u32, u32, u32, u32)>,
}

impl Bounds {
    fn add(&mut self, row: u32, column: u32) {
        let (top, left, bottom, right) = self.corners.unwrap_or((row, column, row, column));
        self.corners = Some((top.min(row), left.min(column), bottom.max(row), right.max(column)));
    }

    fn area(&self) -> u64 {
        let Some((top, left, bottom, right)) = self.corners else { return 0 };
        u64::from(bottom - top + 1) * u64::from(right - left + 1)
    }

    fn check(&self) -> Result<(), ReadError> {
        let fits = self.area() <= MOST_CELLS;
        if fits { Ok(()) } else { Err(ReadError::new(ReadErrorKind::TooLarge)) }
    }
}

/// Refuses a workbook with a sheet too large. Returns the file with its DIMENSIONS records made
/// harmless, when it has harmful ones.
pub(crate) fn tame_xls(file: &[u8], stream: &Stream) -> Result<Option<Vec<u8>>, ReadError> {
    let mut tamed = None;
    let mut open_sheets: Vec<Bounds> = Vec::new();
    for (place, kind, data) in records(&stream.bytes) {
        match kind {
            // calamine takes the older of the two encryptions for plain data.
            FILE_PASS => return Err(ReadError::new(ReadErrorKind::PasswordProtected)),
            BOF => open_sheets.push(Bounds::default()),
            EOF => open_sheets.pop().map_or(Ok(()), |it| it.check())?,
            DIMENSIONS if is_harmful(data) => {
                let copy = tamed.get_or_insert_with(|| file.to_vec());
                blank_dimensions(copy, stream, place, data.len());
            }
            _ => {
                if let Some(bounds) = open_sheets.last_mut() {
                    add_cells(bounds, kind, data);
                }
            }
        }
    }
    open_sheets.iter().try_for_each(Bounds::check)?;
    Ok(tamed)
}

/// The records of a BIFF stream: where the data is, its kind, the data.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, u16, &[u8])> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let length = usize::from(u16_at(stream, at + 2)?);
        let place = at + 4;
        let data = stream.get(place..stream.len().min(place + length))?;
        at = place + length;
        Some((place, kind, data))
    })
}

fn add_cells(bounds: &mut Bounds, kind: u16, data: &[u8]) {
    let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
    if kind == MUL_RK {
        let last = u16_at(data, data.len().saturating_sub(2)).unwrap_or(column);
        bounds.add(u32::from(row), u32::from(last));
    }
    if kind == MUL_RK || CELL_RECORDS.contains(&kind) {
        bounds.add(u32::from(row), u32::from(column));
    }
}

fn is_harmful(data: &[u8]) -> bool {
    let corners = if data.len() >= 14 {
        [u32_at(data, 0), u32_at(data, 4), wide(data, 8), wide(data, 10)]
    } else {
        [wide(data, 0), wide(data, 2), wide(data, 4), wide(data, 6)]
    };
    let [Some(top), Some(bottom), Some(left), Some(right)] = corners else { return false };
    let area = u64::from(bottom.saturating_sub(top)) * u64::from(right.saturating_sub(left));
    bottom < top || right < left || area > HARMLESS_RESERVE
}

fn wide(data: &[u8], at: usize) -> Option<u32> {
    u16_at(data, at).map(u32::from)
}

/// Makes the record say "one row, one column".
fn blank_dimensions(file: &mut [u8], stream: &Stream, place: usize, length: usize) {
    let one_at = if length >= 14 { [4, 10] } else { [2, 6] };
    for at in 0..length {
        let byte = stream.place_in_file(place + at).and_then(|it| file.get_mut(it));
        if let Some(byte) = byte {
            *byte = u8::from(one_at.contains(&at));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dimensions_that_lie_are_harmful() {
        let dimensions = |rows: [u32; 2], columns: [u16; 2]| {
            let mut data = Vec::new();
            rows.iter().for_each(|it| data.extend(it.to_le_bytes()));
            columns.iter().for_each(|it| data.extend(it.to_le_bytes()));
            data.extend([0, 0]);
            data
        };
        assert!(!is_harmful(&dimensions([0, 2_000], [0, 35])));
        assert!(is_harmful(&dimensions([0, u32::MAX], [0, 35])));
        assert!(is_harmful(&dimensions([9, 2], [0, 35])));
    }
}
