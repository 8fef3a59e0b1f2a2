use crate::finding::{Fix, Message, Severity};
use crate::parse::address::{self, Level};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "addresses/name-differs",
    title: "Tên và mã địa chỉ không khớp",
    severity: Severity::Warning,
    doc: include_str!("name_differs.md"),
    check: Check::Cells(Level::FIELDS, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for level in Level::ALL {
        check_level(record, level, findings);
    }
}

fn check_level(record: &Record<'_>, level: Level, findings: &mut Findings<'_>) {
    let (reading, units) = address::read(record, level);
    let (Some(code), Some(units)) = (reading.code(), units) else { return };
    let name = record.text(level.name_field());
    if name.is_empty() {
        return;
    }
    let Some(unit) = units.find(code).filter(|it| !address::same_name(name, *it)) else { return };
    // A code under another parent is told of once, by the rule of parents.
    if address::other_parent(record, level, units, code).is_some() {
        return;
    }
    let message = Message::new("Mã bên cạnh là của {kind} {name}")
        .with("kind", unit.kind)
        .with("name", unit.name);
    let ask = Fix::manual(Message::new("Xem lại tên và mã: một trong hai sai"));
    findings.push(level.name_field(), message, ask);
}
