//! Who is to be edited on the platform by hand, who has been, and whether that still holds.
//!
//! A tick remembers what was typed on the platform. Nothing else can: the platform gives no answer
//! until the next export. So when a cell changes afterwards the person comes back, with what stands
//! on the platform by now beside what must stand there.

use std::collections::{BTreeMap, BTreeSet};

use super::Work;
use crate::check::check_whole_row;
use crate::export::{DirectEdit, Done, FieldChange};
use crate::field::Field;
use crate::journal::Stamp;
use crate::lane::fields_by_hand;
use crate::record::{Record, Version};
use crate::schema::Source;

/// The people ticked, by row.
#[derive(Default)]
pub(super) struct Ticks {
    rows: BTreeMap<usize, Tick>,
}

struct Tick {
    stamp: Stamp,
    /// What the user typed on the platform.
    typed: Vec<(Field, String)>,
}

impl Work {
    /// The rows of the direct-edit worklist, in order: everybody with something to edit by hand,
    /// and everybody ticked, so that what is done can be seen and what has changed since comes back.
    #[must_use]
    pub fn worklist(&self) -> Vec<usize> {
        if self.options.source == Source::Own {
            return Vec::new();
        }
        let by_hand = (0..self.table.n_rows()).filter(|&it| self.standing(it).edit_by_hand);
        let rows: BTreeSet<usize> = by_hand.chain(self.ticks.rows.keys().copied()).collect();
        rows.into_iter().collect()
    }

    /// Is a person of the worklist done?
    #[must_use]
    pub fn done(&self, row_idx: usize) -> Done {
        match self.ticks.rows.get(&row_idx) {
            None => Done::No,
            Some(_) if self.left_to_type(row_idx).is_empty() => Done::Yes,
            Some(_) => Done::ChangedSince,
        }
    }

    /// Notes that everything that is to be edited of this person has been typed on the platform.
    /// Nothing happens when there is nothing to edit.
    ///
    /// Undo does not take it back, [`Self::untick`] does: it is about the platform, not this list.
    pub fn tick(&mut self, row_idx: usize, stamp: Stamp) {
        if !self.worklist_has(row_idx) {
            return;
        }
        let fields: BTreeSet<Field> = self.fields_of(row_idx).into_iter().collect();
        let typed = fields.into_iter().map(|it| (it, self.field_text(row_idx, it, Version::Now)));
        let typed = typed.collect();
        self.ticks.rows.insert(row_idx, Tick { stamp, typed });
    }

    /// Takes a tick back, and with it the memory of what was typed.
    pub fn untick(&mut self, row_idx: usize) {
        self.ticks.rows.remove(&row_idx);
    }

    /// The people to edit on the platform by hand, with those already done.
    #[must_use]
    pub fn direct_edits(&self) -> Vec<DirectEdit> {
        self.worklist().into_iter().map(|it| self.direct_edit(it)).collect()
    }

    /// One person of the worklist: how to find them on the platform, and what to type there.
    #[must_use]
    pub fn direct_edit(&self, row_idx: usize) -> DirectEdit {
        let stands = |field| self.on_platform(row_idx, field);
        let done = self.done(row_idx);
        let changes = match done {
            Done::Yes => self.typed(row_idx),
            Done::No | Done::ChangedSince => self.left_to_type(row_idx),
        };
        let findings = check_whole_row(self.list(), row_idx, Version::Raw);
        let reasons =
            findings.iter().filter(|it| changes.iter().any(|(field, ..)| *field == it.field));
        let at = |it: &Tick| super::lists::vietnam_time(it.stamp.at_ms);
        DirectEdit {
            row_number: self.table.row_number(row_idx),
            full_name: stands(Field::FullName),
            phone: stands(Field::Phone),
            birth_date: stands(Field::BirthDate),
            personal_id: stands(Field::PersonalId),
            insurance_number: stands(Field::InsuranceNumber),
            reasons: reasons.map(|it| it.message.to_string()).collect(),
            changes: changes.into_iter().map(change).collect(),
            done,
            done_at: self.ticks.rows.get(&row_idx).map(at).unwrap_or_default(),
        }
    }

    fn worklist_has(&self, row_idx: usize) -> bool {
        self.options.source == Source::Platform
            && (self.standing(row_idx).edit_by_hand || self.ticks.rows.contains_key(&row_idx))
    }

    /// What the platform shows of a person: what was typed there, else what the file holds.
    fn on_platform(&self, row_idx: usize, field: Field) -> String {
        let typed = self.ticks.rows.get(&row_idx).map(|it| it.typed.as_slice()).unwrap_or_default();
        match typed.iter().find(|it| it.0 == field) {
            Some((_, text)) => text.clone(),
            None => self.field_text(row_idx, field, Version::Raw),
        }
    }

    /// Fields corrected now, and those typed when the person was ticked.
    fn fields_of(&self, row_idx: usize) -> Vec<Field> {
        let [before, after] =
            [Version::Raw, Version::Now].map(|it| Record::read(self.list(), row_idx, it));
        let mut fields: Vec<Field> =
            fields_by_hand(&before, &after, self.standing(row_idx).lane).collect();
        let typed = self.ticks.rows.get(&row_idx).map(|it| it.typed.as_slice()).unwrap_or_default();
        let gone = typed.iter().map(|it| it.0).filter(|it| !fields.contains(it));
        let gone: Vec<Field> = gone.collect();
        fields.extend(gone);
        fields
    }

    /// Field, what stands on the platform, what must stand there.
    fn left_to_type(&self, row_idx: usize) -> Vec<(Field, String, String)> {
        let of = |field| {
            let now = self.field_text(row_idx, field, Version::Now);
            (field, self.on_platform(row_idx, field), now)
        };
        let all = self.fields_of(row_idx).into_iter().map(of);
        all.filter(|(_, stands, must)| stands != must).collect()
    }

    /// Field, what stood in the file, what was typed.
    fn typed(&self, row_idx: usize) -> Vec<(Field, String, String)> {
        let raw = |field| self.field_text(row_idx, field, Version::Raw);
        let typed = self.ticks.rows.get(&row_idx).map(|it| it.typed.as_slice()).unwrap_or_default();
        typed.iter().map(|(field, text)| (*field, raw(*field), text.clone())).collect()
    }
}

fn change((field, old, new): (Field, String, String)) -> FieldChange {
    FieldChange { field, title: field.title().to_owned(), old, new }
}
