//! What the page is told.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// Told while a file is read and checked.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// `reading`, `checking` or `writing`.
    pub stage: String,
    /// Rows done so far in this stage.
    pub rows: u32,
    /// Rows in all when known.
    pub of: Option<u32>,
    /// The first rows of the list, sent once while the rest is being read.
    pub first_rows: Option<FirstRows>,
}

/// The head of the list, shown while the rest is being read.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct FirstRows {
    /// Headings as in the file.
    pub headings: Vec<String>,
    /// Up to 50 rows of display text.
    pub rows: Vec<Vec<String>>,
}

/// Everything the page shows about the list as a whole. Returned by every call that changes it.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// The file and how it was read.
    pub file: FileView,
    /// The columns in the order of the sheet.
    pub columns: Vec<ColumnView>,
    /// The choices in force.
    pub options: OptionsView,
    /// Rows of people in the list.
    pub n_rows: u32,
    /// Rows with at least one finding of severity `error`.
    pub rows_with_errors: u32,
    /// Rows with any finding that is not a hint.
    pub rows_with_problems: u32,
    /// Exact counts by rule, most severe first, only rules that found something.
    pub problems: Vec<ProblemView>,
    /// What is to be asked once for a whole column.
    pub questions: Vec<QuestionView>,
    /// Rows by lane; they add up to `n_rows`.
    pub lanes: Vec<LaneView>,
    /// Rows with something to edit on the platform by hand (some of them are also in lane `import`).
    pub direct_edit_rows: u32,
    /// People of the direct-edit worklist: those, and whoever has been ticked.
    pub worklist_rows: u32,
    /// Those of them that are done.
    pub worklist_done: u32,
    /// Cells whose value now differs from the file.
    pub edited_cells: u32,
    /// Safe fixes that "sửa tất cả" would make.
    pub safe_fixes: u32,
    /// What undo would take back, in Vietnamese; absent when nothing.
    pub undo: Option<String>,
    /// What redo would do again; absent when nothing.
    pub redo: Option<String>,
    /// Rows that the platform has taken in as they are now: they do not leave again.
    pub taken_in: u32,
    /// Lists handed out so far.
    pub lists_out: u32,
}

/// The file and how it was read.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    /// Name as given by the user.
    pub name: String,
    /// `xlsx`, `xls`, ...
    pub format: String,
    /// The sheet read.
    pub sheet: String,
    /// All sheets, in order.
    pub sheets: Vec<String>,
    /// `import-v1 import-v2 import-v3 verification registration niis unknown`.
    pub layout: String,
    /// The layout in Vietnamese words.
    pub layout_name: String,
    /// Row number of the header, from 1.
    pub header_row: u32,
    /// Row number of the first person.
    pub first_row: u32,
    /// Notes in Vietnamese on what was left out and why, with counts. Never empty silently.
    pub notes: Vec<String>,
    /// Identifies the shape of the header (headings only), to remember a mapping on this machine.
    pub shape: String,
}

/// One column of the list.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ColumnView {
    /// The Excel letter.
    pub letter: String,
    /// Heading as in the file, line breaks as spaces.
    pub heading: String,
    /// Field key (`personal_id`) or absent when unknown to us.
    pub field: Option<String>,
    /// The field's short Vietnamese name, else the heading.
    pub title: String,
    /// False for columns that are the platform's answer or a running number.
    pub editable: bool,
}

/// Choices that the user can see and change.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct OptionsView {
    /// `2022` or `current`.
    pub profile: String,
    /// `platform` or `own`.
    pub source: String,
    /// `yyyy-mm-dd`.
    pub today: String,
}

/// Exact counts for one rule.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ProblemView {
    /// Rule id.
    pub rule: String,
    /// One line in Vietnamese.
    pub title: String,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// The first part of the rule's id: `ids`, `names`, `dates`, ...
    pub group: String,
    /// Findings.
    pub count: u32,
    /// Rows with such a finding.
    pub rows: u32,
    /// How many of the findings carry a safe fix.
    pub safe: u32,
    /// How many carry a fix to confirm.
    pub confirm: u32,
}

/// A question about a whole column.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct QuestionView {
    /// Rule id; its proposals are the answer.
    pub rule: String,
    /// The question in Vietnamese.
    pub text: String,
    /// Cells that a yes would change.
    pub count: u32,
}

/// Rows in one lane.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct LaneView {
    /// `import direct-edit unresolved exempt clean`.
    pub lane: String,
    /// Vietnamese name.
    pub title: String,
    /// Rows.
    pub rows: u32,
}

