use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::{PhoneReading, Slip};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/separators",
    title: "Số điện thoại có dấu hoặc mã nước",
    severity: Severity::Error,
    doc: include_str!("separators.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.cell(Field::Phone).is_none() {
        return;
    }
    let PhoneReading::Clear { value, slip: slip @ (Slip::Separators | Slip::CountryCode), .. } =
        record.phone()
    else {
        return;
    };
    let title = Message::new("Viết liền 10 chữ số");
    // `84912345670` is digits enough for the platform, but nobody finds it by the usual number.
    let (severity, message) = match slip {
        Slip::CountryCode => (Severity::Warning, Message::new("Số điện thoại có mã nước 84")),
        _ => (Severity::Error, Message::new("Số điện thoại có dấu hoặc khoảng trắng")),
    };
    findings.push_as(severity, Field::Phone, message, Fix::safe(value, title));
}
