use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::DateShape;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/year-only",
    title: "Chỉ có năm sinh",
    severity: Severity::Error,
    doc: include_str!("year_only.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::YearOnly(year) = record.birth_date.shape else { return };
    let ask = Fix::manual(Message::new("Hỏi ngày và tháng sinh; không tự điền 01/01"));
    findings.push(Field::BirthDate, Message::new("Chỉ có năm sinh {year}").with("year", year), ask);
}
