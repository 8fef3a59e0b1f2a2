//! The cells of a sheet.

use core::ops::ControlFlow;

use soat_core::{Cell, CellKind};

use super::globals::Globals;
use super::records::{BOF, CONTINUE, Data, EOF, Record, f64_at, record_at, rk_at, wide_at};
use crate::book::{Filled, Notes, Place, Visit};
use crate::cfb::{u16_at, u32_at};
use crate::value::write_number;
use crate::xlsx::styles::NumberFormat;

const ROW: u16 = 0x0208;
const COLUMNS: u16 = 0x007D;
const FILTER_MODE: u16 = 0x009B;

const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const RK: u16 = 0x027E;
const MUL_RK: u16 = 0x00BD;
const LABEL_SST: u16 = 0x00FD;
const RICH_LABEL: u16 = 0x00D6;
const FORMULA: u16 = 0x0006;
/// The same under the numbers of older versions, as some programs write it.
const FORMULA_3: u16 = 0x0206;
const FORMULA_4: u16 = 0x0406;
/// The text that the formula before it gave.
const STRING: u16 = 0x0207;
/// What may stand between the two: SHRFMLA, ARRAY, TABLE.
const BETWEEN: [u16; 4] = [CONTINUE, 0x04BC, 0x0221, 0x0236];

fn is_cell(kind: u16) -> bool {
    matches!(kind, NUMBER | LABEL | BOOL_OR_ERROR | RK | MUL_RK | LABEL_SST | RICH_LABEL)
        || is_formula(kind)
}

fn is_formula(kind: u16) -> bool {
    matches!(kind, FORMULA | FORMULA_3 | FORMULA_4)
}

/// Is the formula to be calculated on opening? POI and PHP libraries say so of formulas that they leave
/// with the value 0, and OpenOffice of those that it has calculated. Excel never does: the bit is
/// reserved (MS-XLS 2.4.127), and the one before it, `fAlwaysCalc`, says nothing of the value.
fn is_put_off(data: &[u8]) -> bool {
    u16_at(data, 14).is_some_and(|it| it & 2 != 0)
}

fn is_zero(data: &[u8]) -> bool {
    data.get(6..14).is_some_and(|it| it == [0; 8])
}

/// The records of one sheet, without those of charts within it.
pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
    depth: usize,
    /// The record that ends the sheet has come.
    is_ended: bool,
}

impl<'s> Records<'s> {
    /// The records of the sheet which begins here.
    pub(super) fn of(stream: &'s [u8], start: usize) -> Self {
        Self { stream, at: start, depth: 0, is_ended: false }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = (usize, Record<'s>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_ended {
            let at = self.at;
            let record = record_at(self.stream, at)?;
            self.at = record.next;
            match record.kind {
                BOF => self.depth += 1,
                EOF if self.depth > 1 => self.depth -= 1,
                EOF => self.is_ended = true,
                _ if self.depth > 1 => {}
                _ => return Some((at, record)),
            }
        }
        None
    }
}

/// Where the parts of a stream begin: what all sheets share, then each sheet.
pub(super) fn parts(stream: &[u8]) -> Vec<usize> {
    let (mut parts, mut depth, mut at) = (Vec::new(), 0usize, 0);
    while let Some(record) = record_at(stream, at) {
        match record.kind {
            BOF if depth == 0 => {
                parts.push(at);
                depth = 1;
            }
            BOF => depth += 1,
            EOF => depth = depth.saturating_sub(1),
            _ => {}
        }
        at = record.next;
    }
    parts
}

/// What is known of a sheet before its cells are read.
pub(super) struct Survey {
    start: usize,
    /// Bytes that were looked through.
    pub(super) length: usize,
    /// Places of the records of cells by their rows, when the file has them in disorder, as
    /// programs write that write each cell as it comes.
    sorted: Option<Vec<usize>>,
    /// Some formula that is to be calculated on opening has a value other than 0, so that 0 is a
    /// value too.
    pub(super) is_calculated: bool,
    pub(super) notes: Notes,
}

