use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::phone::{PhoneReading, Slip};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "phones/lost-leading-zero",
    title: "Số điện thoại mất số 0 ở đầu",
    severity: Severity::Error,
    doc: include_str!("lost_leading_zero.md"),
    check: Check::If(When::OddPhone, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if record.cell(Field::Phone).is_none() {
        return;
    }
    let PhoneReading::Clear { value, slip: Slip::LostZero, is_sure } = record.phone() else {
        return;
    };
    let title = Message::new("Thêm số 0 ở đầu");
    let message = Message::new("Số điện thoại mất số 0 ở đầu");
    // 31 to 38 also begin a CMND, which then should not be in the ID column as well.
    let has_id = record.cell(Field::PersonalId).is_some_and(|it| is_other_id(it.text, value));
    let fix = if *is_sure || has_id {
        Fix::safe(value, title)
    } else {
        let why = Message::new("Cũng có thể là số CMND: cột CCCD/CMND không có số khác");
        Fix::confirm(value, title).because(why)
    };
    findings.push(Field::Phone, message, fix);
}

/// Does the ID cell hold an ID, and not this phone?
fn is_other_id(id: &str, phone: &str) -> bool {
    let is_id = matches!(id.len(), 9 | 11 | 12) && id.bytes().all(|it| it.is_ascii_digit());
    is_id && phone.strip_prefix('0') != Some(id)
}
