//! Who is to be edited on the platform by hand.

use serde::Serialize;
use tsify::Tsify;

/// Everybody of the direct-edit worklist.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Worklist {
    /// In the order of the list.
    pub items: Vec<WorklistItem>,
}

/// One person, in short.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct WorklistItem {
    /// Row index.
    pub row: u32,
    /// Excel row number.
    pub row_number: u32,
    /// The person's name now.
    pub name: String,
    /// `no`, `yes`, or `changed` when something changed after the tick.
    pub done: String,
}

/// One person: how to find them on the platform, and what to type there.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct WorklistPerson {
    /// Row index.
    pub row: u32,
    /// Excel row number.
    pub row_number: u32,
    /// `no`, `yes` or `changed`.
    pub done: String,
    /// When it was ticked, `dd/mm/yyyy HH:MM`; empty when not.
    pub done_at: String,
    /// What to search by, as it stands on the platform; only what is there.
    pub keys: Vec<SearchKey>,
    /// What to type; of a person who is done, what was typed.
    pub changes: Vec<WorklistChange>,
    /// What was found wrong in the file.
    pub reasons: Vec<String>,
    /// The lane, in Vietnamese, of a person in whom an error is left; else absent.
    pub not_ready: Option<String>,
}

/// Something to search a person by.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct SearchKey {
    /// Vietnamese name of the field.
    pub title: String,
    /// Text.
    pub value: String,
}

/// One field to type.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct WorklistChange {
    /// Vietnamese name of the field.
    pub title: String,
    /// What stands on the platform.
    pub old: String,
    /// What must stand there; empty when the field is to be emptied.
    pub new: String,
    /// How the list came to say so, oldest first, a Vietnamese line each.
    pub history: Vec<String>,
}
