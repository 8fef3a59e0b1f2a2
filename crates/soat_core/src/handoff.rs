//! Lists that leave for the village or the police and come back.
//!
//! [`Handoffs`] keeps what was sent to whom and what came of it. [`Handoffs::plan`] reads returned
//! files and lists every change before anything is applied; [`Handoffs::apply`] applies a plan as
//! one step of the journal. Nothing that somebody wrote is dropped without a line that says so.

mod answer;
mod back;
mod code;
mod file_stem;
mod grid;
mod heading;
mod merge;
mod open;
mod plan;
mod rows;
mod sent;
mod settle;
mod split;
pub(crate) mod store;
#[cfg(test)]
mod tests;
mod verified;
mod village;

use std::collections::BTreeSet;

pub use self::answer::{Doubt, Verdict};
pub use self::code::{ListCode, NotACode, RowCode};
pub use self::grid::{Grid, GridCell, GridRow, GridSheet};
pub use self::heading::{FOOTER_WORDS, Role};
pub use self::plan::{
    Choice, ListBack, MergeItem, MergePlan, NotTaken, Reason, ReturnedFile, Stale, Step,
    VerdictItem,
};
pub use self::sent::masked;
pub(crate) use self::split::natural;
pub use self::split::{Part, SplitBy, split};
pub use self::store::NotHandoffs;
pub use self::verified::{Verified, VerifiedRow};
pub use self::village::{Village, village};

use crate::field::Field;
use crate::journal::{Stamp, Why};
use crate::work::Work;

/// The fields that people are asked for, in the order of the columns to fill in.
pub const ASKED: [Field; 5] =
    [Field::PersonalId, Field::FullName, Field::BirthDate, Field::Sex, Field::Note];

/// Every list that left, and what came back. Belongs to one list under work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handoffs {
    pub(crate) key: u64,
    /// Numbers of lists given out so far.
    n_numbers: u32,
    /// Merges made so far, those undone too.
    n_merges: u32,
    lists: Vec<Handoff>,
    returns: Vec<Return>,
}

/// To whom a list goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recipient {
    /// The head of a thôn, ấp or khu phố, or its team.
    Village,
    /// Công an xã.
    Police,
}

/// How a column of the list is shown to the recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    Full,
    /// Only the last four digits.
    Masked,
    /// Not at all; kept to compare with.
    No,
}

/// A column as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentColumn {
    /// The column of the table, from 0.
    pub column: usize,
    /// Its heading on the list.
    pub heading: String,
    /// What it means.
    pub field: Option<Field>,
    /// How it was shown.
    pub shown: Shown,
}

/// A row as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentRow {
    /// Its code.
    pub code: RowCode,
    /// The row of the table, from 0.
    pub row_idx: usize,
    /// Its number in Excel, from 1.
    pub row_number: u32,
    /// A hash of the row as opened: the row of this place must still be this one.
    pub(crate) print: u64,
    /// The texts of the columns, in the order of [`Handoff::columns`].
    pub base: Vec<String>,
}

/// A list that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// Its code.
    pub code: ListCode,
    /// To whom it went.
    pub to: Recipient,
    /// The recipient's name: `Thôn 3`.
    pub recipient: String,
    /// When and by whom it was made.
    pub stamp: Stamp,
    /// When an answer is due, in milliseconds since 01/01/1970 UTC.
    pub due_ms: Option<u64>,
    /// The columns kept, shown or not.
    pub columns: Vec<SentColumn>,
    /// The rows, in the order of the list.
    pub rows: Vec<SentRow>,
}

/// A list about to leave.
#[derive(Clone, Debug)]
pub struct Order {
    /// To whom.
    pub to: Recipient,
    /// The recipient's name.
    pub recipient: String,
    /// When an answer is due, in milliseconds since 01/01/1970 UTC.
    pub due_ms: Option<u64>,
    /// The columns shown: of the table, from 0, and how.
    pub columns: Vec<(usize, Shown)>,
    /// The rows of the table, from 0, in order.
    pub rows: Vec<usize>,
}

/// Where an answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The list that it came back in.
    pub list: ListCode,
    /// The merge, from 1.
    pub merge: u32,
    /// Index of the file among those of its merge.
    pub file: u16,
    /// The row's number in the returned file.
    pub row_number: u32,
}

/// An answer as it was merged or left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) row_idx: usize,
    pub(crate) field: Field,
    pub(crate) value: String,
    pub(crate) place: Place,
    /// A conflict or a doubt that nobody has settled.
    pub(crate) is_open: bool,
}

/// What came of one merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// Its number, from 1, also in [`Why::Merged`].
    pub merge: u32,
    /// When and by whom it was merged.
    pub stamp: Stamp,
    /// The files that it took.
    pub files: Vec<String>,
    /// Rows that came back, by list.
    pub lists: Vec<ListBack>,
    pub(crate) said: Vec<Said>,
    /// Cells for which somebody has chosen: what waited of them until then waits no more.
    pub(crate) settled: Vec<(usize, Field)>,
    /// Verdicts of the police: row, verdict, where it stands.
    pub verdicts: Vec<(usize, Verdict, Place)>,
    /// What was not taken, a Vietnamese line each.
    pub not_taken: Vec<String>,
}

impl Handoffs {
    /// No lists yet. The key shuffles the codes; it should differ from work to work.
    #[must_use]
    pub fn new(key: u64) -> Self {
        Self { key, ..Self::default() }
    }

    /// The lists that left, oldest first.
    #[must_use]
    pub fn lists(&self) -> &[Handoff] {
        &self.lists
    }

