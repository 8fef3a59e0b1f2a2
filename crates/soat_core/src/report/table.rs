//! Tables of a report.

use std::collections::BTreeMap;

use super::Share;

/// A table: rows and columns of counts, each with who is counted in words.
///
/// Every person of the report is in exactly one row. Made only by counting, so that the rows add up
/// to the total in every column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The stable name.
    pub key: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Who is counted, and what the percentages are of.
    pub definition: &'static str,
    /// Heading of the first column.
    pub label: &'static str,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// A column of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: &'static str,
    /// What its percentages are of.
    pub share: ShareOf,
}

/// What a percentage is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareOf {
    /// There is none.
    Nothing,
    /// The total of the column.
    Column,
    /// The first column of the row: the people of that row.
    Row,
}

/// A row of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// Who is counted in it, when the name is not enough.
    pub definition: &'static str,
    /// A count a column.
    counts: Vec<u64>,
}

impl Row {
    /// A count a column.
    #[must_use]
    pub fn counts(&self) -> &[u64] {
        &self.counts
    }
}

/// A column while a table is made: which people are counted in it.
pub(crate) struct Counted<T> {
    pub(crate) title: &'static str,
    pub(crate) share: ShareOf,
    pub(crate) is_meant: fn(&T) -> bool,
}

/// Tells the part that people are in.
pub(crate) type PartOf<T, P> = fn(&T) -> P;

/// The frame of a table.
pub(crate) struct Frame {
    pub(crate) key: &'static str,
    pub(crate) title: &'static str,
    pub(crate) definition: &'static str,
    pub(crate) label: &'static str,
}

impl Table {
    /// A table whose rows are told by a key of each person; rows in the order of the keys.
    pub(crate) fn by<T, K: Ord>(
        people: impl Iterator<Item = (T, u64)>,
        frame: Frame,
        columns: &[Counted<T>],
        key: impl Fn(&T) -> K,
        label: impl Fn(&K) -> String,
    ) -> Self {
        let mut rows: BTreeMap<K, Vec<u64>> = BTreeMap::new();
        for (people, n) in people {
            let counts = rows.entry(key(&people)).or_insert_with(|| vec![0; columns.len()]);
            for (count, column) in counts.iter_mut().zip(columns) {
                *count += if (column.is_meant)(&people) { n } else { 0 };
            }
        }
        let row = |(key, counts)| Row { label: label(&key), definition: "", counts };
        let rows = rows.into_iter().map(row).collect();
        let columns = columns.iter().map(|it| Column { title: it.title, share: it.share });
        Self::framed(frame, columns.collect(), rows)
    }

    /// A table of the parts that there are, empty ones too. Each column sorts everybody by itself.
    pub(crate) fn of_parts<T, P: PartialEq + Copy>(
        people: &[(T, u64)],
        frame: Frame,
        parts: &[(P, &str, &'static str)],
        columns: &[(&'static str, PartOf<T, P>)],
    ) -> Self {
        let count = |part: P, part_of: PartOf<T, P>| {
            people.iter().filter(|it| part_of(&it.0) == part).map(|it| it.1).sum()
        };
        let row = |&(part, label, definition): &(P, &str, &'static str)| Row {
            label: label.to_owned(),
            definition,
            counts: columns.iter().map(|it| count(part, it.1)).collect(),
        };
        let rows = parts.iter().map(row).collect();
        let columns = columns.iter().map(|it| Column { title: it.0, share: ShareOf::Column });
        Self::framed(frame, columns.collect(), rows)
    }

    fn framed(frame: Frame, columns: Vec<Column>, rows: Vec<Row>) -> Self {
        let Frame { key, title, definition, label } = frame;
        Self { key, title, definition, label, columns, rows }
    }

    /// Its columns, less the first, which names the rows.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Its rows, less the total.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The total of each column.
    #[must_use]
    pub fn totals(&self) -> Vec<u64> {
        let total = |column: usize| self.rows.iter().filter_map(|it| it.counts.get(column)).sum();
        (0..self.columns.len()).map(total).collect()
    }

    /// The shares of a column, a row each and the total last; none where a column has none.
    #[must_use]
    pub fn shares(&self, column: usize) -> Vec<Option<Share>> {
        let count = |row: &Row, column: usize| row.counts.get(column).copied().unwrap_or(0);
        let total = |column: usize| self.rows.iter().map(|it| count(it, column)).sum();
        match self.columns.get(column).map_or(ShareOf::Nothing, |it| it.share) {
            ShareOf::Nothing => vec![None; self.rows.len() + 1],
            ShareOf::Column => {
                let counts: Vec<u64> = self.rows.iter().map(|it| count(it, column)).collect();
                let all = Share::of_one(total(column), total(column));
                Share::of_parts(&counts).into_iter().chain([all]).map(Some).collect()
            }
            ShareOf::Row => {
                let of_row = |it: &Row| Share::of_one(count(it, column), count(it, 0));
                let all = Share::of_one(total(column), total(0));
                self.rows.iter().map(of_row).chain([all]).map(Some).collect()
            }
        }
    }
}
