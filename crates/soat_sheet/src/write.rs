//! Lists to workbooks: the Import-ready file and the three lists that a station works from.
//!
//! Every book is made from its arguments alone, so that the same list gives the same bytes. Every
//! book is read again by our own reader and compared with what was meant before it is given.

mod answers;
mod error;
mod first_page;
mod form;
mod handoff;
#[cfg(test)]
mod handoff_tests;
mod handoff_text;
mod import;
mod lists;
mod page;
mod pages;
mod paper;
mod plain;
mod print;
mod record;
mod report;
mod template;
mod text;
mod verified;
mod xls;

#[cfg(test)]
mod tests;

use soat_core::handoff::{Handoff, VerifiedRow};
use soat_core::matching::AnswerLine;
use soat_core::recheck::Recheck;
use soat_core::report::Report;
use soat_core::{ChangeLine, Date, DirectEdit, ImportList, UnresolvedList};

pub use error::{WriteError, WriteErrorKind};
pub use print::{PrintColumn, PrintLine, PrintPage};

/// Where a list comes from, for the lines above it and the foot of each page.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Name of the file that was read, without its folder.
    pub source_name: &'a str,
    /// The sheet that was read.
    pub sheet: &'a str,
    /// The day on which the list is made.
    pub made_on: Date,
}

/// Who hands a list over, for the lines above it.
#[derive(Clone, Copy, Debug)]
pub struct HandoffAbout<'a> {
    /// The station's name; dots to be filled in when empty.
    pub station: &'a str,
    /// The commune, where the list is made; dots when empty.
    pub place: &'a str,
    /// The day on which the list is made.
    pub made_on: Date,
}

/// Writes a list that leaves for the village or the police: to be filled in or printed, signed and
/// brought back. The form is our own, after Nghị định 30/2020/NĐ-CP; no act prescribes one.
///
/// # Errors
///
/// When the list has more rows or columns than a sheet can hold.
pub fn write_handoff(list: &Handoff, about: &HandoffAbout<'_>) -> Result<Vec<u8>, WriteError> {
    handoff::write(list, about)
}

/// A list for the record of what was handed over, with the results that came back.
#[derive(Clone, Copy, Debug)]
pub struct RecordLine<'a> {
    /// The list.
    pub list: &'a Handoff,
    /// Verdicts that came back; `None` while it leaves.
    pub results: Option<RecordResults>,
}

/// People of a list by the verdict of the police. The others have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordResults {
    /// Đúng.
    pub right: usize,
    /// Sai.
    pub wrong: usize,
    /// Không tìm thấy.
    pub not_found: usize,
}

/// Writes the record of handing lists over (biên bản bàn giao): on A4, with every list's code,
/// counts that add up and places to sign. The form is our own; no act prescribes one.
///
/// # Errors
///
/// When there are more lists than a sheet can hold.
pub fn write_record(
    lines: &[RecordLine<'_>],
    about: &HandoffAbout<'_>,
) -> Result<Vec<u8>, WriteError> {
    record::write(lines, about)
}

/// A column of a plain sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainColumn {
    /// Its heading.
    pub heading: String,
    /// Its width in characters, its text wrapped; measured when `None`.
    pub width: Option<u8>,
}

/// Writes rows under headings, every cell text: what is read back is what was given.
///
/// # Errors
///
/// When there are more rows or columns than a sheet can hold.
pub fn write_plain(
    sheet: &'static str,
    columns: &[PlainColumn],
    rows: &[Vec<String>],
) -> Result<Vec<u8>, WriteError> {
    plain::write(sheet, columns, rows)
}

