use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/passport",
    title: "Hộ chiếu thay cho CCCD/CMND",
    severity: Severity::Error,
    doc: include_str!("passport.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if !record.personal_id.is_passport() || record.is_foreigner() {
        return;
    }
    let message = Message::new("Giống số hộ chiếu; người Việt Nam phải dùng số CCCD/CMND");
    let ask = Message::new("Xin số CCCD/số định danh; nếu là người nước ngoài, ghi cột Quốc tịch");
    findings.push(Field::PersonalId, message, Fix::manual(ask));
}
