//! Runs the rules on a row.

use crate::field::Field;
use crate::finding::Finding;
use crate::record::{List, Record, Version};
use crate::rule::{Check, Findings, Key};
use crate::rules::RULES;
use crate::shared::SharedIndex;

/// Everything that is found on one row, ordered by cause.
pub(crate) fn check_row(list: List<'_>, shared: &SharedRows, row_idx: usize) -> Vec<Finding> {
    check_record(&Record::read(list, row_idx, Version::Now), shared)
}

/// Everything that is found on a row that has been read.
pub(crate) fn check_record(record: &Record<'_>, shared: &SharedRows) -> Vec<Finding> {
    let mut out = Vec::new();
    run_row_rules(record, &mut out);
    shared.run(record, &mut out);
    order_by_cause(&mut out);
    out
}

/// What the row rules found on a row as it was opened: the reasons of a later correction.
pub(crate) fn check_raw_row(list: List<'_>, row_idx: usize) -> Vec<Finding> {
    let mut out = Vec::new();
    run_row_rules(&Record::read(list, row_idx, Version::Raw), &mut out);
    order_by_cause(&mut out);
    out
}

fn run_row_rules(record: &Record<'_>, out: &mut Vec<Finding>) {
    for (rule_idx, rule) in RULES.iter().enumerate() {
        let Check::Row(check) = rule.check else { continue };
        let (row_idx, severity) = (record.row_idx, rule.severity);
        check(record, &mut Findings { row_idx, rule: rule_idx, severity, out });
    }
}

/// Worst first; then the ID, for whose sake the list was made; then what is wrong at its root.
fn order_by_cause(findings: &mut [Finding]) {
    let rank = |field| match field {
        Field::PersonalId => 0,
        Field::FullName => 1,
        Field::BirthDate => 2,
        Field::Sex => 3,
        _ => 4 + field as usize,
    };
    findings.sort_by_key(|it| (core::cmp::Reverse(it.severity), rank(it.field)));
}

/// The rules that look at several rows, each with its index.
pub(crate) struct SharedRows {
    rules: Vec<(usize, SharedIndex)>,
}

impl SharedRows {
    /// Indices over all rows of a list as it is now.
    pub(crate) fn of(list: List<'_>) -> Self {
        let mut shared = Self::new();
        for row_idx in 0..list.table.n_rows() {
            let keys = shared.keys(&Record::read(list, row_idx, Version::Now));
            shared.insert(&keys, row_idx);
        }
        shared
    }

    /// Indices with no rows in them.
    pub(crate) fn new() -> Self {
        let is_shared = |rule: usize| matches!(RULES[rule].check, Check::Shared { .. }); // OK because the range is that of RULES
        let rules = (0..RULES.len()).filter(|&it| is_shared(it));
        Self { rules: rules.map(|it| (it, SharedIndex::default())).collect() }
    }

    /// The keys of a row, one a rule.
    pub(crate) fn keys(&self, record: &Record<'_>) -> Vec<Option<Key>> {
        let key = |&(rule, _): &(usize, SharedIndex)| match RULES.get(rule)?.check {
            Check::Shared { key, .. } => key(record),
            Check::Row(_) => None,
        };
        self.rules.iter().map(key).collect()
    }

    pub(crate) fn insert(&mut self, keys: &[Option<Key>], row_idx: usize) {
        for ((_, index), key) in self.rules.iter_mut().zip(keys) {
            if let Some(key) = *key {
                index.insert(key, row_idx);
            }
        }
    }

    pub(crate) fn remove(&mut self, keys: &[Option<Key>], row_idx: usize) {
        for ((_, index), key) in self.rules.iter_mut().zip(keys) {
            if let Some(key) = *key {
                index.remove(key, row_idx);
            }
        }
    }

    /// Rows that have a key in common with a row of these keys.
    pub(crate) fn rows(&self, keys: &[Option<Key>]) -> Vec<usize> {
        let shared = self.rules.iter().zip(keys).filter_map(|((_, index), key)| {
            key.filter(|&key| index.is_shared(key)).map(|key| index.rows(key))
        });
        shared.flatten().collect()
    }

    fn run(&self, record: &Record<'_>, out: &mut Vec<Finding>) {
        for (rule_idx, index) in &self.rules {
            let Some(rule) = RULES.get(*rule_idx) else { continue };
            let Check::Shared { key, check } = rule.check else { continue };
            let Some(key) = key(record).filter(|&it| index.is_shared(it)) else { continue };
            let rows = index.rows(key).into_iter().filter(|&it| it != record.row_idx);
            let others: Vec<Record<'_>> =
                rows.map(|it| Record::read(record.list, it, Version::Now)).collect();
            let (row_idx, severity) = (record.row_idx, rule.severity);
            check(record, &others, &mut Findings { row_idx, rule: *rule_idx, severity, out });
        }
    }
}
