use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::tidy_foreign;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/letters-taken-apart",
    title: "Chữ và dấu bị tách rời",
    severity: Severity::Warning,
    doc: include_str!("letters_taken_apart.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(tidied) = &record.name().tidied else { return };
    if !tidied.changes.unicode {
        return;
    }
    let name = if record.is_foreigner() {
        &tidy_foreign(record.text(Field::FullName)).text
    } else {
        &tidied.text
    };
    let fix = Fix::safe(name, Message::new("Ghép chữ và dấu thành Unicode dựng sẵn"));
    findings.push(Field::FullName, Message::new("Chữ và dấu viết rời (Unicode tổ hợp)"), fix);
}
