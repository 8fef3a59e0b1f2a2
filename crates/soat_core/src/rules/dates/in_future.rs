use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date;
use crate::parse::witness;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "dates/in-future",
    title: "Ngày sinh ở tương lai",
    severity: Severity::Error,
    doc: include_str!("in_future.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(birth) = record.birth_date.date() else { return };
    if birth <= record.list.options.today {
        return;
    }
    let by_id = witness::of_id(record.text(Field::PersonalId)).map(|it| it.birth_year);
    let fix = match by_id.and_then(|it| witness::with_year(birth, it)) {
        Some(birth) => Fix::confirm(date::write(birth), Message::new("Lấy năm sinh theo số CCCD"))
            .because(Message::new("Năm sinh theo số CCCD chỉ khác một chữ số")),
        None => Fix::manual(Message::new("Xem lại năm sinh trên giấy tờ")),
    };
    findings.push(Field::BirthDate, Message::new("Ngày sinh ở sau ngày lập danh sách"), fix);
}
