use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/sex-conflict",
    title: "Giới tính không khớp số CCCD",
    severity: Severity::Error,
    doc: include_str!("sex_conflict.md"),
    check: Check::If(When::UnconfirmedId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let (Some(number), Some(sex)) = (record.personal_id.personal(), record.sex.known()) else {
        return;
    };
    if number.sex() == sex {
        return;
    }
    let message = Message::new("Số CCCD cho biết giới tính {number}, cột giới tính ghi {row}")
        .with("number", number.sex().word())
        .with("row", sex.word());
    let look = Message::new("Xem lại giấy tờ: số CCCD hoặc giới tính, một trong hai bị sai");
    findings.push(Field::PersonalId, message, Fix::manual(look));
}
