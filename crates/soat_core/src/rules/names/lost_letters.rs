use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::Content;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/lost-letters",
    title: "Chữ có dấu bị mất khi lưu tệp",
    severity: Severity::Error,
    doc: include_str!("lost_letters.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if reading.content != Content::LostLetters {
        return;
    }
    let message = Message::new("Họ tên có chữ bị mất: “{text}”");
    let message = message.with("text", reading.name(record.text(Field::FullName)));
    let advice = Fix::manual(Message::new("Ghi lại họ tên theo giấy tờ hoặc theo tệp gốc"))
        .because(Message::new("Tệp đã được lưu ở dạng không giữ chữ Việt có dấu"));
    findings.push(Field::FullName, message, advice);
}
