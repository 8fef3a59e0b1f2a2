use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date;
use crate::parse::witness;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "dates/too-old",
    title: "Tuổi quá cao",
    severity: Severity::Error,
    doc: include_str!("too_old.md"),
    check: Check::Row(check),
};

/// Above this a person looks again.
const RARE_AGE: i32 = 110;

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(birth) = record.birth_date.date() else { return };
    let today = record.list.options.today;
    if !date::is_older(birth, today, RARE_AGE) {
        return;
    }
    let age = date::age(birth, today);
    let severity = if age > date::MAX_AGE { Severity::Error } else { Severity::Warning };
    let by_id = witness::of_id(record.text(Field::PersonalId)).map(|it| it.birth_year);
    let fix = match by_id.and_then(|it| witness::with_year(birth, it)) {
        Some(birth) => Fix::confirm(date::write(birth), Message::new("Lấy năm sinh theo số CCCD"))
            .because(Message::new("Năm sinh theo số CCCD chỉ khác một chữ số")),
        None => Fix::manual(Message::new("Xem lại năm sinh trên giấy tờ")),
    };
    let message = Message::new("Theo ngày sinh này, tuổi là {age}").with("age", age);
    findings.push_as(severity, Field::BirthDate, message, fix);
}
