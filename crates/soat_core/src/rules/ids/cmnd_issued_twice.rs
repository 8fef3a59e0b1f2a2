use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "ids/cmnd-issued-twice",
    title: "Dải số CMND từng bị cấp trùng",
    severity: Severity::Hint,
    doc: include_str!("cmnd_issued_twice.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::Cmnd(digits) = &record.personal_id.meaning else { return };
    if !("271450001"..="271500000").contains(&digits.as_str()) {
        return;
    }
    let message = Message::new("Dải số CMND 271450001–271500000 từng bị cấp trùng");
    let ask = Message::new("Nên xin số định danh 12 số của người này");
    findings.push(Field::PersonalId, message, Fix::manual(ask));
}
