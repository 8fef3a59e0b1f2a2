use crate::common::{Common, is_likely_one_person, row_numbers};
use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::{Agreement, IdMeaning, PersonalNumber};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "duplicates/one-digit-apart",
    title: "Một người, hai số CCCD lệch một chỗ",
    severity: Severity::Warning,
    doc: include_str!("one_digit_apart.md"),
    check: Check::Shared { common: Common::Person, check },
};

fn check(record: &Record<'_>, others: &[Record<'_>], findings: &mut Findings<'_>) {
    let alike: Vec<&Record<'_>> = others
        .iter()
        .filter(|it| are_near(record, it) && is_likely_one_person(record, it))
        .collect();
    if alike.is_empty() {
        return;
    }
    let rows: Vec<usize> = alike.iter().map(|it| it.row_idx).collect();
    let agrees_here = agrees(record);
    let agreeing: Vec<&&Record<'_>> = alike.iter().filter(|it| agrees(it)).collect();
    let template = match (agrees_here, agreeing.as_slice()) {
        (true, []) => {
            "Cùng người với dòng {rows}, số lệch một chỗ; số ở dòng này khớp giới tính, năm sinh"
        }
        (false, [_]) => {
            "Cùng người với dòng {rows}, số lệch một chỗ; số ở dòng kia khớp giới tính, năm sinh"
        }
        _ => "Cùng họ tên, ngày sinh với dòng {rows}, số chỉ lệch một chỗ",
    };
    let message = Message::new(template).with("rows", row_numbers(record, &rows));
    let fix = match agreeing.as_slice() {
        [other] if !agrees_here => number(other).map(|it| take(record, other, it)),
        _ => None,
    };
    findings.push_shared(Field::PersonalId, message, rows);
    if let Some(last) = findings.out.last_mut() {
        last.fix = fix;
    }
}

/// Do the two rows have personal numbers of which one is a single slip from the other: one digit
/// differs, or two neighbours changed places?
pub(crate) fn are_near(a: &Record<'_>, b: &Record<'_>) -> bool {
    let (Some(a), Some(b)) = (number(a), number(b)) else { return false };
    let (a, b) = (a.to_string(), b.to_string());
    let places = a.bytes().zip(b.bytes()).enumerate().filter(|(_, (a, b))| a != b);
    match places.collect::<Vec<_>>().as_slice() {
        [_] => true,
        [(first, one), (second, other)] => second - first == 1 && *one == (other.1, other.0),
        _ => false,
    }
}

fn number(record: &Record<'_>) -> Option<PersonalNumber> {
    match record.personal_id.meaning {
        IdMeaning::Personal(number) | IdMeaning::LostZeros(number) => Some(number),
        _ => None,
    }
}

fn agrees(record: &Record<'_>) -> bool {
    number(record).is_some_and(|it| it.agreement(record.person()) == Agreement::Full)
}

fn take(record: &Record<'_>, other: &Record<'_>, number: PersonalNumber) -> Fix {
    let row = row_numbers(record, &[other.row_idx]);
    Fix::confirm(number.to_string(), Message::new("Lấy số của dòng {row}").with("row", row))
        .because(Message::new("Cùng họ tên, ngày sinh; hai số chỉ lệch một chỗ"))
        .because(Message::new("Chỉ số kia khớp giới tính và năm sinh"))
}
