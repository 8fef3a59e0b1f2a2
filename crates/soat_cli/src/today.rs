//! The day of the check. The core reads no clock, so it is read here.

use std::time::{SystemTime, UNIX_EPOCH};

use soat_core::Date;

/// 01/01/1970 as a Julian day.
const EPOCH: i64 = 2_440_588;
const SECONDS_PER_DAY: u64 = 24 * 3600;
/// Vietnam is UTC+7 all year.
const VIETNAM: u64 = 7 * 3600;

/// Today in Vietnam, whatever the zone of the machine.
pub(crate) fn in_vietnam() -> Date {
    let days = i64::try_from((now_ms() / 1000 + VIETNAM) / SECONDS_PER_DAY).unwrap_or(0);
    let julian_day = i32::try_from(EPOCH + days).unwrap_or(i32::MAX);
    Date::from_julian_day(julian_day).unwrap_or(Date::MAX)
}

/// Milliseconds since 01/01/1970 UTC.
pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Noon of a day in Vietnam, in milliseconds since 01/01/1970 UTC.
pub(crate) fn noon_ms(day: Date) -> u64 {
    let days = u64::try_from(i64::from(day.to_julian_day()) - EPOCH).unwrap_or(0);
    (days * SECONDS_PER_DAY + SECONDS_PER_DAY / 2 - VIETNAM) * 1000
}

/// Reads `yyyy-mm-dd`.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let are_digits = [year, month, day].iter().all(|it| it.bytes().all(|b| b.is_ascii_digit()));
    if parts.next().is_some() || year.len() != 4 || !are_digits {
        return None;
    }
    let month = month.parse::<u8>().ok()?.try_into().ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// Writes `yyyy-mm-dd`.
pub(crate) fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

/// Reads `dd/mm/yyyy`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let mut parts: Vec<&str> = text.split('/').collect();
    parts.reverse();
    let [year, month, day] = *parts.as_slice() else { return None };
    parse(&format!("{year}-{month}-{day}"))
}

/// The last millisecond of a day in Vietnam, since 01/01/1970 UTC.
pub(crate) fn end_ms(day: Date) -> u64 {
    let days = u64::try_from(i64::from(day.to_julian_day()) - EPOCH + 1).unwrap_or(0);
    (days * SECONDS_PER_DAY).saturating_sub(VIETNAM).saturating_mul(1000).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_read() {
        assert_eq!(parse("2022-05-29").map(|it| it.to_string()), Some("2022-05-29".to_owned()));
        assert!(parse("2024-02-29").is_some());
        for text in ["2022-02-29", "29-05-2022", "2022-5", "2022-05-29-1", "2022-+5-29", ""] {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn days_as_people_write_them() {
        assert_eq!(day("29/05/2022").map(|it| it.to_string()).as_deref(), Some("2022-05-29"));
        assert!(day("2022-05-29").is_none() && day("29/05").is_none());
        assert_eq!(end_ms(parse("1970-01-01").unwrap()), (24 - 7) * 3_600_000 - 1);
    }

    #[test]
    fn the_clock_gives_a_day_of_this_century() {
        assert!((2020..2100).contains(&in_vietnam().year()));
    }
}
