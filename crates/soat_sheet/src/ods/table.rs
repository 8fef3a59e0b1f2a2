//! The cells of a table. Rows and cells that repeat are counted, never made.

use core::ops::ControlFlow;

use soat_core::{Cell, CellKind, DateSystem};

use super::cell::{CellReader, CellTag};
use super::tables::attribute;
use crate::book::{Filled, Notes, Place, Visit};
use crate::package::Part;
use crate::xlsx::markup::{Fault, Markup, Tag, Token};

const N_ROWS: u32 = 1 << 20;
const N_COLUMNS: u32 = 1 << 14;
/// Bytes of text, and eight a cell, that repetition may make: a million rows with a short cell.
const MOST_MADE: u64 = 64 << 20;
const COST_OF_CELL: u64 = 8;
/// Bytes of text in one row.
const MOST_TEXT_OF_ROW: usize = 16 << 20;

/// A table being read.
pub(super) struct Table<'m, 'p> {
    markup: &'m mut Markup<Part<'p>>,
    cell: CellReader,
    row_idx: u32,
    /// The row's filled cells; one row may stand for many.
    slots: Vec<Slot>,
    text: String,
    n_made: u64,
    /// Groups of rows that are shut, round the row.
    n_shut: u32,
    pub(super) notes: Notes,
}

/// A filled cell, perhaps repeated to the right.
struct Slot {
    column: u32,
    n_columns: u32,
    kind: CellKind,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy)]
struct RowTag {
    n_rows: u32,
    is_hidden: bool,
    is_filtered: bool,
    is_empty: bool,
}

impl<'m, 'p> Table<'m, 'p> {
    /// A table whose start tag was taken.
    pub(super) fn new(markup: &'m mut Markup<Part<'p>>) -> Self {
        Self {
            markup,
            cell: CellReader::default(),
            row_idx: 0,
            slots: Vec::new(),
            text: String::new(),
            n_made: 0,
            n_shut: 0,
            notes: Notes::default(),
        }
    }

    /// Walks the filled cells until told to stop; is the end of the table behind it?
    pub(super) fn walk(&mut self, last: &mut Place, visit: &mut Visit<'_>) -> Result<bool, Fault> {
        let mut column = 0;
        loop {
            match self.markup.next()? {
                Token::Start(tag) => match tag.name {
                    b"table-column" => note_columns(tag, &mut column, &mut self.notes),
                    b"table-row" => {
                        let row = RowTag::read(tag);
                        if !row.is_empty {
                            self.take_cells()?;
                        }
                        if self.show_rows(row, last, visit).is_break() {
                            return Ok(false);
                        }
                    }
                    b"table-row-group" if !tag.is_empty => {
                        let is_shut = attribute(tag, b"display") == Some(b"false");
                        self.n_shut += u32::from(is_shut || self.n_shut > 0);
                    }
                    b"table-rows"
                    | b"table-header-rows"
                    | b"table-columns"
                    | b"table-header-columns"
                    | b"table-column-group" => {}
                    _ => {
                        let is_empty = tag.is_empty;
                        self.markup.skip_element(is_empty)?;
                    }
                },
                Token::End(b"table-row-group") => self.n_shut = self.n_shut.saturating_sub(1),
                Token::End(b"table") => return Ok(true),
                Token::Over => return Err(Fault::Damaged),
                _ => {}
            }
        }
    }

    fn take_cells(&mut self) -> Result<(), Fault> {
        let mut column = 0u32;
        loop {
            match self.markup.next()? {
                Token::Start(tag) if is_cell(tag.name) => {
                    let tag = self.cell.read_tag(tag);
                    if !tag.is_empty {
                        self.cell.take_text(self.markup)?;
                    }
                    self.keep(tag, column);
                    column = column.saturating_add(tag.n_columns);
                }
                Token::Start(tag) => {
                    let is_empty = tag.is_empty;
                    self.markup.skip_element(is_empty)?;
                }
                Token::End(b"table-row") => return Ok(()),
                Token::Over => return Err(Fault::Damaged),
                _ => {}
            }
        }
    }

