use crate::finding::{Fix, Message, Severity};
use crate::parse::vaccine::{self, DOSES, VACCINES, VaccineReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "doses/unknown-vaccine",
    title: "Vắc xin không có trong danh mục",
    severity: Severity::Warning,
    doc: include_str!("unknown_vaccine.md"),
    check: Check::Cells(VACCINES, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for dose in DOSES {
        let text = record.text(dose.vaccine);
        if text.is_empty() {
            continue;
        }
        if vaccine::read(text) != VaccineReading::Unknown {
            continue;
        }
        let message = Message::new("Vắc xin này không có trong danh mục PL5");
        let ask = Fix::manual(Message::new("Chọn tên trong danh mục PL5"));
        findings.push(dose.vaccine, message, ask);
    }
}
