//! Edits, proposals accepted one by one or all at once, undo and redo.

use std::collections::BTreeSet;

use super::Work;
use super::dismiss::Decision;
use crate::cell::CellId;
use crate::check::Memory;
use crate::display::display_text;
use crate::field::Field;
use crate::finding::{Applicability, Finding, Message};
use crate::handoff::ListCode;
use crate::journal::{CellEdit, Change, MatchedSheet, Origin, Stamp, Why};
use crate::matching::MatchedValue;

/// A text to put into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewValue {
    /// The row, from 0.
    pub row_idx: usize,
    /// The column, from 0.
    pub column: usize,
    /// The text; empty clears the cell.
    pub text: String,
}

/// What a change touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Rows whose cells or findings may differ now, in order.
    pub rows: Vec<usize>,
    /// The first cell changed.
    pub at: Option<(usize, usize)>,
    /// Cells changed, or warnings passed over.
    pub n_cells: usize,
}

/// One change that accepting a finding would make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The row, from 0.
    pub row_idx: usize,
    /// The column, from 0.
    pub column: usize,
    /// Index of the rule.
    pub rule: usize,
    /// Text now, as people read it.
    pub old: String,
    /// Text after.
    pub new: String,
    /// The finding's message.
    pub message: Message,
}

impl Work {
    /// Puts texts into cells as one step. Read-only columns, cells outside the list and texts
    /// already there are passed over.
    pub fn edit(&mut self, values: &[NewValue], why: Why, stamp: Stamp) -> Changed {
        let mut edits = Vec::new();
        let mut before = RowsTouched::default();
        for value in values {
            if !self.can_edit(value) {
                continue;
            }
            let new = self.table.intern_typed(&value.text);
            before.note(self, value.row_idx);
            edits.extend(self.put(value.row_idx, value.column, new));
        }
        if edits.is_empty() {
            return Changed::default();
        }
        let changed = self.settle(before, &edits);
        self.journal.record(Change { why, stamp, edits, dismissed: Vec::new() });
        changed
    }

    /// Puts what returned lists say into cells as one step. It is a step also when no cell differs:
    /// verdicts came with it, and undo takes them back.
    pub(crate) fn merge(
        &mut self,
        values: &[(NewValue, Option<ListCode>)],
        merge: u32,
        stamp: Stamp,
    ) -> Changed {
        let mut edits = Vec::new();
        let mut before = RowsTouched::default();
        for (value, from) in values.iter() {
            if !self.can_edit(value) {
                continue;
            }
            let new = self.table.intern_typed(&value.text);
            before.note(self, value.row_idx);
            let edit = self.put(value.row_idx, value.column, new);
            edits.extend(edit.map(|it| CellEdit { from: from.map(Origin::Returned), ..it }));
        }
        let changed = self.settle(before, &edits);
        let why = Why::Merged(merge);
        self.journal.record(Change { why, stamp, edits, dismissed: Vec::new() });
        changed
    }

    /// Takes values of a second list as one step. Each cell keeps the list, the sheet and the row that
    /// its value came from, so that the list itself is not needed again.
    pub fn take_matched(&mut self, list: &str, values: &[MatchedValue], stamp: Stamp) -> Changed {
        let mut edits = Vec::new();
        let mut before = RowsTouched::default();
        for value in values {
            edits.extend(self.put_matched(list, value, &mut before));
        }
        if edits.is_empty() {
            return Changed::default();
        }
        let changed = self.settle(before, &edits);
        self.journal.record(Change { why: Why::Matched, stamp, edits, dismissed: Vec::new() });
        changed
    }

    pub(super) fn put_matched(
        &mut self,
        list: &str,
        MatchedValue { row_idx, column, text, sheet, row_number }: &MatchedValue,
        before: &mut RowsTouched,
    ) -> Option<CellEdit> {
        let value = NewValue { row_idx: *row_idx, column: *column, text: text.clone() };
        if !self.can_edit(&value) {
            return None;
        }
        let new = self.table.intern_typed(text);
        before.note(self, *row_idx);
        let sheet = self.matched_sheet(list, sheet);
        let from = sheet.map(|sheet| Origin::Matched { sheet, row_number: *row_number });
        self.put(*row_idx, *column, new).map(|it| CellEdit { from, ..it })
    }

    /// The sheets of second lists that [`Origin::Matched`] names.
    pub(crate) fn matched_sheets(&self) -> &[MatchedSheet] {
        &self.matched_sheets
    }

