//! Rows that came back, answer by answer, laid beside what was sent.

use std::collections::BTreeMap;

use super::answer::{self, Doubt, Light, Verdict};
use super::back::{BackCell, BackRow};
use super::code::RowCode;
use super::grid::GridCell;
use super::heading::Role;
use super::plan::{ListBack, MergePlan, NotTaken, Reason};
use super::sent::{masked, print};
use super::{Handoff, Handoffs, Place, SentRow, Shown};
use crate::cell::{Cell, CellKind};
use crate::display::display_text;
use crate::field::Field;
use crate::parse::text::tidy_spaces;
use crate::parse::{date, name, sex};
use crate::record::{Record, Version};
use crate::schema::SexCoding;
use crate::table::DateSystem;
use crate::work::Work;

/// An answer of this merge.
pub(super) struct Answer {
    pub(super) value: String,
    pub(super) doubt: Option<Doubt>,
    pub(super) base: String,
    pub(super) place: Place,
}

pub(super) struct Merger<'m> {
    pub(super) handoffs: &'m Handoffs,
    pub(super) work: &'m Work,
    pub(super) plan: MergePlan,
    pub(super) answers: BTreeMap<(usize, Field), Vec<Answer>>,
    pub(super) verdicts: BTreeMap<usize, Vec<(Verdict, Place, Option<Doubt>)>>,
    /// Where each code was seen first.
    seen: BTreeMap<RowCode, (u16, u32)>,
    /// Rows of the work by their print, made when a row is not where it was.
    by_print: Option<BTreeMap<u64, Vec<usize>>>,
}

/// What the originals of a row say about whose row it is.
#[derive(Clone, Copy, Default)]
struct Identity {
    n_same: usize,
    n_other: usize,
}

impl<'m> Merger<'m> {
    pub(super) fn new(handoffs: &'m Handoffs, work: &'m Work, plan: MergePlan) -> Self {
        Self {
            handoffs,
            work,
            plan,
            answers: BTreeMap::new(),
            verdicts: BTreeMap::new(),
            seen: BTreeMap::new(),
            by_print: None,
        }
    }

    pub(super) fn take_row(&mut self, file: u16, row: &BackRow<'_>, system: DateSystem) {
        let handoffs = self.handoffs;
        let found = row.code.map(|code| (code, handoffs.find(code)));
        let (code, list, sent) = match found {
            Ok((code, Some((list, sent)))) => (code, list, sent),
            Ok((_, None)) => return self.refuse_row(file, row, None, Reason::UnknownCode),
            Err(reason) => return self.refuse_row(file, row, None, reason),
        };
        let Some(row_idx) = self.row_of(sent) else {
            return self.refuse_row(file, row, None, Reason::RowGone);
        };
        let identity = self.look_at_originals(file, row, (list, sent, row_idx), system);
        let is_other = identity.n_other > 0 && identity.n_same == 0;
        // A part of the sheet may have been sorted by itself, so that names move and codes do not:
        // the row is surely this person's when all that we had written of them is still there.
        let is_sure = identity.n_other == 0 && identity.n_same >= n_identity(list, sent);
        if is_other || row.is_code_weak && !(is_sure && identity.n_same > 0) {
            let reason = if is_other { Reason::OtherPerson } else { Reason::AlteredCode };
            return self.refuse_row(file, row, Some(row_idx), reason);
        }
        if self.seen.insert(code, (file, row.row_number)).is_some() {
            let text = code.to_string();
            self.tell(file, row, Some(row_idx), None, (text, Reason::RepeatedCode));
        }
        self.count_back(list, code);
        let doubt = (!is_sure).then_some(Doubt::OriginalEdited);
        let place =
            Place { list: list.code, merge: self.plan.merge, file, row_number: row.row_number };
        self.take_answers(row, (list, sent, row_idx), place, doubt, system);
    }

    /// The row of the work that was sent, wherever it is now.
    fn row_of(&mut self, sent: &SentRow) -> Option<usize> {
        let table = self.work.table();
        if sent.row_idx < table.n_rows() && print(table, sent.row_idx) == sent.print {
            return Some(sent.row_idx);
        }
        let by_print = self.by_print.get_or_insert_with(|| {
            let mut by_print: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
            for row_idx in 0..table.n_rows() {
                by_print.entry(print(table, row_idx)).or_default().push(row_idx);
            }
            by_print
        });
        match by_print.get(&sent.print).map(Vec::as_slice) {
            Some(&[row_idx]) => Some(row_idx),
            _ => None,
        }
    }

