//! What was found, by row and by rule: small enough for a million bad rows, always exact.

use crate::finding::{Applicability, Finding, Severity};
use crate::rules::RULES;
use crate::table::Table;

/// A finding without its words, eight bytes. The words are made again when somebody looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The column; `None` when the list has no such column.
    pub column: Option<u16>,
    /// Index of the rule.
    pub rule: u16,
    /// How bad.
    pub severity: Severity,
    /// The promise of the repair, when there is one with a value.
    pub fix: Option<Applicability>,
}

impl Spot {
    pub(crate) fn of(finding: &Finding, table: &Table) -> Self {
        let column = table.column_of(finding.field).and_then(|it| u16::try_from(it).ok());
        let fix = finding.fix.as_ref().filter(|it| it.value.is_some());
        Self {
            column,
            rule: u16::try_from(finding.rule).unwrap_or(u16::MAX),
            severity: finding.severity,
            fix: fix.map(|it| it.applicability),
        }
    }
}

/// Exact counts of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCount {
    /// Findings.
    pub findings: u32,
    /// Rows with a finding.
    pub rows: u32,
    /// Findings with a safe fix.
    pub safe: u32,
    /// Findings with a fix to confirm.
    pub confirm: u32,
    /// Findings of severity `error`; a rule may be milder on some rows.
    pub errors: u32,
}

/// The index of findings.
pub(crate) struct Tally {
    rows: Vec<Box<[Spot]>>,
    pub(crate) by_rule: Vec<RuleCount>,
    pub(crate) rows_with_errors: u32,
    pub(crate) rows_with_problems: u32,
}

impl Tally {
    pub(crate) fn new(n_rows: usize) -> Self {
        Self {
            rows: vec![Box::default(); n_rows],
            by_rule: vec![RuleCount::default(); RULES.len()],
            rows_with_errors: 0,
            rows_with_problems: 0,
        }
    }

    pub(crate) fn row(&self, row_idx: usize) -> &[Spot] {
        self.rows.get(row_idx).map_or(&[], |it| it)
    }

    /// Puts what was found on a row in place of what was found before.
    pub(crate) fn replace(&mut self, row_idx: usize, spots: Vec<Spot>) {
        let Some(row) = self.rows.get_mut(row_idx) else { return };
        let old = core::mem::replace(row, spots.into_boxed_slice());
        let new = row.clone();
        self.count(&old, u32::wrapping_sub);
        self.count(&new, u32::wrapping_add);
    }

    fn count(&mut self, spots: &[Spot], step: fn(u32, u32) -> u32) {
        let any = |severity| u32::from(spots.iter().any(|it| it.severity >= severity));
        self.rows_with_errors = step(self.rows_with_errors, any(Severity::Error));
        self.rows_with_problems = step(self.rows_with_problems, any(Severity::Warning));
        for (idx, spot) in spots.iter().enumerate() {
            let Some(count) = self.by_rule.get_mut(usize::from(spot.rule)) else { continue };
            let is_first = spots.iter().take(idx).all(|it| it.rule != spot.rule);
            count.findings = step(count.findings, 1);
            count.rows = step(count.rows, u32::from(is_first));
            count.safe = step(count.safe, u32::from(spot.fix == Some(Applicability::Safe)));
            count.confirm =
                step(count.confirm, u32::from(spot.fix == Some(Applicability::Confirm)));
            count.errors = step(count.errors, u32::from(spot.severity == Severity::Error));
        }
    }
}
