use crate::finding::{Fix, Message, Severity};
use crate::parse::address::{self, CodeReading, Level};
use crate::record::Record;
use crate::reference::units::Units;
use crate::rule::{Check, Findings, Rule};
use crate::schema::Profile;

pub(crate) const RULE: Rule = Rule {
    id: "addresses/code-unknown",
    title: "Mã địa chỉ không có trong danh mục",
    severity: Severity::Error,
    doc: include_str!("code_unknown.md"),
    check: Check::Cells(Level::FIELDS, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for level in Level::ALL {
        check_level(record, level, findings);
    }
}

fn check_level(record: &Record<'_>, level: Level, findings: &mut Findings<'_>) {
    let (reading, units) = address::read(record, level);
    let (is_long, code) = (reading == CodeReading::TooLong, reading.code());
    let Some(units) = units else { return };
    if !is_long && code.is_none_or(|it| units.has(it)) {
        return;
    }
    if code.is_some_and(|it| address::successor(record, level, it).is_some()) {
        return;
    }
    let message = match code.filter(|it| other_units(record, level).is_some_and(|of| of.has(*it))) {
        Some(_) => Message::new("Mã {level} này thuộc danh mục của thời kỳ khác"),
        None => Message::new("Mã {level} này không có trong danh mục"),
    };
    let message = message.with("level", level.word());
    findings.push(level.code_field(), message, by_name(record, level, units));
}

fn by_name(record: &Record<'_>, level: Level, units: &Units) -> Fix {
    match address::by_name_cell(record, level) {
        Some(found) => {
            let title = Message::new("Lấy mã của {kind} {name}")
                .with("kind", found.unit.kind)
                .with("name", found.unit.name);
            Fix::confirm(units.text(found.unit.code), title)
        }
        None => Fix::manual(Message::new("Tra mã theo danh mục PL3")),
    }
}

/// The units of the same level in the other book of rules.
fn other_units(record: &Record<'_>, level: Level) -> Option<&'static Units> {
    level.units(match record.list.options.profile {
        Profile::Y2022 => Profile::Current,
        Profile::Current => Profile::Y2022,
    })
}