    fn matched_sheet(&mut self, list: &str, sheet: &str) -> Option<u16> {
        let is_same = |it: &MatchedSheet| it.list == list && it.sheet == sheet;
        let known = self.matched_sheets.iter().position(is_same);
        let at = known.unwrap_or_else(|| {
            let new = MatchedSheet { list: list.to_owned(), sheet: sheet.to_owned() };
            self.matched_sheets.push(new);
            self.matched_sheets.len() - 1
        });
        u16::try_from(at).ok()
    }

    /// Accepts what one rule proposes for a cell. Nothing happens when it proposes nothing now.
    pub fn accept(&mut self, row_idx: usize, column: usize, rule: usize, stamp: Stamp) -> Changed {
        let findings = self.findings(row_idx);
        let here =
            |it: &&Finding| it.rule == rule && self.table.column_of(it.field) == Some(column);
        let values: Vec<NewValue> = findings.iter().find(here).map_or_else(Vec::new, |finding| {
            self.values(finding).map(|(column, text)| NewValue { row_idx, column, text }).collect()
        });
        self.edit(&values, Why::Accepted(rule), stamp)
    }

    /// Every change that accepting all proposals of this promise or better would make, of one
    /// rule or of all. Two proposals never change one cell: the first by cause wins.
    #[must_use]
    pub fn proposals(&self, rule: Option<usize>, promise: Applicability) -> Vec<Proposal> {
        let mut proposals = Vec::new();
        for row_idx in 0..self.table.n_rows() {
            let wanted = self.spots(row_idx).iter().any(|spot| {
                spot.fix >= Some(promise) && rule.is_none_or(|it| it == usize::from(spot.rule))
            });
            if wanted {
                self.propose_row(row_idx, rule, promise, &mut proposals);
            }
        }
        proposals
    }

    /// Accepts proposals as one step: those of [`Self::proposals`] less the rows in `except`.
    pub fn accept_all(
        &mut self,
        rule: Option<usize>,
        promise: Applicability,
        except: &[usize],
        stamp: Stamp,
    ) -> Changed {
        let proposals = self.proposals(rule, promise);
        let except: BTreeSet<usize> = except.iter().copied().collect();
        let wanted = proposals.into_iter().filter(|it| !except.contains(&it.row_idx));
        let value =
            |it: Proposal| NewValue { row_idx: it.row_idx, column: it.column, text: it.new };
        let values: Vec<NewValue> = wanted.map(value).collect();
        self.edit(&values, Why::AcceptedAll(rule), stamp)
    }

