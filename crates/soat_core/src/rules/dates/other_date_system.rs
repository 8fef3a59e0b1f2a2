use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateShape};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/other-date-system",
    title: "Cả cột ngày sinh lệch 4 năm 1 ngày",
    severity: Severity::Error,
    doc: include_str!("other_date_system.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::ShiftedCell(meant) = record.birth_date.shape else { return };
    let message = Message::new("Ngày sinh lệch 4 năm 1 ngày do hai hệ ngày của Excel");
    let title = Message::new("Đổi thành {date}").with("date", date::write(meant));
    let fix = Fix::confirm(date::write(meant), title)
        .because(Message::new("Đổi như vậy thì năm sinh của cả cột khớp số CCCD"));
    findings.push(Field::BirthDate, message, fix);
}
