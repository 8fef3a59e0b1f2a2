use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::form::doubtful_tone;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/misplaced-tone",
    title: "Dấu thanh đặt sai chữ",
    severity: Severity::Warning,
    doc: include_str!("misplaced_tone.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    let message = || Message::new("Dấu thanh đặt sai chữ");
    let moved = reading.tidied.as_ref().filter(|it| it.changes.tone_places);
    if let Some(tidied) = moved.filter(|_| !record.is_foreigner()) {
        let title = Message::new("Đặt lại dấu thanh: “{name}”").with("name", &tidied.text);
        let fix = Fix::safe(&tidied.text, title)
            .because(Message::new("Cả kiểu cũ (hòa) và kiểu mới (hoà) đều không đặt dấu ở chữ đó"));
        findings.push(Field::FullName, message(), fix);
    }
    if !reading.is_plain() || !reading.has_odd_word || record.is_foreigner() {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    let Some((placed, known)) = name.split(' ').find_map(doubtful_tone) else { return };
    let advice = Fix::manual(Message::new("So lại với giấy tờ"))
        .because(Message::new("Có thể là: {words}").with("words", [known, placed].join(", ")));
    findings.push(Field::FullName, message(), advice);
}