    /// Puts a cell back to what the file holds, as a step of its own.
    pub fn revert(&mut self, row_idx: usize, column: usize, stamp: Stamp) -> Changed {
        let mut before = RowsTouched::default();
        before.note(self, row_idx);
        let raw = self.table.raw_id(row_idx, column);
        let edits: Vec<CellEdit> = self.put(row_idx, column, raw).into_iter().collect();
        if edits.is_empty() {
            return Changed::default();
        }
        let changed = self.settle(before, &edits);
        self.journal.record(Change { why: Why::Reverted, stamp, edits, dismissed: Vec::new() });
        changed
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> Option<Changed> {
        let change = self.journal.undo()?;
        if let Why::Answered(_) = change.why {
            return Some(self.settle_answers());
        }
        if !change.dismissed.is_empty() {
            return Some(self.set_dismissed(&change.dismissed, Decision::TakenBack));
        }
        let back = change.edits.iter().rev().map(|it| (it.row_idx, it.column, it.old));
        let changed = self.replay(back.collect());
        Some(self.with_replies(change.why, changed))
    }

    /// Makes the change again that was last taken back.
    pub fn redo(&mut self) -> Option<Changed> {
        let change = self.journal.redo()?;
        if let Why::Answered(_) = change.why {
            return Some(self.settle_answers());
        }
        if !change.dismissed.is_empty() {
            return Some(self.set_dismissed(&change.dismissed, Decision::Made));
        }
        let again = change.edits.iter().map(|it| (it.row_idx, it.column, it.new));
        let changed = self.replay(again.collect());
        Some(self.with_replies(change.why, changed))
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_words(&self) -> Option<String> {
        self.journal.last().map(|it| it.why.words())
    }

    /// What redo would make again.
    #[must_use]
    pub fn redo_words(&self) -> Option<String> {
        self.journal.next().map(|it| it.why.words())
    }

    fn can_edit(&self, value: &NewValue) -> bool {
        let column = self.table.column(value.column);
        let is_open = column.is_some_and(|it| !it.field.is_some_and(Field::is_read_only));
        is_open && value.row_idx < self.table.n_rows()
    }

    fn replay(&mut self, cells: Vec<(u32, u16, CellId)>) -> Changed {
        let mut before = RowsTouched::default();
        let mut edits = Vec::new();
        for (row, column, cell) in cells {
            before.note(self, row as usize);
            edits.extend(self.put(row as usize, usize::from(column), cell));
        }
        self.settle(before, &edits)
    }

    /// Sets one cell; `None` when the same text is there already.
    fn put(&mut self, row_idx: usize, column: usize, new: CellId) -> Option<CellEdit> {
        let (row, column_u16) = (u32::try_from(row_idx).ok()?, u16::try_from(column).ok()?);
        let now = self.table.now_id(row_idx, column);
        if now == new {
            return None;
        }
        let old = self.table.set(row_idx, column, new);
        Some(CellEdit { row_idx: row, column: column_u16, old, new, from: None })
    }

    /// Checks again what a change touched: its rows, and rows that shared a key with them before
    /// or share one now.
    pub(super) fn settle(&mut self, before: RowsTouched, edits: &[CellEdit]) -> Changed {
        let mut rows = before.neighbours;
        for (row_idx, keys) in before.keys {
            self.shared.remove(&keys, row_idx);
            let keys = self.keys(row_idx);
            self.shared.insert(&keys, row_idx);
            rows.insert(row_idx);
            rows.extend(self.shared.rows(&keys));
        }
        let mut memory = Memory::new();
        for &row_idx in &rows {
            self.recheck(row_idx, &mut memory);
        }
        Changed {
            rows: rows.into_iter().collect(),
            at: edits.first().map(|it| (it.row_idx as usize, usize::from(it.column))),
            n_cells: edits.len(),
        }
    }

    fn propose_row(
        &self,
        row_idx: usize,
        rule: Option<usize>,
        promise: Applicability,
        out: &mut Vec<Proposal>,
    ) {
        let first = out.len();
        for finding in self.findings(row_idx) {
            let is_wanted = finding.fix.as_ref().is_some_and(|it| it.applicability >= promise);
            if !is_wanted || rule.is_some_and(|it| it != finding.rule) {
                continue;
            }
            let values: Vec<(usize, String)> = self.values(&finding).collect();
            let is_taken = |column| out[first..].iter().any(|it| it.column == column); // OK because out only grows
            if values.iter().any(|&(column, _)| is_taken(column)) {
                continue;
            }
            out.extend(values.into_iter().map(|(column, new)| Proposal {
                row_idx,
                column,
                rule: finding.rule,
                old: self.text(row_idx, column),
                new,
                message: finding.message.clone(),
            }));
        }
    }

    /// The cells that accepting a finding would set.
    fn values(&self, finding: &Finding) -> impl Iterator<Item = (usize, String)> {
        let mut values = Vec::new();
        if let Some(fix) = &finding.fix
            && let Some(value) = &fix.value
        {
            values.push((finding.field, value.clone()));
            values.extend(fix.also.iter().cloned());
        }
        let place = |(field, text)| self.table.column_of(field).map(|column| (column, text));
        values.into_iter().filter_map(place)
    }

    /// The text of a cell as people read it now.
    #[must_use]
    pub fn text(&self, row_idx: usize, column: usize) -> String {
        display_text(self.table.now(row_idx, column), self.table.date_system()).into_owned()
    }

    /// The same for telling rows apart by it, each of which is read again: a text that is too long
    /// is none of a place.
    pub(crate) fn short_text(&self, row_idx: usize, column: usize) -> String {
        let cell = self.table.now(row_idx, column).read_within(Field::MOST_READ);
        display_text(cell, self.table.date_system()).into_owned()
    }

    /// The text of a cell as people read it in the file.
    #[must_use]
    pub fn raw_text(&self, row_idx: usize, column: usize) -> String {
        display_text(self.table.raw(row_idx, column), self.table.date_system()).into_owned()
    }
}

/// Rows about to change, with the keys they had, and the rows that shared those.
#[derive(Default)]
pub(super) struct RowsTouched {
    keys: std::collections::BTreeMap<usize, crate::common::Keys>,
    neighbours: BTreeSet<usize>,
}

impl RowsTouched {
    fn note(&mut self, work: &Work, row_idx: usize) {
        if self.keys.contains_key(&row_idx) {
            return;
        }
        let keys = work.keys(row_idx);
        self.neighbours.extend(work.shared.rows(&keys));
        self.keys.insert(row_idx, keys);
    }
}
