use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::import_result;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "imports/rejected",
    title: "Nền tảng đã từ chối khi Import",
    severity: Severity::Error,
    doc: include_str!("rejected.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let answer = record.text(Field::ImportFailure);
    if answer.is_empty() {
        return;
    }
    for (field, sentence) in import_result::messages(answer) {
        // The answer was about the cell as imported; once it is corrected the answer is spent.
        if record.is_cell_edited(field) {
            continue;
        }
        let message = Message::new("Nền tảng trả lời: {sentence}").with("sentence", sentence);
        let place = if record.cell(field).is_some() { field } else { Field::ImportFailure };
        let again = Fix::manual(Message::new("Sửa ô này rồi Import lại"));
        findings.push(place, message, again);
    }
}
