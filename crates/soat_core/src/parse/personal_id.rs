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

impl IdReading {
    /// Does the cell hold a number in the form that the platform takes?
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        *self == Self::Other
    }

    /// Is it a passport number?
    #[must_use]
    pub fn is_passport(&self) -> bool {
        false
    }
}
