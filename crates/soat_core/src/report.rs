//! Figures to report: how many people, in which class, in which lane, where and when.
//!
//! A [`Report`] is a heap of counts, each of the people who are alike in every respect that a report
//! knows ([`Bucket`]). Every figure and every table is a sum over that one heap, so that all of them
//! add up to the same people; nothing else can make them. Reports of several units are heaps side by
//! side, and add up the same way. There is nobody in it: names of villages, and counts.

mod build;
mod chart;
mod place;
mod share;
mod store;
mod sum;
mod table;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use time::Date;

pub use self::chart::{Anchor, Chart, Shape, trend_chart};
pub use self::place::Unit;
pub(crate) use self::place::{VillageKey, villages};
pub use self::share::{Share, grouped};
pub use self::store::{NotAReport, STORE_SHEET};
pub use self::sum::LeftOutReport;
pub use self::table::{Column, Row, ShareOf, Table};
pub(crate) use self::table::{Counted, Frame};
pub use self::words::Figure;

use crate::class::Class;
use crate::lane::Lane;

/// What a report says of a person. People who are alike in all of it are counted together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bucket {
    /// The thôn, ấp or khu phố; empty when the address names none.
    pub village: String,
    /// The day in Vietnam of the last change of the person's row; `None` when there was none.
    pub day: Option<Date>,
    /// The class in the file as opened.
    pub was: Class,
    /// The class now.
    pub now: Class,
    /// The lane now.
    pub lane: Lane,
}

/// The people of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitReport {
    unit: Unit,
    made_on: Date,
    counts: BTreeMap<Bucket, u64>,
}

impl UnitReport {
    /// Whose people they are.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The day on which they were counted.
    #[must_use]
    pub fn made_on(&self) -> Date {
        self.made_on
    }

    /// The counts, none of them zero.
    pub fn buckets(&self) -> impl Iterator<Item = (&Bucket, u64)> {
        self.counts.iter().map(|(bucket, &n)| (bucket, n))
    }
}

/// The figures of one unit or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// In the order of their names, no two of one name.
    units: Vec<UnitReport>,
}

impl Report {
    /// The units, in the order of their names.
    #[must_use]
    pub fn units(&self) -> &[UnitReport] {
        &self.units
    }

    /// The day on which it was made: the latest of its units'.
    #[must_use]
    pub fn made_on(&self) -> Option<Date> {
        self.units.iter().map(|it| it.made_on).max()
    }

    /// Everybody.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.count(|_, _| true)
    }

    /// The people of whom this is so.
    pub fn count(&self, is_meant: impl Fn(&Unit, &Bucket) -> bool) -> u64 {
        let meant = self.people().filter(|((unit, bucket), _)| is_meant(unit, bucket));
        meant.map(|it| it.1).sum()
    }

    /// People who are alike, and their unit.
    fn people(&self) -> impl Iterator<Item = ((&Unit, &Bucket), u64)> {
        self.units.iter().flat_map(|it| it.buckets().map(|(bucket, n)| ((&it.unit, bucket), n)))
    }
}
