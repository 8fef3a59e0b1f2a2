//! Edits as a journal: what, when, by whom and why. Undo and redo move along it.

use crate::cell::CellId;
use crate::field::Field;
use crate::finding::Finding;
use crate::handoff::ListCode;
use crate::table::Table;

/// One step that undo takes back as a whole.
#[derive(Clone, Debug)]
pub struct Change {
    /// Why it was made.
    pub why: Why,
    /// When and by whom.
    pub stamp: Stamp,
    /// The cells, in the order they were set.
    pub edits: Vec<CellEdit>,
    /// The warnings passed over. A step edits cells or passes over warnings, never both.
    pub dismissed: Vec<Dismissal>,
}

/// A warning that a person has looked at and passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissal {
    /// The row, from 0.
    pub row_idx: usize,
    /// Index of the rule.
    pub rule: usize,
    /// The field of the cell.
    pub field: Field,
    /// What the cell held; `None` when the list has no such column.
    pub cell: Option<CellId>,
    /// What the finding said. It names the other rows, so a new one is told anew.
    pub message: String,
}

impl Change {
    /// Why a cell was changed, with the list that said so. `sheets` are those of [`Origin::Matched`].
    #[must_use]
    pub fn words_of(&self, edit: &CellEdit, sheets: &[MatchedSheet]) -> String {
        let why = self.why.words();
        match edit.from {
            None => why,
            Some(Origin::Returned(list)) => format!("{why}: danh sách {list}"),
            Some(Origin::Matched { sheet, row_number }) => {
                let MatchedSheet { list, sheet } = match sheets.get(usize::from(sheet)) {
                    Some(it) => it,
                    None => return why,
                };
                format!("{why}: {list}, trang {sheet}, dòng {row_number}")
            }
        }
    }
}

impl Dismissal {
    pub(crate) fn of(finding: &Finding, table: &Table) -> Self {
        let Finding { row_idx, field, rule, .. } = *finding;
        let cell = table.column_of(field).map(|it| table.now_id(row_idx, it));
        Self { row_idx, rule, field, cell, message: finding.message.to_string() }
    }
}

/// One cell changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellEdit {
    /// The row, from 0.
    pub row_idx: u32,
    /// The column, from 0.
    pub column: u16,
    /// What was there.
    pub old: CellId,
    /// What is there now.
    pub new: CellId,
    /// The list that said so.
    pub from: Option<Origin>,
}

/// The list that a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A list that was sent out and came back.
    Returned(ListCode),
    /// A row of a second list.
    Matched {
        /// Index among the sheets that values have been taken from.
        sheet: u16,
        /// The row's number in Excel.
        row_number: u32,
    },
}

/// A sheet of a second list that values have been taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedSheet {
    /// The list's name.
    pub list: String,
    /// The sheet's name.
    pub sheet: String,
}

/// When and by whom. The core reads no clock and knows no names: both are given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Milliseconds since 01/01/1970 UTC.
    pub at_ms: u64,
    /// Whoever the page says is working; may be empty.
    pub who: String,
}

impl Stamp {
    /// The day in Vietnam, which is UTC+7 all year; `None` beyond the calendar.
    #[must_use]
    pub fn day(&self) -> Option<time::Date> {
        const SEVEN_HOURS: i64 = 7 * 3600;
        let seconds = i64::try_from(self.at_ms / 1000).ok()?.checked_add(SEVEN_HOURS)?;
        time::OffsetDateTime::from_unix_timestamp(seconds).ok().map(time::OffsetDateTime::date)
    }
}

/// Why a change was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Typed into a cell.
    Typed,
    /// Pasted.
    Pasted,
    /// Cleared.
    Cleared,
    /// One proposal accepted: index of its rule.
    Accepted(usize),
    /// Many proposals accepted at once: index of the rule, or all safe ones.
    AcceptedAll(Option<usize>),
    /// Back to the text of the file.
    Reverted,
    /// Warnings of a rule passed over: its index.
    Dismissed(usize),
    /// Taken from a second list. Each edit names its row.
    Matched,
    /// Returned lists merged: the number of the merge. Each edit names its list.
    Merged(u32),
    /// The platform's answers of a result file taken in: their number, from 0.
    Answered(u32),
    /// Citizens' reports answered: the number of the answering, from 0. Each edit names its report.
    Replied(u32),
}

impl Why {
    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> String {
        let title = |rule: usize| crate::RULES.get(rule).map_or("", |it| it.title);
        match self {
            Self::Typed => "Gõ tay".to_owned(),
            Self::Pasted => "Dán".to_owned(),
            Self::Cleared => "Xoá ô".to_owned(),
            Self::Accepted(rule) => format!("Chấp nhận đề xuất: {}", title(rule)),
            Self::AcceptedAll(Some(rule)) => format!("Sửa tất cả: {}", title(rule)),
            Self::AcceptedAll(None) => "Sửa tất cả".to_owned(),
            Self::Reverted => "Trả về giá trị trong tệp".to_owned(),
            Self::Dismissed(rule) if is_of_duplicates(rule) => {
                format!("Không phải trùng: {}", title(rule))
            }
            Self::Dismissed(rule) => format!("Bỏ qua cảnh báo: {}", title(rule)),
            Self::Matched => "Lấy từ danh sách đối chiếu".to_owned(),
            Self::Merged(_) => "Gộp danh sách gửi về".to_owned(),
            Self::Answered(_) => "Nhận kết quả Import".to_owned(),
            Self::Replied(_) => "Trả lời phản ánh của người dân".to_owned(),
        }
    }
}

fn is_of_duplicates(rule: usize) -> bool {
    crate::RULES.get(rule).is_some_and(|it| it.group() == "duplicates")
}

/// The changes in order. Those beyond `n_applied` have been undone and can be redone.
#[derive(Default)]
pub(crate) struct Journal {
    changes: Vec<Change>,
    n_applied: usize,
}

impl Journal {
    /// Takes a change that has just been made; what was undone before it is gone.
    pub(crate) fn record(&mut self, change: Change) {
        self.changes.truncate(self.n_applied);
        self.changes.push(change);
        self.n_applied = self.changes.len();
    }

    /// The change that undo would take back.
    pub(crate) fn last(&self) -> Option<&Change> {
        self.applied().last()
    }

    /// The change that redo would make again.
    pub(crate) fn next(&self) -> Option<&Change> {
        self.changes.get(self.n_applied)
    }

    /// Steps back and returns what to take back.
    pub(crate) fn undo(&mut self) -> Option<Change> {
        let change = self.last()?.clone();
        self.n_applied -= 1;
        Some(change)
    }

    /// Steps forward and returns what to make again.
    pub(crate) fn redo(&mut self) -> Option<Change> {
        let change = self.next()?.clone();
        self.n_applied += 1;
        Some(change)
    }

    /// The changes in force, oldest first.
    pub(crate) fn applied(&self) -> &[Change] {
        self.changes.get(..self.n_applied).unwrap_or_default()
    }
}
