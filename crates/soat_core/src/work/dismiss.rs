//! Warnings that a person has looked at and passed over.

use std::collections::{BTreeMap, BTreeSet};

use super::{Changed, Work};
use crate::check::Memory;
use crate::finding::{Finding, Severity};
use crate::journal::{Change, Dismissal, Stamp, Why};
use crate::table::Table;

/// The dismissals in force, by row.
#[derive(Default)]
pub(super) struct Dismissed {
    rows: BTreeMap<usize, Vec<Dismissal>>,
}

impl Dismissed {
    /// Is this finding one that was passed over? It is not when its cell or its words have
    /// changed since: then there is something new to look at.
    fn covers(&self, finding: &Finding, table: &Table) -> bool {
        let Some(row) = self.rows.get(&finding.row_idx) else { return false };
        finding.severity == Severity::Warning && {
            let it = Dismissal::of(finding, table);
            row.contains(&it)
        }
    }

    /// Takes out what was passed over.
    pub(super) fn silence(&self, row_idx: usize, findings: &mut Vec<Finding>, table: &Table) {
        if self.rows.contains_key(&row_idx) {
            findings.retain(|it| !self.covers(it, table));
        }
    }
}

impl Work {
    /// Passes over the warnings of one rule on a row, as one step; those of a shared rule on every
    /// row of the group. An error cannot be passed over.
    ///
    /// It holds until the cell or what the finding says of it changes.
    pub fn dismiss(&mut self, row_idx: usize, rule: usize, stamp: Stamp) -> Changed {
        let group = self.group(row_idx, rule);
        let found = group.into_iter().flat_map(|it| self.findings(it));
        let dismissed: Vec<Dismissal> = found
            .filter(|it| it.rule == rule && it.severity == Severity::Warning)
            .map(|it| Dismissal::of(&it, &self.table))
            .collect();
        if dismissed.is_empty() {
            return Changed::default();
        }
        let changed = self.set_dismissed(&dismissed, Decision::Made);
        let why = Why::Dismissed(rule);
        self.journal.record(Change { why, stamp, edits: Vec::new(), dismissed });
        changed
    }

    /// The rows that a finding of a shared rule lays side by side, in order: those it names, those
    /// that theirs name, and so on. Just the row itself when it names none.
    #[must_use]
    pub fn group(&self, row_idx: usize, rule: usize) -> Vec<usize> {
        let mut group = BTreeSet::from([row_idx]);
        let mut next = vec![row_idx];
        while let Some(row_idx) = next.pop() {
            let findings = self.findings(row_idx);
            let named = findings.iter().filter(|it| it.rule == rule).flat_map(|it| &it.other_rows);
            next.extend(named.copied().filter(|&it| group.insert(it)));
        }
        group.into_iter().collect()
    }

    /// Makes a decision or takes it back, and judges its rows again.
    pub(super) fn set_dismissed(&mut self, of: &[Dismissal], decision: Decision) -> Changed {
        let mut rows = BTreeSet::new();
        for it in of {
            let row = self.dismissed.rows.entry(it.row_idx).or_default();
            match decision {
                Decision::Made => row.push(it.clone()),
                Decision::TakenBack => row.retain(|other| other != it),
            }
            if row.is_empty() {
                self.dismissed.rows.remove(&it.row_idx);
            }
            rows.insert(it.row_idx);
        }
        for &row_idx in &rows {
            self.recheck(row_idx, &mut Memory::new());
        }
        let place = |it: &Dismissal| Some((it.row_idx, self.table.column_of(it.field)?));
        Changed {
            rows: rows.into_iter().collect(),
            at: of.first().and_then(place),
            n_cells: of.len(),
        }
    }
}

/// What happens to dismissals.
#[derive(Clone, Copy)]
pub(super) enum Decision {
    Made,
    TakenBack,
}
