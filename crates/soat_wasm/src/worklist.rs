//! The direct-edit worklist, person by person, and how many wait for the signing.

use soat_core::handoff::Verified;
use soat_core::{DirectEdit, Field, FieldChange, Lane, Work};
use wasm_bindgen::prelude::*;

use crate::answer::{Answer, answer};
use crate::convert::index;
use crate::list::OpenList;
use crate::session::{Session, stamp};
use crate::wire::{Overview, SearchKey, Worklist, WorklistChange, WorklistItem, WorklistPerson};

#[wasm_bindgen]
impl Session {
    /// Everybody with something to edit on the platform by hand.
    pub fn worklist(&self) -> Answer<Worklist> {
        let work = &self.list()?.work;
        let name = work.table().column_of(Field::FullName);
        let item = |row_idx: usize| WorklistItem {
            row: index(row_idx),
            row_number: work.table().row_number(row_idx),
            name: name.map_or_else(String::new, |it| work.text(row_idx, it)),
            done: work.done(row_idx).key().to_owned(),
        };
        answer(Worklist { items: work.worklist().into_iter().map(item).collect() })
    }

    /// One of them.
    pub fn worklist_person(&self, row: u32) -> Answer<WorklistPerson> {
        answer(person(&self.list()?.work, row as usize))
    }

    /// Notes that a person has been edited on the platform, or that they have not.
    pub fn tick(&mut self, row: u32, is_done: bool, at: f64) -> Answer<Overview> {
        let list = self.list_mut()?;
        if is_done {
            list.work.tick(row as usize, stamp(at));
        } else {
            list.work.untick(row as usize);
        }
        answer(list.overview())
    }

    /// People ready for the signing, people who are not, foreigners: they add up to the list.
    pub fn verified_counts(&self) -> Result<Vec<u32>, JsValue> {
        let OpenList { work, handoffs, .. } = self.list()?;
        let mut counts = vec![0; 3];
        for row in handoffs.verified(work) {
            counts[match row.verified {
                Verified::Yes => 0,
                Verified::Foreigner => 2,
                _ => 1,
            }] += 1; // OK because there are three
        }
        Ok(counts)
    }
}

fn person(work: &Work, row_idx: usize) -> WorklistPerson {
    let edit = work.direct_edit(row_idx);
    let keys = keys(&edit);
    let lane = work.standing(row_idx).lane;
    WorklistPerson {
        row: index(row_idx),
        row_number: edit.row_number,
        done: edit.done.key().to_owned(),
        done_at: edit.done_at,
        keys,
        changes: edit.changes.into_iter().map(|it| change(work, row_idx, it)).collect(),
        reasons: edit.reasons,
        not_ready: (lane == Lane::Unresolved).then(|| lane.title().to_owned()),
    }
}

fn keys(edit: &DirectEdit) -> Vec<SearchKey> {
    let all = [
        (Field::FullName, &edit.full_name),
        (Field::BirthDate, &edit.birth_date),
        (Field::Phone, &edit.phone),
        (Field::PersonalId, &edit.personal_id),
        (Field::InsuranceNumber, &edit.insurance_number),
    ];
    let there = all.into_iter().filter(|it| !it.1.trim().is_empty());
    there.map(|it| SearchKey { title: it.0.title().to_owned(), value: it.1.clone() }).collect()
}

fn change(work: &Work, row_idx: usize, it: FieldChange) -> WorklistChange {
    let column = work.table().column_of(it.field);
    let history = column.map_or_else(Vec::new, |column| work.history(row_idx, column));
    WorklistChange { title: it.title, old: it.old, new: it.new, history }
}
