use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::{self, PhoneReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/filler",
    title: "Số điện thoại giả",
    severity: Severity::Error,
    doc: include_str!("filler.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::Phone) else { return };
    if *record.phone() != PhoneReading::Filler {
        return;
    }
    let ask = Fix::manual(Message::new("Hỏi số điện thoại của người dân hoặc người nhà"));
    // Signs or missing digits the platform refuses, whatever the number.
    let severity = if phone::is_accepted(cell) { Severity::Warning } else { Severity::Error };
    findings.push_as(severity, Field::Phone, Message::new("Số này thường được điền cho có"), ask);
}
