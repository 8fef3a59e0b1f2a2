use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/birth-year-conflict",
    title: "Năm sinh không khớp số CCCD",
    severity: Severity::Error,
    doc: include_str!("birth_year_conflict.md"),
    check: Check::If(When::UnconfirmedId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let (Some(number), Some(birth_year)) =
        (record.personal_id.personal(), record.birth_date.year())
    else {
        return;
    };
    let by_number = number.birth_year();
    // A number from the future has a finding of its own.
    if by_number == birth_year || by_number > record.list.options.today.year() {
        return;
    }
    let message = Message::new("Số CCCD cho biết năm sinh {number}, cột ngày sinh ghi {row}")
        .with("number", by_number)
        .with("row", birth_year);
    let look = Message::new("Xem lại giấy tờ: số CCCD hoặc ngày sinh, một trong hai bị sai");
    findings.push(Field::PersonalId, message, Fix::manual(look));
}
