//! What is printed from the screen.

use serde::Serialize;
use tsify::Tsify;

/// A list on A4, as plain words.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct PrintPage {
    /// Is the longer side of the paper its width?
    pub is_landscape: bool,
    /// Stands at the foot of every page.
    pub code: String,
    /// Lines above the table.
    pub head: Vec<PrintLine>,
    /// Headings of the columns.
    pub headings: Vec<String>,
    /// Widths of the columns beside each other.
    pub widths: Vec<u32>,
    /// Columns to be filled in by hand.
    pub open: Vec<bool>,
    /// The cells, one a column.
    pub rows: Vec<Vec<String>>,
    /// Lines below the table, never parted.
    pub foot: Vec<PrintLine>,
}

/// A line across the paper.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct PrintLine {
    /// All of it, or its left half.
    pub left: String,
    /// Its right half; empty when the line is whole.
    pub right: String,
    /// `plain`, `title`, `bold`, `centred` or `slanted`.
    pub look: String,
}
