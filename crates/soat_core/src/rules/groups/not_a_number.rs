use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::priority_group::{self, GroupReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "groups/not-a-number",
    title: "Mã nhóm đối tượng không phải là số",
    severity: Severity::Error,
    doc: include_str!("not_a_number.md"),
    check: Check::Cells(&[Field::PriorityGroup], check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::PriorityGroup) else { return };
    let fix = match priority_group::read(cell) {
        GroupReading::AmongWords(number) => {
            Fix::confirm(number.to_string(), Message::new("Chỉ ghi mã số"))
        }
        GroupReading::NotNumber => {
            Fix::manual(Message::new("Chọn mã nhóm từ 1 đến 16 theo danh mục PL2"))
        }
        _ => return,
    };
    findings.push(Field::PriorityGroup, Message::new("Mã nhóm đối tượng phải là một số"), fix);
}
