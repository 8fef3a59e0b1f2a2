use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::{self, PhoneReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/unknown-prefix",
    title: "Đầu số điện thoại không tồn tại",
    severity: Severity::Error,
    doc: include_str!("unknown_prefix.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::Phone) else { return };
    if *record.phone() != PhoneReading::UnknownPrefix {
        return;
    }
    let ask = Fix::manual(Message::new("Hỏi lại số điện thoại"));
    // Signs or missing digits the platform refuses, whatever the number.
    let severity = if phone::is_accepted(cell) { Severity::Warning } else { Severity::Error };
    findings.push_as(severity, Field::Phone, Message::new("Không nhà mạng nào có đầu số này"), ask);
}
