use crate::finding::{Fix, Message, Severity};
use crate::parse::address::{self, Level};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "addresses/parent-mismatch",
    title: "Mã xã, huyện, tỉnh không thuộc nhau",
    severity: Severity::Error,
    doc: include_str!("parent_mismatch.md"),
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
    let Some((above, given)) = address::other_parent(record, level, units, code) else { return };
    let Some(above_units) = above.units(record.list.options.profile) else { return };
    let message = Message::new("Mã {level} này không thuộc {above} có mã {code}")
        .with("level", level.word())
        .with("above", above.word())
        .with("code", above_units.text(given));
    let fix = match address::by_name_cell(record, level) {
        Some(found) if found.unit.code != code => {
            let title = Message::new("Lấy mã của {kind} {name} trong đơn vị cấp trên đã ghi")
                .with("kind", found.unit.kind)
                .with("name", found.unit.name);
            Fix::confirm(units.text(found.unit.code), title)
        }
        _ => Fix::manual(Message::new("Xem lại các mã theo danh mục PL3")),
    };
    findings.push(level.code_field(), message, fix);
}
