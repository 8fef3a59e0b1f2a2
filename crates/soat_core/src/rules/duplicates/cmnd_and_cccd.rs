use crate::common::{Common, is_likely_one_person, row_numbers};
use crate::field::Field;
use crate::finding::{Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "duplicates/cmnd-and-cccd",
    title: "Một người ghi cả CMND và CCCD ở hai dòng",
    severity: Severity::Warning,
    doc: include_str!("cmnd_and_cccd.md"),
    check: Check::Shared { common: Common::Person, check },
};

fn check(record: &Record<'_>, others: &[Record<'_>], findings: &mut Findings<'_>) {
    let alike = others.iter().filter(|it| has_both(record, it) && is_likely_one_person(record, it));
    let rows: Vec<usize> = alike.map(|it| it.row_idx).collect();
    if rows.is_empty() {
        return;
    }
    let message = match record.personal_id.meaning {
        IdMeaning::Cmnd(_) => "Dòng này ghi CMND; dòng {rows} ghi CCCD, cùng họ tên, ngày sinh",
        _ => "Dòng này ghi CCCD; dòng {rows} ghi CMND, cùng họ tên, ngày sinh",
    };
    let message = Message::new(message).with("rows", row_numbers(record, &rows));
    findings.push_shared(Field::PersonalId, message, rows);
}

/// Is there a CMND on one row and a personal number on the other?
pub(crate) fn has_both(a: &Record<'_>, b: &Record<'_>) -> bool {
    let is_cmnd = |it: &Record<'_>| matches!(it.personal_id.meaning, IdMeaning::Cmnd(_));
    let is_personal = |it: &Record<'_>| {
        matches!(it.personal_id.meaning, IdMeaning::Personal(_) | IdMeaning::LostZeros(_))
    };
    (is_cmnd(a) && is_personal(b)) || (is_personal(a) && is_cmnd(b))
}
