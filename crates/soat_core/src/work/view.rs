//! Which rows are shown, and where the next problem is.

use super::Work;
use crate::cell::CellId;
use crate::display::display_text;
use crate::finding::Severity;
use crate::lane::Lane;
use crate::parse::text::fold;

/// Which rows are wanted. All conditions hold together; the default wants every row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Rows with a finding of this rule.
    pub rule: Option<usize>,
    /// Rows in this lane.
    pub lane: Option<Lane>,
    /// Rows of this kind.
    pub only: Option<Only>,
    /// Rows with a cell that contains this, diacritics and case ignored.
    pub text: String,
}

/// A kind of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// With an error.
    Errors,
    /// With an error or a warning.
    Problems,
    /// With an edited cell.
    Edited,
    /// To be edited on the platform by hand.
    EditByHand,
}

impl Work {
    /// The rows that a filter wants, in the order of the file.
    #[must_use]
    pub fn rows(&self, filter: &Filter) -> Vec<u32> {
        let has_text = self.rows_with_text(&filter.text);
        let is_wanted = |&row_idx: &usize| {
            has_text.as_ref().is_none_or(|it| it.get(row_idx).copied().unwrap_or(false))
                && filter.lane.is_none_or(|it| self.standing(row_idx).lane == it)
                && filter.rule.is_none_or(|it| self.has_rule(row_idx, it))
                && filter.only.is_none_or(|it| self.is_of(row_idx, it))
        };
        (0..self.table.n_rows()).filter(is_wanted).filter_map(|it| u32::try_from(it).ok()).collect()
    }

    /// The column that most findings of a rule are in.
    #[must_use]
    pub fn main_column(&self, rule: usize) -> Option<usize> {
        let mut counts = vec![0u32; self.table.n_columns()];
        let rows = (0..self.table.n_rows()).flat_map(|it| self.spots(it));
        for spot in rows.filter(|it| usize::from(it.rule) == rule) {
            let place = spot.column.and_then(|it| counts.get_mut(usize::from(it)));
            if let Some(count) = place {
                *count += 1;
            }
        }
        let most = counts.iter().enumerate().max_by_key(|&(idx, &n)| (n, core::cmp::Reverse(idx)));
        most.filter(|&(_, &n)| n > 0).map(|(idx, _)| idx)
    }

    /// The next cell with an error or a warning among `rows`, after (or before) a place in it.
    /// `position` is an index into `rows`. A rule narrows the search to its own findings.
    #[must_use]
    pub fn next_problem(
        &self,
        rows: &[u32],
        (position, column): (usize, usize),
        direction: Direction,
        rule: Option<usize>,
    ) -> Option<(usize, usize)> {
        let columns_at = |position: usize| -> Vec<usize> {
            let row_idx = rows.get(position).map_or(usize::MAX, |&it| it as usize);
            let is_wanted = |it: &&crate::tally::Spot| match rule {
                Some(rule) => usize::from(it.rule) == rule,
                None => it.severity >= Severity::Warning,
            };
            let spots = self.spots(row_idx).iter().filter(is_wanted);
            let mut columns: Vec<usize> =
                spots.filter_map(|it| it.column.map(usize::from)).collect();
            columns.sort_unstable();
            columns
        };
        let here = columns_at(position);
        match direction {
            Direction::Forward => {
                let in_row = here.into_iter().find(|&it| it > column).map(|it| (position, it));
                in_row.or_else(|| {
                    let mut later = (position + 1)..rows.len();
                    later.find_map(|it| columns_at(it).first().map(|&column| (it, column)))
                })
            }
            Direction::Backward => {
                let in_row = here.into_iter().rev().find(|&it| it < column);
                in_row.map(|it| (position, it)).or_else(|| {
                    let mut earlier = (0..position.min(rows.len())).rev();
                    earlier.find_map(|it| columns_at(it).last().map(|&column| (it, column)))
                })
            }
        }
    }

    /// Cells that differ from the file.
    #[must_use]
    pub fn edited_cells(&self) -> usize {
        let mut cells: Vec<(u32, u16)> = self
            .journal()
            .iter()
            .flat_map(|change| change.edits.iter().map(|it| (it.row_idx, it.column)))
            .collect();
        cells.sort_unstable();
        cells.dedup();
        let is_edited =
            |&&(row, column): &&(u32, u16)| self.table.is_edited(row as usize, column.into());
        cells.iter().filter(is_edited).count()
    }

    fn has_rule(&self, row_idx: usize, rule: usize) -> bool {
        self.spots(row_idx).iter().any(|it| usize::from(it.rule) == rule)
    }

    fn is_of(&self, row_idx: usize, only: Only) -> bool {
        let has = |severity| self.spots(row_idx).iter().any(|it| it.severity >= severity);
        match only {
            Only::Errors => has(Severity::Error),
            Only::Problems => has(Severity::Warning),
            Only::Edited => (0..self.table.n_columns()).any(|it| self.table.is_edited(row_idx, it)),
            Only::EditByHand => self.standing(row_idx).edit_by_hand,
        }
    }

    /// Which rows have a cell that contains a text; `None` when there is nothing to look for.
    ///
    /// Every distinct cell is folded once, however many rows hold it.
    fn rows_with_text(&self, text: &str) -> Option<Vec<bool>> {
        let needle = fold(text);
        if needle.is_empty() {
            return None;
        }
        let system = self.table.date_system();
        let matches: Vec<bool> = self
            .table
            .cells()
            .map(|cell| {
                let shown = display_text(cell, system);
                if shown.is_ascii() && shown.len() < needle.len() {
                    return false;
                }
                fold(&shown).contains(&needle)
            })
            .collect();
        let is_match = |id: CellId| matches.get(id.index()).copied().unwrap_or(false);
        let mut rows = vec![false; self.table.n_rows()];
        for column in 0..self.table.n_columns() {
            for (row_idx, row) in rows.iter_mut().enumerate() {
                *row |= is_match(self.table.now_id(row_idx, column));
            }
        }
        Some(rows)
    }
}

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Down the list.
    Forward,
    /// Up the list.
    Backward,
}
