use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::insurance::{self, InsuranceReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "insurance/untidy",
    title: "Số thẻ BHYT có dấu hoặc chữ thường",
    severity: Severity::Warning,
    doc: include_str!("untidy.md"),
    check: Check::If(When::OddInsurance, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::InsuranceNumber) else { return };
    let InsuranceReading::Untidy(value) = insurance::read(cell) else { return };
    let fix = Fix::safe(value, Message::new("Viết liền, chữ hoa"));
    findings.push(
        Field::InsuranceNumber,
        Message::new("Số thẻ BHYT có dấu, khoảng trắng hoặc chữ thường"),
        fix,
    );
}
