//! Interned cells: four bytes each, so that a million rows fit in a browser.

mod index;
mod pool;
mod shared;

pub use self::pool::CellPool;
pub use self::shared::{SharedTexts, SharedTextsBuilder, TextState};

/// What a cell was in the file. The text alone would lose it: `31118` typed as text is not the
/// date 12/03/1985, and a number has lost its leading zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Nothing in the cell.
    Empty,
    /// Text as typed.
    Text,
    /// A number; its text is exact for integers below 2^53.
    Number,
    /// `TRUE` or `FALSE`.
    Bool,
    /// A number under a date format; its text is the serial in the workbook's date system.
    Date,
    /// An Excel error such as `#REF!`.
    Error,
    /// A formula which the file holds no value for.
    Uncomputed,
}

/// A cell as read: its kind and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What the cell was in the file.
    pub kind: CellKind,
    /// Its text; see [`CellKind`] for what it means.
    pub text: &'a str,
}

impl Cell<'static> {
    /// The empty cell.
    pub const EMPTY: Self = Self { kind: CellKind::Empty, text: "" };
}

impl<'a> Cell<'a> {
    /// A text cell, as typed in the page.
    #[must_use]
    pub fn typed(text: &'a str) -> Self {
        let kind = if text.is_empty() { CellKind::Empty } else { CellKind::Text };
        Self { kind, text }
    }

    /// Is the text longer than so many characters?
    #[must_use]
    pub fn is_longer_than(self, most: usize) -> bool {
        // A character has a byte at least: nearly every cell is told by its length alone.
        self.text.len() > most && self.text.chars().nth(most).is_some()
    }

    /// The cell as parsers and rules take it: itself, or a sign in place of a text of more than so
    /// many characters. One text of a file may stand in every row, and reading it again for each
    /// would take time out of all proportion to the file. The sign is no value of anything, nor is it
    /// blank.
    #[must_use]
    pub fn read_within(self, most: usize) -> Self {
        if self.is_longer_than(most) { Self { kind: CellKind::Text, text: "…" } } else { self }
    }

    /// Is there nothing but white space and invisible characters?
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(crate::parse::text::is_space_or_invisible)
    }
}

/// Names a cell in a [`CellPool`]. Equal ids mean equal kind and text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId(u32);

impl CellId {
    /// The empty cell in every pool.
    pub const EMPTY: Self = Self(0);

    /// The cell's place among [`CellPool::iter`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
