//! Whom somebody chose among several, by taking a value of theirs.

use super::{Confidence, Match, Matches, SecondList};
use crate::journal::{MatchedSheet, Origin};
use crate::work::Work;

impl Matches {
    /// Takes each person for the one whose values were taken, when several had been as likely; and
    /// takes that back when the values are no longer in force.
    pub fn settle(&mut self, work: &Work, second: &SecondList) {
        for (row_idx, several) in core::mem::take(&mut self.settled) {
            self.set(row_idx, several);
        }
        for change in work.journal() {
            for edit in &change.edits {
                let Some(Origin::Matched { sheet, row_number }) = edit.from else { continue };
                let Some(taken) = work.matched_sheets().get(usize::from(sheet)) else { continue };
                if taken.list == second.name {
                    self.choose(edit.row_idx as usize, second, taken, row_number);
                }
            }
        }
    }

    fn choose(
        &mut self,
        row_idx: usize,
        second: &SecondList,
        from: &MatchedSheet,
        row_number: u32,
    ) {
        let Some(several) = self.people.get(row_idx) else { return };
        let chosen = several.candidates.iter().find(|it| {
            let sheet = second.sheets.get(it.place.sheet);
            let is_sheet = sheet.is_some_and(|it| it.1.sheet == from.sheet);
            is_sheet && second.row_number(it.place) == row_number
        });
        let Some(chosen) = chosen.filter(|_| several.confidence == Confidence::Several) else {
            return;
        };
        let one = Match {
            confidence: Confidence::Medium,
            likelihood: several.likelihood,
            candidates: vec![*chosen],
            is_taken: false,
        };
        let several = self.set(row_idx, one);
        self.settled.extend(several.map(|it| (row_idx, it)));
    }

    fn set(&mut self, row_idx: usize, it: Match) -> Option<Match> {
        self.people.get_mut(row_idx).map(|before| core::mem::replace(before, it))
    }
}
