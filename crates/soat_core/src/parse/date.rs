//! Dates of birth as lists write them.

use time::Date;

use crate::cell::Cell;
use crate::table::DateSystem;

/// What a date cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// The list has such a column.
    pub present: bool,
}

impl DateReading {
    /// The list has no such column.
    #[must_use]
    pub fn absent() -> Self {
        Self { present: false }
    }

    /// The year, when the cell says it clearly.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        None
    }
}

/// Reads a date cell.
#[must_use]
pub fn read(_cell: Cell<'_>, _system: DateSystem, _today: Date) -> DateReading {
    DateReading { present: true }
}
