use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::reference::ids::cmnd_issuer;
use crate::rule::{Check, Findings, Rule, When};
use crate::schema::Profile;

pub(crate) const RULE: Rule = Rule {
    id: "ids/cmnd-lost-zero",
    title: "CMND mất số 0 ở đầu",
    severity: Severity::Error,
    doc: include_str!("cmnd_lost_zero.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::EightDigits(digits) = &record.personal_id.meaning else { return };
    // The platform of 2022 takes eight digits as they stand; in a number cell they were nine.
    let is_taken = record.personal_id.is_plain && record.list.options.profile == Profile::Y2022;
    let severity = if is_taken { Severity::Warning } else { Severity::Error };
    let message = Message::new("Chỉ có 8 chữ số, có thể là CMND mất số 0 ở đầu");
    findings.push_as(severity, Field::PersonalId, message, fix(digits));
}

fn fix(digits: &str) -> Fix {
    let issuer = digits.bytes().next().and_then(|it| cmnd_issuer(it - b'0'));
    let Some(issuer) = issuer else {
        return Fix::manual(Message::new("Xem lại số trên giấy tờ"));
    };
    let evidence = Message::new("Đầu số 0{digit} là CMND do {issuer} cấp")
        .with("digit", digits.get(..1).unwrap_or_default())
        .with("issuer", issuer);
    Fix::confirm(format!("0{digits}"), Message::new("Thêm số 0 ở đầu")).because(evidence)
}
