use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/birth-year-in-future",
    title: "Số CCCD của người chưa sinh",
    severity: Severity::Error,
    doc: include_str!("birth_year_in_future.md"),
    check: Check::If(When::UnconfirmedId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(number) = record.personal_id.personal() else { return };
    let by_number = number.birth_year();
    if by_number <= record.list.options.today.year() {
        return;
    }
    let message =
        Message::new("Theo số CCCD thì sinh năm {year}, ở tương lai").with("year", by_number);
    let look = Message::new("Xem lại ba chữ số thứ 4, 5, 6 trên giấy tờ");
    findings.push(Field::PersonalId, message, Fix::manual(look));
}