    /// Compares what we had written with what stands there now, and tells what was changed.
    fn look_at_originals(
        &mut self,
        file: u16,
        row: &BackRow<'_>,
        (list, sent, row_idx): (&Handoff, &SentRow, usize),
        system: DateSystem,
    ) -> Identity {
        let mut identity = Identity::default();
        for cell in &row.cells {
            let Some(Role::Original(column)) = cell.role else { continue };
            let Some(idx) = list.columns.iter().position(|it| it.column == column) else {
                continue;
            };
            let base = sent.base.get(idx).map_or("", String::as_str);
            let is_masked = list.columns.get(idx).is_some_and(|it| it.shown == Shown::Masked);
            let field = list.columns.get(idx).and_then(|it| it.field);
            let text = tidy_spaces(&display_text(cell.cell.cell(), system));
            let is_unchanged = is_text_of(cell.cell, &text, base)
                || is_masked && text == tidy_spaces(&masked(base));
            let is_same = is_unchanged || self.is_same_person(field, cell.cell, base, system);
            if is_identity(field) && !base.trim().is_empty() {
                identity.n_same += usize::from(is_same);
                identity.n_other += usize::from(!is_same);
            }
            if !is_unchanged {
                self.tell(file, row, Some(row_idx), Some(cell), (text, Reason::EditedOriginal));
            }
        }
        identity
    }

    fn is_same_person(
        &self,
        field: Option<Field>,
        cell: &GridCell,
        base: &str,
        system: DateSystem,
    ) -> bool {
        let today = self.work.options().today;
        match field {
            Some(Field::FullName) => name::key(&cell.text) == name::key(base),
            Some(Field::BirthDate) => {
                let day = date::read(cell.cell(), system, today).date();
                let sent = date::read(Cell::typed(base), system, today).date();
                day.is_some() && day == sent
            }
            _ => false,
        }
    }

    fn take_answers(
        &mut self,
        row: &BackRow<'_>,
        (list, sent, row_idx): (&Handoff, &SentRow, usize),
        place: Place,
        doubt: Option<Doubt>,
        system: DateSystem,
    ) {
        for cell in &row.cells {
            match cell.role {
                Some(Role::Original(_) | Role::Code) => {}
                Some(Role::Answer(field)) => {
                    let base = list.base(sent, field).unwrap_or_default().to_owned();
                    let light = self.light(row, row_idx, field, base, system);
                    self.take_answer(row, row_idx, (field, cell), place, doubt, light);
                }
                Some(Role::Tick(_) | Role::Verdict) => {
                    self.take_verdict(row, row_idx, cell, (place, doubt));
                }
                // A number means nothing; words in its column may.
                Some(Role::Number) if is_number(cell.cell) => {}
                Some(Role::Number) | None => {
                    let text = tidy_spaces(&display_text(cell.cell.cell(), system));
                    let file = place.file;
                    self.tell(file, row, Some(row_idx), Some(cell), (text, Reason::OtherColumn));
                }
            }
        }
    }

