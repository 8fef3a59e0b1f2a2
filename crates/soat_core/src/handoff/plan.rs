//! What a merge would do, all of it, before anything is done.

use super::answer::{Doubt, Verdict};
use super::code::ListCode;
use super::{Place, Recipient};
use crate::field::Field;

/// A file that came back.
#[derive(Clone, Debug)]
pub struct ReturnedFile {
    /// Its name, without its folder.
    pub name: String,
    /// Its cells.
    pub grid: super::Grid,
}

/// Everything that merging files would change, and everything that it would not take.
#[derive(Clone, Debug, Default)]
pub struct MergePlan {
    /// The number that the merge will have.
    pub merge: u32,
    /// Names of the files.
    pub files: Vec<String>,
    /// Cells with an answer that differs from the list, by row and field.
    pub items: Vec<MergeItem>,
    /// Verdicts of the police, by row.
    pub verdicts: Vec<VerdictItem>,
    /// What cannot be taken, or is to be looked at.
    pub not_taken: Vec<NotTaken>,
    /// Rows that came back, by list.
    pub lists: Vec<ListBack>,
    /// Answers that say what the list says already.
    pub agreed: Vec<(usize, Field, Place)>,
}

/// A cell with an answer that differs from the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeItem {
    /// The row, from 0.
    pub row_idx: usize,
    /// The column, from 0.
    pub column: usize,
    /// The field asked for.
    pub field: Field,
    /// What the cell holds now.
    pub now: String,
    /// How it came to hold that since the list left, in words.
    pub now_why: Option<String>,
    /// What it held when the list left.
    pub base: String,
    /// The different answers. A conflict has the cell's own text among them when it is one.
    pub choices: Vec<Choice>,
    /// How sure it is.
    pub step: Step,
    /// Index of the choice to be applied; nothing is applied without one.
    pub chosen: Option<usize>,
}

/// An answer, and who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it would be written into the list.
    pub value: String,
    /// Where it stands in the files; empty for the cell's own text.
    pub places: Vec<Place>,
    /// Answers of earlier merges that say the same.
    pub earlier: Vec<Place>,
    /// Why somebody should look at it.
    pub doubt: Option<Doubt>,
}

/// How sure a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The only answer, and nobody has changed the cell: chosen at once.
    Sure,
    /// The only answer, but somebody has to confirm it.
    Confirm,
    /// Answers, or an answer and the cell, differ: somebody has to choose.
    Conflict,
}

/// The police's verdict on a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictItem {
    /// The row, from 0.
    pub row_idx: usize,
    /// The different verdicts and where they stand.
    pub choices: Vec<(Verdict, Vec<Place>)>,
    /// A verdict of an earlier merge that differs.
    pub earlier: Option<(Verdict, Place)>,
    /// Why somebody should look at it.
    pub doubt: Option<Doubt>,
    /// Index of the choice to be kept; nothing is kept without one.
    pub chosen: Option<usize>,
}

/// A list and which of its rows came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListBack {
    /// Its code.
    pub list: ListCode,
    /// To whom it had gone.
    pub to: Recipient,
    /// Rows that left.
    pub n_out: usize,
    /// Places of the rows that came back, from 0.
    pub places: Vec<usize>,
}

/// Something in a returned file that was not taken, or is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    /// Index of the file.
    pub file: u16,
    /// The sheet.
    pub sheet: String,
    /// The row's number in the file.
    pub row_number: u32,
    /// The row of the table, when it is known.
    pub row_idx: Option<usize>,
    /// The heading of the column; empty when it is about the row.
    pub heading: String,
    /// What stands there.
    pub text: String,
    /// Is `text` an answer that is not used, or only something to know?
    pub is_answer: bool,
    /// Why.
    pub reason: Reason,
}

