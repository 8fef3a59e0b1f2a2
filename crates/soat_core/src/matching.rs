//! People without a number are often on some other list. [`Matches`] says who of a second list is
//! whom, how surely and why, and what that row could fill in; nothing is changed by it.
//!
//! Two rows meet under keys that few share (`keys`), are weighed by what agrees and how rare it is
//! (`evidence`), and are given to each other the likeliest first, each at most once (`assign`).
//! `README.md` beside this file has the calibration.

mod assign;
mod births;
mod engine;
mod evidence;
mod ground;
mod keys;
mod names;
mod person;
mod proposal;
mod rarity;
mod reason;
mod reply;
mod reports;
#[cfg(test)]
mod reports_tests;
mod settled;
mod store;
#[cfg(test)]
mod tests;
mod words;

use self::assign::{Assignment, Outcome, Pair, keep_best};
pub use self::engine::blocking_keys;
use self::evidence::{Bits, Evidence, Scale};
pub use self::ground::Ground;
use self::keys::Index;
pub use self::keys::Side;
use self::person::{Lexicon, People, list_of};
pub use self::proposal::{Doubt, MatchedValue, Suggestion, SuggestionKind};
use self::rarity::Rarity;
pub use self::reply::{Replies, Reply, ReportKey};
pub(crate) use self::reports::change_words;
pub use self::reports::{AnswerLine, ReportAnswer, Verdict};
use crate::cell::Cell;
use crate::display::display_text;
use crate::facts::Facts;
use crate::field::Field;
use crate::schema::ListInfo;
use crate::table::Table;
use crate::work::Work;

/// A list beside the work: its name, and each sheet of people that it has.
pub struct SecondList {
    /// Its name as people know it: that of the file.
    pub name: String,
    /// Its sheets.
    pub sheets: Vec<(Table, ListInfo)>,
}

impl SecondList {
    /// The row's number in its sheet, from 1.
    #[must_use]
    pub fn row_number(&self, place: Place) -> u32 {
        self.sheets.get(place.sheet).map_or(0, |it| it.0.row_number(place.row_idx))
    }

    /// The text of a field as people read it; empty when the sheet has no such column.
    #[must_use]
    pub fn text(&self, place: Place, field: Field) -> String {
        let Some((table, _)) = self.sheets.get(place.sheet) else { return String::new() };
        let cell = table.field(place.row_idx, field).unwrap_or(Cell::EMPTY);
        display_text(cell, table.date_system()).into_owned()
    }
}

/// How sure it is that two rows are one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Cao: name, birth date and sex agree, nobody else is like it, and nothing speaks against it.
    High,
    /// Vừa: most likely, but to be looked at.
    Medium,
    /// Thấp: possible.
    Low,
    /// Nhiều kết quả: several are as likely.
    Several,
    /// Không tìm thấy.
    #[default]
    None,
}

impl Confidence {
    /// Every confidence, in order.
    pub const ALL: [Self; 5] = [Self::High, Self::Medium, Self::Low, Self::Several, Self::None];

    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::High => "cao",
            Self::Medium => "vua",
            Self::Low => "thap",
            Self::Several => "nhieu",
            Self::None => "khong",
        }
    }

    /// The confidence of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The name shown to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::High => "Cao",
            Self::Medium => "Vừa",
            Self::Low => "Thấp",
            Self::Several => "Nhiều kết quả",
            Self::None => "Không tìm thấy",
        }
    }
}

/// A row of the second list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the sheet.
    pub sheet: usize,
    /// The row in its table, from 0.
    pub row_idx: usize,
}

/// Somebody of the second list who may be a person of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where the row stands.
    pub place: Place,
    evidence: Evidence,
}

/// What was found for one person of the work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Match {
    /// How sure the first candidate is.
    pub confidence: Confidence,
    /// Its likelihood, from 0 to 1.
    pub likelihood: f32,
    /// Those who may be this person, the likeliest first; five at most. With high, medium or low
    /// confidence the first is the one, and is no other person's first.
    pub candidates: Vec<Candidate>,
    /// The one most like this person is another row's.
    pub is_taken: bool,
}

impl Match {
    /// The one whom this person is taken to be.
    #[must_use]
    pub fn chosen(&self) -> Option<&Candidate> {
        let is_one =
            matches!(self.confidence, Confidence::High | Confidence::Medium | Confidence::Low);
        self.candidates.first().filter(|_| is_one)
    }
}

/// News while two lists are matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchProgress {
    /// Rows done, of both lists and both passes.
    pub done: usize,
    /// Rows in all.
    pub all: usize,
}

/// Who of a second list is whom.
pub struct Matches {
    /// One a row of the work, in order.
    pub people: Vec<Match>,
    /// What each sheet of the second list is like as a whole.
    facts: Vec<Facts>,
    /// Rows for which somebody has chosen among several, and what had been found for them.
    settled: Vec<(usize, Match)>,
}

