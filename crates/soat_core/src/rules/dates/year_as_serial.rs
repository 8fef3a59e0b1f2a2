use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date::DateShape;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "dates/year-as-serial",
    title: "Năm sinh bị Excel đổi thành ngày của 1905",
    severity: Severity::Error,
    doc: include_str!("year_as_serial.md"),
    check: Check::If(When::OddBirthDate, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let DateShape::YearAsSerial(year) = record.birth_date.shape else { return };
    let ask =
        Fix::manual(Message::new("Hỏi ngày và tháng sinh; năm sinh là {year}").with("year", year))
            .because(
                Message::new("Excel hiện số {year} thành ngày này khi ô có định dạng ngày")
                    .with("year", year),
            );
    let message = Message::new("Chỉ có năm sinh {year}, bị Excel đổi thành ngày của năm 1905");
    findings.push(Field::BirthDate, message.with("year", year), ask);
}
