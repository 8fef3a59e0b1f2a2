use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::DateShape;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/day-missing",
    title: "Chỉ có tháng và năm sinh",
    severity: Severity::Error,
    doc: include_str!("day_missing.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::MonthOnly { month, year } = record.birth_date.shape else { return };
    let ask = Fix::manual(Message::new("Hỏi ngày sinh; không tự điền ngày 01"));
    let message = Message::new("Chỉ có tháng {month} năm {year}, thiếu ngày sinh")
        .with("month", month)
        .with("year", year);
    findings.push(Field::BirthDate, message, ask);
}
