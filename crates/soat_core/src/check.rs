//! Runs the rules on a row.

use std::collections::BTreeSet;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::cell::CellId;
use crate::common::{Common, Key, Keys};
use crate::field::Field;
use crate::finding::{Finding, Severity};
use crate::record::{List, Record, Version};
use crate::rule::{Check, Findings, MAX_SHARED_ROWS, MOST_CELLS, When};
use crate::rules::RULES;
use crate::shared::SharedIndex;

/// Everything that is found on one row, ordered by cause.
pub(crate) fn check_row(list: List<'_>, shared: &SharedRows, row_idx: usize) -> Vec<Finding> {
    let record = Record::read(list, row_idx, Version::Now);
    check_record(&record, &SharedRows::keys(&record), shared, &mut Memory::new())
}

/// Everything that is found on a row that has been read.
pub(crate) fn check_record(
    record: &Record<'_>,
    keys: &Keys,
    shared: &SharedRows,
    memory: &mut Memory,
) -> Vec<Finding> {
    let mut out = Vec::new();
    run_row_rules(record, memory, &mut out);
    shared.run(record, keys, &mut out);
    finish(record, &mut out);
    out
}

/// The same for a row whose company is known, by [`Common::ALL`].
pub(crate) fn check_beside(
    record: &Record<'_>,
    company: [&[usize]; Common::ALL.len()],
    memory: &mut Memory,
) -> Vec<Finding> {
    let mut out = Vec::new();
    run_row_rules(record, memory, &mut out);
    for (common, rows) in Common::ALL.into_iter().zip(company) {
        let rows = rows.get(..MAX_SHARED_ROWS - 1).unwrap_or(rows);
        if !rows.is_empty() && rows.len() < common.most_rows() {
            run_shared_rules(common, record, rows.iter().copied(), &mut out);
        }
    }
    finish(record, &mut out);
    out
}

fn finish(record: &Record<'_>, out: &mut Vec<Finding>) {
    leave_unread(record, out);
    repair_rejected(out);
    order_by_cause(out);
    if let Some(composed) = record.composed() {
        out.iter_mut().for_each(|it| composed.spread(it));
    }
}

/// What the row rules find on a row, with what stands in several columns taken as one cell.
pub(crate) fn check_whole_row(list: List<'_>, row_idx: usize, version: Version) -> Vec<Finding> {
    let mut out = Vec::new();
    let record = Record::read(list, row_idx, version);
    run_row_rules(&record, &mut Memory::new(), &mut out);
    leave_unread(&record, &mut out);
    order_by_cause(&mut out);
    out
}

/// Of a cell that was not read nothing is said but that, nor is anything proposed for it.
fn leave_unread(record: &Record<'_>, findings: &mut Vec<Finding>) {
    if !record.is(When::LongCells) {
        return;
    }
    let says_so = |it: &Finding| RULES.get(it.rule).is_some_and(|it| it.id == "cells/too-long");
    findings.retain(|it| says_so(it) || !record.is_unread(it.field));
}

/// The platform only says that a cell is wrong. The rule that foresees its answer knows the repair.
fn repair_rejected(findings: &mut [Finding]) {
    let is_answer = |it: &Finding| RULES.get(it.rule).is_some_and(|it| it.id == "imports/rejected");
    if !findings.iter().any(is_answer) {
        return;
    }
    let has_value = |it: &&Finding| it.fix.as_ref().is_some_and(|it| it.value.is_some());
    let repairs: Vec<Finding> = findings.iter().filter(has_value).cloned().collect();
    for finding in findings.iter_mut().filter(|it| is_answer(it)) {
        if let Some(repair) = repairs.iter().find(|it| it.field == finding.field) {
            finding.fix.clone_from(&repair.fix);
        }
    }
}

fn run_row_rules(record: &Record<'_>, memory: &mut Memory, out: &mut Vec<Finding>) {
    run_all(&memory.always, record, out);
    for (case, rules) in &memory.cases {
        if record.is(*case) {
            run_all(rules, record, out);
        }
    }
    for remembered in &mut memory.remembered {
        remembered.run(record, out);
    }
}

fn run_all(rules: &[RowRule], record: &Record<'_>, out: &mut Vec<Finding>) {
    let row_idx = record.row_idx;
    for &RowRule { rule, severity, check } in rules {
        check(record, &mut Findings { row_idx, rule, severity, out });
    }
}

/// The rules of rows, by when they need be asked, and what was learnt from the rows before.
pub(crate) struct Memory {
    always: Vec<RowRule>,
    cases: [(When, Vec<RowRule>); When::ALL.len()],
    remembered: Vec<Remembered>,
}

#[derive(Clone, Copy)]
struct RowRule {
    rule: usize,
    severity: Severity,
    check: fn(&Record<'_>, &mut Findings<'_>),
}

impl Memory {
    pub(crate) fn new() -> Self {
        let cases = When::ALL.map(|it| (it, Vec::new()));
        let mut memory = Self { always: Vec::new(), cases, remembered: Vec::new() };
        for (idx, rule) in RULES.iter().enumerate() {
            let row_rule = |check| RowRule { rule: idx, severity: rule.severity, check };
            match rule.check {
                Check::Row(check) => memory.always.push(row_rule(check)),
                Check::If(case, check) => memory.cases[case as usize].1.push(row_rule(check)), // OK because there is a place a case
                Check::Cells(fields, check) => memory.remember(fields).push(row_rule(check)),
                Check::Shared { .. } => {}
            }
        }
        memory
    }

