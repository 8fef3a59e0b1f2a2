use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::NameState;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/missing",
    title: "Chưa ghi họ tên",
    severity: Severity::Error,
    doc: include_str!("missing.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.name().state != NameState::Missing {
        return;
    }
    let ask = Fix::manual(Message::new("Ghi họ tên theo giấy tờ"));
    findings.push(Field::FullName, Message::new("Chưa ghi họ và tên"), ask);
}
