use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/malformed",
    title: "Sai định dạng số CCCD/CMND",
    severity: Severity::Error,
    doc: include_str!("malformed.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::Malformed { n_digits, has_letters } = record.personal_id.meaning else { return };
    let message = match (n_digits, has_letters) {
        (0, _) => Message::new("Ô không có chữ số nào"),
        (_, true) => Message::new("Sai định dạng: có chữ hoặc ký tự lạ lẫn trong số"),
        (_, false) => Message::new("Sai định dạng: {n} chữ số; CCCD có 12, CMND có 9 chữ số")
            .with("n", n_digits),
    };
    let look = Message::new("Xem lại số trên giấy tờ");
    findings.push(Field::PersonalId, message, Fix::manual(look));
}
