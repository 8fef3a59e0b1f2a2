use crate::finding::{Fix, Message, Severity};
use crate::parse::vaccine::DOSES;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "doses/skipped",
    title: "Có mũi sau mà thiếu mũi trước",
    severity: Severity::Warning,
    doc: include_str!("skipped.md"),
    check: Check::If(When::OddDoses, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let mut is_missing = false;
    for (number, dose) in (1..).zip(DOSES) {
        if record.cell(dose.date).is_none() {
            return;
        }
        let is_filled = record.is_filled(dose.date) || record.is_filled(dose.vaccine);
        if is_filled && is_missing {
            let message = Message::new("Có mũi {dose} nhưng thiếu mũi trước").with("dose", number);
            let ask = Fix::manual(Message::new("Bổ sung mũi trước hoặc chuyển mũi này lên"));
            return findings.push(dose.date, message, ask);
        }
        is_missing = !is_filled;
    }
}
