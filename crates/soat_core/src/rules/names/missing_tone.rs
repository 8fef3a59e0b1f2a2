use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::case::Case;
use crate::parse::name::near::{Scrutiny, lacks_marks, scrutiny_among, with_marks};
use crate::parse::name::syllable::{Verdict, judge};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/missing-tone",
    title: "Thiếu dấu sắc hoặc dấu nặng",
    severity: Severity::Warning,
    doc: include_str!("missing_tone.md"),
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
    let toneless = |it: &&str| judge(it) == Verdict::ToneMissing;
    let Some(word) = name.split([' ', '-']).find(toneless) else { return };
    let candidates = with_marks(word);
    if candidates.is_empty() && scrutiny == Scrutiny::Loose {
        return;
    }
    let message = Message::new("“{word}” thiếu dấu sắc hoặc dấu nặng").with("word", word);
    let fix = match candidates.as_slice() {
        [only] => {
            let only =
                if reading.case == Case::Capitals { only.to_uppercase() } else { only.clone() };
            let repaired = name.replacen(word, &only, 1);
            Fix::confirm(&repaired, Message::new("Sửa thành “{name}”").with("name", &repaired))
        }
        [] => Fix::manual(Message::new("So lại với giấy tờ")),
        several => Fix::manual(Message::new("So lại với giấy tờ"))
            .because(Message::new("Có thể là: {words}").with("words", several.join(", "))),
    };
    findings.push(Field::FullName, message, fix);
}
