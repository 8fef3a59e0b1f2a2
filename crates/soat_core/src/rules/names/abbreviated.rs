use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::letters::Letter;
use crate::parse::name::near::{Scrutiny, scrutiny};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/abbreviated",
    title: "Họ tên viết tắt",
    severity: Severity::Warning,
    doc: include_str!("abbreviated.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain() || !reading.has_odd_word || record.is_foreigner() {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    let Some(word) = abbreviation(name) else { return };
    if scrutiny(name) == Scrutiny::Off {
        return;
    }
    let message = Message::new("“{word}” như là chữ viết tắt").with("word", word);
    findings.push(
        Field::FullName,
        message,
        Fix::manual(Message::new("Ghi đủ họ tên theo giấy tờ")),
    );
}

/// A word of consonants only. `H`, `K` and `Y` before a name belong to names of Tây Nguyên.
fn abbreviation(name: &str) -> Option<&str> {
    let words = name.split([' ', '.']).filter(|it| !it.is_empty()).enumerate();
    let mut short = words.filter(|(i, it)| {
        let is_prefix = *i == 0 && matches!(*it, "H" | "K" | "R");
        let n_letters = it.chars().count();
        !is_prefix && n_letters <= 3 && it.chars().all(is_consonant)
    });
    short.next().map(|it| it.1)
}

fn is_consonant(c: char) -> bool {
    c.is_alphabetic() && matches!(judge_letter(c), Some(false))
}

fn judge_letter(c: char) -> Option<bool> {
    Letter::of(c).map(|it| Letter::is_vowel(it.plain))
}
