use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::PhoneReading;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};
use crate::rules::layouts;

pub(crate) const RULE: Rule = Rule {
    id: "phones/missing",
    title: "Không có số điện thoại",
    severity: Severity::Error,
    doc: include_str!("missing.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.cell(Field::Phone).is_none() {
        return;
    }
    if *record.phone() != PhoneReading::Missing {
        return;
    }
    let ask = Fix::manual(Message::new("Hỏi số điện thoại của người dân hoặc người nhà"));
    let severity = layouts::severity_of_missing(record.list.facts.layout);
    findings.push_as(severity, Field::Phone, Message::new("Không có số điện thoại"), ask);
}