    /// The list of this code.
    #[must_use]
    pub fn list(&self, code: ListCode) -> Option<&Handoff> {
        self.lists.iter().find(|it| it.code == code)
    }

    /// The list and the row that a row's code names: what a code typed from paper lands on.
    #[must_use]
    pub fn find(&self, code: RowCode) -> Option<(&Handoff, &SentRow)> {
        let list = self.list(code.list)?;
        Some((list, list.rows.get(code.place_idx(self.key))?))
    }

    /// Makes a list that leaves and remembers it. `None` when a list has over 130,321 rows or there
    /// have been some five thousand lists.
    pub fn send(&mut self, work: &Work, order: Order, stamp: Stamp) -> Option<&Handoff> {
        if order.rows.len() > code::MOST_ROWS as usize {
            return None;
        }
        let code = self.next_code()?;
        let columns = sent::sent_columns(work, &order.columns);
        let mut rows = Vec::with_capacity(order.rows.len());
        for (place_idx, row_idx) in (0..).zip(order.rows) {
            rows.push(SentRow {
                code: RowCode::of_place(code, place_idx, self.key)?,
                row_idx,
                row_number: work.table().row_number(row_idx),
                print: sent::print(work.table(), row_idx),
                base: columns.iter().map(|it| sent::text(work, row_idx, it)).collect(),
            });
        }
        let Order { to, recipient, due_ms, .. } = order;
        self.lists.push(Handoff { code, to, recipient, stamp, due_ms, columns, rows });
        self.lists.last()
    }

    /// The rows among these that are out already and have not come back, with their lists: a second
    /// list with them is to be warned of.
    #[must_use]
    pub fn still_out(&self, work: &Work, rows: &[usize], to: Recipient) -> Vec<(usize, ListCode)> {
        let asked: BTreeSet<usize> = rows.iter().copied().collect();
        let lists = self.lists.iter().filter(|it| it.to == to);
        lists
            .flat_map(|list| {
                let back = self.rows_back(work, list.code);
                let rows = list.rows.iter().enumerate();
                let out = rows.filter(move |(idx, _)| !back.contains(idx));
                out.map(|(_, row)| (row.row_idx, list.code))
            })
            .filter(|it| asked.contains(&it.0))
            .collect()
    }

    /// Places of the rows of a list that have come back, from 0.
    #[must_use]
    pub fn rows_back(&self, work: &Work, code: ListCode) -> BTreeSet<usize> {
        let lists = self.returns(work).flat_map(|it| &it.lists);
        lists.filter(|it| it.list == code).flat_map(|it| it.places.iter().copied()).collect()
    }

    /// Rows of a list that came back with an answer or a verdict, of the table, from 0. A row may come
    /// back with nothing said.
    #[must_use]
    pub fn rows_answered(&self, work: &Work, code: ListCode) -> BTreeSet<usize> {
        let of_list = |it: &Place| it.list == code;
        let mut rows = BTreeSet::new();
        for returned in self.returns(work) {
            let said = returned.said.iter().filter(|it| of_list(&it.place));
            rows.extend(said.map(|it| it.row_idx));
            let verdicts = returned.verdicts.iter().filter(|it| of_list(&it.2));
            rows.extend(verdicts.map(|it| it.0));
        }
        rows
    }

    /// The merges in force: those undone are passed over.
    pub fn returns(&self, work: &Work) -> impl Iterator<Item = &Return> {
        let merged = |it: &crate::journal::Change| match it.why {
            Why::Merged(merge) => Some(merge),
            _ => None,
        };
        let in_force: BTreeSet<u32> = work.journal().iter().filter_map(merged).collect();
        self.returns.iter().filter(move |it| in_force.contains(&it.merge))
    }

    /// The last verdict of the police on a row.
    #[must_use]
    pub fn verdict(&self, work: &Work, row_idx: usize) -> Option<(Verdict, Place)> {
        let verdicts = self.returns(work).flat_map(|it| &it.verdicts);
        verdicts.filter(|it| it.0 == row_idx).last().map(|it| (it.1, it.2))
    }

    /// Where an answer comes from, in words: recipient, list, file and row.
    #[must_use]
    pub fn place_words(&self, place: Place, files: &[String]) -> String {
        let recipient = self.list(place.list).map_or("", |it| it.recipient.as_str());
        let file = files.get(usize::from(place.file)).map_or("", String::as_str);
        format!("{recipient}, danh sách {}, tệp {file}, dòng {}", place.list, place.row_number)
    }

    fn next_code(&mut self) -> Option<ListCode> {
        // Four codes of five thousand are passed over, so two tries more are always enough.
        for _ in 0..8 {
            let number = self.n_numbers;
            self.n_numbers += 1;
            if let Some(code) = ListCode::of_number(number, self.key) {
                return Some(code);
            }
        }
        None
    }
}

impl Handoff {
    /// The columns that the recipient sees.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &SentColumn)> {
        self.columns.iter().enumerate().filter(|(_, it)| it.shown != Shown::No)
    }

    /// The text that the recipient sees; the index is into [`Self::columns`].
    #[must_use]
    pub fn shown_text(&self, row: &SentRow, idx: usize) -> String {
        let text = row.base.get(idx).map_or("", String::as_str);
        match self.columns.get(idx).map(|it| it.shown) {
            Some(Shown::Full) => text.to_owned(),
            Some(Shown::Masked) => masked(text),
            _ => String::new(),
        }
    }

    pub(crate) fn base<'r>(&self, row: &'r SentRow, field: Field) -> Option<&'r str> {
        let idx = self.columns.iter().position(|it| it.field == Some(field))?;
        row.base.get(idx).map(String::as_str)
    }
}
