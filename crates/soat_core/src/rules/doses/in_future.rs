use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "doses/in-future",
    title: "Ngày tiêm ở tương lai",
    severity: Severity::Error,
    doc: include_str!("in_future.md"),
    check: Check::If(When::OddDoses, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let today = record.list.options.today;
    for (number, dose, reading) in record.dose_dates() {
        if reading.date().is_none_or(|it| it <= today) {
            continue;
        }
        let message = Message::new("Ngày tiêm mũi {dose} ở sau ngày kiểm tra").with("dose", number);
        let ask = Fix::manual(Message::new("Xem lại ngày tiêm"));
        findings.push(dose.date, message, ask);
    }
}