/// The same record as [`write_record`], to be printed from the screen.
#[must_use]
pub fn record_page(lines: &[RecordLine<'_>], about: &HandoffAbout<'_>) -> PrintPage {
    record::page(lines, about)
}

/// The same list as [`write_handoff`], to be printed from the screen.
#[must_use]
pub fn handoff_page(list: &Handoff, about: &HandoffAbout<'_>) -> PrintPage {
    print::handoff_page(list, about)
}

/// Writes the workbook for "Import đối tượng tiêm COVID-19", in the template version of the list.
///
/// Every cell is text with format `@`, except `#` and a sex of 0 or 1. The result columns stay
/// blank, and there is no formula, filter or sample row.
///
/// # Errors
///
/// When a text or the number of rows is over what a sheet can hold. Nothing is ever cut.
pub fn write_import(list: &ImportList) -> Result<Vec<u8>, WriteError> {
    import::write(list)
}

/// Writes the same workbook as [`write_import`], in the kind of Excel 97-2003 (`.xls`), which the
/// platform's own files are.
///
/// # Errors
///
/// When a text is longer than a cell can hold, or there are more than [`MOST_XLS_ROWS`] rows.
pub fn write_import_xls(list: &ImportList) -> Result<Vec<u8>, WriteError> {
    xls::write(list)
}

/// The most people that a sheet of `.xls` holds, below its headings; [`split_import`] cuts there.
pub const MOST_XLS_ROWS: usize = xls::MOST_IMPORT_ROWS;

/// Cuts a list into parts of at most `rows_per_file` rows (at least one), in order.
///
/// A list without rows gives one part without rows, so that there is always a file to write.
#[must_use]
pub fn split_import(list: &ImportList, rows_per_file: usize) -> Vec<ImportList> {
    if list.rows.is_empty() {
        return vec![list.clone()];
    }
    let part = |rows: &[_]| ImportList { version: list.version, rows: rows.to_vec() };
    list.rows.chunks(rows_per_file.max(1)).map(part).collect()
}

/// Writes the list of people to edit on the platform by hand: one line a change, on A4.
///
/// # Errors
///
/// When the list has more lines than a sheet can hold.
pub fn write_direct_edits(list: &[DirectEdit], about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    lists::write_direct_edits(list, about)
}

/// Writes who is ready for "ký xác nhận hộ chiếu vắc xin" and who is not, foreigners apart: three
/// sheets with everybody once, and counts that add up to the list.
///
/// # Errors
///
/// When the list has more people than a sheet can hold.
pub fn write_verified(list: &[VerifiedRow], about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    verified::write(list, about)
}

/// Writes the list of people who are not ready, with the reasons and every column of the source.
///
/// Columns with nothing in them are hidden, not dropped: the list is read on A4.
///
/// # Errors
///
/// When the list has more rows or columns than a sheet can hold.
pub fn write_unresolved(list: &UnresolvedList, about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    lists::write_unresolved(list, about)
}

/// Writes the log of changes: one line a change, on A4.
///
/// # Errors
///
/// When the log has more lines than a sheet can hold.
pub fn write_changes(list: &[ChangeLine], about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    lists::write_changes(list, about)
}

/// Writes the answers to citizens' reports, a line each, on A4.
///
/// # Errors
///
/// When there are more reports than a sheet has rows.
pub fn write_answers(list: &[AnswerLine], about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    answers::write(list, about)
}

/// Writes a report to read, print and forward; `day` is the day of its daily line. A hidden sheet
/// holds the same figures, to be added up by [`Report::from_grid`] and [`Report::sum`]. There is
/// nobody in it.
///
/// # Errors
///
/// When there are more villages and days than a sheet has rows.
pub fn write_report(report: &Report, day: Date) -> Result<Vec<u8>, WriteError> {
    report::write(report, day)
}

/// Writes what has become of people, in counts: tables only, nobody is named.
///
/// # Errors
///
/// When there are more villages than a sheet has rows.
pub fn write_recheck(
    recheck: &Recheck,
    lines: &[String],
    day: Date,
) -> Result<Vec<u8>, WriteError> {
    report::write_pages(&report::Pages {
        title: "SO SÁNH HAI LẦN TẢI DANH SÁCH",
        lines,
        figures: &[],
        tables: &recheck.tables(),
        made_on: day,
        store: Vec::new(),
    })
}

/// Reads a book that was just written, before anybody is given it.
fn read_back(
    bytes: Vec<u8>,
    meant: page::Ledger,
    sheet: &'static str,
) -> Result<Vec<u8>, WriteError> {
    match page::Ledger::of_book(&bytes) {
        Ok(found) if found == meant => Ok(bytes),
        _ => Err(WriteError::new(WriteErrorKind::ReadBack, sheet)),
    }
}
