use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::insurance::{self, InsuranceReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "insurance/other-pattern",
    title: "Số thẻ BHYT không đúng dạng",
    severity: Severity::Warning,
    doc: include_str!("other_pattern.md"),
    check: Check::If(When::OddInsurance, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::InsuranceNumber) else { return };
    let message = match insurance::read(cell) {
        InsuranceReading::Length(n) => {
            Message::new("Số thẻ BHYT có {n} ký tự, thẻ có 10 hoặc 15").with("n", n)
        }
        InsuranceReading::OtherPattern => Message::new("Số thẻ BHYT không theo dạng của thẻ"),
        _ => return,
    };
    let ask = Fix::manual(Message::new("Xem lại số trên thẻ, hoặc để trống"));
    findings.push(Field::InsuranceNumber, message, ask);
}
