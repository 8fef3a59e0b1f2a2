//! What was answered to a citizen's report, told again when its list is opened again.

use core::num::ParseIntError;
use core::str::FromStr;

use super::rarity::{Counts, add, count};
use super::{Ground, MatchedValue, Place, SecondList, Verdict};
use crate::field::Field;
use crate::parse::text::{fold, tidy_spaces};

/// Tells a report by what it says, so that it is known in a later file too, wherever it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportKey(u64);

impl core::fmt::Display for ReportKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ReportKey {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// The answer that was given to a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The report.
    pub key: ReportKey,
    /// What it came to.
    pub verdict: Verdict,
    /// Why it is refused.
    pub grounds: Vec<Ground>,
    /// What else was said; may be empty.
    pub note: String,
    /// The person of the work.
    pub row_idx: Option<usize>,
    /// What was put right.
    pub values: Vec<MatchedValue>,
    /// The same in words, from what to what: [`crate::Work::reply`] says it.
    pub changes: String,
}

impl Reply {
    /// What it came to, why, and what was put right, as one text.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = self.verdict.title().to_owned();
        for (what, text) in [("lý do", &self.reasons()), ("đã sửa", &self.changes)] {
            if !text.is_empty() {
                words = format!("{words}; {what}: {text}");
            }
        }
        words
    }

    /// The grounds and the note, as one text.
    #[must_use]
    pub fn reasons(&self) -> String {
        reasons(&self.grounds, &self.note)
    }
}

pub(super) fn reasons(grounds: &[Ground], note: &str) -> String {
    let mut words: Vec<&str> = grounds.iter().map(|it| it.words()).collect();
    words.push(note);
    words.retain(|it| !it.is_empty());
    words.join("; ")
}

/// The answers in force.
#[derive(Default)]
pub struct Replies<'w> {
    given: Vec<&'w Reply>,
    /// How many had been given with each: a later one stands for those before it.
    numbers: Counts,
}

impl<'w> Replies<'w> {
    pub(crate) fn add(&mut self, reply: &'w Reply) {
        self.given.push(reply);
        self.numbers.insert(reply.key.0, u32::try_from(self.given.len()).unwrap_or(u32::MAX));
    }

    /// The answer to a report.
    #[must_use]
    pub fn get(&self, key: ReportKey) -> Option<&'w Reply> {
        let number = count(&self.numbers, key.0) as usize;
        self.given.get(number.checked_sub(1)?).copied()
    }
}

/// The keys of reports, given in the order of the list. One that says the same as an earlier one
/// has a key of its own.
#[derive(Default)]
pub(super) struct Keys(Counts);

impl Keys {
    pub(super) fn next(&mut self, reports: &SecondList, place: Place) -> ReportKey {
        const TELLING: [Field; 6] = [
            Field::FullName,
            Field::BirthDate,
            Field::PersonalId,
            Field::InsuranceNumber,
            Field::Phone,
            Field::Note,
        ];
        let mut text = String::new();
        for field in TELLING {
            text += &fold(&tidy_spaces(&reports.text(place, field)));
            text.push('\n');
        }
        let content = fnv(&text);
        add(&mut self.0, content);
        let nth = count(&self.0, content);
        ReportKey(if nth == 1 { content } else { fnv(&format!("{content} {nth}")) })
    }
}

/// FNV-1a: the number is kept in work files, so it may not change with a library.
pub(super) fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
