//! A list under work: judged, edited, sorted into lanes. Everything the page and the command
//! show or do goes through here.

mod answers;
mod dismiss;
mod edit;
mod lists;
mod questions;
mod replies;
mod view;
mod worklist;

use time::Date;

use crate::check::{Memory, SharedRows, check_record, check_row};
use crate::class::Class;
use crate::common::{Keys, key_of_number};
use crate::facts::Facts;
use crate::field::Field;
use crate::finding::{Finding, Severity};
use crate::journal::{Change, Journal, MatchedSheet};
use crate::lane::{Lane, Standing, standing};
use crate::matching::Reply;
use crate::record::{List, Record, Version};
use crate::schema::{Layout, ListInfo, Options, Profile, SexCoding};
use crate::table::Table;
use crate::tally::{RuleCount, Spot, Tally};

use self::answers::Answers;
use self::dismiss::Dismissed;
pub use self::edit::{Changed, NewValue, Proposal};
pub use self::questions::Question;
pub use self::view::{Direction, Filter, Only};
use self::worklist::Ticks;

/// A list with its judgement and its journal.
pub struct Work {
    table: Table,
    info: ListInfo,
    options: Options,
    facts: Facts,
    shared: SharedRows,
    tally: Tally,
    standings: Vec<Standing>,
    classes: Vec<Class>,
    /// The classes of the file as opened.
    opened: Vec<Class>,
    journal: Journal,
    dismissed: Dismissed,
    ticks: Ticks,
    answers: Answers,
    /// Answers to citizens' reports, each time; the journal says which are in force.
    replies: Vec<Vec<Reply>>,
    /// The sheets that [`crate::journal::Origin::Matched`] names.
    matched_sheets: Vec<MatchedSheet>,
}

/// Counts of the list as a whole. Rows by lane add up to all rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Rows of people.
    pub n_rows: u32,
    /// Rows with a finding of severity `error`.
    pub rows_with_errors: u32,
    /// Rows with an error or a warning.
    pub rows_with_problems: u32,
    /// Counts by rule, in the order of [`crate::RULES`].
    pub by_rule: Vec<RuleCount>,
    /// Rows by lane, in the order of [`Lane::ALL`].
    pub lanes: [u32; Lane::ALL.len()],
    /// Rows with something to edit on the platform by hand.
    pub edit_by_hand: u32,
}

impl Work {
    /// Takes a list and checks it whole. `progress` is told the rows done, now and then.
    pub fn new(
        table: Table,
        info: ListInfo,
        options: Options,
        progress: &mut dyn FnMut(usize),
    ) -> Self {
        let mut work = Self {
            facts: Facts::of(&table, &info, options.today),
            tally: Tally::new(0),
            standings: Vec::new(),
            classes: Vec::new(),
            opened: Vec::new(),
            shared: SharedRows::new(),
            journal: Journal::default(),
            dismissed: Dismissed::default(),
            answers: Answers::default(),
            ticks: Ticks::default(),
            replies: Vec::new(),
            matched_sheets: Vec::new(),
            table,
            info,
            options,
        };
        work.check_all(progress);
        work.opened.clone_from(&work.classes);
        work
    }

    /// The list.
    #[must_use]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// What the reader found out.
    #[must_use]
    pub fn info(&self) -> &ListInfo {
        &self.info
    }

    /// The choices in force.
    #[must_use]
    pub fn options(&self) -> Options {
        self.options
    }

    /// Changes the choices and checks the list anew. Edits stay.
    pub fn set_options(&mut self, options: Options, progress: &mut dyn FnMut(usize)) {
        self.options = options;
        self.facts = Facts::of(&self.table, &self.info, options.today);
        let edits = self.table.take_edits();
        let answers = core::mem::take(&mut self.answers);
        self.check_all(progress);
        self.opened.clone_from(&self.classes);
        if edits.iter().any(Option::is_some) || !answers.in_force.is_empty() {
            self.table.put_edits_back(edits);
            self.answers = answers;
            self.check_all(progress);
        } else {
            self.answers = answers;
        }
    }

    /// How this list writes sex.
    #[must_use]
    pub fn sex_coding(&self) -> SexCoding {
        self.facts.sex_coding
    }

    /// Everything found on a row, ordered by cause, less what has been passed over.
    #[must_use]
    pub fn findings(&self, row_idx: usize) -> Vec<Finding> {
        let mut findings = check_row(self.list(), &self.shared, row_idx);
        self.dismissed.silence(row_idx, &mut findings, &self.table);
        findings
    }

    /// What was found on a row, without the words.
    #[must_use]
    pub fn spots(&self, row_idx: usize) -> &[Spot] {
        self.tally.row(row_idx)
    }

    /// Where a person stands.
    #[must_use]
    pub fn standing(&self, row_idx: usize) -> Standing {
        let none = Standing { lane: Lane::Clean, edit_by_hand: false };
        self.standings.get(row_idx).copied().unwrap_or(none)
    }

    /// What is wrong with a person now.
    #[must_use]
    pub fn class(&self, row_idx: usize) -> Class {
        self.classes.get(row_idx).copied().unwrap_or(Class::Right)
    }

