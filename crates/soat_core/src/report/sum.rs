//! Reports of several units put together.

use std::collections::BTreeMap;

use time::Date;

use super::{Report, Unit, UnitReport};
use crate::display::format_date;

/// A unit's figures that were not counted, for they would have been counted twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutReport {
    /// Whose figures.
    pub unit: Unit,
    /// The day on which they were counted.
    pub made_on: Date,
    /// Which of the reports they stood in, from 0.
    pub report_idx: usize,
    /// The day of the figures that were taken in their place.
    pub taken_of: Date,
    /// Are they of the same day, and other figures? Then a person must say which ones hold.
    pub is_contradiction: bool,
}

impl LeftOutReport {
    /// What is to be said of it; `file` is the name of the file that it stands in.
    #[must_use]
    pub fn words(&self, file: &str) -> String {
        let unit = self.unit.title();
        let [day, taken] = [self.made_on, self.taken_of].map(format_date);
        if self.is_contradiction {
            return format!(
                "CẦN XEM LẠI: {file}: {unit} có hai báo cáo cùng ngày {day}, số liệu khác nhau; chỉ cộng \
                 báo cáo đưa vào sau"
            );
        }
        format!("Không cộng hai lần: {file}: {unit} ngày {day}, đã cộng báo cáo ngày {taken}")
    }
}

impl Report {
    /// Puts reports together. Of several reports of one unit the newest is taken; of those of one
    /// day, the last given. Whatever is left out is told.
    #[must_use]
    pub fn sum(reports: Vec<Self>) -> (Self, Vec<LeftOutReport>) {
        let mut taken: BTreeMap<Unit, (usize, UnitReport)> = BTreeMap::new();
        let mut left_out = Vec::new();
        let units = reports.into_iter().enumerate();
        let units = units.flat_map(|(idx, it)| it.units.into_iter().map(move |it| (idx, it)));
        for (report_idx, new) in units {
            let unit = new.unit.clone();
            let Some(old) = taken.remove(&unit) else {
                taken.insert(unit, (report_idx, new));
                continue;
            };
            let (kept, other) = if new.made_on >= old.1.made_on {
                ((report_idx, new), old)
            } else {
                (old, (report_idx, new))
            };
            left_out.push(LeftOutReport {
                unit: unit.clone(),
                made_on: other.1.made_on,
                report_idx: other.0,
                taken_of: kept.1.made_on,
                is_contradiction: other.1.made_on == kept.1.made_on && other.1 != kept.1,
            });
            taken.insert(unit, kept);
        }
        (Self { units: taken.into_values().map(|it| it.1).collect() }, left_out)
    }

    /// The same figures under the name of their file, when no unit is named.
    #[must_use]
    pub fn named_by_file(self, file: &str) -> Self {
        let stem = file.rsplit_once('.').map_or(file, |it| it.0);
        let is_nameless = self.units.iter().all(|it| it.unit.is_unknown());
        if is_nameless { self.renamed(Unit::named(stem)) } else { self }
    }

    /// The same figures under another name, of a report of one unit.
    #[must_use]
    pub fn renamed(mut self, unit: Unit) -> Self {
        if let [only] = self.units.as_mut_slice() {
            only.unit = unit;
        }
        self
    }
}
