//! Dates of birth and of injections as lists write them. Day before month, always: lists are
//! Vietnamese, and swapping needs evidence from the whole column.

mod text;
#[cfg(test)]
mod vectors;

use time::{Date, Month};

use crate::cell::{Cell, CellKind};
use crate::table::DateSystem;

/// Nobody lives longer; an older date is a slip. Source: rules.tsv DOB-007.
pub const MAX_AGE: i32 = 120;

/// What a date cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// Every case named.
    pub shape: DateShape,
    year: Option<i32>,
}

/// How a date cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateShape {
    /// The list has no such column.
    Absent,
    /// Nothing in the cell, or a word for nothing.
    Missing,
    /// `dd/mm/yyyy` as text: what the platform takes.
    Plain(Date),
    /// A cell under a date format, which the platform refuses.
    DateCell(Date),
    /// A cell under a date format whose day and month Excel exchanged: the day meant.
    SwappedCell(Date),
    /// A cell under a date format that was counted in the other date system: the day meant.
    ShiftedCell(Date),
    /// Text that says one day clearly in another form.
    OtherForm(Date),
    /// A number without a date format that is most likely this day.
    BareNumber(Date),
    /// Day, month and the last two digits of the year.
    TwoDigitYear {
        /// 1 to 31.
        day: u8,
        /// 1 to 12.
        month: u8,
        /// 0 to 99.
        year: u8,
    },
    /// The second number is no month but the first could be.
    MonthFirst(Date),
    /// Only a year.
    YearOnly(i32),
    /// Only month and year.
    MonthOnly {
        /// 1 to 12.
        month: u8,
        /// Four digits.
        year: i32,
    },
    /// A day of 1905 that is a year taken for a serial number: 1985 shown as 07/06/1905.
    YearAsSerial(i32),
    /// A day which no calendar has, of this year.
    Impossible(i32),
    /// Said to be of the lunar calendar, or a year of it: `Giáp Ngọ`.
    Lunar,
    /// An age instead of a date.
    Age,
    /// Anything else.
    Unreadable,
}

impl DateReading {
    /// The list has no such column.
    #[must_use]
    pub fn absent() -> Self {
        Self { shape: DateShape::Absent, year: None }
    }

    /// The same cell when the whole column has told that its true dates mean another day. The year
    /// of a shifted cell is not known until somebody agrees.
    #[must_use]
    pub(crate) fn corrected(self, shape: DateShape) -> Self {
        let year = self.year.filter(|_| !matches!(shape, DateShape::ShiftedCell(_)));
        Self { shape, year }
    }

    /// The year, when the cell says it clearly and somebody alive can be born in it.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.year
    }

    /// The day, when the cell says it clearly in whatever form.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match self.shape {
            DateShape::Plain(it) | DateShape::DateCell(it) | DateShape::OtherForm(it) => Some(it),
            _ => None,
        }
    }
}

/// Reads a date cell.
#[must_use]
pub fn read(cell: Cell<'_>, system: DateSystem, today: Date) -> DateReading {
    let shape = match cell.kind {
        CellKind::Date => date_cell(cell.text, system, today),
        CellKind::Number => number(cell.text, system, today),
        CellKind::Empty | CellKind::Uncomputed => DateShape::Missing,
        _ => text_cell(cell.text, today),
    };
    DateReading { shape, year: clear_year(shape, today) }
}

/// The form that the platform takes.
#[must_use]
pub fn write(date: Date) -> String {
    crate::display::format_date(date)
}

/// Whole years lived on a day.
#[must_use]
pub fn age(birth: Date, today: Date) -> i32 {
    let before_birthday = (today.month() as u8, today.day()) < (birth.month() as u8, birth.day());
    today.year() - birth.year() - i32::from(before_birthday)
}

/// Has somebody lived more than so many whole years on a day? The years alone mostly tell.
pub(crate) fn is_older(birth: Date, today: Date, years: i32) -> bool {
    today.year() - birth.year() > years && age(birth, today) > years
}

/// The day of an Excel serial number. The 1900 system has a 29/02/1900 that never was.
#[must_use]
pub fn from_serial(serial: u32, system: DateSystem) -> Option<Date> {
    crate::display::date_of_serial(f64::from(serial), system)
}

fn clear_year(shape: DateShape, today: Date) -> Option<i32> {
    let year = match shape {
        DateShape::Plain(it)
        | DateShape::DateCell(it)
        | DateShape::OtherForm(it)
        | DateShape::MonthFirst(it) => {
            (it <= today && !is_older(it, today, MAX_AGE)).then_some(it.year())?
        }
        DateShape::YearOnly(year)
        | DateShape::MonthOnly { year, .. }
        | DateShape::Impossible(year) => year,
        _ => return None,
    };
    (today.year() - MAX_AGE..=today.year()).contains(&year).then_some(year)
}

fn text_cell(text: &str, today: Date) -> DateShape {
    let shape = match plain(text.as_bytes()) {
        Some((day, month, year)) => match calendar(year, month, day) {
            Some(date) => DateShape::Plain(date),
            None => text::read(text),
        },
        None => text::read(text),
    };
    match shape {
        DateShape::Plain(it) | DateShape::OtherForm(it) if it.year() == 1905 => {
            year_as_serial(it, today).unwrap_or(shape)
        }
        _ => shape,
    }
}

/// A year typed as a number and shown under a date format: 1900 is 14/03/1905, 2022 14/07/1905.
fn year_as_serial(date: Date, today: Date) -> Option<DateShape> {
    let first = Date::from_calendar_date(1899, Month::December, 30).ok()?;
    let year = i32::try_from((date - first).whole_days()).ok()?;
    (1900..=today.year()).contains(&year).then_some(DateShape::YearAsSerial(year))
}

fn plain(text: &[u8]) -> Option<(u8, u8, i32)> {
    let &[d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4] = text else { return None };
    if ![d1, d2, m1, m2, y1, y2, y3, y4].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |tens: u8, ones: u8| (tens - b'0') * 10 + (ones - b'0');
    let year = i32::from(two(y1, y2)) * 100 + i32::from(two(y3, y4));
    Some((two(d1, d2), two(m1, m2), year))
}

fn calendar(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

fn date_cell(text: &str, system: DateSystem, today: Date) -> DateShape {
    let Some(serial) = whole(text) else { return text_cell(text, today) };
    if (1900..=today.year().unsigned_abs()).contains(&serial) {
        return DateShape::YearAsSerial(serial.cast_signed());
    }
    match from_serial(serial, system) {
        Some(date) => DateShape::DateCell(date),
        None if serial == 0 => DateShape::Missing,
        None => DateShape::Unreadable,
    }
}

fn number(text: &str, system: DateSystem, today: Date) -> DateShape {
    let Some(number) = whole(text) else { return text::read(text) };
    if number <= 9_999 {
        return text::read(&number.to_string());
    }
    if number >= 10_000_000 {
        return text::read(&number.to_string());
    }
    // Seven digits: the day has lost its zero.
    let shape = if number >= 1_000_000 {
        match text::read(&format!("{number:08}")) {
            DateShape::OtherForm(it) => Some(it),
            _ => None,
        }
    } else {
        from_serial(number, system)
    };
    match shape {
        Some(it) if it <= today && age(it, today) <= MAX_AGE => DateShape::BareNumber(it),
        _ => text::read(&number.to_string()),
    }
}

/// The whole part of a number that is not negative; a fraction of a day is the time.
fn whole(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    fraction.bytes().all(|it| it.is_ascii_digit()).then(|| whole.parse().ok()).flatten()
}
