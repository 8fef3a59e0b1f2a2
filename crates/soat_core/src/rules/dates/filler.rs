use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "dates/filler",
    title: "Ngày sinh 01/01",
    severity: Severity::Hint,
    doc: include_str!("filler.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(birth) = record.birth_date.date() else { return };
    let today = record.list.options.today;
    if birth.ordinal() != 1 || birth > today || date::age(birth, today) > date::MAX_AGE {
        return;
    }
    let message = match birth.year() {
        1970 => Message::new("01/01/1970 thường là ngày máy tự điền"),
        _ => Message::new("Ngày 01/01 thường được điền khi chỉ biết năm sinh"),
    };
    let ask = Fix::manual(Message::new("Xem lại giấy tờ nếu có nghi ngờ"));
    findings.push(Field::BirthDate, message, ask);
}
