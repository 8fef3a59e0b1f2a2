use time::Date;

use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateReading, DateShape};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "dates/filler",
    title: "Ngày sinh 01/01",
    severity: Severity::Hint,
    doc: include_str!("filler.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(birth) = likely(record.birth_date) else { return };
    let today = record.list.options.today;
    if birth.ordinal() != 1 || birth > today || date::age(birth, today) > date::MAX_AGE {
        return;
    }
    let message = match birth.year() {
        1970 => Message::new("01/01/1970 thường là ngày máy tự điền"),
        _ => Message::new("Ngày 01/01 thường được điền khi chỉ biết năm sinh"),
    };
    let ask = Fix::manual(Message::new("Xem lại giấy tờ nếu có nghi ngờ"));
    findings.push(Field::BirthDate, message, ask);
}

/// The day which the cell says, or which its repair would write.
fn likely(reading: DateReading) -> Option<Date> {
    match reading.shape {
        DateShape::BareNumber(it) => Some(it),
        DateShape::TwoDigitYear { day: 1, month: 1, year } => {
            Date::from_ordinal_date(1900 + i32::from(year), 1).ok()
        }
        _ => reading.date(),
    }
}
