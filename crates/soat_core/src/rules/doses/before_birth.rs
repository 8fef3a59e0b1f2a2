use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "doses/before-birth",
    title: "Ngày tiêm trước ngày sinh",
    severity: Severity::Error,
    doc: include_str!("before_birth.md"),
    check: Check::If(When::OddDoses, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(birth) = record.birth_date.date() else { return };
    for (number, dose, reading) in record.dose_dates() {
        if reading.date().is_none_or(|it| it >= birth) {
            continue;
        }
        let message = Message::new("Ngày tiêm mũi {dose} ở trước ngày sinh").with("dose", number);
        let ask = Fix::manual(Message::new("Xem lại ngày tiêm và ngày sinh"));
        findings.push(dose.date, message, ask);
    }
}
