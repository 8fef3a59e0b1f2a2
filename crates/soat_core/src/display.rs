//! What a person sees in a cell.

use std::borrow::Cow;

use time::Date;

use crate::cell::{Cell, CellKind};
use crate::table::DateSystem;

/// The serial of 29/02/1900 in the 1900 system: a day that only Excel knows.
const PHANTOM_DAY: i32 = 60;

/// The text of a cell as a person reads it: dates as `dd/mm/yyyy`, everything else as it is.
#[must_use]
pub fn display_text<'a>(cell: Cell<'a>, system: DateSystem) -> Cow<'a, str> {
    if cell.kind != CellKind::Date {
        return Cow::Borrowed(cell.text);
    }
    let serial = cell.text.parse::<f64>().ok();
    match serial.and_then(|it| date_of_serial(it, system)) {
        Some(date) => Cow::Owned(format_date(date)),
        None if serial.is_some_and(|it| is_phantom(it, system)) => Cow::Borrowed("29/02/1900"),
        None => Cow::Borrowed(cell.text),
    }
}

fn is_phantom(serial: f64, system: DateSystem) -> bool {
    let day = f64::from(PHANTOM_DAY);
    system == DateSystem::Since1900 && (day..day + 1.0).contains(&serial)
}

/// `dd/mm/yyyy`.
#[must_use]
pub fn format_date(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), u8::from(date.month()), date.year())
}

/// The day of an Excel serial number, time of day dropped. `None` for the day that never was
/// (29/02/1900 in the 1900 system) and for numbers that Excel shows as no date.
///
/// Source: ECMA-376 part 1, 18.17.4.1; both systems are 1,462 days apart.
#[must_use]
pub fn date_of_serial(serial: f64, system: DateSystem) -> Option<Date> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked above")]
    let day = serial.floor() as i32;
    let day_zero = match (system, day) {
        (DateSystem::Since1904, _) => julian_day(1904, 1, 1)?,
        (DateSystem::Since1900, 0 | PHANTOM_DAY) => return None,
        // The 1900 system believes in 29/02/1900, so days before it count from one day later.
        (DateSystem::Since1900, 1..PHANTOM_DAY) => julian_day(1899, 12, 31)?,
        (DateSystem::Since1900, _) => julian_day(1899, 12, 30)?,
    };
    Date::from_julian_day(day_zero.checked_add(day)?).ok()
}

/// The Excel serial number of a day; `None` before the system's first day.
#[must_use]
pub fn serial_of_date(date: Date, system: DateSystem) -> Option<i32> {
    let serial = match system {
        DateSystem::Since1904 => date.to_julian_day() - julian_day(1904, 1, 1)?,
        DateSystem::Since1900 => {
            let plain = date.to_julian_day() - julian_day(1899, 12, 31)?;
            plain + i32::from(plain >= PHANTOM_DAY)
        }
    };
    (serial >= 1).then_some(serial)
}

fn julian_day(year: i32, month: u8, day: u8) -> Option<i32> {
    let month = time::Month::try_from(month).ok()?;
    Some(Date::from_calendar_date(year, month, day).ok()?.to_julian_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_of_both_systems() {
        let cell = |text| display_text(Cell { kind: CellKind::Date, text }, DateSystem::Since1900);
        assert_eq!(cell("60.5"), "29/02/1900");
        assert_eq!(cell("31118.5"), "12/03/1985");
        assert_eq!(cell("79085001234"), "79085001234");
        for system in [DateSystem::Since1900, DateSystem::Since1904] {
            for serial in (1..200_000).filter(|&it| it != PHANTOM_DAY) {
                let date = date_of_serial(f64::from(serial), system);
                assert_eq!(date.and_then(|it| serial_of_date(it, system)), Some(serial));
            }
        }
        let show = |serial, system| date_of_serial(serial, system).map(format_date);
        assert_eq!(show(1.0, DateSystem::Since1900).as_deref(), Some("01/01/1900"));
        assert_eq!(show(59.0, DateSystem::Since1900).as_deref(), Some("28/02/1900"));
        assert_eq!(show(60.0, DateSystem::Since1900), None);
        assert_eq!(show(61.0, DateSystem::Since1900).as_deref(), Some("01/03/1900"));
        assert_eq!(show(31118.75, DateSystem::Since1900).as_deref(), Some("12/03/1985"));
        assert_eq!(show(29656.0, DateSystem::Since1904).as_deref(), Some("12/03/1985"));
        assert_eq!(show(f64::NAN, DateSystem::Since1900), None);
        assert_eq!(show(-1.0, DateSystem::Since1904), None);
    }
}
