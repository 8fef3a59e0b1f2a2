use crate::cell::CellKind;
use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/stray-characters",
    title: "Ký tự thừa trong số CCCD/CMND",
    severity: Severity::Error,
    doc: include_str!("stray_characters.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let value = match &record.personal_id.meaning {
        IdMeaning::Personal(number) => number.to_string(),
        IdMeaning::Cmnd(digits) => digits.clone(),
        _ => return,
    };
    if record.personal_id.is_plain {
        return;
    }
    let is_number = record.cell(Field::PersonalId).is_some_and(|it| it.kind == CellKind::Number);
    if is_number {
        let message = Message::new("Ô ở dạng số; Excel sẽ bỏ số 0 ở đầu khi sửa");
        let fix = Fix::safe(value, Message::new("Đổi ô sang dạng chữ"));
        return findings.push_as(Severity::Hint, Field::PersonalId, message, fix);
    }
    let message = Message::new("Có khoảng trắng, dấu hoặc chữ thừa quanh số");
    findings.push(Field::PersonalId, message, Fix::safe(value, Message::new("Chỉ giữ chữ số")));
}
