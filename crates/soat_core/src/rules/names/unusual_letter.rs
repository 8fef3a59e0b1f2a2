use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::form::replace_doubtful;
use crate::parse::name::letters::{Letter, is_highland_letter};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/unusual-letter",
    title: "Chữ không có trong tên người Việt",
    severity: Severity::Warning,
    doc: include_str!("unusual_letter.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain() || !reading.has_odd_word || record.is_foreigner() {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    let Some(letter) = name.chars().find(|&it| is_unusual(it)) else { return };
    if replace_doubtful(name).is_some() {
        return;
    }
    let message = if ('\u{300}'..='\u{36F}').contains(&letter) {
        Message::new("Có chữ mang hai dấu thanh hoặc dấu lạ")
    } else {
        Message::new("Chữ “{letter}” không có trong tên người Việt").with("letter", letter)
    };
    let advice = Fix::manual(Message::new("So lại với giấy tờ"))
        .because(Message::new("Người nước ngoài thì ghi quốc tịch"));
    findings.push(Field::FullName, message, advice);
}

fn is_unusual(c: char) -> bool {
    let mark = ('\u{300}'..='\u{36F}').contains(&c);
    (c.is_alphabetic() || mark) && Letter::of(c).is_none() && !is_highland_letter(c)
}
