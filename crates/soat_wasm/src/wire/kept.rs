//! What is kept: keys and work files.

use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// How a key is made of its passphrase.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct KeyRecipeView {
    /// Sixteen bytes.
    pub salt: Vec<u8>,
    /// KiB of memory, passes, lanes.
    pub cost: Vec<u32>,
}

/// What a work file holds beside the file that was opened.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct WorkParts {
    /// Name of the file that was opened.
    pub file_name: String,
    /// How it was opened, by name: `profile`, `source`, `today`, `sheet`, `header-row`, `mapping`.
    pub choices: Vec<(String, String)>,
    /// What was done, in order, each in the page's own words.
    pub journal: Vec<String>,
    /// Warnings passed over.
    pub dismissed: Vec<DismissedView>,
}

/// A warning passed over.
#[derive(Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct DismissedView {
    /// Row index.
    pub row: u32,
    /// The rule's id.
    pub rule: String,
}
