use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::Content;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/digit",
    title: "Họ tên có chữ số",
    severity: Severity::Error,
    doc: include_str!("digit.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Content::Digits(without) = &record.name().content else { return };
    let fix = match without {
        Some(name) => Fix::confirm(name, Message::new("Bỏ số, giữ “{name}”").with("name", name))
            .because(Message::new("Số đứng ở đầu hoặc cuối tên thường là số thứ tự")),
        None => Fix::manual(Message::new("Ghi họ tên theo giấy tờ")),
    };
    findings.push(Field::FullName, Message::new("Họ tên có chữ số"), fix);
}
