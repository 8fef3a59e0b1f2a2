//! Citizens' reports and the answers to them.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

use super::{FieldChoice, MatchCount, MatchPerson, TakenValue};

/// Some reports of one group, and how many there are in each.
#[derive(Serialize, Tsify)]
pub struct ReportsPage {
    /// Reports by the answer proposed, less those answered, which come last (`answered`). They add up;
    /// `sureCells` are those that may be answered at once.
    pub groups: Vec<MatchCount>,
    /// Those asked for.
    pub reports: Vec<CitizenReport>,
    /// Every ground for refusal.
    pub grounds: Vec<FieldChoice>,
}

/// A report.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct CitizenReport {
    /// What it is told by.
    pub key: String,
    /// Row number in its file.
    pub row_number: u32,
    /// Name as reported.
    pub name: String,
    /// Birth date, number and phone as reported.
    pub about: String,
    /// What it says is wrong.
    pub said: String,
    /// The key of the answer proposed.
    pub verdict: String,
    /// Keys of the grounds found.
    pub grounds: Vec<String>,
    /// The answer that was given, or the grounds found.
    pub words: String,
    /// May it be answered with others, unseen?
    pub is_clear: bool,
    /// Has it been answered?
    pub is_answered: bool,
    /// What the answer put right.
    pub changes: String,
    /// Row index of the person whom the answer is about.
    #[tsify(optional)]
    pub row: Option<u32>,
    /// Who of the list it may be of, the likeliest first, each with the report as its only candidate.
    pub people: Vec<MatchPerson>,
}

/// Answers given: they stand in the journal, and need no list of reports to be given again.
#[derive(Serialize, Deserialize, Tsify)]
pub struct ReplyRequest {
    /// The list's name.
    pub list: String,
    /// The answers.
    pub replies: Vec<GivenReply>,
    /// Milliseconds since 1970.
    pub at: f64,
}

/// An answer to one report.
#[derive(Serialize, Deserialize, Tsify)]
pub struct GivenReply {
    /// What the report is told by.
    pub key: String,
    /// The verdict's key.
    pub verdict: String,
    /// Keys of the grounds.
    pub grounds: Vec<String>,
    /// What else is said.
    pub note: String,
    /// Row index of the person.
    #[tsify(optional)]
    pub row: Option<u32>,
    /// What is put right.
    pub values: Vec<TakenValue>,
}
