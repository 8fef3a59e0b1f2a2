use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/digits-lost",
    title: "Excel đã làm mất chữ số",
    severity: Severity::Error,
    doc: include_str!("digits_lost.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let message = match record.personal_id.meaning {
        IdMeaning::Scientific => Message::new("Số đã bị Excel rút gọn thành dạng E+, mất chữ số"),
        IdMeaning::DigitsLost => Message::new("Excel chỉ giữ 15 chữ số, phần sau không còn đúng"),
        _ => return,
    };
    let look = Message::new("Nhập lại số từ giấy tờ hoặc từ tệp gốc");
    findings.push(Field::PersonalId, message, Fix::manual(look));
}
