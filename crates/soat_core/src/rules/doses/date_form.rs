use crate::finding::{Fix, Message, Severity};
use crate::parse::date::{self, DateShape};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "doses/date-form",
    title: "Ngày tiêm không theo dạng dd/mm/yyyy",
    severity: Severity::Error,
    doc: include_str!("date_form.md"),
    check: Check::If(When::OddDoses, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for (number, dose, reading) in record.dose_dates() {
        let title = Message::new("Viết lại thành dd/mm/yyyy");
        let fix = match reading.shape {
            DateShape::DateCell(day) | DateShape::OtherForm(day) => {
                Fix::safe(date::write(day), title)
            }
            DateShape::BareNumber(day) | DateShape::MonthFirst(day) => {
                Fix::confirm(date::write(day), title)
            }
            DateShape::TwoDigitYear { day, month, year } => {
                Fix::confirm(format!("{day:02}/{month:02}/20{year:02}"), title)
            }
            _ => continue,
        };
        let message = Message::new("Ngày tiêm mũi {dose} không theo dạng dd/mm/yyyy");
        findings.push(dose.date, message.with("dose", number), fix);
    }
}
