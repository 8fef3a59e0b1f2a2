use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::priority_group::{self, GroupReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};
use crate::rules::layouts;

pub(crate) const RULE: Rule = Rule {
    id: "groups/missing",
    title: "Không có mã nhóm đối tượng",
    severity: Severity::Error,
    doc: include_str!("missing.md"),
    check: Check::Cells(&[Field::PriorityGroup], check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::PriorityGroup) else { return };
    if priority_group::read(cell) != GroupReading::Missing {
        return;
    }
    let ask = Fix::manual(Message::new("Chọn mã nhóm từ 1 đến 16 theo danh mục PL2"));
    let severity = layouts::severity_of_missing(record.list.facts.layout);
    findings.push_as(
        severity,
        Field::PriorityGroup,
        Message::new("Không có mã nhóm đối tượng"),
        ask,
    );
}
