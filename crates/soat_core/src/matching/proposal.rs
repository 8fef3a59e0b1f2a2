//! What the row of a person found could fill in. Everything is a suggestion with its doubt.

use std::collections::BTreeSet;

use super::births::BirthLikeness;
use super::names::NameLikeness;
use super::{Candidate, Matches, Place, SecondList};
use crate::field::Field;
use crate::parse::date;
use crate::parse::insurance::{self, InsuranceReading};
use crate::parse::name::case::{Case, case_of, title_case};
use crate::parse::personal_id::{Agreement, IdMeaning, PersonalNumber};
use crate::parse::phone::PhoneReading;
use crate::parse::text::tidy_spaces;
use crate::record::{List, Person, Record, Version};
use crate::work::Work;

/// What accepting a suggestion does to the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// The cell holds nothing of use.
    Fill,
    /// The cell holds less, or a number that is no good: CMND for số định danh, a year for a day,
    /// a name without its marks.
    Replace,
    /// The cell says something else. Which of the two is right is for a person to say.
    Differs,
}

/// Why a suggestion is not to be taken unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The number contradicts the row's sex or birth year.
    Contradicts,
    /// The row's sex or birth year is not known, so that nothing bears the number out.
    NotChecked,
    /// Nothing in a row can bear a CMND out.
    Cmnd,
    /// Another row of the work has this number already: its number in Excel.
    UsedAt(u32),
}

impl Doubt {
    /// The words shown to people.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Contradicts => "CCCD không khớp năm sinh hoặc giới tính của dòng này".to_owned(),
            Self::NotChecked => {
                "chưa kiểm tra được CCCD vì thiếu năm sinh hoặc giới tính".to_owned()
            }
            Self::Cmnd => "CMND 9 số, không kiểm tra được với năm sinh và giới tính".to_owned(),
            Self::UsedAt(row) => format!("số này đã có ở dòng {row}"),
        }
    }
}

/// A value of the second list for a cell of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The field.
    pub field: Field,
    /// Its column in the work.
    pub column: usize,
    /// What the cell says now.
    pub old: String,
    /// What it would say, in the work's own form.
    pub new: String,
    /// What that does to the cell.
    pub kind: SuggestionKind,
    /// What speaks against taking it unseen.
    pub doubt: Option<Doubt>,
}

impl Suggestion {
    /// May it be taken with all others of its confidence? What contradicts the cell, and a number
    /// that nothing bears out, are looked at one by one.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.doubt.is_none() && self.kind != SuggestionKind::Differs
    }
}

/// A value to be taken from a second list, with where it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedValue {
    /// The row of the work, from 0.
    pub row_idx: usize,
    /// The column of the work, from 0.
    pub column: usize,
    /// The text.
    pub text: String,
    /// The sheet of the second list.
    pub sheet: String,
    /// The row's number in that sheet, from 1.
    pub row_number: u32,
}

impl Matches {
    /// What a candidate's row could fill in or put right, in the order of the fields.
    #[must_use]
    pub fn suggestions(
        &self,
        work: &Work,
        second: &SecondList,
        row_idx: usize,
        candidate: &Candidate,
    ) -> Vec<Suggestion> {
        let Some(theirs) = self.record(work, second, candidate) else { return Vec::new() };
        let ours = Record::read(work.list(), row_idx, Version::Now);
        let used = |canonical: &str| {
            let other = work.other_with_number(canonical, row_idx)?;
            Some(work.table().row_number(other))
        };
        let beside = Beside { ours, theirs, candidate, used: &used };
        let found = [
            (Field::FullName, beside.name()),
            (Field::BirthDate, beside.birth_date()),
            (Field::Sex, beside.sex()),
            (Field::Phone, beside.phone()),
            (Field::PersonalId, beside.personal_id()),
            (Field::InsuranceNumber, beside.insurance()),
            (Field::Address, beside.text(Field::Address)),
            (Field::MotherName, beside.text(Field::MotherName)),
        ];
        let suggestion = |(field, found): (Field, Option<Found>)| {
            let Found { new, kind, doubt } = found?;
            let column = work.table().column_of(field)?;
            let old = work.text(row_idx, column);
            (old != new).then_some(Suggestion { field, column, old, new, kind, doubt })
        };
        found.into_iter().filter(|it| beside.is_read(it.0)).filter_map(suggestion).collect()
    }

