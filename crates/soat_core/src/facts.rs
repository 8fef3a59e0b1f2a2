//! What only a whole column can tell: how the list writes sex, in which encoding its names are,
//! whether its dates were turned round. Row rules read the verdicts, so that many errors of one
//! cause have one rule, one preview and one decision.
//!
//! Verdicts are taken from the file as opened: accepting a repair must not change them.

use time::Date;

use crate::cell::{Cell, CellKind};
use crate::field::Field;
use crate::parse::date::{self, DateReading, DateShape};
use crate::parse::name::legacy::{Encoding, accepted_syllables};
use crate::parse::personal_id::PersonalNumber;
use crate::parse::sex::Sex;
use crate::schema::{Layout, ListInfo, SexCoding};
use crate::table::Table;

/// Days between the 1900 and the 1904 system.
const SYSTEMS_APART: i64 = 1462;

/// A column votes only when it has so many voters.
const MIN_VOTERS: usize = 10;

/// Cells looked at for a verdict: more change nothing.
const MAX_VOTERS: usize = 2_000;

/// Names looked at for their encoding: ten are enough, and each is read in six ways.
const MAX_NAMES: usize = 500;

/// What is known of the list as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    pub(crate) layout: Layout,
    /// How this list writes sex; repairs are proposed in the list's own coding.
    pub(crate) sex_coding: SexCoding,
    /// The IDs of the list say that 0 and 1 were taken the wrong way round.
    pub(crate) sex_is_swapped: bool,
    /// The encoding that the names are in, when it is not Unicode.
    pub(crate) name_encoding: Option<Encoding>,
    /// What happened to the cells under a date format.
    pub(crate) date_cells: DateCells,
}

/// What happened to the cells of the birth date column that are true dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateCells {
    /// Nothing.
    AsShown,
    /// Excel of another country read `dd/mm` as `mm/dd`: days up to 12 became dates with day and
    /// month exchanged, later days stayed text.
    Swapped,
    /// They were counted in the other date system: so many days must be added.
    Shifted(i64),
}

impl DateCells {
    /// Reads a cell in the light of what happened to its column.
    pub(crate) fn correct(self, reading: DateReading) -> DateReading {
        let DateShape::DateCell(shown) = reading.shape else { return reading };
        let shape = match self {
            Self::AsShown => None,
            Self::Swapped => swap(shown).map(DateShape::SwappedCell),
            Self::Shifted(days) => {
                shown.checked_add(time::Duration::days(days)).map(DateShape::ShiftedCell)
            }
        };
        shape.map_or(reading, |it| reading.corrected(it))
    }
}

/// Day and month exchanged; `None` when both are the same number.
fn swap(date: Date) -> Option<Date> {
    let (month, day) = (time::Month::try_from(date.day()).ok()?, u8::from(date.month()));
    (u8::from(date.month()) != date.day())
        .then(|| Date::from_calendar_date(date.year(), month, day).ok())
        .flatten()
}

impl Facts {
    /// A list in which no column says anything.
    pub(crate) fn plain(layout: Layout, sex_coding: SexCoding) -> Self {
        Self {
            layout,
            sex_coding,
            sex_is_swapped: false,
            name_encoding: None,
            date_cells: DateCells::AsShown,
        }
    }

    pub(crate) fn of(table: &Table, info: &ListInfo, today: Date) -> Self {
        Self::of_columns(table, info.layout, info.name_font.as_deref(), today)
    }

    pub(crate) fn of_columns(
        table: &Table,
        layout: Layout,
        name_font: Option<&str>,
        today: Date,
    ) -> Self {
        let sex_coding = sex_coding(table, layout);
        Self {
            sex_is_swapped: sex_is_swapped(table, sex_coding),
            name_encoding: name_encoding(table, name_font),
            date_cells: date_cells(table, today),
            ..Self::plain(layout, sex_coding)
        }
    }

