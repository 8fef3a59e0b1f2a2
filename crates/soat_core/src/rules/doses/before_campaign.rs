use crate::finding::{Fix, Message, Severity};
use crate::parse::vaccine::FIRST_INJECTION;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "doses/before-campaign",
    title: "Ngày tiêm trước ngày 08/03/2021",
    severity: Severity::Error,
    doc: include_str!("before_campaign.md"),
    check: Check::If(When::OddDoses, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for (number, dose, reading) in record.dose_dates() {
        let Some(day) = reading.date() else { continue };
        let is_before_birth = record.birth_date.date().is_some_and(|it| day < it);
        if day.to_ordinal_date() >= FIRST_INJECTION || is_before_birth {
            continue;
        }
        let message = Message::new("Ngày tiêm mũi {dose} ở trước ngày 08/03/2021");
        let ask = Fix::manual(Message::new("Xem lại ngày trên giấy xác nhận tiêm"));
        findings.push(dose.date, message.with("dose", number), ask);
    }
}