/// The view made.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ViewMade {
    /// Rows shown. The view stays as it is, whatever is edited, until it is asked for anew.
    pub n_rows: u32,
    /// For `rule` views: the column most of its findings are in, to scroll to.
    pub column: Option<u32>,
}

/// One cell with its story.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CellView {
    /// Row index.
    pub row: u32,
    /// Column index.
    pub column: u32,
    /// Excel row number.
    pub row_number: u32,
    /// Text in the file as opened.
    pub original: String,
    /// Text now.
    pub value: String,
    /// Findings on this cell, ordered by cause.
    pub findings: Vec<FindingView>,
    /// Findings on the row's other cells.
    pub others: Vec<FindingView>,
    /// Lane of the row in Vietnamese.
    pub lane: String,
    /// Changes of this cell, oldest first, in Vietnamese: who, when, why, old -> new.
    pub history: Vec<String>,
    /// Lists that the row is out with, and what the police found, a Vietnamese line each.
    pub handoffs: Vec<String>,
}

/// One finding.
#[derive(Serialize, Tsify, Clone)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// Row index.
    pub row: u32,
    /// Column index (absent when the list has no such column).
    pub column: Option<u32>,
    /// Column title.
    pub title: String,
    /// Rule id.
    pub rule: String,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// One line in Vietnamese.
    pub message: String,
    /// The repair proposed.
    pub fix: Option<FixView>,
    /// Excel row numbers of other rows concerned.
    pub other_rows: Vec<u32>,
}

/// A proposed repair.
#[derive(Serialize, Tsify, Clone)]
#[serde(rename_all = "camelCase")]
pub struct FixView {
    /// New text of the cell; empty for `manual` advice without a value.
    pub value: Option<String>,
    /// What accepting does, in Vietnamese.
    pub title: String,
    /// Why we think so, a line each.
    pub evidence: Vec<String>,
    /// `safe`, `confirm` or `manual`.
    pub applicability: String,
}

/// Every change that a bulk fix would make.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct BulkPreview {
    /// All of them, in row order.
    pub items: Vec<BulkItem>,
    /// Rows touched.
    pub rows: u32,
}

/// One change in a preview.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct BulkItem {
    /// Row index.
    pub row: u32,
    /// Excel row number.
    pub row_number: u32,
    /// The person's name, to recognise the row.
    pub name: String,
    /// Column index.
    pub column: u32,
    /// Column title.
    pub title: String,
    /// Text now.
    pub old: String,
    /// Text after.
    pub new: String,
    /// Message of the finding.
    pub message: String,
}

/// Rows side by side.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct GroupView {
    /// Titles of the columns that tell people apart, those that the list has.
    pub titles: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<GroupRow>,
}

/// One of several rows side by side.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct GroupRow {
    /// Row index.
    pub row: u32,
    /// Excel row number.
    pub row_number: u32,
    /// Texts in the order of the titles.
    pub cells: Vec<String>,
}

/// What a change touched.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// Row indices to repaint (also rows whose duplicates changed).
    pub rows: Vec<u32>,
    /// Cell to go to, for undo and redo.
    pub at: Option<Place>,
    /// Cells changed, or warnings passed over.
    pub n_cells: u32,
    /// The list as it is now.
    pub overview: Overview,
}

/// A place in the list.
#[derive(Serialize, Deserialize, Tsify, Clone, Copy)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Row index.
    pub row: u32,
    /// Column index.
    pub column: u32,
    /// Position in the view, when the row is in it.
    pub view_index: Option<u32>,
}

/// A written file; its bytes come from `Session.take_file(index)`.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Exported {
    /// Files in order.
    pub files: Vec<ExportedFile>,
}

/// Name and size of a written file.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// Proposed name.
    pub name: String,
    /// Rows of people in it.
    pub rows: u32,
    /// Bytes.
    pub size: u32,
}

/// A rule's page.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct RulePage {
    /// Rule id.
    pub id: String,
    /// One line in Vietnamese.
    pub title: String,
    /// `error`, `warning` or `hint`.
    pub severity: String,
    /// Markdown in Vietnamese.
    pub page: String,
}

/// Thrown by every call that fails. The page translates the code; `message` is Vietnamese too.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// Stable code (`password-protected`, ...).
    pub code: String,
    /// What is wrong, where, and what to do. Never holds a cell's text.
    pub message: String,
}

/// A field that a column can be given.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct FieldChoice {
    /// The stable key.
    pub key: String,
    /// The Vietnamese name.
    pub title: String,
}