    /// Have as many rows as are ever looked at been heard on each question that the list has a
    /// column for?
    pub(crate) fn are_settled_by(table: &Table) -> bool {
        let filled = |field| cells(table, field).filter(|(_, it)| !it.is_blank());
        let has = |field| cells(table, field).next().is_some();
        let is_heard = |n: usize, most, field| n >= most || (table.n_rows() > 0 && !has(field));
        let names = names_for_encoding(table).count();
        let dates = filled(Field::BirthDate).take(MAX_VOTERS).count();
        let sexes = filled(Field::Sex).filter(|&(row, _)| number_of(table, row).is_some());
        let sexes = sexes.take(MAX_VOTERS).count();
        is_heard(names, MAX_NAMES, Field::FullName)
            && is_heard(dates, MAX_VOTERS, Field::BirthDate)
            && is_heard(sexes, MAX_VOTERS, Field::Sex)
    }
}

/// The cells of a field, or of the columns that it is spread over.
fn cells(table: &Table, field: Field) -> impl Iterator<Item = (usize, Cell<'_>)> {
    let columns = match (table.column_of(field), field) {
        (None, Field::FullName) => {
            [Field::FamilyName, Field::GivenName].map(|it| table.column_of(it))
        }
        (None, Field::BirthDate) => {
            [Field::BirthDateMale, Field::BirthDateFemale].map(|it| table.column_of(it))
        }
        (own, _) => [own, None],
    };
    let rows = 0..if columns == [None, None] { 0 } else { table.n_rows() };
    let cell = move |row, column| (row, table.raw(row, column).read_within(field.most_read()));
    rows.flat_map(move |row| columns.into_iter().flatten().map(move |it| cell(row, it)))
}

fn number_of(table: &Table, row_idx: usize) -> Option<PersonalNumber> {
    let field = Field::PersonalId;
    PersonalNumber::parse(table.raw_field(row_idx, field)?.read_within(field.most_read()).text)
}

/// At least `MIN_VOTERS`, and 95 in 100 of them.
fn is_clear(agree: usize, all: usize) -> bool {
    all >= MIN_VOTERS && agree * 100 >= all * 95
}

/// The template asks for 0 and 1; an unknown list is asked which coding its own IDs agree with,
/// else it is taken at its word, by majority.
fn sex_coding(table: &Table, layout: Layout) -> SexCoding {
    match layout {
        Layout::ImportV1 | Layout::ImportV2 | Layout::ImportV3 | Layout::Verification => {
            return SexCoding::ZeroIsMale;
        }
        Layout::Registration | Layout::Niis => return SexCoding::Words,
        Layout::Unknown => {}
    }
    let codes = [SexCoding::ZeroIsMale, SexCoding::OneIsMale, SexCoding::OneAndTwo];
    let agreed = codes.into_iter().find(|&it| is_clear_coding(table, it));
    agreed.unwrap_or_else(|| {
        let filled = || cells(table, Field::Sex).filter(|(_, it)| !it.is_blank()).take(MAX_VOTERS);
        let digits = filled().filter(|(_, it)| matches!(it.text, "0" | "1")).count();
        if digits * 2 > filled().count() { SexCoding::ZeroIsMale } else { SexCoding::Words }
    })
}

fn is_clear_coding(table: &Table, coding: SexCoding) -> bool {
    let (agree, all) = sex_votes(table, |text| {
        [Sex::Male, Sex::Female].into_iter().find(|it| it.text(coding) == text)
    });
    is_clear(agree, all)
}

/// Rows whose ID says the same sex as the cell, and rows that say anything.
fn sex_votes(table: &Table, read: impl Fn(&str) -> Option<Sex>) -> (usize, usize) {
    let votes =
        cells(table, Field::Sex).filter(|(_, it)| !it.is_blank()).filter_map(|(row, cell)| {
            let number = number_of(table, row)?;
            Some(read(cell.text) == Some(number.sex()))
        });
    votes.take(MAX_VOTERS).fold((0, 0), |(agree, all), it| (agree + usize::from(it), all + 1))
}

fn sex_is_swapped(table: &Table, coding: SexCoding) -> bool {
    if coding != SexCoding::ZeroIsMale {
        return false;
    }
    let (agree, all) = sex_votes(table, |text| match text {
        "0" => Some(Sex::Female),
        "1" => Some(Sex::Male),
        _ => None,
    });
    is_clear(agree, all)
}