    /// A suggestion as a value to take, with its source.
    #[must_use]
    pub fn value(
        second: &SecondList,
        row_idx: usize,
        candidate: &Candidate,
        suggestion: &Suggestion,
    ) -> Option<MatchedValue> {
        let (table, info) = second.sheets.get(candidate.place.sheet)?;
        Some(MatchedValue {
            row_idx,
            column: suggestion.column,
            text: suggestion.new.clone(),
            sheet: info.sheet.clone(),
            row_number: table.row_number(candidate.place.row_idx),
        })
    }

    /// Every sure suggestion for people found with this confidence, less the rows in `except`:
    /// what accepting all of it takes.
    #[must_use]
    pub fn sure_values(
        &self,
        work: &Work,
        second: &SecondList,
        confidence: super::Confidence,
        except: &[usize],
    ) -> Vec<MatchedValue> {
        let mut values = Vec::new();
        let except: BTreeSet<usize> = except.iter().copied().collect();
        for (row_idx, found) in self.people.iter().enumerate() {
            let Some(candidate) = found.chosen().filter(|_| found.confidence == confidence) else {
                continue;
            };
            if except.contains(&row_idx) {
                continue;
            }
            let sure = self.suggestions(work, second, row_idx, candidate);
            let sure = sure.iter().filter(|it| it.is_sure());
            values.extend(sure.filter_map(|it| Self::value(second, row_idx, candidate, it)));
        }
        values
    }

    /// The row of a candidate, read.
    pub(super) fn record<'s>(
        &self,
        work: &Work,
        second: &'s SecondList,
        candidate: &Candidate,
    ) -> Option<Record<'s>> {
        self.record_at(work, second, candidate.place)
    }

    /// A row of the second list, read.
    pub(super) fn record_at<'s>(
        &self,
        work: &Work,
        second: &'s SecondList,
        Place { sheet, row_idx }: Place,
    ) -> Option<Record<'s>> {
        let (table, _) = second.sheets.get(sheet)?;
        let facts = *self.facts.get(sheet)?;
        let list = List { table, options: work.options(), facts, answers: None };
        Some(Record::read(list, row_idx, Version::Now))
    }
}

/// What one field of the second list gives.
struct Found {
    new: String,
    kind: SuggestionKind,
    doubt: Option<Doubt>,
}

impl Found {
    fn sure(new: String, kind: SuggestionKind) -> Self {
        Self { new, kind, doubt: None }
    }
}

/// Two rows side by side.
struct Beside<'a> {
    ours: Record<'a>,
    theirs: Record<'a>,
    candidate: &'a Candidate,
    /// The row of the work that has a number already.
    used: &'a dyn Fn(&str) -> Option<u32>,
}

