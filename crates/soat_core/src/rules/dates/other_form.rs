use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateShape};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/other-form",
    title: "Ngày sinh không theo dạng dd/mm/yyyy",
    severity: Severity::Error,
    doc: include_str!("other_form.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::OtherForm(birth) = record.birth_date.shape else { return };
    let message = Message::new("Ngày sinh không theo dạng dd/mm/yyyy");
    let fix = Fix::safe(date::write(birth), Message::new("Viết lại thành dd/mm/yyyy"));
    findings.push(Field::BirthDate, message, fix);
}
