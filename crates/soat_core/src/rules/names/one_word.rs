use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::case::split_words;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/one-word",
    title: "Họ tên chỉ có một chữ",
    severity: Severity::Warning,
    doc: include_str!("one_word.md"),
    check: Check::If(When::UncommonName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain() || reading.n_words > 1 || record.is_foreigner() {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    if split_words(name).is_some() || name.contains('.') {
        return;
    }
    let advice = Fix::manual(Message::new("Ghi đủ họ, chữ đệm và tên theo giấy tờ"))
        .because(Message::new("Một số dân tộc có người chỉ có tên, không có họ"));
    findings.push(Field::FullName, Message::new("Họ tên chỉ có một chữ"), advice);
}
