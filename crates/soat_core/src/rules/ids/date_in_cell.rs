use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/date-in-cell",
    title: "Ngày tháng nằm trong cột số CCCD",
    severity: Severity::Error,
    doc: include_str!("date_in_cell.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.personal_id.meaning != IdMeaning::Date {
        return;
    }
    let message = Message::new("Ô số CCCD/CMND lại ghi một ngày tháng");
    let look = Message::new("Nhập số CCCD/CMND; có thể hai cột đã bị đổi chỗ");
    findings.push(Field::PersonalId, message, Fix::manual(look));
}