/// Plain letters are the same in every encoding.
fn names_for_encoding(table: &Table) -> impl Iterator<Item = &str> {
    cells(table, Field::FullName)
        .filter(|(_, it)| it.kind == CellKind::Text && !it.text.is_ascii())
        .map(|(_, it)| it.text)
        .take(MAX_NAMES)
}

/// The encoding under which clearly more syllables are Vietnamese than as they stand.
/// Measured: right in 100 of 100 columns of ten names or more (TCVN3, VNI, mojibake, VPS).
///
/// A font of before Unicode is evidence of its own: its encoding need only be as good as none.
fn name_encoding(table: &Table, font: Option<&str>) -> Option<Encoding> {
    const MARGIN: f64 = 0.10;
    let names: Vec<&str> = names_for_encoding(table).collect();
    let as_it_stands = share(names.iter().map(|it| accepted_syllables(it)));
    let score_of = |encoding: Encoding| {
        share(names.iter().map(|it| match encoding.decode(it) {
            Some(decoded) => accepted_syllables(&decoded),
            None => (0, accepted_syllables(it).1),
        }))
    };
    let by_font = font.and_then(Encoding::of_font).filter(|_| !names.is_empty());
    if let Some(encoding) = by_font.filter(|&it| score_of(it) >= as_it_stands) {
        return Some(encoding);
    }
    if names.len() < MIN_VOTERS {
        return None;
    }
    let mut best: Option<(f64, Encoding)> = None;
    for encoding in Encoding::ALL {
        let score = score_of(encoding);
        if score >= as_it_stands + MARGIN && best.is_none_or(|(it, _)| score > it) {
            best = Some((score, encoding));
        }
    }
    best.map(|(_, encoding)| encoding)
}

#[expect(clippy::cast_precision_loss, reason = "counts of syllables are small")]
fn share(votes: impl Iterator<Item = (usize, usize)>) -> f64 {
    let (good, all) = votes.fold((0, 0), |(good, all), it| (good + it.0, all + it.1));
    good as f64 / all.max(1) as f64
}

fn date_cells(table: &Table, today: Date) -> DateCells {
    let (mut true_dates, mut texts) = (Vec::new(), Vec::new());
    for (row, cell) in
        cells(table, Field::BirthDate).filter(|(_, it)| !it.is_blank()).take(MAX_VOTERS)
    {
        match date::read(cell, table.date_system(), today).shape {
            DateShape::DateCell(it) => true_dates.push((row, it)),
            DateShape::Plain(it) | DateShape::OtherForm(it) => texts.push(it),
            // The day is the second number: it is over 12.
            DateShape::MonthFirst(it) => texts.push(it),
            _ => {}
        }
    }
    if true_dates.len() < MIN_VOTERS {
        return DateCells::AsShown;
    }
    let all_early = true_dates.iter().all(|(_, it)| it.day() <= 12);
    let all_late = texts.len() >= MIN_VOTERS && texts.iter().all(|it| it.day() > 12);
    if all_early && all_late {
        return DateCells::Swapped;
    }
    shift(table, &true_dates).map_or(DateCells::AsShown, DateCells::Shifted)
}

/// The days by which all dates are off, when the birth years of the IDs agree on that.
fn shift(table: &Table, dates: &[(usize, Date)]) -> Option<i64> {
    let years: Vec<(i32, Date)> = dates
        .iter()
        .filter_map(|&(row, it)| Some((number_of(table, row)?.birth_year(), it)))
        .collect();
    let agree = |days: i64| {
        let shifted = |it: Date| it.checked_add(time::Duration::days(days));
        let votes =
            years.iter().filter(|&&(year, it)| shifted(it).is_some_and(|it| it.year() == year));
        is_clear(votes.count(), years.len())
    };
    if agree(0) {
        return None;
    }
    [SYSTEMS_APART, -SYSTEMS_APART].into_iter().find(|&it| agree(it))
}

#[cfg(test)]
mod tests;
