use crate::finding::{Fix, Message, Severity};
use crate::parse::address::{self, CodeReading, Level};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "addresses/name-in-code",
    title: "Mã địa chỉ ghi bằng tên",
    severity: Severity::Error,
    doc: include_str!("name_in_code.md"),
    check: Check::Cells(Level::FIELDS, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for level in Level::ALL {
        check_level(record, level, findings);
    }
}

fn check_level(record: &Record<'_>, level: Level, findings: &mut Findings<'_>) {
    if address::read(record, level).0 != CodeReading::Letters {
        return;
    }
    let message = Message::new("Ô mã {level} ghi chữ, phải là mã số").with("level", level.word());
    let fix = by_name(record, level)
        .unwrap_or_else(|| Fix::manual(Message::new("Tra mã theo danh mục PL3")));
    findings.push(level.code_field(), message, fix);
}

fn by_name(record: &Record<'_>, level: Level) -> Option<Fix> {
    let units = level.units(record.list.options.profile)?;
    let found = address::by_name(record, level, record.text(level.code_field()))?;
    let unit = found.unit;
    let beside = record.text(level.name_field());
    let agrees = beside.is_empty() || address::same_name(beside, unit);
    let value = units.text(unit.code);
    let title =
        Message::new("Lấy mã của {kind} {name}").with("kind", unit.kind).with("name", unit.name);
    let fix =
        if found.is_sure && agrees { Fix::safe(value, title) } else { Fix::confirm(value, title) };
    Some(fix.because(Message::new("Đơn vị cấp trên chỉ có một nơi mang tên này")))
}
