use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};
use crate::schema::Profile;

pub(crate) const RULE: Rule = Rule {
    id: "ids/cmnd-not-twelve-digits",
    title: "CMND 9 số, cần số định danh 12 số",
    severity: Severity::Warning,
    doc: include_str!("cmnd_not_twelve_digits.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let is_cmnd = matches!(record.personal_id.meaning, IdMeaning::Cmnd(_));
    if !is_cmnd || record.list.options.profile != Profile::Current {
        return;
    }
    let message = Message::new("CMND 9 số đã hết giá trị từ 01/01/2025, cần số định danh 12 số");
    let ask = Message::new("Xin số định danh 12 số của người này");
    findings.push(Field::PersonalId, message, Fix::manual(ask));
}
