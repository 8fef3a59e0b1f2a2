use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::priority_group::{self, GroupReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "groups/untidy",
    title: "Mã nhóm đối tượng có dấu thừa",
    severity: Severity::Warning,
    doc: include_str!("untidy.md"),
    check: Check::Cells(&[Field::PriorityGroup], check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::PriorityGroup) else { return };
    let GroupReading::Untidy(number) = priority_group::read(cell) else { return };
    let fix = Fix::safe(number.to_string(), Message::new("Chỉ ghi mã số"));
    findings.push(
        Field::PriorityGroup,
        Message::new("Mã nhóm đối tượng có số 0 hoặc dấu thừa"),
        fix,
    );
}
