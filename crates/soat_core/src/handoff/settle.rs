//! Answers laid beside each other and beside what the list says now.

use std::collections::BTreeMap;

use super::Place;
use super::answer::{self, Doubt, Verdict};
use super::plan::{Choice, MergeItem, MergePlan, Step, VerdictItem};
use super::rows::{Answer, Merger};
use crate::field::Field;
use crate::parse::text::{fold, tidy_spaces};

impl Merger<'_> {
    /// Everything that has been taken, as a plan.
    pub(super) fn finish(mut self) -> MergePlan {
        let mut before = self.handoffs.said_before(self.work);
        let verdicts = core::mem::take(&mut self.verdicts);
        for (row_idx, verdicts) in verdicts {
            for &(verdict, place, _) in verdicts.iter().filter(|it| it.2.is_none()) {
                for (field, value) in self.handoffs.confirmed(self.work, row_idx, verdict, place) {
                    self.take_confirmed((row_idx, field), value, place, &mut before);
                }
            }
            let item = self.verdict_item(row_idx, verdicts);
            self.plan.verdicts.push(item);
        }
        for ((row_idx, field), answers) in core::mem::take(&mut self.answers) {
            let before = before.remove(&(row_idx, field)).unwrap_or_default();
            let Some(column) = self.work.table().column_of(field) else { continue };
            if field == Field::Note {
                self.add_note(row_idx, column, answers);
            } else {
                self.add_item((row_idx, column, field), answers, before);
            }
        }
        for list in &mut self.plan.lists {
            list.places.sort_unstable();
            list.places.dedup();
        }
        self.plan
    }

    /// A value found right as it was sent. When the cell has changed since, it is an answer against
    /// what is there now; else it only speaks up against other answers.
    fn take_confirmed(
        &mut self,
        cell: (usize, Field),
        value: String,
        place: Place,
        before: &mut BTreeMap<(usize, Field), Vec<(String, Place)>>,
    ) {
        let (row_idx, field) = cell;
        let Some(column) = self.work.table().column_of(field) else { return };
        let (coding, today) = (self.work.sex_coding(), self.work.options().today);
        let now = self.work.text(row_idx, column);
        if answer::is_same(field, &value, &now, coding, today) {
            before.entry(cell).or_default().push((value, place));
        } else {
            let base = value.clone();
            self.answers.entry(cell).or_default().push(Answer { value, doubt: None, base, place });
        }
    }

    fn verdict_item(
        &self,
        row_idx: usize,
        verdicts: Vec<(Verdict, Place, Option<Doubt>)>,
    ) -> VerdictItem {
        let mut choices: Vec<(Verdict, Vec<Place>)> = Vec::new();
        let doubt = verdicts.iter().find_map(|it| it.2);
        for (verdict, place, _) in verdicts {
            match choices.iter_mut().find(|it| it.0 == verdict) {
                Some((_, places)) => places.push(place),
                None => choices.push((verdict, vec![place])),
            }
        }
        let last = self.handoffs.verdict(self.work, row_idx);
        let earlier = last.filter(|it| choices.iter().any(|choice| choice.0 != it.0));
        let is_sure = choices.len() == 1 && earlier.is_none() && doubt.is_none();
        VerdictItem { row_idx, choices, earlier, doubt, chosen: is_sure.then_some(0) }
    }

    /// Notes are added to the note that is there: the platform's own stands in that column.
    fn add_note(&mut self, row_idx: usize, column: usize, answers: Vec<Answer>) {
        let now = self.work.text(row_idx, column);
        let base = answers.first().map_or_else(String::new, |it| it.base.clone());
        let mut value = tidy_spaces(&now);
        let mut places = Vec::new();
        let mut doubt = None;
        for answer in answers {
            if value.split("; ").any(|it| fold(it) == fold(&answer.value)) && places.is_empty() {
                self.plan.agreed.push((row_idx, Field::Note, answer.place));
                continue;
            }
            places.push(answer.place);
            doubt = doubt.or(answer.doubt);
            if !value.split("; ").any(|it| fold(it) == fold(&answer.value)) {
                value = if value.is_empty() {
                    answer.value
                } else {
                    format!("{value}; {}", answer.value)
                };
            }
        }
        if places.is_empty() {
            return;
        }
        let choice = Choice { value, places, earlier: Vec::new(), doubt };
        self.plan.items.push(MergeItem {
            row_idx,
            column,
            field: Field::Note,
            now,
            now_why: None,
            base,
            choices: vec![choice],
            step: if doubt.is_none() { Step::Sure } else { Step::Confirm },
            chosen: doubt.is_none().then_some(0),
        });
    }

    fn add_item(
        &mut self,
        (row_idx, column, field): (usize, usize, Field),
        answers: Vec<Answer>,
        before: Vec<(String, Place)>,
    ) {
        let now = self.work.text(row_idx, column);
        let (coding, today) = (self.work.sex_coding(), self.work.options().today);
        let is_same = |a: &str, b: &str| answer::is_same(field, a, b, coding, today);
        let base = answers.first().map_or_else(String::new, |it| it.base.clone());
        let is_changed = answers.iter().any(|it| !is_same(&it.base, &now));
        let mut choices: Vec<Choice> = Vec::new();
        if !now.trim().is_empty() {
            choices.push(Choice {
                value: now.clone(),
                places: vec![],
                earlier: vec![],
                doubt: None,
            });
        }
        for answer in answers {
            match choices.iter_mut().find(|it| is_same(&it.value, &answer.value)) {
                Some(choice) => {
                    // Of two answers with one value, the sure one speaks for both.
                    choice.doubt = choice.doubt.and(answer.doubt);
                    choice.places.push(answer.place);
                }
                None => choices.push(Choice {
                    value: answer.value,
                    places: vec![answer.place],
                    earlier: vec![],
                    doubt: answer.doubt,
                }),
            }
        }
        for (value, place) in before {
            match choices.iter_mut().find(|it| is_same(&it.value, &value)) {
                Some(choice) => choice.earlier.push(place),
                None => choices.push(Choice {
                    value,
                    places: vec![],
                    earlier: vec![place],
                    doubt: None,
                }),
            }
        }
        let is_now = |it: &Choice| it.value == now;
        if !choices.iter().any(|it| !is_now(it) && !it.places.is_empty()) {
            let places = choices.iter().flat_map(|it| &it.places);
            self.plan.agreed.extend(places.map(|it| (row_idx, field, *it)));
            return;
        }
        // The cell's own text has a say when somebody said it, or put it there since the list left.
        let has_a_say = |it: &Choice| is_changed || !it.places.is_empty() || !it.earlier.is_empty();
        let is_contested = choices.iter().any(|it| is_now(it) && has_a_say(it));
        if !is_contested {
            choices.retain(|it| !is_now(it));
        }
        let step = match choices.as_slice() {
            [one] if one.doubt.is_none() => Step::Sure,
            [_] => Step::Confirm,
            _ => Step::Conflict,
        };
        self.plan.items.push(MergeItem {
            row_idx,
            column,
            field,
            now_why: is_changed.then(|| self.why(row_idx, column)).flatten(),
            now,
            base,
            choices,
            step,
            chosen: (step == Step::Sure).then_some(0),
        });
    }

    /// How the cell came to hold what it holds.
    fn why(&self, row_idx: usize, column: usize) -> Option<String> {
        self.work.history(row_idx, column).pop()
    }
}
