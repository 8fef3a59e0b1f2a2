//! What a person sees in a cell, and the calendar that dates in workbooks use.

use soat_core::{Cell, CellKind, DateSystem};

/// Days from 01/01/1970 back to the day before 01/01/1900.
const DAYS_TO_1900: i64 = 25_568;
/// Days from 01/01/1970 back to 01/01/1904.
const DAYS_TO_1904: i64 = 24_107;
/// The serial of 29/02/1900, a day that only Excel knows.
const PHANTOM_DAY: i64 = 60;
/// 31/12/9999 in the system of 1900.
const LAST_SERIAL: i64 = 2_958_465;

/// The cell as a person sees it: dates as `dd/mm/yyyy`, everything else as its text.
#[must_use]
pub fn display(cell: Cell<'_>, system: DateSystem) -> String {
    match cell.kind {
        CellKind::Date => date_text(cell.text, system).unwrap_or_else(|| cell.text.to_owned()),
        _ => cell.text.to_owned(),
    }
}

fn date_text(serial: &str, system: DateSystem) -> Option<String> {
    let serial: f64 = serial.parse().ok()?;
    if !(0.0..=LAST_SERIAL as f64 + 1.0).contains(&serial) {
        return None;
    }
    // OK because the range was checked: the cast only drops the time of day.
    let day = serial as i64;
    if system == DateSystem::Since1900 && day == PHANTOM_DAY {
        return Some("29/02/1900".to_owned());
    }
    let days = match system {
        DateSystem::Since1900 => day - DAYS_TO_1900 - i64::from(day > PHANTOM_DAY),
        DateSystem::Since1904 => day - DAYS_TO_1904,
    };
    let (year, month, day) = civil_of_days(days);
    Some(format!("{day:02}/{month:02}/{year:04}"))
}

/// The serial of a day in the workbook's own count; `None` before its first day.
pub(crate) fn serial_of(year: i64, month: i64, day: i64, system: DateSystem) -> Option<i64> {
    let days = days_of_civil(year, month, day);
    let serial = match system {
        DateSystem::Since1904 => days + DAYS_TO_1904,
        DateSystem::Since1900 => {
            let plain = days + DAYS_TO_1900;
            plain + i64::from(plain >= PHANTOM_DAY)
        }
    };
    (serial >= 1).then_some(serial)
}

/// Days since 01/01/1970, by Howard Hinnant's `days_from_civil`.
fn days_of_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_of_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(serial: &str, system: DateSystem) -> String {
        display(Cell { kind: CellKind::Date, text: serial }, system)
    }

    #[test]
    fn dates_as_excel_shows_them() {
        assert_eq!(shown("1", DateSystem::Since1900), "01/01/1900");
        assert_eq!(shown("59", DateSystem::Since1900), "28/02/1900");
        assert_eq!(shown("60", DateSystem::Since1900), "29/02/1900");
        assert_eq!(shown("61", DateSystem::Since1900), "01/03/1900");
        assert_eq!(shown("31118.5", DateSystem::Since1900), "12/03/1985");
        assert_eq!(shown("2958465", DateSystem::Since1900), "31/12/9999");
        assert_eq!(shown("0", DateSystem::Since1904), "01/01/1904");
        assert_eq!(shown("29656", DateSystem::Since1904), "12/03/1985");
        assert_eq!(shown("79085001234", DateSystem::Since1900), "79085001234");
    }

    #[test]
    fn serials_and_back() {
        for system in [DateSystem::Since1900, DateSystem::Since1904] {
            for serial in (1..200_000).filter(|&it| it != PHANTOM_DAY) {
                let text = shown(&serial.to_string(), system);
                let part = |range: core::ops::Range<usize>| text[range].parse::<i64>().unwrap();
                assert_eq!(serial_of(part(6..10), part(3..5), part(0..2), system), Some(serial));
            }
        }
        assert_eq!(serial_of(1899, 12, 31, DateSystem::Since1900), None);
    }
}
