use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::DateShape;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/impossible",
    title: "Ngày sinh không có trong lịch",
    severity: Severity::Error,
    doc: include_str!("impossible.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::Impossible(year) = record.birth_date.shape else { return };
    let ask = Fix::manual(Message::new("Xem lại ngày và tháng sinh trên giấy tờ"));
    let message = Message::new("Ngày này không có trong lịch năm {year}").with("year", year);
    findings.push(Field::BirthDate, message, ask);
}