impl Matches {
    /// Matches the people of the work, as they are now, with those of a second list.
    #[must_use]
    pub fn new(work: &Work, second: &SecondList, told: &mut dyn FnMut(MatchProgress)) -> Self {
        let n_second: usize = second.sheets.iter().map(|it| it.0.n_rows()).sum();
        let n_work = work.table().n_rows();
        let all = 2 * n_work + n_second;
        let mut lexicon = Lexicon::default();
        let mut ours = People::default();
        ours.add_table(work.list(), 0, &mut lexicon, &mut |done| told(MatchProgress { done, all }));
        let mut theirs = People::default();
        let mut before = n_work;
        let mut facts = Vec::new();
        for (sheet, (table, info)) in (0..).zip(&second.sheets) {
            let list = list_of(table, info, work.options());
            facts.push(list.facts);
            theirs.add_table(list, sheet, &mut lexicon, &mut |done| {
                told(MatchProgress { done: before + done, all });
            });
            before += table.n_rows();
        }
        theirs.join_repeated();
        let rarity = Rarity::new(&ours, &theirs);
        let scale = Scale { work: &ours, second: &theirs, lexicon: &lexicon, rarity: &rarity };
        let pairs = pairs(&scale, &mut |done| told(MatchProgress { done: before + done, all }));
        let people = decide(&pairs, &ours, &theirs);
        Self { people, facts, settled: Vec::new() }
    }

    /// How many people of the work have each confidence, in the order of [`Confidence::ALL`]. The
    /// counts add up to the rows of the work.
    #[must_use]
    pub fn counts(&self) -> [usize; Confidence::ALL.len()] {
        Confidence::ALL.map(|it| self.people.iter().filter(|m| m.confidence == it).count())
    }
}

/// Everybody beside everybody who shares a key, weighed; the likeliest few of each.
fn pairs(scale: &Scale<'_>, told: &mut dyn FnMut(usize)) -> Vec<Pair> {
    const ROWS_BETWEEN_PROGRESS: u32 = 1_000;
    let index = Index::new(scale.work, scale.second);
    let prior = prior(scale.second.people.len(), 1, 1);
    let (mut keys, mut met) = (Vec::new(), Vec::new());
    let mut pairs = Vec::new();
    let mut own: Vec<Pair> = Vec::new();
    for (work, person) in (0u32..).zip(&scale.work.people) {
        index.meet(scale.work, person, &mut keys, &mut met);
        own.clear();
        for &second in &met {
            let Some(other) = scale.second.people.get(second as usize) else { continue };
            let evidence = scale.weigh(person, other);
            own.extend(evidence.map(|evidence| Pair { work, second, evidence }));
        }
        keep_best(&mut own, prior);
        pairs.append(&mut own);
        if work.is_multiple_of(ROWS_BETWEEN_PROGRESS) {
            told(work as usize);
        }
    }
    pairs
}

/// Before anything is compared, anybody of the second list is as likely as another, and nobody is
/// likelier to be there than the share of people found says.
fn prior(n_second: usize, n_found: u32, n_work: u32) -> Bits {
    let n_second = u32::try_from(n_second).unwrap_or(u32::MAX);
    -(Bits::rarity(1, n_second) + Bits::rarity(n_found, n_work))
}

fn decide(pairs: &[Pair], ours: &People, theirs: &People) -> Vec<Match> {
    let (n_work, n_second) = (ours.people.len(), theirs.people.len());
    let assignment = Assignment::new(pairs, n_work, n_second);
    let rows = u32::try_from(n_work).unwrap_or(u32::MAX);
    // The share of people on both lists is not known before they are matched; three rounds settle it.
    // Whoever compares two lists has some cause to: it is not under one in fifty.
    let mut on_both = rows / 2;
    for _ in 0..3 {
        let expected = assignment.n_expected(prior(n_second, on_both, rows));
        on_both = expected.clamp(rows / 50, rows - rows / 20).max(1);
    }
    let prior = prior(n_second, on_both, rows);
    let to_match = |it: Outcome| {
        let candidate = |it: &Pair| {
            let person = theirs.people.get(it.second as usize)?;
            let place =
                Place { sheet: usize::from(person.sheet), row_idx: person.row_idx as usize };
            Some(Candidate { place, evidence: it.evidence })
        };
        let pairs = it.pairs.iter().filter_map(|&it| candidate(pairs.get(it as usize)?));
        Match {
            confidence: it.confidence,
            likelihood: f32::from(it.likelihood) / 10_000.0,
            candidates: pairs.collect(),
            is_taken: it.is_taken,
        }
    };
    (0..rows).map(|it| to_match(assignment.outcome(it, prior))).collect()
}
