use crate::finding::{Fix, Message, Severity};
use crate::parse::address::{self, CodeReading, Level};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};
use crate::rules::layouts;

pub(crate) const RULE: Rule = Rule {
    id: "addresses/code-untidy",
    title: "Mã địa chỉ mất số 0 hoặc là ô số",
    severity: Severity::Error,
    doc: include_str!("code_untidy.md"),
    check: Check::Cells(Level::FIELDS, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for level in Level::ALL {
        check_level(record, level, findings);
    }
}

fn check_level(record: &Record<'_>, level: Level, findings: &mut Findings<'_>) {
    let (reading, units) = address::read(record, level);
    let message = match reading {
        CodeReading::Untidy(_) => Message::new("Mã {level} phải có đủ {width} chữ số, kể cả số 0"),
        CodeReading::AsNumber(_) if layouts::is_import(record.list.facts.layout) => {
            Message::new("Mã {level} là ô số, Nền tảng coi như chưa nhập")
        }
        _ => return,
    };
    let (Some(code), Some(units)) = (reading.code().filter(|it| *it > 0), units) else { return };
    if !units.has(code) {
        return;
    }
    let value = units.text(code);
    let title = Message::new("Viết thành văn bản {code}").with("code", &value);
    // `1` may also be the name of Phường 1.
    let agrees = address::other_parent(record, level, units, code).is_none();
    let fix = if agrees { Fix::safe(value, title) } else { Fix::confirm(value, title) };
    let message = message.with("level", level.word()).with("width", units.width);
    findings.push(level.code_field(), message, fix);
}