    /// What was wrong with a person in the file as opened, by the choices in force now.
    #[must_use]
    pub fn opened_class(&self, row_idx: usize) -> Class {
        self.opened.get(row_idx).copied().unwrap_or(Class::Right)
    }

    /// The changes in force, oldest first.
    #[must_use]
    pub fn journal(&self) -> &[Change] {
        self.journal.applied()
    }

    /// Counts of the list as it is now.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut lanes = [0; Lane::ALL.len()];
        for standing in &self.standings {
            lanes[standing.lane as usize] += 1; // OK because lanes are numbered in order
        }
        let by_hand = self.standings.iter().filter(|it| it.edit_by_hand).count();
        Summary {
            n_rows: count(self.table.n_rows()),
            rows_with_errors: self.tally.rows_with_errors,
            rows_with_problems: self.tally.rows_with_problems,
            by_rule: self.tally.by_rule.clone(),
            lanes,
            edit_by_hand: count(by_hand),
        }
    }

    /// A row that has this number now, if another has.
    pub(crate) fn other_with_number(&self, canonical: &str, row_idx: usize) -> Option<usize> {
        let key = key_of_number(canonical)?;
        self.shared.rows_of_number(key).into_iter().find(|&it| it != row_idx)
    }

    pub(crate) fn list(&self) -> List<'_> {
        List {
            table: &self.table,
            options: self.options,
            facts: self.facts,
            answers: (!self.answers.in_force.is_empty()).then_some(&self.answers.in_force),
        }
    }

    fn check_all(&mut self, progress: &mut dyn FnMut(usize)) {
        const ROWS_BETWEEN_PROGRESS: usize = 2_000;
        let n_rows = self.table.n_rows();
        let mut shared = SharedRows::new();
        self.shared = SharedRows::new();
        self.tally = Tally::new(n_rows);
        self.standings = vec![Standing { lane: Lane::Clean, edit_by_hand: false }; n_rows];
        self.classes = vec![Class::Right; n_rows];
        let mut memory = Memory::new();
        for row_idx in 0..n_rows {
            let keys = self.recheck(row_idx, &mut memory);
            shared.insert(&keys, row_idx);
            if row_idx % ROWS_BETWEEN_PROGRESS == 0 {
                progress(row_idx);
            }
        }
        // Only now are the others of each key known. Few rows share one, so that looking at those
        // again costs less than reading every row twice.
        self.shared = shared;
        for row_idx in self.shared.rows_in_company() {
            self.recheck(row_idx, &mut memory);
        }
    }

    fn keys(&self, row_idx: usize) -> Keys {
        SharedRows::keys(&Record::read(self.list(), row_idx, Version::Now))
    }

    /// Judges a row anew and returns what it could have in common with others.
    fn recheck(&mut self, row_idx: usize, memory: &mut Memory) -> Keys {
        let list = self.list();
        let now = Record::read(list, row_idx, Version::Now);
        let keys = SharedRows::keys(&now);
        let mut findings = check_record(&now, &keys, &self.shared, memory);
        self.dismissed.silence(row_idx, &mut findings, &self.table);
        let spots: Vec<Spot> = findings.iter().map(|it| Spot::of(it, &self.table)).collect();
        let has_errors = findings.iter().any(|it| it.severity == Severity::Error);
        // Most rows are never edited: they are their own past.
        let raw = now.is_edited().then(|| Record::read(list, row_idx, Version::Raw));
        let class = Class::of(&now, &findings);
        let standing = standing(raw.as_ref().unwrap_or(&now), &now, has_errors);
        self.tally.replace(row_idx, spots);
        if let Some(place) = self.standings.get_mut(row_idx) {
            *place = standing;
        }
        if let Some(place) = self.classes.get_mut(row_idx) {
            *place = class;
        }
        keys
    }
}

impl Options {
    /// The choices proposed for a list: by its layout, its address columns and the day.
    #[must_use]
    pub fn proposed(info: &ListInfo, table: &Table, today: Date) -> Self {
        Self::proposed_for(info.layout, table, today)
    }

    /// The same for a list of which only the columns and some first rows are at hand.
    #[must_use]
    pub fn proposed_for(layout: Layout, table: &Table, today: Date) -> Self {
        let district =
            table.column_of(Field::DistrictCode).or(table.column_of(Field::DistrictName));
        let has_districts = district.is_some_and(|column| {
            (0..table.n_rows().min(100)).any(|it| !table.raw(it, column).is_blank())
        });
        // Districts ended on 01/07/2025 (Luật 72/2025/QH15): a list that has them is of before.
        let is_old = has_districts || today.to_julian_day() < FIRST_DAY_WITHOUT_DISTRICTS;
        Self {
            profile: if is_old { Profile::Y2022 } else { Profile::Current },
            source: layout.proposed_source(),
            today,
        }
    }
}

/// 01/07/2025 as a Julian day.
const FIRST_DAY_WITHOUT_DISTRICTS: i32 = 2_460_858;

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
