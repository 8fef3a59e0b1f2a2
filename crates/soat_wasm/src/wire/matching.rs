//! A second list beside the first.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// A second list as it was read.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SecondView {
    /// Its name.
    pub name: String,
    /// Its sheets of people.
    pub sheets: Vec<SecondSheet>,
}

/// A sheet of people.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SecondSheet {
    /// Its name.
    pub name: String,
    /// People.
    pub rows: u32,
    /// Its columns, in order.
    pub columns: Vec<SecondColumn>,
    /// No name or no birth date has been found among the headings.
    pub is_unsure: bool,
}

/// A column of a second list.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SecondColumn {
    /// Excel letters.
    pub letter: String,
    /// Heading.
    pub heading: String,
    /// The field's key.
    #[tsify(optional)]
    pub field: Option<String>,
    /// The first few texts.
    pub samples: Vec<String>,
}

/// How many people have been found how surely. The rows add up to the list's.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MatchCount {
    /// `cao`, `vua`, `thap`, `nhieu` or `khong`.
    pub key: String,
    /// The words for it.
    pub title: String,
    /// Rows of the list.
    pub rows: u32,
    /// Cells that taking all of it would set.
    pub sure_cells: u32,
}

/// Some people of one confidence.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MatchPage {
    /// People of this confidence in all.
    pub n_rows: u32,
    /// Those asked for.
    pub people: Vec<MatchPerson>,
}

/// What was found for a person of the list.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MatchPerson {
    /// Row index.
    pub row: u32,
    /// Row number in Excel.
    pub row_number: u32,
    /// The name now.
    pub name: String,
    /// What there is to say when nobody is the one.
    pub words: String,
    /// Who it may be, the likeliest first. Only with `nhieu` is there more than one.
    pub candidates: Vec<MatchCandidate>,
}

/// A row of the second list that may be the person.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MatchCandidate {
    /// Sheet's name.
    pub sheet: String,
    /// Row number in Excel.
    pub row_number: u32,
    /// Why.
    pub reasons: String,
    /// Both rows, field by field.
    pub beside: Vec<MatchBeside>,
    /// What the row could set.
    pub suggestions: Vec<MatchSuggestion>,
}

/// One field of both rows.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MatchBeside {
    /// The field's title.
    pub title: String,
    /// Of the list.
    pub ours: String,
    /// Of the second list.
    pub theirs: String,
}

/// A value that could be taken.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct MatchSuggestion {
    /// Column index.
    pub column: u32,
    /// The field's title.
    pub title: String,
    /// Text now.
    pub old: String,
    /// Text after.
    pub new: String,
    /// `fill`, `replace` or `differs`.
    pub kind: String,
    /// What speaks against taking it unseen; empty when nothing does.
    pub doubt: String,
    /// Taken with all of its confidence.
    pub is_sure: bool,
}

/// Values taken from a second list, with all that tells their story: it stands in the journal, and needs
/// no second list to be done again.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TakeRequest {
    /// The list's name.
    pub list: String,
    /// The values.
    pub values: Vec<TakenValue>,
    /// Milliseconds since 1970.
    pub at: f64,
}

/// A value with its source.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct TakenValue {
    /// Row index.
    pub row: u32,
    /// Column index.
    pub column: u32,
    /// The text.
    pub value: String,
    /// Sheet of the second list.
    pub sheet: String,
    /// Row number there.
    pub row_number: u32,
}

/// The values that taking all of one confidence would set.
#[derive(Serialize, Tsify)]
pub struct SureValues {
    /// The values.
    pub values: Vec<TakenValue>,
}

/// All people of each confidence.
#[derive(Serialize, Tsify)]
pub struct MatchView {
    /// In order; the rows add up.
    pub counts: Vec<MatchCount>,
}
