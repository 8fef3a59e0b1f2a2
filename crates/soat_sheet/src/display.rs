//! What a person sees in a cell, for the rows shown while the rest is read.

use soat_core::{Cell, DateSystem, display_text};

/// The cell as a person sees it: dates as `dd/mm/yyyy`, everything else as its text.
#[must_use]
pub fn display(cell: Cell<'_>, system: DateSystem) -> String {
    display_text(cell, system).into_owned()
}
