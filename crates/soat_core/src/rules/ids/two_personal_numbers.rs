use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/two-personal-numbers",
    title: "Ô có hai số CCCD khác nhau",
    severity: Severity::Error,
    doc: include_str!("two_personal_numbers.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.personal_id.meaning != IdMeaning::TwoPersonalNumbers {
        return;
    }
    let message = Message::new("Ô có hai số CCCD khác nhau");
    let look = Message::new("Chỉ giữ số đúng của người này, đối chiếu với giấy tờ");
    findings.push(Field::PersonalId, message, Fix::manual(look));
}
