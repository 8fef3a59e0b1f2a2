//! What the page asks for.

use serde::Deserialize;
use tsify::Tsify;

/// What the page asks for when it opens a file.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct OpenRequest {
    /// Only shown and used to name the files written; never trusted for the kind of file.
    pub file_name: String,
    /// `yyyy-mm-dd`, the day of the check: the core reads no clock.
    pub today: String,
    /// The sheet chosen by the user, else the best one is proposed.
    #[tsify(optional)]
    pub sheet: Option<String>,
    /// Fields by column position in the sheet (`null` = not used), remembered or chosen by the user.
    #[tsify(optional)]
    pub mapping: Option<Vec<Option<String>>>,
    /// The header's row number (from 1) chosen by the user.
    #[tsify(optional)]
    pub header_row: Option<u32>,
    /// What the workbook is locked by, asked of the user after `password-protected`.
    #[tsify(optional)]
    pub password: Option<String>,
}

/// Which rows the grid shows. All conditions hold together; empty = all rows.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ViewRequest {
    /// Rows with a finding of this rule.
    #[tsify(optional)]
    pub rule: Option<String>,
    /// Rows in this lane.
    #[tsify(optional)]
    pub lane: Option<String>,
    /// `errors`, `problems` (errors and warnings), `edited`, `direct` or absent.
    #[tsify(optional)]
    pub only: Option<String>,
    /// Searched in every cell, diacritics and case ignored.
    #[tsify(optional)]
    pub text: Option<String>,
}

/// New values typed, pasted or cleared.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct EditRequest {
    /// The cells.
    pub changes: Vec<NewValue>,
    /// `typed`, `paste` or `clear`.
    pub how: String,
    /// Milliseconds since 1970, the page's clock.
    pub at: f64,
}

/// One new value.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct NewValue {
    /// Row index.
    pub row: u32,
    /// Column index.
    pub column: u32,
    /// Text.
    pub value: String,
}

/// Which proposals a bulk fix takes.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct BulkRequest {
    /// Only this rule; absent = every rule.
    #[tsify(optional)]
    pub rule: Option<String>,
    /// `safe`, or `confirm` for both (only together with `rule`).
    pub applicability: String,
    /// Row indices whose proposals the user has unticked in the preview.
    #[tsify(optional)]
    pub except: Option<Vec<u32>>,
    /// Milliseconds since 1970.
    pub at: f64,
}

/// What to write.
#[derive(Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// `import`, `direct`, `unresolved`, `verified` or `changes`.
    pub kind: String,
    /// Rows a file at most (import only), 1000 when absent.
    #[tsify(optional)]
    pub rows_per_file: Option<u32>,
    /// `xls` or `xlsx` (import only); when absent, `xls` if the list's own name ends so.
    #[tsify(optional)]
    pub format: Option<String>,
}
