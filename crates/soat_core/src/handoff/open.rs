//! Answers that nobody has chosen among yet, and the plan that settles them.

use std::collections::BTreeMap;

use super::answer;
use super::plan::{Choice, MergeItem, MergePlan, Step};
use super::{Handoffs, Place, Said};
use crate::field::Field;
use crate::work::Work;

impl Handoffs {
    /// Answers that wait: a conflict or a doubt that nobody has settled. Row, field, answer, place.
    #[must_use]
    pub fn open_answers(&self, work: &Work) -> Vec<(usize, Field, String, Place)> {
        let open = self.open(work);
        open.map(|it| (it.row_idx, it.field, it.value.clone(), it.place)).collect()
    }

    /// What waits, as a plan: applied with something chosen, it waits no more. What is left
    /// unchosen goes on waiting and need not be in the plan that is applied.
    #[must_use]
    pub fn open_plan(&self, work: &Work) -> MergePlan {
        let mut cells: BTreeMap<(usize, Field), Vec<&Said>> = BTreeMap::new();
        for said in self.open(work) {
            cells.entry((said.row_idx, said.field)).or_default().push(said);
        }
        let items = cells.into_iter().filter_map(|((row_idx, field), said)| {
            let column = work.table().column_of(field)?;
            let choices = choices(work, field, &said);
            let now = work.text(row_idx, column);
            let now_why = work.history(row_idx, column).pop();
            let (base, step, chosen) = (String::new(), Step::Conflict, None);
            Some(MergeItem { row_idx, column, field, now, now_why, base, choices, step, chosen })
        });
        MergePlan { merge: self.n_merges + 1, items: items.collect(), ..MergePlan::default() }
    }

    fn open(&self, work: &Work) -> impl Iterator<Item = &Said> {
        let mut settled: BTreeMap<(usize, Field), u32> = BTreeMap::new();
        for returned in self.returns(work) {
            settled.extend(returned.settled.iter().map(|it| (*it, returned.merge)));
        }
        let returns: Vec<_> = self.returns(work).collect();
        returns
            .into_iter()
            .flat_map(|it| it.said.iter().map(move |said| (it.merge, said)))
            .filter_map(move |(merge, said)| {
                let last = settled.get(&(said.row_idx, said.field)).copied().unwrap_or(0);
                (said.is_open && merge > last).then_some(said)
            })
    }
}

/// Equal answers are one choice.
fn choices(work: &Work, field: Field, said: &[&Said]) -> Vec<Choice> {
    let (coding, today) = (work.sex_coding(), work.options().today);
    let mut choices: Vec<Choice> = Vec::new();
    for it in said {
        let same =
            |choice: &&mut Choice| answer::is_same(field, &choice.value, &it.value, coding, today);
        match choices.iter_mut().find(same) {
            Some(choice) => choice.earlier.push(it.place),
            None => choices.push(Choice {
                value: it.value.clone(),
                places: Vec::new(),
                earlier: vec![it.place],
                doubt: None,
            }),
        }
    }
    choices
}
