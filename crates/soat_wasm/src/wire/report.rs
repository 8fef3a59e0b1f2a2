//! Reports, later exports and the platform's answers.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// A report: counts and words, nobody in it.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ReportView {
    /// Whose list it is.
    pub unit: String,
    /// Lines above the tables.
    pub lines: Vec<String>,
    /// One line about the day, to be pasted into a message.
    pub daily: String,
    /// The figures that it starts with.
    pub figures: Vec<FigureView>,
    /// The tables.
    pub tables: Vec<TableView>,
}

/// A sum of reports.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SumView {
    /// The figures.
    pub report: ReportView,
    /// What was not counted, and what is to be looked at.
    pub notes: Vec<String>,
}

/// One figure.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct FigureView {
    /// Its name.
    pub title: String,
    /// Numerator, as people write it.
    pub n: String,
    /// Denominator.
    pub of: String,
    /// Percentage.
    pub percent: String,
    /// Who is counted in the numerator.
    pub who: String,
    /// Who is counted in the denominator.
    pub of_whom: String,
}

/// A table, with the chart of the same counts when there is one.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TableView {
    /// The stable name.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Who is counted, and what the percentages are of.
    pub definition: String,
    /// Headings, that of the names first.
    pub headings: Vec<String>,
    /// The rows; the last one is the total.
    pub rows: Vec<TableRow>,
    /// The chart.
    #[tsify(optional)]
    pub chart: Option<ChartView>,
}

/// A row of a table.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TableRow {
    /// Its name.
    pub label: String,
    /// Who is counted in it, when the name is not enough.
    pub definition: String,
    /// A count a column, and its percentage or nothing.
    pub cells: Vec<[String; 2]>,
}

/// A drawing of rectangles and texts.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ChartView {
    /// What it shows.
    pub title: String,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Left, top, width, height, colour.
    pub bars: Vec<(u32, u32, u32, u32, String)>,
    /// Anchor (`start`, `middle`, `end`), left, middle height, text, colour.
    pub texts: Vec<(String, u32, u32, String, String)>,
}

/// A file opened beside the list.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct BesideRequest {
    /// Its name.
    pub file_name: String,
    /// What it is locked by.
    #[tsify(optional)]
    pub password: Option<String>,
}

/// What has become of everybody, by a later export.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct RecheckView {
    /// The tables; that of outcomes first.
    pub tables: Vec<TableView>,
    /// People whose outcome is worth a look, one by one.
    pub people: Vec<FollowedView>,
    /// The figures of this export, to be kept.
    pub export: KeptExport,
}

/// A person of the list or of the later export.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct FollowedView {
    /// `fixed`, `still-wrong`, `came-back`, `newly-wrong`, `gone` or `new`.
    pub outcome: String,
    /// The same in Vietnamese.
    pub title: String,
    /// Row index in the list; absent when not in it.
    pub row: Option<u32>,
    /// Excel row number in the list.
    pub row_number: Option<u32>,
    /// Excel row number in the later export.
    pub new_number: Option<u32>,
    /// The person's name.
    pub name: String,
    /// What is wrong now, in Vietnamese; empty when nothing is.
    pub now: String,
}

/// The figures of an export, kept in the work. No personal data.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct KeptExport {
    /// By what it is shown.
    pub label: String,
    /// People by class, in the order of the classes.
    pub classes: Vec<u32>,
    /// A sign a row of the list: the number of the class, `-` when gone.
    pub states: String,
}

/// How the list went from export to export.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TrendView {
    /// The exports, oldest first: the list itself, then those kept.
    pub points: Vec<TrendPointView>,
    /// The chart.
    pub chart: ChartView,
}

/// The figures of one export.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TrendPointView {
    /// By what it is shown.
    pub label: String,
    /// Everybody.
    pub n: String,
    /// Those with something to put right, and their percentage.
    pub wrong: [String; 2],
}

/// What a result file says, before anything is taken.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct AnswersView {
    /// A line for each row with an answer.
    pub lines: Vec<AnswerView>,
    /// Rows without any answer.
    pub unanswered: u32,
    /// What the platform said of its own sample row and the like.
    pub notes: Vec<String>,
}

/// The answer to one row of a result file.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// Excel row number in the result file.
    pub number: u32,
    /// Row index in the list; absent when nobody in it is this person.
    pub row: Option<u32>,
    /// Excel row number in the list.
    pub row_number: Option<u32>,
    /// The person's name.
    pub name: String,
    /// Was the row taken in?
    pub taken: bool,
    /// What was said against it.
    pub said: Vec<SaidView>,
    /// Sentences about cells corrected since.
    pub spent: u32,
}

/// One sentence of the platform.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SaidView {
    /// Stable name of the field.
    pub field: String,
    /// Its Vietnamese name.
    pub title: String,
    /// The sentence.
    pub sentence: String,
}

/// Answers to be taken in.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TakeAnswers {
    /// An answer a row.
    pub answers: Vec<RowAnswer>,
    /// Milliseconds since 1970.
    pub at: f64,
}

/// The answer to one row of the list.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct RowAnswer {
    /// Row index.
    pub row: u32,
    /// Was the row taken in?
    pub taken: bool,
    /// What was said against it.
    pub said: Vec<SaidView>,
}
