use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::case::Case;
use crate::parse::name::letters::Letter;
use crate::parse::name::near::{Scrutiny, lacks_marks, near, scrutiny_among};
use crate::parse::name::syllable::{Verdict, judge};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/unlikely-syllable",
    title: "Tiếng có thể sai chính tả",
    severity: Severity::Warning,
    doc: include_str!("unlikely_syllable.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain() || !reading.has_odd_word || record.is_foreigner() {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    let scrutiny = scrutiny_among(name, record.text(Field::Ethnicity));
    if scrutiny == Scrutiny::Off || (name.is_ascii() && lacks_marks(name)) {
        return;
    }
    let odd =
        |(i, it): (usize, &str)| is_odd(it, i, scrutiny).then(|| (it.to_owned(), near(it, i)));
    let Some((word, near)) = name.split([' ', '-']).enumerate().find_map(odd) else { return };
    let message = Message::new("“{word}” có thể sai chính tả").with("word", &word);
    let fix = match near.as_slice() {
        [only] => {
            let only =
                if reading.case == Case::Capitals { only.to_uppercase() } else { only.clone() };
            let repaired = name.replacen(&word, &only, 1);
            Fix::confirm(&repaired, Message::new("Sửa thành “{name}”").with("name", &repaired))
        }
        [] => Fix::manual(Message::new("So lại với giấy tờ")),
        several => Fix::manual(Message::new("So lại với giấy tờ"))
            .because(Message::new("Gần giống: {words}").with("words", several.join(", "))),
    };
    findings.push(Field::FullName, message, fix);
}

/// A word outside the model of syllables, and not plainly of another language.
fn is_odd(word: &str, word_idx: usize, scrutiny: Scrutiny) -> bool {
    let ascii = word.is_ascii();
    let foreign = |c: char| {
        !c.is_alphabetic() || (ascii && matches!(c.to_ascii_lowercase(), 'f' | 'j' | 'w' | 'z'))
    };
    if judge(word) != Verdict::Impossible || word.chars().count() < 2 || word.chars().any(foreign) {
        return false;
    }
    let has_vowel = word.chars().filter_map(Letter::of).any(|it| Letter::is_vowel(it.plain));
    let loose = scrutiny == Scrutiny::Loose || ascii;
    has_vowel && (!loose || !near(word, word_idx).is_empty())
}
