use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::{self, PhoneReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/digit-count",
    title: "Số điện thoại thiếu hoặc thừa chữ số",
    severity: Severity::Error,
    doc: include_str!("digit_count.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::Phone) else { return };
    let PhoneReading::DigitCount(n_digits) = record.phone() else { return };
    let message = Message::new("Số điện thoại có {n} chữ số").with("n", n_digits);
    let ask = Fix::manual(Message::new("Hỏi lại số điện thoại"));
    // The platform refuses fewer than ten digits; more it takes.
    let severity = if phone::is_accepted(cell) { Severity::Warning } else { Severity::Error };
    findings.push_as(severity, Field::Phone, message, ask);
}
