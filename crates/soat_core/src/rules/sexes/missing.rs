use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::sex::SexReading;
use crate::parse::witness;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "sexes/missing",
    title: "Không có giới tính",
    severity: Severity::Error,
    doc: include_str!("missing.md"),
    check: Check::If(When::OddSex, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.sex != SexReading::Missing {
        return;
    }
    let fix =
        by_id(record).unwrap_or_else(|| Fix::manual(Message::new("Hỏi lại hoặc xem giấy tờ")));
    findings.push(Field::Sex, Message::new("Không có giới tính"), fix);
}

/// The sex by the ID, when the ID's year agrees with the birth date.
fn by_id(record: &Record<'_>) -> Option<Fix> {
    let id = witness::of_id(record.text(Field::PersonalId))?;
    if record.birth_date.year() != Some(id.birth_year) {
        return None;
    }
    let value = id.sex.text(record.list.facts.sex_coding);
    let title = Message::new("Lấy giới tính theo số CCCD: {sex}").with("sex", id.sex.word());
    let why = Message::new("Số CCCD có năm sinh trùng với ngày sinh");
    Some(Fix::confirm(value, title).because(why))
}
