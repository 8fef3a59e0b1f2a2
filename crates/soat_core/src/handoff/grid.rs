//! A returned file as cells in places, whatever its format.

use crate::cell::{Cell, CellKind};
use crate::table::DateSystem;

/// A file that came back: every filled cell.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Its sheets, in order.
    pub sheets: Vec<GridSheet>,
    /// How the file counts days.
    pub date_system: DateSystem,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct GridSheet {
    /// Its name.
    pub name: String,
    /// Its rows with filled cells, from the top.
    pub rows: Vec<GridRow>,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct GridRow {
    /// Its number in Excel, from 1.
    pub number: u32,
    /// Its filled cells, from the left.
    pub cells: Vec<GridCell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// The column in the sheet, from 0.
    pub column: u32,
    /// What it was in the file.
    pub kind: CellKind,
    /// Its text.
    pub text: String,
}

impl GridCell {
    pub(crate) fn cell(&self) -> Cell<'_> {
        Cell { kind: self.kind, text: &self.text }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cell().is_blank()
    }
}