impl Survey {
    /// Looks through the sheet which begins here.
    pub(super) fn take(stream: &[u8], start: usize) -> Self {
        let mut notes = Notes::default();
        let (mut last, mut is_sorted, mut is_calculated) = (None, true, false);
        let mut records = Records::of(stream, start);
        for (_, record) in records.by_ref() {
            let data = record.data;
            match record.kind {
                ROW => note_row(&mut notes, data),
                COLUMNS => note_columns(&mut notes, data),
                FILTER_MODE => notes.is_filtered = true,
                kind if is_cell(kind) => {
                    let place = place_of(data);
                    is_sorted &= place.is_none() || place >= last;
                    last = place.or(last);
                    is_calculated |= is_formula(kind) && is_put_off(data) && !is_zero(data);
                }
                _ => {}
            }
        }
        notes.is_cut = !records.is_ended;
        let length = records.at - start;
        let sorted = (!is_sorted).then(|| sorted(stream, start));
        Self { start, length, sorted, is_calculated, notes }
    }
}

fn sorted(stream: &[u8], start: usize) -> Vec<usize> {
    let cells = Records::of(stream, start).filter(|it| is_cell(it.1.kind));
    let mut places: Vec<usize> = cells.map(|it| it.0).collect();
    places.sort_by_key(|&it| stream.get(it + 4..).and_then(place_of));
    places
}

/// Row and column of a cell.
fn place_of(data: &[u8]) -> Option<(u16, u16)> {
    u16_at(data, 0).zip(u16_at(data, 2))
}

fn note_row(notes: &mut Notes, data: &[u8]) {
    let (Some(row), Some(flags)) = (wide_at(data, 0), u16_at(data, 12)) else { return };
    if flags & 0x20 != 0 {
        notes.hidden_rows.add(row + 1, row + 1);
    }
}

fn note_columns(notes: &mut Notes, data: &[u8]) {
    let (Some(first), Some(last)) = (wide_at(data, 0), wide_at(data, 2)) else { return };
    let last = last.min(255);
    if u16_at(data, 8).is_some_and(|it| it & 1 != 0) && first <= last {
        notes.hidden_columns.add(first, last);
    }
}

/// A walk over the cells of a sheet.
pub(super) struct Walk<'w, 'v> {
    pub(super) stream: &'w [u8],
    pub(super) globals: &'w Globals,
    pub(super) last: &'w mut Place,
    pub(super) visit: &'w mut Visit<'v>,
    pub(super) n_bad: u32,
    /// See [`Survey::is_calculated`].
    pub(super) is_calculated: bool,
    /// A text that is not shared, a number.
    pub(super) text: String,
}

impl Walk<'_, '_> {
    /// Shows the cells until told to stop.
    pub(super) fn run(&mut self, survey: &Survey) {
        let stream = self.stream;
        if let Some(places) = &survey.sorted {
            let mut records = places.iter().filter_map(|&it| record_at(stream, it));
            let _ = records.try_for_each(|it| self.take(it));
        } else {
            let _ = Records::of(stream, survey.start).try_for_each(|(_, it)| self.take(it));
        }
    }

    /// Takes a record; a cell that cannot be read costs only itself.
    #[inline]
    fn take(&mut self, record: Record<'_>) -> ControlFlow<()> {
        if !is_cell(record.kind) {
            return ControlFlow::Continue(());
        }
        let shown = match wide_at(record.data, 0).zip(wide_at(record.data, 2)) {
            Some((row, column)) => self.take_cell(record, row, column),
            None => None,
        };
        shown.unwrap_or_else(|| {
            self.n_bad = self.n_bad.saturating_add(1);
            ControlFlow::Continue(())
        })
    }

    fn take_cell(&mut self, record: Record<'_>, row: u32, column: u32) -> Option<ControlFlow<()>> {
        let data = record.data;
        Some(match record.kind {
            LABEL_SST => {
                let idx = u32_at(data, 6)?;
                let cell = Cell::typed(self.globals.texts.get(idx)?);
                self.show(row, column, cell, Some(idx))
            }
            NUMBER => self.show_number(row, column, u16_at(data, 4)?, f64_at(data, 6)?),
            RK => self.show_number(row, column, u16_at(data, 4)?, rk_at(data, 6)?),
            MUL_RK => return self.take_numbers(data, row, column),
            LABEL | RICH_LABEL => {
                self.text.clear();
                let mut data = Data::behind(self.stream, record, 6);
                data.long_text(self.globals.letters, &mut self.text)?;
                self.show_text(row, column)
            }
            BOOL_OR_ERROR => {
                let &[value, is_error] = data.get(6..)?.first_chunk()?;
                let cell = if is_error == 0 { truth(value) } else { error(value)? };
                self.show(row, column, cell, None)
            }
            _ => return self.take_formula(record, row, column),
        })
    }

