use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateShape};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/month-first",
    title: "Tháng đứng trước ngày",
    severity: Severity::Error,
    doc: include_str!("month_first.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::MonthFirst(birth) = record.birth_date.shape else { return };
    let message =
        Message::new("Không có tháng {day}: có thể tháng đứng trước ngày").with("day", birth.day());
    let fix = Fix::confirm(date::write(birth), Message::new("Đổi chỗ ngày và tháng"))
        .because(Message::new("Đổi chỗ thì thành một ngày có trong lịch"));
    findings.push(Field::BirthDate, message, fix);
}
