//! What the platform answered in a result file, laid on the rows of the work.
//!
//! The result file is the file uploaded, its rows in any order and in any number of parts, and has no
//! key of its rows: people are told by what is written of them, as between exports.

use core::hash::BuildHasher;
use std::collections::BTreeMap;

use foldhash::fast::FixedState;

use crate::field::Field;
use crate::record::Record;

/// The answers that hold, by row.
pub(crate) type Answered = BTreeMap<usize, Kept>;

/// What a result file says, before anything is taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerPlan {
    /// A line for each row of the result file that has an answer, in its order.
    pub lines: Vec<AnswerLine>,
    /// Rows of the result file without any answer.
    pub n_unanswered: u32,
}

/// The answer to one row of the result file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// Its number in the result file, from 1.
    pub row_number: u32,
    /// The row of the work, from 0; `None` when nobody in the work is this person.
    pub row_idx: Option<usize>,
    /// Was the row taken in?
    pub is_taken: bool,
    /// What was said against it.
    pub said: Vec<Said>,
    /// How many of the sentences are about a cell that has been corrected since.
    pub n_spent: u32,
}

/// The answer to one row of the work, to be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowAnswer {
    /// The row, from 0.
    pub row_idx: usize,
    /// Was it taken in?
    pub is_taken: bool,
    /// What was said against it, less what is spent.
    pub said: Vec<Said>,
}

/// One sentence of the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The field that it is about; [`Field::ImportFailure`] when none is known.
    pub field: Field,
    /// The sentence, as it is.
    pub sentence: String,
}

impl AnswerPlan {
    /// What is to be taken in: the last answer of each row of the work.
    #[must_use]
    pub fn answers(&self) -> Vec<RowAnswer> {
        let of_row = |it: &AnswerLine| {
            let AnswerLine { row_idx, is_taken, said, .. } = it;
            Some(RowAnswer { row_idx: (*row_idx)?, is_taken: *is_taken, said: said.clone() })
        };
        let answers = self.lines.iter().filter_map(of_row).map(|it| (it.row_idx, it));
        answers.collect::<BTreeMap<_, _>>().into_values().collect()
    }
}

/// An answer in force.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) is_taken: bool,
    /// The row as it was when the answer was taken in.
    pub(crate) row_print: u64,
    pub(crate) said: Vec<KeptSaid>,
}

/// A sentence in force.
#[derive(Clone, Debug)]
pub(crate) struct KeptSaid {
    pub(crate) field: Field,
    pub(crate) sentence: String,
    /// The cell, or the row when no cell is known, as it was when the answer was taken in.
    print: u64,
}

impl KeptSaid {
    pub(crate) fn of(said: &Said, record: &Record<'_>) -> Self {
        let Said { field, sentence } = said.clone();
        Self { field, sentence, print: print(field, record) }
    }

    /// Is the cell still the one that it was said of?
    pub(crate) fn is_open(&self, record: &Record<'_>) -> bool {
        print(self.field, record) == self.print
    }
}

fn print(field: Field, record: &Record<'_>) -> u64 {
    match field {
        Field::ImportFailure => row_print(record),
        _ => FixedState::default().hash_one(record.text(field)),
    }
}

/// A hash of the cells of a row as they are.
pub(crate) fn row_print(record: &Record<'_>) -> u64 {
    let table = record.list.table;
    let cell = |column| table.now(record.row_idx, column).read_within(Field::MOST_READ_OF_WORDS);
    let cells = (0..table.n_columns()).map(|it| cell(it).text);
    FixedState::default().hash_one(cells.collect::<Vec<_>>())
}
