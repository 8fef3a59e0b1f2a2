use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::Content;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/stray-sign",
    title: "Họ tên có dấu câu lạ",
    severity: Severity::Error,
    doc: include_str!("stray_sign.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Content::Sign(sign, without) = &record.name().content else { return };
    if record.is_foreigner() {
        return;
    }
    let message = Message::new("Họ tên có dấu “{sign}”").with("sign", sign);
    // `Lê Mẫu/Hoa` may name two people.
    let may_be_two = record.text(Field::FullName).trim().contains(' ')
        && matches!(sign, '/' | ',' | ';' | '&' | '+' | ':' | '|')
        && record.text(Field::FullName).trim_matches([' ', *sign]).contains(*sign);
    let fix = if without.contains(' ') && !may_be_two {
        Fix::confirm(without, Message::new("Bỏ dấu, giữ “{name}”").with("name", without))
    } else {
        Fix::manual(Message::new("Ghi họ tên theo giấy tờ"))
    };
    findings.push(Field::FullName, message, fix);
}
