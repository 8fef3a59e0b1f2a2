use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::case::{Case, split_words};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/words-run-together",
    title: "Các chữ trong tên dính liền",
    severity: Severity::Warning,
    doc: include_str!("words_run_together.md"),
    check: Check::If(When::UncommonName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain() || reading.case != Case::Mixed || record.is_foreigner() {
        return;
    }
    let Some(split) = split_words(reading.name(record.text(Field::FullName))) else { return };
    let title = Message::new("Tách thành “{name}”").with("name", &split);
    let fix = Fix::confirm(&split, title);
    findings.push(Field::FullName, Message::new("Các chữ trong họ tên dính liền nhau"), fix);
}
