use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "ids/suspicious-serial",
    title: "Sáu số cuối có dạng số giả",
    severity: Severity::Warning,
    doc: include_str!("suspicious_serial.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    const SUSPICIOUS: [&str; 4] = ["000000", "111111", "123456", "999999"];
    let Some(number) = record.personal_id.personal() else { return };
    if !SUSPICIOUS.contains(&number.serial()) {
        return;
    }
    let message =
        Message::new("Sáu số cuối {serial} có dạng số giả").with("serial", number.serial());
    findings.push(Field::PersonalId, message, Fix::manual(Message::new("Xem lại số trên giấy tờ")));
}
