//! The ID cell.

use crate::cell::Cell;
use crate::record::Person;

/// What an ID cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdReading {
    /// The list has no such column.
    Absent,
    /// Nothing in the cell.
    Missing,
    /// Something.
    Other,
}

/// Reads an ID cell.
#[must_use]
pub fn read(cell: Cell<'_>, _person: Person) -> IdReading {
    if cell.is_blank() { IdReading::Missing } else { IdReading::Other }
}
