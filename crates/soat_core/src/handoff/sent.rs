//! A list as it is made: its columns, what is masked, and how its rows are known again.

use super::heading::Role;
use super::{ASKED, SentColumn, Shown};
use crate::field::Field;
use crate::parse::sex;
use crate::parse::text::fold;
use crate::table::Table;
use crate::work::Work;

/// A star for every letter and digit but the last four. Shorter texts are all stars.
#[must_use]
pub fn masked(text: &str) -> String {
    let n_signs = text.chars().filter(|it| it.is_alphanumeric()).count();
    let n_hidden = if n_signs > 4 { n_signs - 4 } else { n_signs };
    let mut n_seen = 0;
    let mask = |c: char| {
        if !c.is_alphanumeric() {
            return c;
        }
        n_seen += 1;
        if n_seen <= n_hidden { '*' } else { c }
    };
    text.chars().map(mask).collect()
}

/// The columns shown, then those that answers are asked for, to compare with.
pub(super) fn sent_columns(work: &Work, shown: &[(usize, Shown)]) -> Vec<SentColumn> {
    let mut columns: Vec<SentColumn> = Vec::new();
    let table = work.table();
    let asked = ASKED.iter().filter_map(|it| table.column_of(*it)).map(|it| (it, Shown::No));
    for (column, shown) in shown.iter().copied().chain(asked) {
        let is_known = columns.iter().any(|it| it.column == column);
        let Some(info) = table.column(column).filter(|_| !is_known) else { continue };
        let field = info.field.filter(|it| table.column_of(*it) == Some(column));
        let title = work.column_title(column);
        let is_asked = |it: &&Role| fold(it.heading()) == fold(&title);
        let heading = match Role::ALL.iter().find(is_asked) {
            Some(_) => format!("{title} (trong danh sách)"),
            None => title,
        };
        columns.push(SentColumn { column, heading, field, shown });
    }
    columns
}

/// What is sent of a cell. Sex is sent in words: few know which of 0 and 1 is which.
pub(super) fn text(work: &Work, row_idx: usize, column: &SentColumn) -> String {
    let text = work.text(row_idx, column.column);
    let is_sex = column.field == Some(Field::Sex);
    let known = sex::read(work.table().now(row_idx, column.column), work.sex_coding()).known();
    known.filter(|_| is_sex).map_or(text, |it| it.word().to_owned())
}

/// A hash of a row as opened, the same on every machine and in every version: FNV-1a.
pub(crate) fn print(table: &Table, row_idx: usize) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for column in 0..table.n_columns() {
        for byte in table.raw(row_idx, column).text.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    hash
}
