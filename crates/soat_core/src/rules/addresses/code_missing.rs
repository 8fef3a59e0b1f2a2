use crate::finding::{Fix, Message, Severity};
use crate::parse::address::{self, CodeReading, Level};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};
use crate::rules::layouts;

pub(crate) const RULE: Rule = Rule {
    id: "addresses/code-missing",
    title: "Thiếu mã tỉnh, huyện hoặc xã",
    severity: Severity::Error,
    doc: include_str!("code_missing.md"),
    check: Check::Cells(Level::FIELDS, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for level in Level::ALL {
        check_level(record, level, findings);
    }
}

fn check_level(record: &Record<'_>, level: Level, findings: &mut Findings<'_>) {
    if address::read(record, level).0 != CodeReading::Missing {
        return;
    }
    let message = Message::new("Thiếu mã {level}").with("level", level.word());
    let fix = by_name(record, level)
        .unwrap_or_else(|| Fix::manual(Message::new("Tra mã theo danh mục PL3")));
    let severity = layouts::severity_of_missing(record.list.facts.layout);
    findings.push_as(severity, level.code_field(), message, fix);
}

fn by_name(record: &Record<'_>, level: Level) -> Option<Fix> {
    let units = level.units(record.list.options.profile)?;
    let found = address::by_name_cell(record, level)?;
    let value = units.text(found.unit.code);
    let title = Message::new("Điền mã của {kind} {name}")
        .with("kind", found.unit.kind)
        .with("name", found.unit.name);
    // What fills an empty cell is new information, however well the name tells it: a person looks.
    let fix = Fix::confirm(value, title);
    Some(fix.because(Message::new("Đơn vị cấp trên chỉ có một nơi mang tên này")))
}
