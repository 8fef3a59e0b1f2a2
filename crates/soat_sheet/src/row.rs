//! One row of a sheet, in a buffer that is used again for the next.

use std::sync::Arc;

use soat_core::{Cell, CellKind, SharedTexts, TextState};

use crate::book::Filled;

/// The filled cells of one row. Columns are positions in the sheet, from 0.
#[derive(Clone, Default)]
pub(crate) struct Row {
    /// The row's number in Excel, from 1.
    pub(crate) number: u32,
    slots: Vec<Slot>,
    text: String,
    texts: Arc<SharedTexts>,
}

/// A cell of a row; its text is got by [`Row::cell`].
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    pub(crate) column: u32,
    pub(crate) kind: CellKind,
    is_blank: bool,
    /// Where the text starts in the row's own; the number of a shared one.
    start: u32,
    /// Where it ends; [`SHARED`].
    end: u32,
}

/// In place of an end in the row's own text: the text is a shared one.
const SHARED: u32 = u32::MAX;

impl Slot {
    /// Number of the shared text that the cell is.
    #[inline]
    pub(crate) fn shared(&self) -> Option<u32> {
        (self.end == SHARED).then_some(self.start)
    }
}

impl Row {
    /// A row whose cells may refer to these texts.
    pub(crate) fn with_texts(texts: Arc<SharedTexts>) -> Self {
        Self { texts, ..Self::default() }
    }

    /// Empties the row and gives it a new number.
    pub(crate) fn restart(&mut self, number: u32) {
        self.number = number;
        self.slots.clear();
        self.text.clear();
    }

    /// Adds a cell; empty ones are not kept.
    pub(crate) fn push_found(&mut self, found: Filled<'_>) {
        match found.shared {
            Some(number) => drop(self.push_shared(found.column, number)),
            None => self.push(found.column, found.cell),
        }
    }

    /// Adds a cell with a text of its own.
    pub(crate) fn push(&mut self, column: u32, cell: Cell<'_>) {
        if cell.kind == CellKind::Empty {
            return;
        }
        let start = self.text.len();
        let end = start + cell.text.len();
        // OK because a row of four gigabytes fits in no memory that the readers may use.
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { return };
        self.text.push_str(cell.text);
        let is_blank = cell.is_blank();
        self.slots.push(Slot { column, kind: cell.kind, is_blank, start, end });
    }

    /// Adds a cell that is one of the shared texts; says whether there is that text.
    #[inline]
    pub(crate) fn push_shared(&mut self, column: u32, number: u32) -> bool {
        let state = self.texts.state(number);
        if matches!(state, TextState::Blank | TextState::Seen) {
            let is_blank = state == TextState::Blank;
            let (kind, start, end) = (CellKind::Text, number, SHARED);
            self.slots.push(Slot { column, kind, is_blank, start, end });
        }
        state != TextState::Unreadable
    }

    /// The row with texts of its own, each no longer than any heading.
    pub(crate) fn shortened(&self) -> Self {
        const LONGEST: usize = 2_000;
        let mut row = Self { number: self.number, ..Self::default() };
        for (column, Cell { kind, text }) in self.cells() {
            row.push(column, Cell { kind, text: head(text, LONGEST) });
        }
        row
    }

    /// Is no cell in the row, not even a blank one?
    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The column of the cell added last.
    pub(crate) fn last_column(&self) -> Option<u32> {
        self.slots.last().map(|it| it.column)
    }

    /// The filled cells in the order of the file.
    pub(crate) fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// What is in a cell.
    #[inline]
    pub(crate) fn cell(&self, slot: &Slot) -> Cell<'_> {
        let text = match slot.shared() {
            Some(number) => self.texts.get(number),
            None => self.text.get(slot.start as usize..slot.end as usize),
        };
        Cell { kind: slot.kind, text: text.unwrap_or_default() }
    }

    /// The filled cells with their columns, in the order of the file.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (u32, Cell<'_>)> {
        self.slots.iter().map(|it| (it.column, self.cell(it)))
    }

    /// The cells in which something can be seen.
    pub(crate) fn seen_slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(|it| !it.is_blank)
    }

    /// The same, with their columns.
    pub(crate) fn seen(&self) -> impl Iterator<Item = (u32, Cell<'_>)> {
        self.seen_slots().map(|it| (it.column, self.cell(it)))
    }

    /// The text at a column, without the space around it; empty where nothing is.
    pub(crate) fn text_at(&self, column: u32) -> &str {
        self.cells().find(|it| it.0 == column).map_or("", |(_, cell)| cell.text.trim())
    }

    /// Is there nothing to be seen?
    pub(crate) fn is_blank(&self) -> bool {
        self.slots.iter().all(|it| it.is_blank)
    }
}

/// The text, or as much of it as so many bytes hold.
pub(crate) fn head(text: &str, most_bytes: usize) -> &str {
    let mut ends = (0..=most_bytes.min(text.len())).rev();
    let end = ends.find(|&it| text.is_char_boundary(it));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

#[cfg(test)]
impl Row {
    /// A row of texts from column A on, for tests.
    pub(crate) fn of(number: u32, texts: &[&str]) -> Self {
        let mut row = Self { number, ..Self::default() };
        for (column, text) in (0..).zip(texts) {
            row.push(column, Cell::typed(text));
        }
        row
    }
}
