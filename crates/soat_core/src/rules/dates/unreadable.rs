use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::DateShape;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/unreadable",
    title: "Không đọc được ngày sinh",
    severity: Severity::Error,
    doc: include_str!("unreadable.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if !matches!(record.birth_date.shape, DateShape::Unreadable) {
        return;
    }
    let ask = Fix::manual(Message::new("Xem lại ngày sinh trên giấy tờ"));
    findings.push(Field::BirthDate, Message::new("Không đọc được ngày sinh"), ask);
}
