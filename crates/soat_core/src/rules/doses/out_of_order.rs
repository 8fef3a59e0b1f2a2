use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "doses/out-of-order",
    title: "Ngày tiêm các mũi không theo thứ tự",
    severity: Severity::Error,
    doc: include_str!("out_of_order.md"),
    check: Check::If(When::OddDoses, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let mut before = None;
    for (number, dose, reading) in record.dose_dates() {
        let Some(day) = reading.date() else { continue };
        if before.is_some_and(|it| day <= it) {
            let message = Message::new("Mũi {dose} không ở sau mũi trước").with("dose", number);
            let ask = Fix::manual(Message::new("Xem lại ngày tiêm của các mũi"));
            findings.push(dose.date, message, ask);
        }
        before = Some(day);
    }
}
