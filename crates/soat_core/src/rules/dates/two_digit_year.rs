use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateShape};
use crate::parse::witness;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};
use time::{Date, Month};

pub(crate) const RULE: Rule = Rule {
    id: "dates/two-digit-year",
    title: "Năm sinh chỉ có hai chữ số",
    severity: Severity::Error,
    doc: include_str!("two_digit_year.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::TwoDigitYear { day, month, year } = record.birth_date.shape else { return };
    let message = Message::new("Năm sinh chỉ có hai chữ số");
    let title = Message::new("Viết đủ bốn chữ số của năm");
    let by_id = witness::of_id(record.text(Field::PersonalId))
        .map(|it| it.birth_year)
        .filter(|it| it % 100 == i32::from(year));
    let today = record.list.options.today;
    let full = by_id.unwrap_or_else(|| likely_year(year, today));
    let birth =
        Month::try_from(month).ok().and_then(|it| Date::from_calendar_date(full, it, day).ok());
    let Some(birth) = birth.filter(|it| *it <= today) else {
        let ask = Fix::manual(Message::new("Xem lại năm sinh trên giấy tờ"));
        return findings.push(Field::BirthDate, message, ask);
    };
    let fix = match by_id {
        Some(full) => Fix::safe(date::write(birth), title)
            .because(Message::new("Số CCCD cho năm sinh {year}").with("year", full)),
        None => Fix::confirm(date::write(birth), title)
            .because(Message::new("Có thể là năm {year}").with("year", full)),
    };
    findings.push(Field::BirthDate, message, fix);
}

/// The latest year with these digits that is not to come.
fn likely_year(year: u8, today: Date) -> i32 {
    let this_century = today.year() / 100 * 100 + i32::from(year);
    if this_century > today.year() { this_century - 100 } else { this_century }
}
