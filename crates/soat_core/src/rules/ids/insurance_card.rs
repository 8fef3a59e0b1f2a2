use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/insurance-card",
    title: "Số thẻ BHYT nằm trong cột số CCCD",
    severity: Severity::Error,
    doc: include_str!("insurance_card.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::Insurance(card) = &record.personal_id.meaning else { return };
    let message = Message::new("Đây là số thẻ bảo hiểm y tế, không phải số CCCD/CMND");
    let cell_is_empty = record.cell(Field::InsuranceNumber).is_some_and(|it| it.is_blank());
    let fix = if cell_is_empty {
        let title = Message::new("Chuyển sang cột Số thẻ BHYT");
        Fix::confirm("", title).and_set(Field::InsuranceNumber, card.as_str())
    } else {
        Fix::manual(Message::new("Nhập số CCCD/CMND của người này"))
    };
    findings.push(Field::PersonalId, message, fix);
}