impl Beside<'_> {
    /// A cell too long to be read neither gives a value nor is written over.
    fn is_read(&self, field: Field) -> bool {
        !self.ours.is_unread(field) && !self.theirs.is_unread(field)
    }

    fn name(&self) -> Option<Found> {
        let theirs = self.theirs.name();
        if !theirs.is_plain() {
            return None;
        }
        let ours = self.ours.text(Field::FullName);
        let name = theirs.name(self.theirs.text(Field::FullName));
        let is_capitals = case_of(name) == Case::Capitals && case_of(ours) != Case::Capitals;
        let new = if is_capitals { title_case(&name.to_lowercase()) } else { name.to_owned() };
        let kind = match self.candidate.evidence.name {
            NameLikeness::Same => return None,
            NameLikeness::Unknown => SuggestionKind::Fill,
            NameLikeness::Unmarked if !name.is_ascii() => SuggestionKind::Replace,
            // The second list's is the one without marks.
            NameLikeness::Unmarked => return None,
            _ => SuggestionKind::Differs,
        };
        Some(Found::sure(new, kind))
    }

    fn birth_date(&self) -> Option<Found> {
        let date = self.theirs.birth_date.date()?;
        let ours = self.ours.birth_date;
        let kind = match self.candidate.evidence.birth {
            BirthLikeness::SameDay => return None,
            BirthLikeness::SameYear if date.ordinal() == 1 => return None,
            BirthLikeness::SameYear if ours.date().is_none() => SuggestionKind::Replace,
            BirthLikeness::Unknown => SuggestionKind::Fill,
            _ => SuggestionKind::Differs,
        };
        Some(Found::sure(date::write(date), kind))
    }

    fn sex(&self) -> Option<Found> {
        let sex = self.theirs.sex.known()?;
        let kind = match self.ours.sex.known() {
            Some(ours) if ours == sex => return None,
            Some(_) => SuggestionKind::Differs,
            None => SuggestionKind::Fill,
        };
        let coding = self.ours.list.facts.sex_coding;
        Some(Found::sure(sex.text(coding).to_owned(), kind))
    }

    fn phone(&self) -> Option<Found> {
        let is_empty = matches!(self.ours.phone(), PhoneReading::Missing | PhoneReading::Filler);
        let phone = match self.theirs.phone() {
            PhoneReading::Plain => self.theirs.text(Field::Phone),
            PhoneReading::Clear { value, is_sure: true, .. } => value,
            _ => return None,
        };
        is_empty.then(|| Found::sure(phone.to_owned(), SuggestionKind::Fill))
    }

    fn insurance(&self) -> Option<Found> {
        let number = match insurance::read(self.theirs.cell(Field::InsuranceNumber)?) {
            InsuranceReading::Plain => self.theirs.text(Field::InsuranceNumber).to_owned(),
            InsuranceReading::Untidy(it) => it,
            _ => return None,
        };
        let is_empty = !self.ours.is_filled(Field::InsuranceNumber);
        is_empty.then(|| Found::sure(number, SuggestionKind::Fill))
    }

    fn text(&self, field: Field) -> Option<Found> {
        let text = tidy_spaces(self.theirs.text(field));
        let is_wanted = !text.is_empty() && !self.ours.is_filled(field);
        is_wanted.then(|| Found::sure(text, SuggestionKind::Fill))
    }

    fn personal_id(&self) -> Option<Found> {
        let theirs = self.theirs.personal_id.canonical()?;
        let personal = PersonalNumber::parse(theirs);
        let ours = &self.ours.personal_id;
        let kind = match &ours.meaning {
            IdMeaning::Absent | IdMeaning::Missing | IdMeaning::Placeholder | IdMeaning::Filler => {
                SuggestionKind::Fill
            }
            _ if ours.canonical() == Some(theirs) => SuggestionKind::Replace,
            IdMeaning::Personal(_) | IdMeaning::Passport(_) => SuggestionKind::Differs,
            IdMeaning::Cmnd(_) if personal.is_none() => SuggestionKind::Differs,
            _ => SuggestionKind::Replace,
        };
        let used = (self.used)(theirs);
        let doubt = used.map(Doubt::UsedAt).or_else(|| self.doubt_of(personal));
        Some(Found { new: theirs.to_owned(), kind, doubt })
    }

    /// What the row says of a number; what it does not know, the row found says.
    fn doubt_of(&self, personal: Option<PersonalNumber>) -> Option<Doubt> {
        let Some(number) = personal else { return Some(Doubt::Cmnd) };
        let (ours, theirs) = (self.ours.person(), self.theirs.person());
        let person = Person {
            birth_year: ours.birth_year.or(theirs.birth_year),
            sex: ours.sex.or(theirs.sex),
            ..ours
        };
        match number.agreement(person) {
            Agreement::Full => None,
            Agreement::Partial => Some(Doubt::NotChecked),
            Agreement::Conflict => Some(Doubt::Contradicts),
        }
    }
}
