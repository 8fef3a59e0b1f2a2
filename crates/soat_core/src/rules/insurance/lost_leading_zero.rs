use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::insurance::{self, InsuranceReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "insurance/lost-leading-zero",
    title: "Số thẻ BHYT có thể mất số 0",
    severity: Severity::Warning,
    doc: include_str!("lost_leading_zero.md"),
    check: Check::If(When::OddInsurance, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::InsuranceNumber) else { return };
    let InsuranceReading::LostZero(value) = insurance::read(cell) else { return };
    let fix = Fix::confirm(value, Message::new("Thêm số 0 ở đầu"))
        .because(Message::new("Số BHXH in trên thẻ có 10 chữ số"));
    findings.push(Field::InsuranceNumber, Message::new("Số thẻ BHYT chỉ có 9 chữ số"), fix);
}
