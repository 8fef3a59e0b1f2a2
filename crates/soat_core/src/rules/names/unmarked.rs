use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::near::{family_with_marks, lacks_marks};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/unmarked",
    title: "Họ tên không có dấu",
    severity: Severity::Warning,
    doc: include_str!("unmarked.md"),
    check: Check::If(When::UncommonName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain() || reading.n_words < 2 {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    if !name.is_ascii() || !lacks_marks(name) || record.is_foreigner() {
        return;
    }
    let mut fix = Fix::manual(Message::new("Ghi lại họ tên có dấu theo giấy tờ"));
    let families = family_with_marks(name.split(' ').next().unwrap_or_default());
    if !families.is_empty() {
        fix = fix.because(Message::new("Họ có thể là: {names}").with("names", families.join(", ")));
    }
    findings.push(Field::FullName, Message::new("Họ tên viết không dấu"), fix);
}
