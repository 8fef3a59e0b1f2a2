//! A sheet being written, and the ledger of what was put on it.

use core::hash::BuildHasher;
use core::ops::ControlFlow;

use foldhash::fast::FixedState;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use soat_core::{Cell, CellKind};

use super::text;
use crate::book::Book;
use crate::container;
use crate::error::ReadError;

/// A sheet, its cells entered in a ledger as they are written.
pub(super) struct Page<'w> {
    /// For all that is no cell: widths, merges, the page.
    pub(super) sheet: &'w mut Worksheet,
    pub(super) ledger: Ledger,
}

impl<'w> Page<'w> {
    pub(super) fn new(sheet: &'w mut Worksheet) -> Self {
        Self { sheet, ledger: Ledger::default() }
    }

    /// Writes text as text: never a formula, a number or markup. Nothing is written for no text.
    pub(super) fn put(
        &mut self,
        row_idx: u32,
        column_idx: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.ledger.add(row_idx, u32::from(column_idx), Cell::typed(text));
        text::put(self.sheet, row_idx, column_idx, text, format)
    }

    /// Writes text as text, in the format of its column: the writer need not look the format up.
    pub(super) fn put_in_column_format(
        &mut self,
        row_idx: u32,
        column_idx: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        self.ledger.add(row_idx, u32::from(column_idx), Cell::typed(text));
        text::put_in_column_format(self.sheet, row_idx, column_idx, text)
    }

    /// Writes text in runs of several formats.
    pub(super) fn put_runs(
        &mut self,
        row_idx: u32,
        column_idx: u16,
        runs: &[(&Format, &str)],
        format: &Format,
    ) -> Result<(), XlsxError> {
        let text: String = runs.iter().map(|it| it.1).collect();
        self.ledger.add(row_idx, u32::from(column_idx), Cell::typed(&text));
        self.sheet.write_rich_string_with_format(row_idx, column_idx, runs, format).map(drop)
    }

    /// Writes a whole number.
    pub(super) fn put_number(
        &mut self,
        row_idx: u32,
        column_idx: u16,
        number: u32,
        format: Option<&Format>,
    ) -> Result<(), XlsxError> {
        let cell = Cell { kind: CellKind::Number, text: &number.to_string() };
        self.ledger.add(row_idx, u32::from(column_idx), cell);
        let written = match format {
            Some(format) => {
                self.sheet.write_number_with_format(row_idx, column_idx, number, format)
            }
            None => self.sheet.write_number(row_idx, column_idx, number),
        };
        written.map(drop)
    }
}

/// How many cells, and the sum of their hashes: the same cells in the same places, in any order,
/// make the same ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ledger {
    n_cells: u64,
    sum: u64,
}

impl Ledger {
    pub(super) fn add(&mut self, row_idx: u32, column_idx: u32, cell: Cell<'_>) {
        if cell.kind == CellKind::Empty {
            return;
        }
        let place = (u64::from(row_idx) << 32) | u64::from(column_idx);
        let hash = FixedState::default().hash_one((place, cell.kind as u8, cell.text));
        self.n_cells += 1;
        self.sum = self.sum.wrapping_add(hash);
    }

    /// The ledger of two sheets.
    pub(super) fn with(self, other: Self) -> Self {
        let sum = self.sum.wrapping_add(other.sum);
        Self { n_cells: self.n_cells + other.n_cells, sum }
    }

    /// The ledger of all sheets of a book, by our own reader.
    pub(super) fn of_book(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut book = Book::open(bytes, container::detect(bytes)?)?;
        let mut ledger = Self::default();
        for sheet in book.sheet_names() {
            book.walk_rows(&sheet, &mut |row| {
                for (column, cell) in row.cells() {
                    ledger.add(row.number - 1, column, cell);
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(ledger)
    }
}
