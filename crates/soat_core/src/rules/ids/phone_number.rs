use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/phone-number",
    title: "Số điện thoại nằm trong cột số CCCD",
    severity: Severity::Error,
    doc: include_str!("phone_number.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::Phone(phone) = &record.personal_id.meaning else { return };
    let message = Message::new("Đây là số điện thoại, không phải số CCCD/CMND");
    let fix = match record.cell(Field::Phone) {
        Some(cell) if cell.is_blank() => {
            let title = Message::new("Chuyển sang cột Số điện thoại");
            Fix::confirm("", title).and_set(Field::Phone, phone.as_str())
        }
        Some(cell) if cell.text == phone => {
            let evidence = Message::new("Cột Số điện thoại đã có đúng số này");
            Fix::confirm("", Message::new("Xoá khỏi ô số CCCD")).because(evidence)
        }
        _ => Fix::manual(Message::new("Nhập số CCCD/CMND của người này")),
    };
    findings.push(Field::PersonalId, message, fix);
}
