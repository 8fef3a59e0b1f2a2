//! Citizens' reports answered, and what is put right with that.

use super::edit::RowsTouched;
use super::{Changed, Work};
use crate::journal::{Change, Stamp, Why};
use crate::matching::{Replies, Reply, change_words};

impl Work {
    /// Answers reports of a list as one step, and puts right what the answers say: each cell keeps the
    /// report that its value came from. It is a step also when no cell differs. A later answer to a
    /// report stands for the one before; the cells of that one stay as they are.
    pub fn reply(&mut self, list: &str, mut replies: Vec<Reply>, stamp: Stamp) -> Changed {
        if replies.is_empty() {
            return Changed::default();
        }
        let mut edits = Vec::new();
        let mut before = RowsTouched::default();
        for reply in &mut replies {
            let mut changes = Vec::new();
            for value in &reply.values {
                let old = self.text(value.row_idx, value.column);
                let Some(edit) = self.put_matched(list, value, &mut before) else { continue };
                let new = self.text(value.row_idx, value.column);
                changes.push(change_words(&self.column_title(value.column), &old, &new));
                edits.push(edit);
            }
            reply.changes = changes.join("; ");
        }
        let why = Why::Replied(super::count(self.replies.len()));
        self.replies.push(replies);
        let changed = self.settle(before, &edits);
        self.journal.record(Change { why, stamp, edits, dismissed: Vec::new() });
        self.with_replies(why, changed)
    }

    /// The answers in force.
    #[must_use]
    pub fn replies(&self) -> Replies<'_> {
        let mut replies = Replies::default();
        for change in self.journal.applied() {
            self.replies_of(change.why).iter().for_each(|it| replies.add(it));
        }
        replies
    }

    /// A step that answers changes at least its answers.
    pub(super) fn with_replies(&self, why: Why, changed: Changed) -> Changed {
        Changed { n_cells: changed.n_cells.max(self.replies_of(why).len()), ..changed }
    }

    fn replies_of(&self, why: Why) -> &[Reply] {
        match why {
            Why::Replied(number) => self.replies.get(number as usize).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }
}
