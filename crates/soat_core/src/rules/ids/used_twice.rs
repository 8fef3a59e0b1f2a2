use crate::common::{Common, row_numbers};
use crate::field::Field;
use crate::finding::{Message, Severity};
use crate::parse::text::fold;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "ids/used-twice",
    title: "Trùng số CCCD/CMND",
    severity: Severity::Error,
    doc: include_str!("used_twice.md"),
    check: Check::Shared { common: Common::Number, check },
};

fn check(record: &Record<'_>, others: &[Record<'_>], findings: &mut Findings<'_>) {
    let number = record.personal_id.canonical();
    let same_number = || others.iter().filter(|it| it.personal_id.canonical() == number);
    let rows: Vec<usize> = same_number().map(|it| it.row_idx).collect();
    if rows.is_empty() {
        return;
    }
    let numbers = row_numbers(record, &rows);
    if same_number().all(|it| is_same_person(record, it)) {
        let message = Message::new("Cùng người, cùng số với dòng {rows}: nghi nhập hai lần");
        findings.push_shared_as(
            Severity::Warning,
            Field::PersonalId,
            message.with("rows", numbers),
            rows,
        );
    } else {
        let message = Message::new("Trùng số với người khác ở dòng {rows}");
        findings.push_shared(Field::PersonalId, message.with("rows", numbers), rows);
    }
}

fn is_same_person(a: &Record<'_>, b: &Record<'_>) -> bool {
    fold(a.text(Field::FullName)) == fold(b.text(Field::FullName))
        && a.birth_date.year() == b.birth_date.year()
}
