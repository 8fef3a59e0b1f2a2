use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "cells/too-long",
    title: "Ô quá dài nên chưa được đọc",
    severity: Severity::Error,
    doc: include_str!("too_long.md"),
    check: Check::If(When::LongCells, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for &field in Field::ALL {
        let Some(severity) = severity(field).filter(|_| record.is_too_long(field)) else {
            continue;
        };
        let message =
            Message::new("Ô dài hơn {most} ký tự, Soát chưa đọc").with("most", field.most_read());
        let ask =
            Fix::manual(Message::new("Mở ô ra xem: có thể nội dung khác bị dán nhầm vào đây"));
        findings.push_as(severity, field, message, ask);
    }
}

/// What the platform takes in one form only cannot be so long; elsewhere a person decides. Notes may
/// be of any length.
fn severity(field: Field) -> Option<Severity> {
    match field {
        Field::Ordinal | Field::Note | Field::ImportFailure | Field::ImportSuccess => None,
        Field::Workplace
        | Field::Address
        | Field::Email
        | Field::Occupation
        | Field::Guardian
        | Field::MotherName
        | Field::HouseholdHead => Some(Severity::Warning),
        _ => Some(Severity::Error),
    }
}
