use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::case::Case;
use crate::parse::name::near::{Scrutiny, scrutiny_among, top_family_like};
use crate::parse::name::syllable::judge;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/family-name-slip",
    title: "Họ gần giống một họ thường gặp",
    severity: Severity::Warning,
    doc: include_str!("family_name_slip.md"),
    check: Check::If(When::UncommonName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let reading = record.name();
    if !reading.is_plain() || reading.n_words < 2 {
        return;
    }
    let name = reading.name(record.text(Field::FullName));
    let Some((family, rest)) = name.split_once(' ') else { return };
    let Some(usual) = top_family_like(family) else { return };
    // Wholly without marks, or no syllable at all: other rules say so.
    let other_cause = name.is_ascii() || !judge(family).is_valid();
    if other_cause || record.is_foreigner() {
        return;
    }
    if scrutiny_among(name, record.text(Field::Ethnicity)) == Scrutiny::Off {
        return;
    }
    let usual =
        if reading.case == Case::Capitals { usual.to_uppercase() } else { usual.to_owned() };
    let repaired = format!("{usual} {rest}");
    let message = Message::new("Họ “{family}” không có trong danh sách họ, gần giống “{usual}”")
        .with("family", family)
        .with("usual", &usual);
    let fix = Fix::confirm(&repaired, Message::new("Sửa thành “{name}”").with("name", &repaired))
        .because(Message::new("Danh sách họ của Soát chưa đủ mọi họ: so lại với giấy tờ"));
    findings.push(Field::FullName, message, fix);
}
