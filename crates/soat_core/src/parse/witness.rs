//! What a well-formed 12-digit ID says about the person: a witness for the other cells.

use time::Date;

use crate::parse::personal_id::PersonalNumber;
use crate::parse::sex::Sex;

/// Birth year and sex by an ID. Source: Thông tư 07/2016/TT-BCA, annexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Four digits.
    pub birth_year: i32,
    /// Sex.
    pub sex: Sex,
}

/// Asks an ID cell; `None` unless it is twelve digits that can be somebody's.
#[must_use]
pub fn of_id(text: &str) -> Option<Witness> {
    let number = PersonalNumber::parse(text).filter(|it| it.is_of_this_century())?;
    let is_filler = text.bytes().all(|it| text.as_bytes().first() == Some(&it));
    (!is_filler).then(|| Witness { birth_year: number.birth_year(), sex: number.sex() })
}

/// The same day of a year that differs in one digit: one key struck wrongly.
#[must_use]
pub fn with_year(date: Date, year: i32) -> Option<Date> {
    let digits = |it: i32| [it / 1000, it / 100 % 10, it / 10 % 10, it % 10];
    let n_other = digits(date.year()).iter().zip(digits(year)).filter(|(a, b)| *a != b).count();
    (n_other == 1).then(|| Date::from_calendar_date(year, date.month(), date.day()).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        let witness = |birth_year, sex| Some(Witness { birth_year, sex });
        assert_eq!(of_id("079085000123"), witness(1985, Sex::Male));
        assert_eq!(of_id("001310000123"), witness(2010, Sex::Female));
        for text in ["", "79085000123", "079485000123", "300085000123", "111111111111"] {
            assert_eq!(of_id(text), None, "{text}");
        }
    }
}
