use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::priority_group::{self, GroupReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};
use crate::schema::Layout;

pub(crate) const RULE: Rule = Rule {
    id: "groups/out-of-range",
    title: "Mã nhóm đối tượng không có",
    severity: Severity::Error,
    doc: include_str!("out_of_range.md"),
    check: Check::Cells(&[Field::PriorityGroup], check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(cell) = record.cell(Field::PriorityGroup) else { return };
    let (GroupReading::Plain(number) | GroupReading::Untidy(number)) = priority_group::read(cell)
    else {
        return;
    };
    let last = match record.list.facts.layout {
        Layout::ImportV3 | Layout::Verification => 16,
        _ => 17,
    };
    if (1..=last).contains(&number) {
        return;
    }
    let message = Message::new("Không có nhóm đối tượng {number}: mã từ 1 đến {last}")
        .with("number", number)
        .with("last", last);
    let ask = Fix::manual(Message::new("Chọn mã nhóm theo danh mục PL2"));
    findings.push(Field::PriorityGroup, message, ask);
}
