use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateShape};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/day-month-swapped",
    title: "Excel đã đảo ngày và tháng cả cột",
    severity: Severity::Error,
    doc: include_str!("day_month_swapped.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::SwappedCell(meant) = record.birth_date.shape else { return };
    let message = Message::new("Ngày và tháng có thể đã bị Excel đảo chỗ khi mở tệp");
    let fix = Fix::confirm(date::write(meant), Message::new("Đảo lại thành dd/mm/yyyy"))
        .because(Message::new("Trong cả cột, mọi ô dạng ngày có ngày từ 1 đến 12"))
        .because(Message::new("Mọi ngày từ 13 trở đi vẫn là chữ"));
    findings.push(Field::BirthDate, message, fix);
}