/// Why something was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No code in any sheet row: the sheet is not one of our lists.
    NoCodesInSheet,
    /// The row has no code: somebody added it, or its code was cleared.
    NoCode,
    /// The code is not in the form of one, or its check sign is wrong.
    AlteredCode,
    /// The codes of the row name different rows: a part of the sheet was moved.
    CodesDisagree,
    /// A right code of a list that this work has not sent.
    UnknownCode,
    /// The row's name and birth date are those of somebody else.
    OtherPerson,
    /// The row of the work is another than the one sent: another file was opened.
    RowGone,
    /// The code stands in several rows. Their answers are laid side by side.
    RepeatedCode,
    /// What we had written was changed on the way.
    EditedOriginal,
    /// The answer cannot be read for its column.
    Unreadable,
    /// The list has no column for such an answer.
    NoColumn,
    /// The column is none of ours.
    OtherColumn,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 12] = [
        Self::NoCodesInSheet,
        Self::NoCode,
        Self::AlteredCode,
        Self::CodesDisagree,
        Self::UnknownCode,
        Self::OtherPerson,
        Self::RowGone,
        Self::RepeatedCode,
        Self::EditedOriginal,
        Self::Unreadable,
        Self::NoColumn,
        Self::OtherColumn,
    ];

    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoCodesInSheet => "no-codes-in-sheet",
            Self::NoCode => "no-code",
            Self::AlteredCode => "altered-code",
            Self::CodesDisagree => "codes-disagree",
            Self::UnknownCode => "unknown-code",
            Self::OtherPerson => "other-person",
            Self::RowGone => "row-gone",
            Self::RepeatedCode => "repeated-code",
            Self::EditedOriginal => "edited-original",
            Self::Unreadable => "unreadable",
            Self::NoColumn => "no-column",
            Self::OtherColumn => "other-column",
        }
    }

    /// The reason of this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The Vietnamese words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoCodesInSheet => "trang không có mã dòng nào của Soát",
            Self::NoCode => "dòng không có mã",
            Self::AlteredCode => "mã dòng bị sửa hoặc gõ sai",
            Self::CodesDisagree => "hai mã trong dòng khác nhau: một phần bảng đã bị xê dịch",
            Self::UnknownCode => "mã đúng dạng nhưng không có trong các danh sách đã gửi",
            Self::OtherPerson => "họ tên và ngày sinh trong dòng là của người khác",
            Self::RowGone => "không còn dòng này trong danh sách đang mở",
            Self::RepeatedCode => "mã có ở nhiều dòng: các câu trả lời được so với nhau",
            Self::EditedOriginal => "thông tin gốc bị sửa",
            Self::Unreadable => "không đọc được",
            Self::NoColumn => "danh sách không có cột cho thông tin này",
            Self::OtherColumn => "cột không phải của danh sách đã gửi",
        }
    }
}

impl Doubt {
    /// The Vietnamese words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ZerosLost => "số đã mất các số 0 ở đầu, chưa có gì chứng minh",
            Self::OddNumber => "số không giống số định danh",
            Self::DayOrMonth => "ngày và tháng có thể đã bị đổi chỗ",
            Self::PartOfADate => "chưa đủ ngày, tháng, năm",
            Self::SexByCode => "giới tính ghi bằng số",
            Self::MarksLost => "họ tên bị mất dấu",
            Self::OriginalEdited => "họ tên hoặc ngày sinh gốc trong dòng đã bị sửa hoặc xoá",
        }
    }
}

impl NotTaken {
    /// A line for people.
    #[must_use]
    pub fn words(&self, files: &[String]) -> String {
        let file = files.get(usize::from(self.file)).map_or("", String::as_str);
        let mut line = format!("Tệp {file}, trang {}", self.sheet);
        if self.row_number > 0 {
            line += &format!(", dòng {}", self.row_number);
        }
        if !self.heading.is_empty() {
            line += &format!(", cột «{}»", self.heading);
        }
        line += &format!(": {}", self.reason.words());
        if !self.text.is_empty() {
            line += &format!(" («{}»)", self.text);
        }
        line
    }
}

impl MergePlan {
    /// Items of one kind.
    #[must_use]
    pub fn count(&self, step: Step) -> usize {
        self.items.iter().filter(|it| it.step == step).count()
    }
}

/// The list has been changed since the plan was made: make the plan again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale;
