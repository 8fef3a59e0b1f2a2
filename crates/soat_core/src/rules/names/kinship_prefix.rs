use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::remark::kinship;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/kinship-prefix",
    title: "Có từ xưng hô trước họ tên",
    severity: Severity::Warning,
    doc: include_str!("kinship_prefix.md"),
    check: Check::If(When::UncommonName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain() || reading.n_words < 3 {
        return;
    }
    let Some((word, name)) = kinship(reading.name(record.text(Field::FullName))) else { return };
    let message = Message::new("“{word}” đứng trước họ tên là từ xưng hô").with("word", word);
    let fix = Fix::confirm(name, Message::new("Chỉ giữ “{name}”").with("name", name))
        .because(Message::new("Phần còn lại bắt đầu bằng một họ thường gặp"));
    findings.push(Field::FullName, message, fix);
}
