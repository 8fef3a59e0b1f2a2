use crate::finding::{Fix, Message, Severity};
use crate::parse::vaccine::{self, DOSES, VACCINES, VaccineReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "doses/other-vaccine-name",
    title: "Tên vắc xin khác danh mục",
    severity: Severity::Warning,
    doc: include_str!("other_vaccine_name.md"),
    check: Check::Cells(VACCINES, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for dose in DOSES {
        let text = record.text(dose.vaccine);
        if text.is_empty() {
            continue;
        }
        let title = Message::new("Ghi tên theo danh mục PL5");
        let fix = match vaccine::read(text) {
            VaccineReading::Untidy(name) => Fix::safe(name, title),
            VaccineReading::OtherName(name) => Fix::confirm(name, title),
            _ => continue,
        };
        let message = Message::new("Tên vắc xin không viết như trong danh mục PL5");
        findings.push(dose.vaccine, message, fix);
    }
}
