use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::Content;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/remark",
    title: "Có ghi chú trong ô họ tên",
    severity: Severity::Error,
    doc: include_str!("remark.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Content::Remark(remark) = &record.name().content else { return };
    let (severity, message) = if remark.is_letter {
        let message = Message::new("Sau họ tên có một chữ cái, như để phân biệt người trùng tên");
        (Severity::Warning, message)
    } else {
        (RULE.severity, Message::new("Ô họ tên có ghi chú, không chỉ có tên"))
    };
    let name = &remark.name;
    let fix = if name.contains(' ') {
        Fix::confirm(name, Message::new("Chỉ giữ “{name}”").with("name", name))
    } else {
        Fix::manual(Message::new("Chỉ ghi họ tên, chuyển ghi chú sang cột Ghi chú"))
    };
    findings.push_as(severity, Field::FullName, message, fix);
}
