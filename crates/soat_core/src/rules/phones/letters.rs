use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::PhoneReading;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/letters",
    title: "Số điện thoại có chữ",
    severity: Severity::Error,
    doc: include_str!("letters.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.cell(Field::Phone).is_none() {
        return;
    }
    let (message, fix) = match record.phone() {
        PhoneReading::AmongWords(value) => (
            Message::new("Ô có số điện thoại lẫn với chữ"),
            Fix::confirm(value, Message::new("Chỉ giữ số điện thoại")),
        ),
        PhoneReading::NotDigits => (
            Message::new("Số điện thoại chỉ gồm các chữ số 0–9"),
            Fix::manual(Message::new("Hỏi lại số điện thoại")),
        ),
        _ => return,
    };
    findings.push(Field::Phone, message, fix);
}
