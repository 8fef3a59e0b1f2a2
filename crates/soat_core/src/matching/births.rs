//! How alike two birth dates are.

use super::person::Birth;

/// How two birth dates compare, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BirthLikeness {
    /// The same day, and not 01/01.
    SameDay,
    /// The same year; one or both say no more, or say 01/01.
    SameYear,
    /// Day and month exchanged.
    Swapped,
    /// One digit of the day or the month differs, or two are exchanged.
    DaySlip,
    /// One digit of the year differs, or two are exchanged; day and month are the same.
    YearSlip,
    /// The same year, another day.
    OtherDay,
    /// The same day and month of another year.
    OtherYear,
    /// One of the two is not known.
    Unknown,
    /// Two dates.
    Different,
}

impl BirthLikeness {
    pub(super) fn of(a: Birth, b: Birth) -> Self {
        if !a.is_known() || !b.is_known() {
            return Self::Unknown;
        }
        if a.year == b.year {
            return Self::in_one_year(a, b);
        }
        let is_one_day = a.day == b.day && a.month == b.month;
        match is_one_slip(&digits(a.year), &digits(b.year)) {
            true if is_one_day && a.day > 0 => Self::YearSlip,
            _ if is_one_day && !a.is_year() => Self::OtherYear,
            _ => Self::Different,
        }
    }

    fn in_one_year(a: Birth, b: Birth) -> Self {
        if a == b && !a.is_year() {
            return Self::SameDay;
        }
        if a.is_year() || b.is_year() {
            let other_month = a.day == 0 && b.day == 0 && a.month != b.month;
            let is_vague = a.month == 0 || b.month == 0 || !other_month;
            return if is_vague { Self::SameYear } else { Self::OtherDay };
        }
        if a.swapped() == Some(b) {
            return Self::Swapped;
        }
        let written = |it: Birth| [it.day / 10, it.day % 10, it.month / 10, it.month % 10];
        if is_one_slip(&written(a), &written(b)) { Self::DaySlip } else { Self::OtherDay }
    }
}

fn digits(year: u16) -> [u8; 4] {
    [year / 1000, year / 100 % 10, year / 10 % 10, year % 10]
        .map(|it| u8::try_from(it).unwrap_or(0))
}

/// One digit differs, or two neighbours are exchanged.
fn is_one_slip(a: &[u8; 4], b: &[u8; 4]) -> bool {
    let differing: Vec<usize> = (0..4).filter(|&it| a.get(it) != b.get(it)).collect();
    match differing.as_slice() {
        [_] => true,
        &[x, y] => y == x + 1 && a.get(x) == b.get(y) && a.get(y) == b.get(x),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likenesses() {
        let birth = |day, month, year| Birth { year, month, day };
        let like = |a, b| {
            assert_eq!(BirthLikeness::of(a, b), BirthLikeness::of(b, a));
            BirthLikeness::of(a, b)
        };
        let day = birth(12, 3, 1985);
        assert_eq!(like(day, day), BirthLikeness::SameDay);
        assert_eq!(like(day, birth(0, 0, 1985)), BirthLikeness::SameYear);
        assert_eq!(like(day, birth(1, 1, 1985)), BirthLikeness::SameYear);
        assert_eq!(like(birth(1, 1, 1985), birth(1, 1, 1985)), BirthLikeness::SameYear);
        assert_eq!(like(day, birth(3, 12, 1985)), BirthLikeness::Swapped);
        assert_eq!(like(day, birth(13, 3, 1985)), BirthLikeness::DaySlip);
        assert_eq!(like(day, birth(21, 3, 1985)), BirthLikeness::DaySlip);
        assert_eq!(like(day, birth(12, 3, 1958)), BirthLikeness::YearSlip);
        assert_eq!(like(day, birth(12, 3, 1984)), BirthLikeness::YearSlip);
        assert_eq!(like(day, birth(12, 3, 1971)), BirthLikeness::OtherYear);
        assert_eq!(like(day, birth(25, 7, 1985)), BirthLikeness::OtherDay);
        assert_eq!(like(day, birth(25, 7, 1971)), BirthLikeness::Different);
        assert_eq!(like(day, Birth::default()), BirthLikeness::Unknown);
    }
}
