use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::{PhoneReading, Slip};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/old-landline",
    title: "Số cố định có mã vùng cũ",
    severity: Severity::Warning,
    doc: include_str!("old_landline.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.cell(Field::Phone).is_none() {
        return;
    }
    let PhoneReading::Clear { value, slip: Slip::OldLandline, .. } = record.phone() else {
        return;
    };
    let title = Message::new("Đổi sang mã vùng mới");
    let why = Message::new("Mã vùng đã đổi trong năm 2017");
    let message = Message::new("Số cố định có mã vùng cũ");
    findings.push(Field::Phone, message, Fix::confirm(value, title).because(why));
}
