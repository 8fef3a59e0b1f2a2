use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdReading;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "ids/missing",
    title: "Không có số CCCD/CMND",
    severity: Severity::Error,
    doc: include_str!("missing.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.personal_id != IdReading::Missing || record.is_foreigner() {
        return;
    }
    let ask = Fix::manual(Message::new("Xin số CCCD/số định danh từ tổ dân phố hoặc Công an xã"));
    findings.push(Field::PersonalId, Message::new("Không có số CCCD/CMND"), ask);
}
