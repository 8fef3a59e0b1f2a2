use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::insurance::{self, InsuranceReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "insurance/unknown-province",
    title: "Số thẻ BHYT có mã tỉnh lạ",
    severity: Severity::Warning,
    doc: include_str!("unknown_province.md"),
    check: Check::If(When::OddInsurance, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::InsuranceNumber) else { return };
    let InsuranceReading::UnknownProvince(province) = insurance::read(cell) else { return };
    let message = Message::new("Mã tỉnh {code} trong số thẻ BHYT không có").with("code", province);
    let ask = Fix::manual(Message::new("Xem lại số trên thẻ"));
    findings.push(Field::InsuranceNumber, message, ask);
}
