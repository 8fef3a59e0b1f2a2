use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateShape};
use crate::parse::witness;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/bare-number",
    title: "Ngày sinh là một con số của Excel",
    severity: Severity::Error,
    doc: include_str!("bare_number.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::BareNumber(birth) = record.birth_date.shape else { return };
    let message = Message::new("Ngày sinh là một con số, không phải ngày dd/mm/yyyy");
    let title = Message::new("Viết thành ngày dd/mm/yyyy");
    let by_id = witness::of_id(record.text(Field::PersonalId)).map(|it| it.birth_year);
    let fix = if by_id == Some(birth.year()) {
        let why = Message::new("Số CCCD cũng cho năm sinh {year}").with("year", birth.year());
        Fix::safe(date::write(birth), title).because(why)
    } else {
        let why = Message::new("Excel đếm ngày bằng số; số này ứng với một ngày sinh hợp lý");
        Fix::confirm(date::write(birth), title).because(why)
    };
    findings.push(Field::BirthDate, message, fix);
}
