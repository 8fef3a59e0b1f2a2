use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/cmnd-with-letters",
    title: "CMND có mã tỉnh phía sau",
    severity: Severity::Error,
    doc: include_str!("cmnd_with_letters.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::CmndWithSuffix(digits) = &record.personal_id.meaning else { return };
    let message = Message::new("Số CMND có ba chữ cái phía sau");
    let fix = Fix::confirm(digits.as_str(), Message::new("Bỏ ba chữ cái, giữ 9 chữ số"));
    findings.push(Field::PersonalId, message, fix);
}