    /// The rules that look at these cells.
    fn remember(&mut self, fields: &'static [Field]) -> &mut Vec<RowRule> {
        let known = self.remembered.iter().position(|it| it.fields == fields);
        let place = known.unwrap_or_else(|| {
            self.remembered.push(Remembered { fields, ..Remembered::default() });
            self.remembered.len() - 1
        });
        &mut self.remembered[place].rules // OK because it was found or pushed above
    }
}

/// Rules whose findings follow from a few cells, and what they found on them before. A commune's
/// people share a few addresses, and each need be judged once.
#[derive(Default)]
struct Remembered {
    rules: Vec<RowRule>,
    fields: &'static [Field],
    findings: HashMap<[CellId; MOST_CELLS], Vec<Finding>, FixedState>,
}

impl Remembered {
    /// More would cost more memory than judging again costs time.
    const MOST: usize = 4_096;

    fn run(&mut self, record: &Record<'_>, out: &mut Vec<Finding>) {
        let mut cells = [CellId::EMPTY; MOST_CELLS];
        for (cell, &field) in cells.iter_mut().zip(self.fields) {
            *cell = record.cell_id(field);
        }
        if let Some(found) = self.findings.get(&cells) {
            out.extend(found.iter().map(|it| Finding { row_idx: record.row_idx, ..it.clone() }));
            return;
        }
        let before = out.len();
        run_all(&self.rules, record, out);
        if self.findings.len() < Self::MOST {
            self.findings.insert(cells, out.get(before..).unwrap_or_default().to_vec());
        }
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
    findings.sort_by_key(|it| (core::cmp::Reverse(it.severity), rank(it.field), it.rule));
}

/// Which rows have what in common: an index for each [`Common`], in its order.
pub(crate) struct SharedRows {
    indices: [SharedIndex; Common::ALL.len()],
}

impl SharedRows {
    /// Indices over all rows of a list as it is now.
    #[cfg(test)]
    pub(crate) fn of(list: List<'_>) -> Self {
        let mut shared = Self::new();
        for row_idx in 0..list.table.n_rows() {
            let keys = Self::keys(&Record::read(list, row_idx, Version::Now));
            shared.insert(&keys, row_idx);
        }
        shared
    }

    /// Indices with no rows in them.
    pub(crate) fn new() -> Self {
        Self { indices: Default::default() }
    }

    /// The keys of a row.
    pub(crate) fn keys(record: &Record<'_>) -> Keys {
        Common::ALL.map(|it| it.key(record))
    }

    pub(crate) fn insert(&mut self, keys: &Keys, row_idx: usize) {
        for (index, key) in self.indices.iter_mut().zip(keys) {
            if let Some(key) = *key {
                index.insert(key, row_idx);
            }
        }
    }

    pub(crate) fn remove(&mut self, keys: &Keys, row_idx: usize) {
        for (index, key) in self.indices.iter_mut().zip(keys) {
            if let Some(key) = *key {
                index.remove(key, row_idx);
            }
        }
    }

    /// Rows that have a key in common with a row of these keys.
    pub(crate) fn rows(&self, keys: &Keys) -> Vec<usize> {
        let shared = self.indices.iter().zip(keys).filter_map(|(index, key)| {
            key.filter(|&key| index.is_shared(key)).map(|key| index.rows(key))
        });
        shared.flatten().collect()
    }

    /// Rows whose number has this key.
    pub(crate) fn rows_of_number(&self, key: Key) -> Vec<usize> {
        let index = Common::ALL.iter().position(|it| *it == Common::Number);
        index.and_then(|it| self.indices.get(it)).map_or_else(Vec::new, |it| it.rows(key))
    }

    /// Every row that shares a key with another, in order.
    pub(crate) fn rows_in_company(&self) -> BTreeSet<usize> {
        self.indices.iter().flat_map(SharedIndex::rows_in_company).collect()
    }

    fn run(&self, record: &Record<'_>, keys: &Keys, out: &mut Vec<Finding>) {
        for ((common, index), key) in Common::ALL.into_iter().zip(&self.indices).zip(keys) {
            let is_shared = |it: &Key| !index.is_empty() && index.is_shared(*it);
            let Some(key) = key.filter(is_shared) else { continue };
            let rows = index.rows(key);
            if rows.len() > common.most_rows() {
                continue;
            }
            let others = rows.into_iter().filter(|&it| it != record.row_idx);
            run_shared_rules(common, record, others, out);
        }
    }
}

fn run_shared_rules(
    wanted: Common,
    record: &Record<'_>,
    others: impl Iterator<Item = usize>,
    out: &mut Vec<Finding>,
) {
    let others: Vec<Record<'_>> =
        others.map(|it| Record::read(record.list, it, Version::Now)).collect();
    for (rule_idx, rule) in RULES.iter().enumerate() {
        if let Check::Shared { common, check } = rule.check
            && common == wanted
        {
            let (row_idx, severity) = (record.row_idx, rule.severity);
            check(record, &others, &mut Findings { row_idx, rule: rule_idx, severity, out });
        }
    }
}
