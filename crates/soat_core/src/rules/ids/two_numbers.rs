use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/two-numbers",
    title: "Ô có cả CCCD và CMND cũ",
    severity: Severity::Error,
    doc: include_str!("two_numbers.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::TwoNumbers { personal, cmnd } = &record.personal_id.meaning else { return };
    let message = Message::new("Ô có hai số giấy tờ: một số 12 chữ số và một CMND");
    let title = Message::new("Giữ số 12 chữ số, bỏ CMND {cmnd}").with("cmnd", cmnd);
    findings.push(Field::PersonalId, message, Fix::confirm(personal.to_string(), title));
}
