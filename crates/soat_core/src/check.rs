//! Runs the rules.

use crate::finding::Finding;
use crate::record::{List, Record, Version};
use crate::rule::{Check, Findings};
use crate::rules::RULES;

/// Everything that row rules find on one row, ordered by cause.
pub(crate) fn check_row(list: List<'_>, row_idx: usize) -> Vec<Finding> {
    let record = Record::read(list, row_idx, Version::Now);
    let mut out = Vec::new();
    for (rule_idx, rule) in RULES.iter().enumerate() {
        let Check::Row(check) = rule.check else { continue };
        let severity = rule.severity;
        check(&record, &mut Findings { row_idx, rule: rule_idx, severity, out: &mut out });
    }
    out
}
