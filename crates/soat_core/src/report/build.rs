//! A report of a list under work.

use std::collections::BTreeMap;

use time::Date;

use super::{Bucket, Report, Unit, UnitReport, place};
use crate::journal::Change;
use crate::work::Work;

impl Report {
    /// The figures of a list as it stands. `unit` is whose list it is: [`Unit::of`] reads it from
    /// the addresses, and the user may name it.
    #[must_use]
    pub fn of(work: &Work, unit: Unit, made_on: Date) -> Self {
        let villages = place::villages(work);
        let days = days(work);
        let mut counts = BTreeMap::new();
        for (row_idx, village) in villages.into_iter().enumerate() {
            let bucket = Bucket {
                village,
                day: days.get(row_idx).copied().flatten(),
                was: work.opened_class(row_idx),
                now: work.class(row_idx),
                lane: work.standing(row_idx).lane,
            };
            *counts.entry(bucket).or_insert(0) += 1;
        }
        Self { units: vec![UnitReport { unit, made_on, counts }] }
    }
}

/// The day of the last change of each row.
fn days(work: &Work) -> Vec<Option<Date>> {
    let mut days = vec![None; work.table().n_rows()];
    for change in work.journal() {
        let day = change.stamp.day();
        for row_idx in rows(change) {
            if let Some(place) = days.get_mut(row_idx) {
                *place = day;
            }
        }
    }
    days
}

fn rows(change: &Change) -> impl Iterator<Item = usize> {
    let edits = change.edits.iter().map(|it| it.row_idx as usize);
    edits.chain(change.dismissed.iter().map(|it| it.row_idx))
}