    /// Several numbers side by side. The last two bytes tell the last column, which the length
    /// tells as well.
    fn take_numbers(&mut self, data: &[u8], row: u32, first: u32) -> Option<ControlFlow<()>> {
        let numbers = data.get(4..data.len().checked_sub(2)?)?;
        for (column, number) in (first..).zip(numbers.chunks_exact(6)) {
            let (style, number) = (u16_at(number, 0)?, rk_at(number, 2)?);
            if self.show_number(row, column, style, number).is_break() {
                return Some(ControlFlow::Break(()));
            }
        }
        Some(ControlFlow::Continue(()))
    }

    fn take_formula(
        &mut self,
        record: Record<'_>,
        row: u32,
        column: u32,
    ) -> Option<ControlFlow<()>> {
        let data = record.data;
        let &value: &[u8; 8] = data.get(6..)?.first_chunk()?;
        if let [kind, _, said, .., 0xFF, 0xFF] = value {
            let cell = match kind {
                0 => return self.take_formula_text(record.next, row, column),
                1 => truth(said),
                2 => error(said)?,
                3 => Cell::EMPTY,
                _ => return None,
            };
            return Some(self.show(row, column, cell, None));
        }
        if !self.is_calculated && is_put_off(data) && is_zero(data) {
            return Some(self.show_uncomputed(row, column));
        }
        Some(self.show_number(row, column, u16_at(data, 4)?, f64::from_le_bytes(value)))
    }

    fn take_formula_text(
        &mut self,
        mut at: usize,
        row: u32,
        column: u32,
    ) -> Option<ControlFlow<()>> {
        for _ in 0..=BETWEEN.len() {
            let Some(record) = record_at(self.stream, at) else { break };
            if record.kind == STRING {
                self.text.clear();
                let mut data = Data::behind(self.stream, record, 0);
                data.long_text(self.globals.letters, &mut self.text)?;
                return Some(self.show_text(row, column));
            }
            if !BETWEEN.contains(&record.kind) {
                break;
            }
            at = record.next;
        }
        Some(self.show_uncomputed(row, column))
    }

    fn show_uncomputed(&mut self, row: u32, column: u32) -> ControlFlow<()> {
        self.show(row, column, Cell { kind: CellKind::Uncomputed, text: "" }, None)
    }

    fn show_number(&mut self, row: u32, column: u32, style: u16, number: f64) -> ControlFlow<()> {
        let style = self.globals.styles.get(usize::from(style));
        let kind = match style.map(|it| it.format) {
            Some(NumberFormat::Day) => CellKind::Date,
            _ => CellKind::Number,
        };
        let mut text = core::mem::take(&mut self.text);
        text.clear();
        let kind = write_number(&mut text, kind, number);
        let flow = self.show(row, column, Cell { kind, text: &text }, None);
        self.text = text;
        flow
    }

    fn show_text(&mut self, row: u32, column: u32) -> ControlFlow<()> {
        let text = core::mem::take(&mut self.text);
        let flow = self.show(row, column, Cell::typed(&text), None);
        self.text = text;
        flow
    }

    fn show(
        &mut self,
        row: u32,
        column: u32,
        cell: Cell<'_>,
        shared: Option<u32>,
    ) -> ControlFlow<()> {
        *self.last = Some((row, column));
        (self.visit)(Filled { row_number: row + 1, column, cell, shared })
    }
}

fn truth(value: u8) -> Cell<'static> {
    Cell { kind: CellKind::Bool, text: if value == 0 { "FALSE" } else { "TRUE" } }
}

/// MS-XLS 2.5.10, `BErr`.
fn error(code: u8) -> Option<Cell<'static>> {
    let text = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return None,
    };
    Some(Cell { kind: CellKind::Error, text })
}

/// The style of each cell of a column from a row on, for so many cells.
pub(super) fn styles_of_column(
    stream: &[u8],
    start: usize,
    column: u32,
    rows: core::ops::Range<u32>,
) -> impl Iterator<Item = u16> {
    let at = move |data: &[u8]| wide_at(data, 0).is_some_and(|it| rows.contains(&it));
    Records::of(stream, start).filter_map(move |(_, record)| {
        let data = record.data;
        if !is_cell(record.kind) || !at(data) {
            return None;
        }
        let first = wide_at(data, 2)?;
        match record.kind {
            MUL_RK => {
                let idx = column.checked_sub(first)? as usize;
                u16_at(data.get(..data.len() - 2)?, 4 + idx * 6)
            }
            _ if first == column => u16_at(data, 4),
            _ => None,
        }
    })
}
