use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/filler",
    title: "Số nhập cho có",
    severity: Severity::Error,
    doc: include_str!("filler.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.personal_id.meaning != IdMeaning::Filler {
        return;
    }
    let message = Message::new("Số nhập cho có, không phải số CCCD/CMND thật");
    let ask = Message::new("Coi như chưa có số; xin số CCCD/số định danh");
    findings.push(Field::PersonalId, message, Fix::manual(ask));
}