    fn take_answer(
        &mut self,
        row: &BackRow<'_>,
        row_idx: usize,
        (field, cell): (Field, &BackCell<'_>),
        place: Place,
        doubt: Option<Doubt>,
        light: Light,
    ) {
        let has_column = self.work.table().column_of(field).is_some();
        match answer::read(field, cell.cell, &light) {
            Some(read) if has_column => {
                let doubt = read.doubt.or(doubt);
                let answer = Answer { value: read.value, doubt, base: light.base, place };
                self.answers.entry((row_idx, field)).or_default().push(answer);
            }
            read => {
                let text = tidy_spaces(&display_text(cell.cell.cell(), light.system));
                let reason = if read.is_some() { Reason::NoColumn } else { Reason::Unreadable };
                self.tell(place.file, row, Some(row_idx), Some(cell), (text, reason));
            }
        }
    }

    fn take_verdict(
        &mut self,
        row: &BackRow<'_>,
        row_idx: usize,
        cell: &BackCell<'_>,
        (place, doubt): (Place, Option<Doubt>),
    ) {
        let text = &cell.cell.text;
        let verdict = match cell.role {
            Some(Role::Tick(_)) if answer::is_unticked(text) => return,
            Some(Role::Tick(of)) if answer::is_tick(text, of) => Some(of),
            _ => Verdict::read(text),
        };
        match verdict {
            Some(verdict) => {
                self.verdicts.entry(row_idx).or_default().push((verdict, place, doubt));
            }
            None => {
                let told = (text.clone(), Reason::Unreadable);
                self.tell(place.file, row, Some(row_idx), Some(cell), told);
            }
        }
    }

    /// What proves an answer: the row as it is now, with the birth year and sex that come with it.
    fn light(
        &self,
        row: &BackRow<'_>,
        row_idx: usize,
        field: Field,
        base: String,
        system: DateSystem,
    ) -> Light {
        let work = self.work;
        let (coding, today) = (work.sex_coding(), work.options().today);
        let mut person = Record::read(work.list(), row_idx, Version::Now).person();
        for cell in &row.cells {
            match cell.role {
                Some(Role::Answer(Field::BirthDate)) => {
                    let year = date::read(cell.cell.cell(), system, today).year();
                    person.birth_year = year.or(person.birth_year);
                }
                Some(Role::Answer(Field::Sex)) => {
                    let said = sex::read(cell.cell.cell(), SexCoding::Words).known();
                    person.sex = said.or(person.sex);
                }
                _ => {}
            }
        }
        let now = work.table().column_of(field).map(|it| work.text(row_idx, it));
        Light { person, coding, system, today, now: now.unwrap_or_default(), base }
    }

    fn count_back(&mut self, list: &Handoff, code: RowCode) {
        let place = code.place_idx(self.handoffs.key);
        match self.plan.lists.iter_mut().find(|it| it.list == list.code) {
            Some(back) => back.places.push(place),
            None => self.plan.lists.push(ListBack {
                list: list.code,
                to: list.to,
                n_out: list.rows.len(),
                places: vec![place],
            }),
        }
    }

    /// Tells every answer of a row that is not taken, or the row itself when it has none.
    fn refuse_row(&mut self, file: u16, row: &BackRow<'_>, row_idx: Option<usize>, reason: Reason) {
        let is_said = |it: &&BackCell<'_>| {
            let is_ours = matches!(it.role, Some(Role::Original(_) | Role::Code));
            !(is_ours || it.role == Some(Role::Number) && is_number(it.cell))
        };
        let mut is_told = false;
        for cell in row.cells.iter().filter(is_said) {
            is_told = true;
            self.tell(file, row, row_idx, Some(cell), (cell.cell.text.clone(), reason));
        }
        if !is_told {
            let texts: Vec<&str> = row.cells.iter().map(|it| it.cell.text.as_str()).collect();
            self.tell(file, row, row_idx, None, (texts.join(", "), reason));
        }
    }

    fn tell(
        &mut self,
        file: u16,
        row: &BackRow<'_>,
        row_idx: Option<usize>,
        cell: Option<&BackCell<'_>>,
        (text, reason): (String, Reason),
    ) {
        let is_original = |it: &BackCell<'_>| matches!(it.role, Some(Role::Original(_)));
        self.plan.not_taken.push(NotTaken {
            file,
            sheet: row.sheet.to_owned(),
            row_number: row.row_number,
            row_idx,
            heading: cell.map_or_else(String::new, |it| it.heading.clone()),
            text,
            is_answer: cell.is_some_and(|it| !is_original(it)),
            reason,
        });
    }
}

fn is_number(cell: &GridCell) -> bool {
    cell.text.trim().bytes().all(|it| it.is_ascii_digit() || it == b'.')
}

/// Name and birth date tell people apart; two who share both are one, as far as a list can tell.
fn is_identity(field: Option<Field>) -> bool {
    matches!(field, Some(Field::FullName | Field::BirthDate))
}

/// Cells of the row, as sent, that tell whose it is.
fn n_identity(list: &Handoff, sent: &SentRow) -> usize {
    let shown = list.shown().filter(|(_, it)| is_identity(it.field));
    shown.filter(|(idx, _)| sent.base.get(*idx).is_some_and(|it| !it.trim().is_empty())).count()
}

/// Is the cell's text the one sent, but for zeros that a number has lost?
fn is_text_of(cell: &GridCell, text: &str, base: &str) -> bool {
    let base = tidy_spaces(base);
    let is_number = cell.kind == CellKind::Number;
    text == base || is_number && !text.is_empty() && text == base.trim_start_matches('0')
}
