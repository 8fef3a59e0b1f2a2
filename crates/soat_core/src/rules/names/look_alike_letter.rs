use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::NameState;
use crate::parse::name::form::replace_doubtful;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/look-alike-letter",
    title: "Chữ trông giống chữ Việt",
    severity: Severity::Warning,
    doc: include_str!("look_alike_letter.md"),
    check: Check::If(When::UncommonName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !matches!(reading.state, NameState::Written) || record.is_foreigner() {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    let message = Message::new("Có chữ trông giống chữ Việt nhưng là ký tự khác");
    let title = || Message::new("Thay bằng chữ Việt");
    let fix = match (&reading.tidied, replace_doubtful(name)) {
        (Some(tidied), None) if tidied.changes.look_alikes => Fix::safe(&tidied.text, title()),
        (_, Some(replaced)) => Fix::confirm(replaced, title())
            .because(Message::new("Chữ đó cũng có trong tên người nước ngoài")),
        _ => return,
    };
    findings.push(Field::FullName, message, fix);
}
