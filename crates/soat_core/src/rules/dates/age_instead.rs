use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::DateShape;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/age-instead",
    title: "Ghi tuổi thay cho ngày sinh",
    severity: Severity::Error,
    doc: include_str!("age_instead.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if !matches!(record.birth_date.shape, DateShape::Age) {
        return;
    }
    let ask = Fix::manual(Message::new("Hỏi lại ngày, tháng, năm sinh"));
    findings.push(Field::BirthDate, Message::new("Ô ghi tuổi, không phải ngày sinh"), ask);
}
