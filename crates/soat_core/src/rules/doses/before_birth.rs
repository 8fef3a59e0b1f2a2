use crate::finding::{Fix, Message, Severity};
use crate::parse::date;
use crate::parse::vaccine::DOSES;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "doses/before-birth",
    title: "Ngày tiêm trước ngày sinh",
    severity: Severity::Error,
    doc: include_str!("before_birth.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(birth) = record.birth_date.date() else { return };
    let (system, today) = (record.list.table.date_system(), record.list.options.today);
    for (number, dose) in (1..).zip(DOSES) {
        let Some(cell) = record.cell(dose.date).filter(|it| !it.text.is_empty()) else { continue };
        let reading = date::read(cell, system, today);
        if reading.date().is_none_or(|it| it >= birth) {
            continue;
        }
        let message = Message::new("Ngày tiêm mũi {dose} ở trước ngày sinh").with("dose", number);
        let ask = Fix::manual(Message::new("Xem lại ngày tiêm và ngày sinh"));
        findings.push(dose.date, message, ask);
    }
}
