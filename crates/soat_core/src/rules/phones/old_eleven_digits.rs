use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::{PhoneReading, Slip};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/old-eleven-digits",
    title: "Số di động 11 chữ số cũ",
    severity: Severity::Warning,
    doc: include_str!("old_eleven_digits.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.cell(Field::Phone).is_none() {
        return;
    }
    let PhoneReading::Clear { value, slip: Slip::ElevenDigits, is_sure } = record.phone() else {
        return;
    };
    let title = Message::new("Đổi sang đầu số 10 chữ số");
    let why = Message::new("Đầu số này đã đổi từ ngày 15/09/2018");
    let fix = if *is_sure { Fix::safe(value, title) } else { Fix::confirm(value, title) };
    let message = Message::new("Số di động 11 chữ số không còn dùng");
    findings.push(Field::Phone, message, fix.because(why));
}
