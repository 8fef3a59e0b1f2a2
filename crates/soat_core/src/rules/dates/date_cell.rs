use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateShape};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/date-cell",
    title: "Ngày sinh là ô ngày của Excel",
    severity: Severity::Error,
    doc: include_str!("date_cell.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::DateCell(birth) = record.birth_date.shape else { return };
    let message =
        Message::new("Ô có định dạng ngày của Excel, Nền tảng chỉ nhận văn bản dd/mm/yyyy");
    let fix = Fix::safe(date::write(birth), Message::new("Viết thành văn bản dd/mm/yyyy"));
    findings.push(Field::BirthDate, message, fix);
}
