use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "names/misplaced-tone",
    title: "Dấu thanh đặt sai chữ",
    severity: Severity::Warning,
    doc: include_str!("misplaced_tone.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(tidied) = &record.name().tidied else { return };
    if !tidied.changes.tone_places || record.is_foreigner() {
        return;
    }
    let title = Message::new("Đặt lại dấu thanh: “{name}”").with("name", &tidied.text);
    let fix = Fix::safe(&tidied.text, title)
        .because(Message::new("Cả kiểu cũ (hòa) và kiểu mới (hoà) đều không đặt dấu ở chữ đó"));
    findings.push(Field::FullName, Message::new("Dấu thanh đặt sai chữ"), fix);
}
