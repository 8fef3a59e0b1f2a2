//! How the figures of a list went from export to export.

use crate::class::Class;
use crate::work::Work;

/// The figures of one export. Counts only: it is kept when the export is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// The day or the name that it is shown by.
    pub label: String,
    /// People by class, in the order of [`Class::ALL`].
    pub classes: [u64; Class::ALL.len()],
}

impl TrendPoint {
    /// The figures of a file as opened.
    #[must_use]
    pub fn of(work: &Work, label: &str) -> Self {
        let mut classes = [0; Class::ALL.len()];
        for row_idx in 0..work.table().n_rows() {
            classes[work.opened_class(row_idx) as usize] += 1; // OK because classes are numbered in order
        }
        Self { label: label.to_owned(), classes }
    }

    /// Everybody.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.classes.iter().sum()
    }

    /// The people with something to put right.
    #[must_use]
    pub fn wrong(&self) -> u64 {
        let counts = Class::ALL.iter().zip(self.classes);
        counts.filter(|(it, _)| it.is_wrong()).map(|it| it.1).sum()
    }
}
