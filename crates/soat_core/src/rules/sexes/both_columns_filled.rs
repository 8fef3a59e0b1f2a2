use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "sexes/both-columns-filled",
    title: "Ghi cả cột Nam và cột Nữ",
    severity: Severity::Error,
    doc: include_str!("both_columns_filled.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some([male, _]) = record.composed().and_then(|it| it.both_filled()) else { return };
    let ask = Fix::manual(Message::new("Hỏi lại, chỉ giữ một cột và xóa cột kia"));
    findings.push(male, Message::new("Ghi cả ở cột Nam và ở cột Nữ"), ask);
}
