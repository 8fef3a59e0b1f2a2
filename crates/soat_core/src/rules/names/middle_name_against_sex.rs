use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::sex::Sex;
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
    let (before, _) = name.rsplit_once(' ')?;
    let women = before.split(' ').find(|it| matches!(*it, "Thị" | "THỊ" | "thị"));
    let women = women.or_else(|| name.split(' ').find(|it| it.starts_with("H'") && it.len() > 2));
    if let Some(word) = women {
        return Some((word, Sex::Female));
    }
    let men = before.split(' ').skip(1).find(|it| matches!(*it, "Văn" | "VĂN" | "văn"));
    men.map(|it| (it, Sex::Male))
}
