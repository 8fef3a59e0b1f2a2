use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::{Agreement, IdMeaning};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/letter-for-digit",
    title: "Chữ cái thay cho chữ số",
    severity: Severity::Error,
    doc: include_str!("letter_for_digit.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::LetterForDigit { value, agreement } = &record.personal_id.meaning else {
        return;
    };
    let title = Message::new("Đổi chữ cái thành chữ số: {value}").with("value", value);
    let fix = if *agreement == Some(Agreement::Full) {
        let evidence = Message::new("Đổi rồi thì số khớp cả giới tính và năm sinh");
        Fix::safe(value.as_str(), title).because(evidence)
    } else {
        Fix::confirm(value.as_str(), title)
    };
    let message = Message::new("Có chữ cái giống chữ số (O thay 0, I hay l thay 1)");
    findings.push(Field::PersonalId, message, fix);
}
