//! The cells of a sheet, record by record.

use core::ops::ControlFlow;
use std::io::Read;

use soat_core::{Cell, DateSystem, SharedTexts};

use super::records::{Record, Records};
use crate::book::{Filled, Notes, Place, Visit};
use crate::value::Value;
use crate::xlsx::styles::NumberFormat;

const ROW: u16 = 0;
const BLANK: u16 = 1;
const RK: u16 = 2;
const ERROR: u16 = 3;
const BOOL: u16 = 4;
const REAL: u16 = 5;
const TEXT: u16 = 6;
const SHARED: u16 = 7;
const FORMULA_TEXT: u16 = 8;
const FORMULA_REAL: u16 = 9;
const FORMULA_BOOL: u16 = 10;
const FORMULA_ERROR: u16 = 11;
/// The same cells from BLANK to SHARED, each right behind the one before and without its column.
const SHORT_BLANK: u16 = 12;
const SHORT_SHARED: u16 = 18;
const COLUMN_INFO: u16 = 60;
const RICH_TEXT: u16 = 62;
const END_ROWS: u16 = 146;
/// A column of an automatic filter with a condition.
const BEGIN_FILTER_COLUMN: u16 = 163;

const N_ROWS: u32 = 1 << 20;
const N_COLUMNS: u32 = 1 << 14;

/// What the cells of every sheet refer to.
pub(super) struct Context<'w> {
    pub(super) texts: &'w SharedTexts,
    pub(super) formats: &'w [NumberFormat],
    pub(super) system: DateSystem,
}

/// A sheet being read.
pub(super) struct Sheet<'w, R> {
    records: Records<R>,
    state: State<'w>,
    pub(super) notes: Notes,
}

/// Where the reader is; apart from the records, which are borrowed meanwhile.
struct State<'w> {
    context: Context<'w>,
    row_idx: Option<u32>,
    /// The column after the one read last.
    next_column: u32,
    text: String,
    buffer: String,
}

impl<'w, R: Read> Sheet<'w, R> {
    pub(super) fn new(records: Records<R>, context: Context<'w>) -> Self {
        let state = State {
            context,
            row_idx: None,
            next_column: 0,
            text: String::new(),
            buffer: String::new(),
        };
        Self { records, state, notes: Notes::default() }
    }

    /// Walks the filled cells until told to stop. A record that cannot be read costs itself.
    pub(super) fn walk(&mut self, last: &mut Place, visit: &mut Visit<'_>) {
        let mut is_below = false;
        while let Some(record) = self.records.next() {
            match record.kind {
                COLUMN_INFO => note_columns(record, &mut self.notes),
                BEGIN_FILTER_COLUMN => self.notes.is_filtered = true,
                END_ROWS => is_below = true,
                _ if is_below => {}
                ROW => self.state.start_row(record, &mut self.notes),
                BLANK..=SHORT_SHARED | RICH_TEXT => match self.state.show(record, last, visit) {
                    Some(ControlFlow::Break(())) => return,
                    Some(ControlFlow::Continue(())) => {}
                    None => self.notes.n_bad_cells = self.notes.n_bad_cells.saturating_add(1),
                },
                _ => {}
            }
        }
        self.notes.is_cut = self.records.is_cut;
    }
}

fn note_columns(record: Record<'_>, notes: &mut Notes) {
    let ends = (record.u32(0), record.u32(4), record.u16(16));
    if let (Some(first), Some(last), Some(flags)) = ends
        && flags & 1 == 1
        && first <= last
    {
        notes.hidden_columns.add(first, last.min(N_COLUMNS - 1));
    }
}

impl State<'_> {
    fn start_row(&mut self, record: Record<'_>, notes: &mut Notes) {
        self.row_idx = record.u32(0).filter(|&it| it < N_ROWS);
        self.next_column = 0;
        let is_hidden = record.u8(11).is_some_and(|it| it & 0x10 != 0);
        if let Some(row_idx) = self.row_idx.filter(|_| is_hidden) {
            notes.hidden_rows.add(row_idx + 1, row_idx + 1);
        }
    }

    /// Shows the cell; `None` when it cannot be read.
    fn show(
        &mut self,
        record: Record<'_>,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Option<ControlFlow<()>> {
        let is_short = (SHORT_BLANK..=SHORT_SHARED).contains(&record.kind);
        let (kind, column, at) = match record.kind {
            short if is_short => (short - SHORT_BLANK + BLANK, self.next_column, 0),
            kind => (kind, record.u32(0)?, 4),
        };
        let column = Some(column).filter(|&it| it < N_COLUMNS)?;
        self.next_column = column + 1;
        if kind == BLANK {
            return Some(ControlFlow::Continue(()));
        }
        let row_idx = self.row_idx?;
        let style = record.u32(at)? & 0x00FF_FFFF;
        let at = at + 4;
        let shared = if kind == SHARED { Some(record.u32(at)?) } else { None };
        let cell = match shared {
            Some(idx) => Cell::typed(self.context.texts.get(idx)?),
            None => self.value(kind, record, at, style)?,
        };
        *last = Some((row_idx, column));
        Some(visit(Filled { row_number: row_idx + 1, column, cell, shared }))
    }

    fn value(&mut self, kind: u16, record: Record<'_>, at: usize, style: u32) -> Option<Cell<'_>> {
        self.text.clear();
        let number = |it: f64| match self.context.formats.get(style as usize) {
            Some(NumberFormat::Day) => Value::Date(it),
            _ => Value::Number(it),
        };
        let value = match kind {
            RK => number(of_rk(record.u32(at)?)),
            REAL | FORMULA_REAL => number(record.f64(at)?),
            BOOL | FORMULA_BOOL => Value::Bool(record.u8(at)? != 0),
            ERROR | FORMULA_ERROR => Value::Error(error_name(record.u8(at)?)?),
            TEXT | FORMULA_TEXT => {
                record.add_text(at, &mut self.text)?;
                Value::Text(&self.text)
            }
            RICH_TEXT => {
                record.add_text(at + 1, &mut self.text)?;
                Value::Text(&self.text)
            }
            _ => return None,
        };
        Some(value.into_cell(self.context.system, &mut self.buffer))
    }
}

/// A number in four bytes: an integer or the head of a float, perhaps in hundredths.
fn of_rk(rk: u32) -> f64 {
    let number = if rk & 2 == 2 {
        f64::from(rk.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(rk & !3) << 32)
    };
    if rk & 1 == 1 { number / 100.0 } else { number }
}

/// [MS-XLSB] 2.5.97.2.
fn error_name(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return None,
    })
}
