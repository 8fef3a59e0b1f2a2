//! Plans of merges, and what they leave behind.

use std::collections::BTreeMap;

use super::answer::Verdict;
use super::back;
use super::plan::{MergeItem, MergePlan, ReturnedFile, Stale, VerdictItem};
use super::rows::Merger;
use super::{Handoffs, Place, Return, Said};
use crate::cell::Cell;
use crate::field::Field;
use crate::journal::Stamp;
use crate::parse::sex;
use crate::schema::SexCoding;
use crate::work::{Changed, NewValue, Work};

impl Handoffs {
    /// Reads returned files and lists everything that merging them would change, and everything
    /// that it would not take. Nothing is changed.
    #[must_use]
    pub fn plan(&self, work: &Work, files: &[ReturnedFile]) -> MergePlan {
        let plan = MergePlan {
            merge: self.n_merges + 1,
            files: files.iter().map(|it| it.name.clone()).collect(),
            ..MergePlan::default()
        };
        let mut merger = Merger::new(self, work, plan);
        for (file, returned) in (0..).zip(files) {
            for sheet in &returned.grid.sheets {
                let rows = back::rows(self, file, sheet, &mut merger.plan.not_taken);
                for row in rows {
                    merger.take_row(file, &row, returned.grid.date_system);
                }
            }
        }
        merger.finish()
    }

    /// Applies what is chosen in a plan, as one step that undo takes back as a whole, and remembers
    /// who said what. What is not chosen stays among [`Self::open_answers`].
    ///
    /// # Errors
    /// When a cell of the plan has been changed since, or another merge was made. Then nothing is
    /// applied.
    pub fn apply(
        &mut self,
        work: &mut Work,
        plan: &MergePlan,
        stamp: Stamp,
    ) -> Result<Changed, Stale> {
        let is_current = |it: &MergeItem| work.text(it.row_idx, it.column) == it.now;
        if plan.merge != self.n_merges + 1 || !plan.items.iter().all(is_current) {
            return Err(Stale);
        }
        self.n_merges = plan.merge;
        let mut values = Vec::new();
        let mut said: Vec<Said> = Vec::new();
        let mut settled = Vec::new();
        for item in &plan.items {
            let chosen = item.chosen.and_then(|it| item.choices.get(it));
            settled.extend(chosen.map(|_| (item.row_idx, item.field)));
            if let Some(choice) = chosen.filter(|it| it.value != item.now) {
                let MergeItem { row_idx, column, .. } = *item;
                let value = NewValue { row_idx, column, text: choice.value.clone() };
                let list = choice.places.iter().chain(&choice.earlier).map(|it| it.list).next();
                values.push((value, list));
            }
            for choice in &item.choices {
                let (row_idx, field, is_open) = (item.row_idx, item.field, chosen.is_none());
                let value = &choice.value;
                let places = choice.places.iter();
                said.extend(places.map(|&place| Said {
                    row_idx,
                    field,
                    value: value.clone(),
                    place,
                    is_open,
                }));
            }
        }
        for &(row_idx, field, place) in &plan.agreed {
            let now = work.table().column_of(field).map(|it| work.text(row_idx, it));
            let value = now.unwrap_or_default();
            said.push(Said { row_idx, field, value, place, is_open: false });
        }
        let verdicts = plan.verdicts.iter().filter_map(|it| {
            let (verdict, places) = it.choices.get(it.chosen?)?;
            Some((it.row_idx, *verdict, *places.first()?))
        });
        self.returns.push(Return {
            merge: plan.merge,
            stamp: stamp.clone(),
            files: plan.files.clone(),
            lists: plan.lists.clone(),
            said,
            settled,
            verdicts: verdicts.collect(),
            not_taken: lines_left(plan),
        });
        Ok(work.merge(&values, plan.merge, stamp))
    }

    /// What earlier merges said of a cell: answers, and rows that the police found right as sent.
    pub(super) fn said_before(
        &self,
        work: &Work,
    ) -> BTreeMap<(usize, Field), Vec<(String, Place)>> {
        let mut before: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for returned in self.returns(work) {
            for said in returned.said.iter().filter(|it| it.field != Field::Note) {
                let cell = before.entry((said.row_idx, said.field)).or_default();
                cell.push((said.value.clone(), said.place));
            }
            for &(row_idx, verdict, place) in &returned.verdicts {
                for (field, value) in self.confirmed(work, row_idx, verdict, place) {
                    before.entry((row_idx, field)).or_default().push((value, place));
                }
            }
        }
        before
    }

    /// What a verdict «Đúng» says of the cells: they are as they were sent.
    pub(super) fn confirmed(
        &self,
        work: &Work,
        row_idx: usize,
        verdict: Verdict,
        place: Place,
    ) -> Vec<(Field, String)> {
        const CONFIRMED: [Field; 4] =
            [Field::PersonalId, Field::FullName, Field::BirthDate, Field::Sex];
        let Some(list) = self.list(place.list).filter(|_| verdict == Verdict::Right) else {
            return Vec::new();
        };
        let Some(row) = list.rows.iter().find(|it| it.row_idx == row_idx) else {
            return Vec::new();
        };
        // A column that was not shown was not confirmed.
        let is_shown = |field| list.shown().any(|(_, it)| it.field == Some(field));
        let fields = CONFIRMED.into_iter().filter(|it| is_shown(*it));
        let value = |field| {
            let base = list.base(row, field)?;
            let known = sex::read(Cell::typed(base), SexCoding::Words).known();
            let coded = known.filter(|_| field == Field::Sex).map(|it| it.text(work.sex_coding()));
            Some((field, coded.unwrap_or(base).to_owned()))
        };
        fields.filter_map(value).filter(|it| !it.1.trim().is_empty()).collect()
    }
}

/// What was not taken, and verdicts that nobody has chosen among.
fn lines_left(plan: &MergePlan) -> Vec<String> {
    let open = plan.verdicts.iter().filter(|it| it.chosen.is_none());
    let line = |it: &VerdictItem| {
        let said = it.choices.iter().flat_map(|(verdict, places)| {
            places.iter().map(move |it| (verdict.title(), it.list, it.row_number))
        });
        let said = said.map(|(title, list, row)| format!("{title} (danh sách {list}, dòng {row})"));
        format!("Kết quả chưa chọn: {}", said.collect::<Vec<_>>().join("; "))
    };
    let not_taken = plan.not_taken.iter().map(|it| it.words(&plan.files));
    not_taken.chain(open.map(line)).collect()
}
