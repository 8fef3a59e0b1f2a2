//! One row of a sheet, in a buffer that is used again for the next.

use soat_core::{Cell, CellKind};

use crate::book::Filled;

/// The filled cells of one row. Columns are positions in the sheet, from 0.
#[derive(Clone, Default)]
pub(crate) struct Row {
    /// The row's number in Excel, from 1.
    pub(crate) number: u32,
    slots: Vec<Slot>,
    text: String,
}

#[derive(Clone)]
struct Slot {
    column: u32,
    kind: CellKind,
    start: usize,
    end: usize,
    shared: Option<u32>,
}

impl Row {
    /// Empties the row and gives it a new number.
    pub(crate) fn restart(&mut self, number: u32) {
        self.number = number;
        self.slots.clear();
        self.text.clear();
    }

    /// Adds a cell; empty ones are not kept.
    pub(crate) fn push_found(&mut self, found: Filled<'_>) {
        let Filled { column, cell, shared, .. } = found;
        if cell.kind == CellKind::Empty {
            return;
        }
        let start = self.text.len();
        self.text.push_str(cell.text);
        self.slots.push(Slot { column, kind: cell.kind, start, end: self.text.len(), shared });
    }

    /// The filled cells in the order of the file.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (u32, Cell<'_>)> {
        self.found().map(|it| (it.column, it.cell))
    }

    /// The filled cells again, each with the number of its shared string.
    pub(crate) fn found(&self) -> impl Iterator<Item = Filled<'_>> {
        self.slots.iter().map(|it| {
            let text = self.text.get(it.start..it.end).unwrap_or_default();
            let cell = Cell { kind: it.kind, text };
            Filled { row_number: self.number, column: it.column, cell, shared: it.shared }
        })
    }

    /// The cells in which something can be seen.
    pub(crate) fn seen(&self) -> impl Iterator<Item = (u32, Cell<'_>)> {
        self.cells().filter(|(_, cell)| !cell.is_blank())
    }

    /// The text at a column, without the space around it; empty where nothing is.
    pub(crate) fn text_at(&self, column: u32) -> &str {
        self.cells().find(|it| it.0 == column).map_or("", |(_, cell)| cell.text.trim())
    }

    /// Is there nothing to be seen?
    pub(crate) fn is_blank(&self) -> bool {
        self.seen().next().is_none()
    }
}

#[cfg(test)]
impl Row {
    /// A row of texts from column A on, for tests.
    pub(crate) fn of(number: u32, texts: &[&str]) -> Self {
        let mut row = Self { number, ..Self::default() };
        for (column, text) in (0..).zip(texts) {
            let cell = Cell::typed(text);
            row.push_found(Filled { row_number: number, column, cell, shared: None });
        }
        row
    }
}
