//! Who is to be edited on the platform by hand, who has been, and whether that still holds.
//!
//! A tick remembers what was typed on the platform. Nothing else can: the platform gives no answer
//! until the next export. So when a cell changes afterwards the person comes back, with what stands
//! on the platform by now beside what must stand there.

use super::Work;
use super::lists::vietnam_time;
use crate::check::check_whole_row;
use crate::export::{DirectEdit, Done, FieldChange};
use crate::field::Field;
use crate::journal::Stamp;
use crate::lane::fields_by_hand;
use crate::record::{Record, Version};
use crate::schema::Source;

/// The people ticked, in the order of their rows.
#[derive(Default)]
pub(super) struct Ticks(Vec<Tick>);

struct Tick {
    row_idx: usize,
    at_ms: u64,
    /// What the user typed on the platform.
    typed: Vec<(Field, String)>,
}

impl Ticks {
    fn place(&self, row_idx: usize) -> Result<usize, usize> {
        self.0.binary_search_by_key(&row_idx, |it| it.row_idx)
    }

    fn of(&self, row_idx: usize) -> Option<&Tick> {
        self.place(row_idx).ok().and_then(|it| self.0.get(it))
    }

    fn typed(&self, row_idx: usize) -> &[(Field, String)] {
        self.of(row_idx).map(|it| it.typed.as_slice()).unwrap_or_default()
    }
}

impl Work {
    /// The rows of the direct-edit worklist, in order: everybody with something to edit by hand,
    /// and everybody ticked, so that what is done can be seen and what has changed since comes back.
    #[must_use]
    pub fn worklist(&self) -> Vec<usize> {
        (0..self.table.n_rows()).filter(|&it| self.worklist_has(it)).collect()
    }

    /// Is a person of the worklist done?
    #[must_use]
    pub fn done(&self, row_idx: usize) -> Done {
        match self.ticks.of(row_idx) {
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
        let fields = self.fields_of(row_idx).into_iter();
        let typed = fields.map(|it| (it, self.field_text(row_idx, it, Version::Now))).collect();
        self.untick(row_idx);
        if let Err(place) = self.ticks.place(row_idx) {
            self.ticks.0.insert(place, Tick { row_idx, at_ms: stamp.at_ms, typed });
        }
    }

    /// Takes a tick back, and with it the memory of what was typed.
    pub fn untick(&mut self, row_idx: usize) {
        if let Ok(place) = self.ticks.place(row_idx) {
            self.ticks.0.remove(place);
        }
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
            done_at: self.ticks.of(row_idx).map_or_else(String::new, |it| vietnam_time(it.at_ms)),
        }
    }

    fn worklist_has(&self, row_idx: usize) -> bool {
        self.options.source == Source::Platform
            && (self.standing(row_idx).edit_by_hand || self.ticks.place(row_idx).is_ok())
    }

    /// What the platform shows of a person: what was typed there, else what the file holds.
    fn on_platform(&self, row_idx: usize, field: Field) -> String {
        match self.ticks.typed(row_idx).iter().find(|it| it.0 == field) {
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
        for (field, _) in self.ticks.typed(row_idx) {
            if !fields.contains(field) {
                fields.push(*field);
            }
        }
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
        let typed = self.ticks.typed(row_idx).iter();
        typed.map(|(field, text)| (*field, raw(*field), text.clone())).collect()
    }
}

fn change((field, old, new): (Field, String, String)) -> FieldChange {
    FieldChange { field, title: field.title().to_owned(), old, new }
}
