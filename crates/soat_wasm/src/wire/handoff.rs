//! Lists that leave and come back.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::Overview;

/// Which rows are to leave, and how they are cut.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct DraftRequest {
    /// `village` or `police`.
    pub to: String,
    /// `basic` (name and birth date are there, no foreigners), `all`, `view`, `errors`, or a lane's key.
    pub rows: String,
    /// `village`, `column`, `rows` or `whole`.
    pub by: String,
    /// The column to cut by.
    #[tsify(optional)]
    pub column: Option<u32>,
    /// Rows a part.
    #[tsify(optional)]
    pub rows_per_part: Option<u32>,
    /// Leave out rows that another list is out with.
    pub leave_out: bool,
}

/// What would leave.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct HandoffDraft {
    /// The recipients; rows that name none come last, without a name.
    pub parts: Vec<DraftPart>,
    /// The list's columns, as this recipient usually sees them.
    pub columns: Vec<SentColumn>,
    /// Lists of the same kind of recipient that are out with some of the rows.
    pub out: Vec<RowsOut>,
    /// Rows that are out with one of them.
    pub rows_out: u32,
}

/// The rows of one recipient.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct DraftPart {
    /// The recipient.
    pub name: String,
    /// Row indices.
    pub rows: Vec<u32>,
}

/// A column as the recipient sees it.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SentColumn {
    /// Column index.
    pub column: u32,
    /// `full`, `masked` (the last four digits) or `no`.
    pub shown: String,
}

/// Rows that a list is out with.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct RowsOut {
    /// The list's code.
    pub code: String,
    /// To whom it went.
    pub recipient: String,
    /// Rows.
    pub rows: u32,
}

/// Lists that leave, with all that makes them again: it stands in the journal.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SendRequest {
    /// Sixteen hexadecimal digits, random; the first of a work shuffles all its codes.
    pub key: String,
    /// `village` or `police`.
    pub to: String,
    /// The last millisecond of the day on which an answer is due.
    #[tsify(optional)]
    pub due: Option<f64>,
    /// Columns shown; those not named are not.
    pub columns: Vec<SentColumn>,
    /// A list each.
    pub parts: Vec<DraftPart>,
    /// Who hands over, for the head of the lists.
    pub station: String,
    /// The commune.
    pub place: String,
    /// Milliseconds since 1970.
    pub at: f64,
}

/// Lists that left.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// Their codes.
    pub codes: Vec<String>,
    /// The list as it is now.
    pub overview: Overview,
}

/// Every list that left, oldest first.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct HandoffsView {
    /// The lists.
    pub lists: Vec<ListOut>,
    /// Cells with answers that nobody has chosen among.
    pub open_cells: u32,
    /// As last given.
    pub station: String,
    /// As last given.
    pub place: String,
    /// Returns merged, oldest first.
    pub merges: Vec<MergeDone>,
}

/// A list that left.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ListOut {
    /// Its code.
    pub code: String,
    /// `village` or `police`.
    pub to: String,
    /// The recipient.
    pub recipient: String,
    /// When it was made, in milliseconds since 1970.
    pub sent_at: f64,
    /// When an answer is due.
    pub due: Option<f64>,
    /// Rows that left.
    pub rows: u32,
    /// Rows that came back.
    pub back: u32,
    /// Rows that came back with something said.
    pub answered: u32,
}

/// A return that was merged.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergeDone {
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// The files.
    pub files: Vec<String>,
    /// What was not taken, a line each.
    pub not_taken: Vec<String>,
}

/// The lists whose workbooks are to be written.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct WriteRequest {
    /// Their codes.
    pub codes: Vec<String>,
    /// All in one zip archive.
    pub zip: bool,
}

/// What merging would do, before it is done.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergePreview {
    /// What is applied once the page has put in what was chosen.
    pub plan: MergePlan,
    /// Words for its cells, in the same order.
    pub items: Vec<ItemWords>,
    /// Words for its verdicts, in the same order.
    pub verdicts: Vec<VerdictWords>,
    /// A line for each thing not taken.
    pub not_taken: Vec<String>,
}