    /// Keeps the cell read last until its row is shown.
    fn keep(&mut self, tag: CellTag, column: u32) {
        let cell = match self.cell.value(tag, DateSystem::Since1900) {
            Some(Cell { kind: CellKind::Empty, .. }) => return,
            Some(cell) if column < N_COLUMNS && self.text.len() < MOST_TEXT_OF_ROW => cell,
            _ => return count(&mut self.notes, 1),
        };
        let start = self.text.len();
        self.text.push_str(cell.text);
        let n_columns = tag.n_columns.min(N_COLUMNS - column);
        self.slots.push(Slot { column, n_columns, kind: cell.kind, start, end: self.text.len() });
    }

    /// Shows the row as often as it is repeated, and goes behind it.
    fn show_rows(
        &mut self,
        row: RowTag,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> ControlFlow<()> {
        let first = self.row_idx;
        let n_rows = row.n_rows.min(N_ROWS.saturating_sub(first));
        if (row.is_hidden || self.n_shut > 0) && n_rows > 0 {
            self.notes.hidden_rows.add(first + 1, first + n_rows);
            self.notes.is_filtered |= row.is_filtered;
        }
        let mut shown = ControlFlow::Continue(());
        if !self.slots.is_empty() {
            let mut n_shown = 0;
            while n_shown < n_rows && (n_shown == 0 || self.n_made <= MOST_MADE) {
                shown = self.show_row(first + n_shown, n_shown == 0, last, visit);
                if shown.is_break() {
                    break;
                }
                n_shown += 1;
            }
            let n_left = u64::from(row.n_rows - n_shown);
            let n_cells: u64 = self.slots.iter().map(|it| u64::from(it.n_columns)).sum();
            count(&mut self.notes, n_left.saturating_mul(n_cells));
        }
        self.slots.clear();
        self.text.clear();
        self.row_idx = first.saturating_add(row.n_rows);
        shown
    }

    fn show_row(
        &mut self,
        row_idx: u32,
        is_first: bool,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> ControlFlow<()> {
        for slot in &self.slots {
            let text = self.text.get(slot.start..slot.end).unwrap_or_default();
            let cell = Cell { kind: slot.kind, text };
            let end = slot.column + slot.n_columns;
            for column in slot.column..end {
                if !(is_first && column == slot.column) {
                    self.n_made = self.n_made.saturating_add(COST_OF_CELL + text.len() as u64);
                    if self.n_made > MOST_MADE {
                        count(&mut self.notes, u64::from(end - column));
                        break;
                    }
                }
                *last = Some((row_idx, column));
                visit(Filled { row_number: row_idx + 1, column, cell, shared: None })?;
            }
        }
        ControlFlow::Continue(())
    }
}

impl RowTag {
    fn read(tag: Tag<'_>) -> Self {
        let visibility = attribute(tag, b"visibility");
        let is_filtered = visibility == Some(b"filter");
        Self {
            n_rows: repeats(attribute(tag, b"number-rows-repeated")),
            is_hidden: is_filtered || visibility == Some(b"collapse"),
            is_filtered,
            is_empty: tag.is_empty,
        }
    }
}

fn is_cell(name: &[u8]) -> bool {
    matches!(name, b"table-cell" | b"covered-table-cell")
}

fn note_columns(tag: Tag<'_>, column: &mut u32, notes: &mut Notes) {
    let n_columns = repeats(attribute(tag, b"number-columns-repeated"));
    let end = column.saturating_add(n_columns).min(N_COLUMNS);
    let is_hidden = matches!(attribute(tag, b"visibility"), Some(b"collapse" | b"filter"));
    if is_hidden && *column < end {
        notes.hidden_columns.add(*column, end - 1);
    }
    *column = end;
}

fn count(notes: &mut Notes, n_cells: u64) {
    let n_cells = u32::try_from(n_cells).unwrap_or(u32::MAX);
    notes.n_bad_cells = notes.n_bad_cells.saturating_add(n_cells);
}

/// How often something is there; once when it is not said.
pub(super) fn repeats(written: Option<&[u8]>) -> u32 {
    let digits = written.unwrap_or_default().trim_ascii();
    let add = |sum: u32, it: &u8| {
        let digit = it.is_ascii_digit().then(|| u32::from(it - b'0'))?;
        Some(sum.saturating_mul(10).saturating_add(digit))
    };
    let number = if digits.is_empty() { None } else { digits.iter().try_fold(0, add) };
    number.map_or(1, |it| it.max(1))
}
