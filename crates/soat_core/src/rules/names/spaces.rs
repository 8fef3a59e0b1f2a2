use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::near::{Scrutiny, scrutiny};
use crate::parse::name::tidy_foreign;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/spaces",
    title: "Thừa khoảng trắng trong họ tên",
    severity: Severity::Warning,
    doc: include_str!("spaces.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(tidied) = &record.name().tidied else { return };
    if !tidied.changes.spaces {
        return;
    }
    let text = record.text(Field::FullName);
    let name = if record.is_foreigner() { &tidy_foreign(text).text } else { &tidied.text };
    let title = Message::new("Giữ một khoảng trắng giữa các chữ");
    let fix = if has_two_people(text) {
        Fix::manual(Message::new("Ô có thể có tên hai người: tách thành hai hàng"))
    } else {
        Fix::safe(name, title)
    };
    findings.push(Field::FullName, Message::new("Thừa khoảng trắng hoặc ký tự ẩn"), fix);
}

/// Two lines which are each a name by themselves.
fn has_two_people(text: &str) -> bool {
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|it| !it.is_empty());
    let names = lines.filter(|it| it.contains(' ') && scrutiny(it) == Scrutiny::Close);
    names.count() > 1
}
