use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::PhoneReading;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/two-numbers",
    title: "Một ô có hai số điện thoại",
    severity: Severity::Error,
    doc: include_str!("two_numbers.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.cell(Field::Phone).is_none() {
        return;
    }
    let PhoneReading::Two { first, second } = record.phone() else { return };
    let mut fix = Fix::confirm(first, Message::new("Giữ số thứ nhất"))
        .because(Message::new("Số thứ hai là {second}").with("second", second));
    if record.cell(Field::Note).is_some_and(|it| it.is_blank()) {
        fix = fix.and_set(Field::Note, format!("SĐT khác: {second}"));
    }
    findings.push(Field::Phone, Message::new("Ô có hai số điện thoại"), fix);
}
