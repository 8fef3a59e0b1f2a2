use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::Content;
use crate::parse::name::keys::Method;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/typing-keys",
    title: "Phím gõ dấu còn nằm trong tên",
    severity: Severity::Error,
    doc: include_str!("typing_keys.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    let Content::Keys(method, typed) = &reading.content else { return };
    if record.is_foreigner() {
        return;
    }
    // Telex keys are letters: a foreign name can look like them.
    let severity = if *method == Method::Telex { Severity::Warning } else { RULE.severity };
    let message = Message::new("Họ tên còn phím gõ {method}: “{text}”")
        .with("method", method.title())
        .with("text", reading.name(record.text(Field::FullName)));
    let fix = Fix::confirm(typed, Message::new("Viết lại thành “{name}”").with("name", typed))
        .because(
            Message::new("Bỏ dấu theo kiểu {method} thì mọi phím đều thành dấu")
                .with("method", method.title()),
        );
    findings.push_as(severity, Field::FullName, message, fix);
}
