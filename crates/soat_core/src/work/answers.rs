//! The platform's answers taken into the work, and what they make of its rows.

use std::collections::BTreeSet;

use super::{Changed, Work};
use crate::answers::{
    AnswerLine, AnswerPlan, Answered, Kept, KeptSaid, RowAnswer, Said, row_print,
};
use crate::check::Memory;
use crate::field::Field;
use crate::journal::{Change, Stamp, Why};
use crate::parse::import_result::{self, Answer};
use crate::parse::text::tidy_spaces;
use crate::recheck::{Traits, pair};
use crate::record::{Record, Version};

/// What was taken in, each time, and what of it holds.
#[derive(Default)]
pub(super) struct Answers {
    taken: Vec<Answered>,
    pub(super) in_force: Answered,
}

impl Work {
    /// Reads a result file, opened as a list, beside the work. Nothing is changed.
    #[must_use]
    pub fn read_answers(&self, result: &Self) -> AnswerPlan {
        let rows = 0..result.table.n_rows();
        let new: Vec<Traits> = rows.clone().map(|it| Traits::opened(result, it)).collect();
        let own: Vec<Vec<Traits>> =
            (0..self.table.n_rows()).map(|it| Traits::all_of(self, it)).collect();
        let old: Vec<&[Traits]> = own.iter().map(Vec::as_slice).collect();
        let paired = pair(&old, &new);
        let mut plan = AnswerPlan::default();
        for (result_idx, row_idx) in rows.zip(paired) {
            match self.answer_line(result, result_idx, row_idx) {
                Some(line) => plan.lines.push(line),
                None => plan.n_unanswered += 1,
            }
        }
        plan
    }

    fn answer_line(
        &self,
        result: &Self,
        result_idx: usize,
        row_idx: Option<usize>,
    ) -> Option<AnswerLine> {
        let row = Record::read(result.list(), result_idx, Version::Raw);
        let answer =
            import_result::read(row.text(Field::ImportFailure), row.text(Field::ImportSuccess))?;
        let mut line = AnswerLine {
            row_number: result.table.row_number(result_idx),
            row_idx,
            is_taken: answer == Answer::Taken,
            said: Vec::new(),
            n_spent: 0,
        };
        let Answer::Rejected(said) = answer else { return Some(line) };
        for (field, sentence) in said {
            if row_idx.is_some_and(|it| self.is_spent(it, field, row.text(field))) {
                line.n_spent += 1;
            } else {
                line.said.push(Said { field, sentence });
            }
        }
        Some(line)
    }

    /// Has the cell been corrected since it was imported? What was imported is what leaves, or what
    /// is in the file; another text has been put right on one of the two sides.
    fn is_spent(&self, row_idx: usize, field: Field, imported: &str) -> bool {
        if field == Field::ImportFailure {
            return false;
        }
        let leaves = self.import_cells(row_idx, &[field]);
        let now = Record::read(self.list(), row_idx, Version::Now);
        let same = |it: &str| tidy_spaces(it) == tidy_spaces(imported);
        let is_as_imported = leaves.first().is_some_and(|it| same(it)) || same(now.text(field));
        now.is_cell_edited(field) && !is_as_imported
    }

    /// Takes answers in, as one step. Each is a finding on its cell until the cell changes, or a later
    /// answer to the row comes.
    pub fn take_answers(&mut self, answers: Vec<RowAnswer>, stamp: Stamp) -> Changed {
        let n_rows = self.table.n_rows();
        let answers: Vec<RowAnswer> =
            answers.into_iter().filter(|it| it.row_idx < n_rows).collect();
        if answers.is_empty() {
            return Changed::default();
        }
        let n_cells = answers.len();
        // What was undone before is gone.
        let in_journal = self.answers_in_journal().into_iter().max().map_or(0, |it| it + 1);
        self.answers.taken.truncate(in_journal);
        let number = u32::try_from(self.answers.taken.len()).unwrap_or(u32::MAX);
        let kept = answers.iter().map(|it| (it.row_idx, self.kept(it))).collect();
        self.answers.taken.push(kept);
        self.journal.record(Change {
            why: Why::Answered(number),
            stamp,
            edits: Vec::new(),
            dismissed: Vec::new(),
        });
        Changed { n_cells, ..self.settle_answers() }
    }

    /// Has the row been taken in by the platform as it is now?
    #[must_use]
    pub fn is_taken_in(&self, row_idx: usize) -> bool {
        let kept = self.answers.in_force.get(&row_idx).filter(|it| it.is_taken);
        kept.is_some_and(|it| it.row_print == row_print(&self.record(row_idx)))
    }

    /// How many rows would leave for the import, had the platform not taken them in as they are now.
    #[must_use]
    pub fn n_taken_in(&self) -> u32 {
        let rows = self
            .answers
            .in_force
            .keys()
            .filter(|&&it| self.is_for_import(it) && self.is_taken_in(it));
        super::count(rows.count())
    }

    /// Finds out which answers hold after the journal has moved, and judges their rows again.
    pub(super) fn settle_answers(&mut self) -> Changed {
        let before: BTreeSet<usize> = self.answers.in_force.keys().copied().collect();
        let mut in_force = Answered::new();
        for taken in
            self.answers_in_journal().into_iter().filter_map(|it| self.answers.taken.get(it))
        {
            in_force.extend(taken.iter().map(|(row_idx, it)| (*row_idx, it.clone())));
        }
        let rows: BTreeSet<usize> = in_force.keys().copied().chain(before).collect();
        self.answers.in_force = in_force;
        let mut memory = Memory::new();
        for &row_idx in &rows {
            self.recheck(row_idx, &mut memory);
        }
        let at = rows.first().map(|&it| (it, 0));
        Changed { n_cells: rows.len(), rows: rows.into_iter().collect(), at }
    }

    fn kept(&self, answer: &RowAnswer) -> Kept {
        let record = self.record(answer.row_idx);
        Kept {
            is_taken: answer.is_taken,
            row_print: row_print(&record),
            said: answer.said.iter().map(|it| KeptSaid::of(it, &record)).collect(),
        }
    }

    fn record(&self, row_idx: usize) -> Record<'_> {
        Record::read(self.list(), row_idx, Version::Now)
    }

    fn answers_in_journal(&self) -> Vec<usize> {
        let number = |it: &Change| match it.why {
            Why::Answered(number) => Some(number as usize),
            _ => None,
        };
        self.journal.applied().iter().filter_map(number).collect()
    }
}
