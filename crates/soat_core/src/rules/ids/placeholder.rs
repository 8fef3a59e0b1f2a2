use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/placeholder",
    title: "Ghi chữ thay cho số CCCD/CMND",
    severity: Severity::Error,
    doc: include_str!("placeholder.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.personal_id.meaning != IdMeaning::Placeholder || record.is_foreigner() {
        return;
    }
    let ask = Message::new("Coi như chưa có số; xin số CCCD/số định danh");
    let message = Message::new("Ô ghi chữ hoặc ký hiệu thay cho số: coi như không có CCCD/CMND");
    findings.push(Field::PersonalId, message, Fix::manual(ask));
}
