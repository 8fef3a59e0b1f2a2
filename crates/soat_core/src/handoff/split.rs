//! One list cut into the lists of several recipients.

use std::collections::BTreeMap;

use super::village::village;
use crate::field::Field;
use crate::parse::text::{fold, tidy_spaces};
use crate::work::Work;

/// How to cut a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitBy {
    /// By the thôn, ấp or khu phố that the address names.
    Village,
    /// By what a column says.
    Column(usize),
    /// By the number of rows, at least one.
    Rows(usize),
    /// Not at all.
    Whole,
}

/// The rows of one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The recipient's name; empty for rows that name none.
    pub name: String,
    /// Rows of the table, in order.
    pub rows: Vec<usize>,
}

/// Cuts rows into parts, every row in exactly one. Rows without a village or text come last.
#[must_use]
pub fn split(work: &Work, rows: &[usize], by: SplitBy) -> Vec<Part> {
    match by {
        SplitBy::Rows(most) => {
            let part = |(number, rows): (usize, &[usize])| Part {
                name: format!("Phần {}", number + 1),
                rows: rows.to_vec(),
            };
            rows.chunks(most.max(1)).enumerate().map(part).collect()
        }
        SplitBy::Whole => vec![Part { name: String::new(), rows: rows.to_vec() }],
        SplitBy::Column(column) => by_name(rows, |row_idx| {
            let text = tidy_spaces(&work.short_text(row_idx, column));
            (!text.is_empty()).then(|| (fold(&text), text))
        }),
        SplitBy::Village => by_name(rows, |row_idx| {
            let column = work.table().column_of(Field::Address)?;
            village(&work.short_text(row_idx, column)).map(|it| (it.key, it.name))
        }),
    }
}

/// Parts by key, in the order of people: `Thôn 2` before `Thôn 10`.
fn by_name(rows: &[usize], name: impl Fn(usize) -> Option<(String, String)>) -> Vec<Part> {
    let mut parts: BTreeMap<(bool, String), Part> = BTreeMap::new();
    for &row_idx in rows {
        let (is_nameless, key, name) = match name(row_idx) {
            Some((key, name)) => (false, natural(&key), name),
            None => (true, String::new(), String::new()),
        };
        let new = || Part { name, rows: Vec::new() };
        parts.entry((is_nameless, key)).or_insert_with(new).rows.push(row_idx);
    }
    parts.into_values().collect()
}

/// The text with its numbers padded, so that it sorts by them.
pub(crate) fn natural(text: &str) -> String {
    let pad = |word: &str| match word.parse::<u32>() {
        Ok(number) => format!("{number:010}"),
        Err(_) => word.to_owned(),
    };
    text.split(' ').map(pad).collect::<Vec<_>>().join(" ")
}
