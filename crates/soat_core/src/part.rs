//! People who are held elsewhere, in a database or in Parquet, judged a part at a time: as an engine
//! over several machines does it. [`Terms`] are settled once for the whole list; a [`Part`] is
//! any few rows of it.
//!
//! What a rule finds by laying rows side by side needs the other rows: the engine brings rows of one
//! key together ([`Part::number_key`], [`Part::person_key`]) and hands them in as [`Company`]. Then
//! the findings, the lane and the class of a row are those of a check of the whole list.

mod terms;

use crate::check::{Memory, check_beside};
use crate::class::Class;
use crate::common::Common;
use crate::field::Field;
use crate::finding::{Finding, Severity};
use crate::lane::{Standing, standing};
use crate::record::{List, Record, Version};
use crate::table::Table;

pub use self::terms::{Terms, TermsError};

/// The fields that [`Part::number_key`] and [`Part::person_key`] follow from.
pub const KEY_FIELDS: [Field; 15] = [
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::Phone,
    Field::PersonalId,
    Field::Nationality,
    Field::FamilyName,
    Field::GivenName,
    Field::BirthDay,
    Field::BirthMonth,
    Field::BirthYear,
    Field::BirthDateMale,
    Field::BirthDateFemale,
    Field::SexMale,
    Field::SexFemale,
];

/// What the rules that compare people look at on the other row, besides [`KEY_FIELDS`].
pub const COMPANY_FIELDS: [Field; 1] = [Field::Address];

/// Rows under one number that are looked at; the others of more say nothing new.
pub const MOST_OF_A_NUMBER: usize = crate::rule::MAX_SHARED_ROWS;

/// Rows under one person key beyond which it says nothing: a date filled down a column.
#[must_use]
pub fn most_of_a_person() -> usize {
    Common::Person.most_rows()
}

/// Some rows of a list.
pub struct Part<'t> {
    list: List<'t>,
    memory: Memory,
}

/// The other rows of the part that share a key with a row, itself not among them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Company<'r> {
    /// Rows of the same number key, at most [`MOST_OF_A_NUMBER`].
    pub number: &'r [usize],
    /// Rows of the same person key; none when there are more than [`most_of_a_person`].
    pub person: &'r [usize],
}

/// What is said of one person.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The findings, ordered by cause.
    pub findings: Vec<Finding>,
    /// The lane.
    pub standing: Standing,
    /// The class of the circular.
    pub class: Class,
}

impl Judgement {
    /// Findings of this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|it| it.severity == severity).count()
    }
}

impl<'t> Part<'t> {
    /// Takes some rows of the list that these terms are of.
    #[must_use]
    pub fn new(table: &'t Table, terms: Terms) -> Self {
        Self { list: terms.list(table), memory: Memory::new() }
    }

    /// The key of rows with one ID; `None` when the ID is not one. Equal keys are only likely equal
    /// IDs: the rules compare. Stable within one version of Soát.
    #[must_use]
    pub fn number_key(&self, row_idx: usize) -> Option<u64> {
        self.key(Common::Number, row_idx)
    }

    /// The key of rows that may be one person: name and birth date, or year and phone. Like
    /// [`Self::number_key`].
    #[must_use]
    pub fn person_key(&self, row_idx: usize) -> Option<u64> {
        self.key(Common::Person, row_idx)
    }

    /// Judges a row beside its company.
    #[must_use]
    pub fn judge(&mut self, row_idx: usize, company: Company<'_>) -> Judgement {
        let record = Record::read(self.list, row_idx, Version::Now);
        let findings = check_beside(&record, [company.number, company.person], &mut self.memory);
        let has_errors = findings.iter().any(|it| it.severity == Severity::Error);
        Judgement {
            standing: standing(&record, &record, has_errors),
            class: Class::of(&record, &findings),
            findings,
        }
    }

    fn key(&self, common: Common, row_idx: usize) -> Option<u64> {
        common.key(&Record::read(self.list, row_idx, Version::Now)).map(|it| it.get())
    }
}

#[cfg(test)]
mod tests;
