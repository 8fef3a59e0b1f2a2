use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::NameState;
use crate::parse::name::remark::Placeholder;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/placeholder",
    title: "Ô họ tên không ghi tên người",
    severity: Severity::Error,
    doc: include_str!("placeholder.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let NameState::Placeholder(kind) = record.name().state else { return };
    let (message, advice) = match kind {
        Placeholder::Filler => {
            (Message::new("“{text}” không phải là họ tên"), Message::new("Ghi họ tên theo giấy tờ"))
        }
        Placeholder::Parent => (
            Message::new("“{text}” là tên cha mẹ, không phải tên của trẻ"),
            Message::new("Ghi họ tên trẻ theo giấy khai sinh"),
        ),
    };
    let message = message.with("text", record.text(Field::FullName).trim());
    findings.push(Field::FullName, message, Fix::manual(advice));
}
