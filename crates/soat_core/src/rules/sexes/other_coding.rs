use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::sex::SexReading;
use crate::parse::text::fold;
use crate::parse::witness;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};
use crate::schema::SexCoding;

pub(crate) const RULE: Rule = Rule {
    id: "sexes/other-coding",
    title: "Giới tính ghi khác với danh sách",
    severity: Severity::Error,
    doc: include_str!("other_coding.md"),
    check: Check::If(When::OddSex, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let SexReading::Synonym(sex) = record.sex else { return };
    let coding = record.list.facts.sex_coding;
    let (severity, message) = match coding {
        SexCoding::ZeroIsMale => {
            (Severity::Error, Message::new("Mẫu Import ghi 0 là nam, 1 là nữ"))
        }
        SexCoding::Words => (Severity::Warning, Message::new("Danh sách này ghi Nam hoặc Nữ")),
        SexCoding::OneIsMale => {
            (Severity::Warning, Message::new("Danh sách này ghi 1 là nam, 0 là nữ"))
        }
        SexCoding::OneAndTwo => {
            (Severity::Warning, Message::new("Danh sách này ghi 1 là nam, 2 là nữ"))
        }
    };
    let value = sex.text(coding);
    let title = Message::new("Ghi {value} ({word})").with("value", value).with("word", sex.word());
    // One letter may stand for another word.
    let is_letter = matches!(fold(record.text(Field::Sex)).as_str(), "m" | "f");
    let id = witness::of_id(record.text(Field::PersonalId));
    let fix = if is_letter && id.is_none_or(|it| it.sex != sex) {
        Fix::confirm(value, title)
    } else {
        Fix::safe(value, title)
    };
    findings.push_as(severity, Field::Sex, message, fix);
}
