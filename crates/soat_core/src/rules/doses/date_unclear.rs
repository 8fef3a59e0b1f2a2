use crate::finding::{Fix, Message, Severity};
use crate::parse::date::DateShape;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "doses/date-unclear",
    title: "Không đọc được ngày tiêm",
    severity: Severity::Error,
    doc: include_str!("date_unclear.md"),
    check: Check::If(When::OddDoses, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for (number, dose, reading) in record.dose_dates() {
        let is_unclear = matches!(
            reading.shape,
            DateShape::YearOnly(_)
                | DateShape::MonthOnly { .. }
                | DateShape::YearAsSerial(_)
                | DateShape::Impossible(_)
                | DateShape::Lunar
                | DateShape::Age
                | DateShape::Unreadable
        );
        if !is_unclear {
            continue;
        }
        let message = Message::new("Ngày tiêm mũi {dose} không đủ hoặc không đọc được");
        let ask = Fix::manual(Message::new("Xem lại ngày trên giấy xác nhận tiêm"));
        findings.push(dose.date, message.with("dose", number), ask);
    }
}
