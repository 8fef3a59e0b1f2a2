use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::import_result::{self, Answer};
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
    // A result file opened later knows better than the columns of this one.
    if let Some(answer) = record.list.answers.and_then(|it| it.get(&record.row_idx)) {
        for said in answer.said.iter().filter(|it| it.is_open(record)) {
            push(record, findings, said.field, &said.sentence);
        }
        return;
    }
    let [failure, success] = [Field::ImportFailure, Field::ImportSuccess].map(|it| record.text(it));
    if failure.is_empty() && success.is_empty() {
        return;
    }
    let Some(Answer::Rejected(said)) = import_result::read(failure, success) else { return };
    for (field, sentence) in said {
        // The answer was about the cell as imported; once it is corrected the answer is spent. Of
        // what it is about when no cell is known, any correction of the row may be the one.
        let is_spent = match field {
            Field::ImportFailure => record.is_edited(),
            _ => record.is_cell_edited(field),
        };
        if !is_spent {
            push(record, findings, field, &sentence);
        }
    }
}

fn push(record: &Record<'_>, findings: &mut Findings<'_>, field: Field, sentence: &str) {
    let message = Message::new("Nền tảng trả lời: {sentence}").with("sentence", sentence);
    let place = if record.cell(field).is_some() { field } else { Field::ImportFailure };
    findings.push(place, message, Fix::manual(Message::new(import_result::advice(field))));
}
