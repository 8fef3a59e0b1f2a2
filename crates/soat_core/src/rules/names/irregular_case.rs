use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::case::{Case, split_words, title_case};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/irregular-case",
    title: "Chữ hoa, chữ thường không đúng",
    severity: Severity::Warning,
    doc: include_str!("irregular_case.md"),
    check: Check::If(When::UncommonName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain()
        || !matches!(reading.case, Case::Small | Case::Mixed)
        || record.is_foreigner()
    {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    if split_words(name).is_some() {
        return;
    }
    let titled = title_case(name);
    let message = match reading.case {
        Case::Small => Message::new("Họ tên viết toàn chữ thường"),
        _ => Message::new("Họ tên viết hoa không đều"),
    };
    let title = Message::new("Viết hoa chữ đầu: “{name}”").with("name", &titled);
    findings.push(Field::FullName, message, Fix::confirm(&titled, title));
}