/// Words for a cell of a plan.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ItemWords {
    /// `sure`, `confirm` or `conflict`.
    pub step: String,
    /// Excel row number.
    pub row_number: u32,
    /// The person's name.
    pub name: String,
    /// The column's title.
    pub title: String,
    /// How the cell came to hold what it holds since the list left.
    pub now_why: Option<String>,
    /// For each choice: who says so.
    pub sources: Vec<Vec<String>>,
    /// For each choice: why to look at it.
    pub doubts: Vec<Option<String>>,
}

/// Words for a verdict of a plan.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct VerdictWords {
    /// Excel row number.
    pub row_number: u32,
    /// The person's name.
    pub name: String,
    /// For each choice: the verdict.
    pub titles: Vec<String>,
    /// For each choice: where it stands.
    pub sources: Vec<Vec<String>>,
    /// An earlier verdict that differs, with its source.
    pub earlier: Option<String>,
    /// Why to look at it.
    pub doubt: Option<String>,
}

/// A plan with what was chosen, applied as one step.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergeRequest {
    /// The plan; it stands in the journal, so that the files need not be opened again.
    pub plan: MergePlan,
    /// Milliseconds since 1970.
    pub at: f64,
}

/// All that a merge does.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergePlan {
    /// Its number.
    pub merge: u32,
    /// Names of the files.
    pub files: Vec<String>,
    /// Cells.
    pub items: Vec<MergeItem>,
    /// Verdicts of the police.
    pub verdicts: Vec<MergeVerdict>,
    /// Rows that came back.
    pub lists: Vec<MergeList>,
    /// Answers that say what the list says already.
    pub agreed: Vec<MergeAgreed>,
    /// What is not taken.
    pub not_taken: Vec<MergeNotTaken>,
}

/// A cell with an answer that differs from it.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergeItem {
    /// Row index.
    pub row: u32,
    /// Column index.
    pub column: u32,
    /// Field key.
    pub field: String,
    /// Text now.
    pub now: String,
    /// The answers.
    pub choices: Vec<MergeChoice>,
    /// Index of the answer to apply; absent, it waits.
    pub chosen: Option<u32>,
}

/// An answer.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergeChoice {
    /// As it would be written.
    pub value: String,
    /// Where it stands in the files.
    pub places: Vec<AnswerPlace>,
    /// Where earlier files say the same.
    pub earlier: Vec<AnswerPlace>,
}

/// Where an answer stands.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct AnswerPlace {
    /// Code of its list.
    pub list: String,
    /// Number of its merge.
    pub merge: u32,
    /// Index of its file.
    pub file: u16,
    /// Row number in the file.
    pub row_number: u32,
}

/// A verdict of the police.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergeVerdict {
    /// Row index.
    pub row: u32,
    /// The different verdicts.
    pub choices: Vec<VerdictChoice>,
    /// Index of the one to keep.
    pub chosen: Option<u32>,
}

/// One of several verdicts.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct VerdictChoice {
    /// `right`, `wrong` or `not-found`.
    pub verdict: String,
    /// Where it stands.
    pub places: Vec<AnswerPlace>,
}

/// Rows of a list that came back.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergeList {
    /// The list's code.
    pub list: String,
    /// `village` or `police`.
    pub to: String,
    /// Rows that left.
    pub rows: u32,
    /// Places in the list, from 0.
    pub places: Vec<u32>,
}

/// An answer that says what the list says already.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergeAgreed {
    /// Row index.
    pub row: u32,
    /// Field key.
    pub field: String,
    /// Where it stands.
    pub place: AnswerPlace,
}

/// Something not taken.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MergeNotTaken {
    /// Index of the file.
    pub file: u16,
    /// The sheet.
    pub sheet: String,
    /// Row number in the file.
    pub row_number: u32,
    /// Row index, when known.
    pub row: Option<u32>,
    /// The column's heading.
    pub heading: String,
    /// What stands there.
    pub text: String,
    /// An answer, or only something to know.
    pub is_answer: bool,
    /// Why, by its stable name.
    pub reason: String,
}

/// The row that a code names.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct RowFound {
    /// Row index.
    pub row: u32,
    /// Excel row number.
    pub row_number: u32,
    /// The person's name.
    pub name: String,
    /// The list's code.
    pub code: String,
    /// To whom it went.
    pub recipient: String,
}
