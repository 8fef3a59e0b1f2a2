//! What a rule is. The registry is [`crate::RULES`]; adding one is a pair of files and two lines.

use crate::common::Common;
use crate::field::Field;
use crate::finding::{Finding, Fix, Message, Severity};
use crate::record::Record;

/// One rule: data, and the function that finds.
#[derive(Clone, Copy)]
pub struct Rule {
    /// `group/mistake`, never reused: `ids/lost-leading-zero`.
    pub id: &'static str,
    /// The mistake in a few Vietnamese words, for the panel of problems.
    pub title: &'static str,
    /// How bad it is at worst.
    pub severity: Severity,
    /// The page for users, Markdown in Vietnamese.
    pub doc: &'static str,
    pub(crate) check: Check,
}

impl Rule {
    /// The part of the id before the slash: `ids`, `names`, `dates`, ...
    #[must_use]
    pub fn group(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(group, _)| group)
    }
}

/// How much of the list a rule must see.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// One row.
    Row(fn(&Record<'_>, &mut Findings<'_>)),
    /// One row, of which this is so. Of most rows it is not, and they need not be asked.
    If(When, fn(&Record<'_>, &mut Findings<'_>)),
    /// One row, but the findings follow from these cells and the options alone: what was found on
    /// such cells once need not be looked for again. At most [`MOST_CELLS`] of them.
    Cells(&'static [Field], fn(&Record<'_>, &mut Findings<'_>)),
    /// The row and every other row with the same key. After an edit only the rows of the old and
    /// of the new key are checked again.
    Shared {
        /// What the rows have in common.
        common: Common,
        /// Looks at a row beside the others of its key, at most [`MAX_SHARED_ROWS`] of them.
        check: fn(&Record<'_>, &[Record<'_>], &mut Findings<'_>),
    },
}

/// What may be so of a row. See [`Record::is`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    OddName,
    OddBirthDate,
    OddSex,
    OddId,
    OddPhone,
    OddInsurance,
    UnconfirmedId,
    OddDoses,
    UncommonName,
    LongCells,
}

impl When {
    pub(crate) const ALL: [Self; 10] = [
        Self::OddName,
        Self::OddBirthDate,
        Self::OddSex,
        Self::OddId,
        Self::OddPhone,
        Self::OddInsurance,
        Self::UnconfirmedId,
        Self::OddDoses,
        Self::UncommonName,
        Self::LongCells,
    ];
}

/// The cells that a rule of [`Check::Cells`] may look at.
pub(crate) const MOST_CELLS: usize = 6;

/// More rows than this under one key tell nothing more, and would cost quadratic time.
pub(crate) const MAX_SHARED_ROWS: usize = 200;

/// Takes what the rules find on one row.
pub(crate) struct Findings<'a> {
    pub(crate) row_idx: usize,
    pub(crate) rule: usize,
    pub(crate) severity: Severity,
    pub(crate) out: &'a mut Vec<Finding>,
}

impl Findings<'_> {
    /// A finding of the rule's own severity.
    pub(crate) fn push(&mut self, field: Field, message: Message, fix: impl Into<Option<Fix>>) {
        self.push_as(self.severity, field, message, fix);
    }

    /// A finding of a lesser severity than the rule's own.
    pub(crate) fn push_as(
        &mut self,
        severity: Severity,
        field: Field,
        message: Message,
        fix: impl Into<Option<Fix>>,
    ) {
        self.out.push(Finding {
            row_idx: self.row_idx,
            field,
            rule: self.rule,
            severity,
            message,
            fix: fix.into(),
            other_rows: Vec::new(),
        });
    }

    /// A finding that names other rows too.
    pub(crate) fn push_shared(&mut self, field: Field, message: Message, other_rows: Vec<usize>) {
        self.push_shared_as(self.severity, field, message, other_rows);
    }

    /// A finding that names other rows too, of a lesser severity than the rule's own.
    pub(crate) fn push_shared_as(
        &mut self,
        severity: Severity,
        field: Field,
        message: Message,
        other_rows: Vec<usize>,
    ) {
        self.push_as(severity, field, message, None);
        if let Some(last) = self.out.last_mut() {
            last.other_rows = other_rows;
        }
    }
}
