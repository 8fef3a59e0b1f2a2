use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::DateShape;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/lunar",
    title: "Ngày sinh theo âm lịch",
    severity: Severity::Error,
    doc: include_str!("lunar.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if !matches!(record.birth_date.shape, DateShape::Lunar) {
        return;
    }
    let ask =
        Fix::manual(Message::new("Hỏi lại ngày dương lịch ghi trên CCCD hoặc giấy khai sinh"));
    findings.push(
        Field::BirthDate,
        Message::new("Ngày sinh theo âm lịch hoặc tên năm âm lịch"),
        ask,
    );
}
