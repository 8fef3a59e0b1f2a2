use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::sex::Sex;
use crate::parse::text::words;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "names/middle-name-against-sex",
    title: "Chữ đệm không hợp giới tính",
    severity: Severity::Warning,
    doc: include_str!("middle_name_against_sex.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(sex) = record.sex.known() else { return };
    let reading = record.name();
    if !reading.is_plain() || record.is_foreigner() {
        return;
    }
    let Some((word, usual)) = hint(reading.name(record.text(Field::FullName))) else { return };
    if usual == sex {
        return;
    }
    let message = Message::new("“{word}” trong tên thường là {usual}, giới tính lại ghi {sex}")
        .with("word", word)
        .with("usual", usual.word().to_lowercase())
        .with("sex", sex.word().to_lowercase());
    let advice = Fix::manual(Message::new("So họ tên và giới tính với giấy tờ"))
        .because(Message::new("Vẫn có người mang chữ đệm khác thường"));
    findings.push(Field::FullName, message, advice);
}

/// The word of a name that tells the sex, by a strong custom. Source: `name_sex_hints.tsv`.
fn hint(name: &str) -> Option<(&str, Sex)> {
    let (mut man, mut woman, mut highland) = (None, None, None);
    let mut n_words = 0;
    let mut words = words(name).peekable();
    while let Some(word) = words.next() {
        match word {
            "Thị" | "THỊ" | "thị" if words.peek().is_some() => woman = woman.or(Some(word)),
            "Văn" | "VĂN" | "văn" if words.peek().is_some() && n_words > 0 => {
                man = man.or(Some(word));
            }
            _ if word.starts_with("H'") && word.len() > 2 => highland = highland.or(Some(word)),
            _ => {}
        }
        n_words += 1;
    }
    let women = woman.or(highland).map(|it| (it, Sex::Female));
    women.or(man.map(|it| (it, Sex::Male))).filter(|_| n_words > 1)
}
