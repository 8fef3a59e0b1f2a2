use crate::common::{Birth, Common, have_one_home, is_likely_one_person, row_numbers};
use crate::field::Field;
use crate::finding::{Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};
use crate::rules::duplicates::{cmnd_and_cccd, one_digit_apart};

pub(crate) const RULE: Rule = Rule {
    id: "duplicates/same-person",
    title: "Nghi một người ghi ở nhiều dòng",
    severity: Severity::Warning,
    doc: include_str!("same_person.md"),
    check: Check::Shared { common: Common::Person, check },
};

fn check(record: &Record<'_>, others: &[Record<'_>], findings: &mut Findings<'_>) {
    let alike = others.iter().filter(|it| {
        is_likely_one_person(record, it) && !is_told(record, it) && !are_two(record, it)
    });
    let rows: Vec<usize> = alike.map(|it| it.row_idx).collect();
    if rows.is_empty() {
        return;
    }
    let message = match Birth::of(record) {
        Some(Birth::Day(_)) => Message::new("Cùng họ tên, ngày sinh với dòng {rows}"),
        _ => Message::new("Cùng họ tên, năm sinh, số điện thoại với dòng {rows}"),
    };
    findings.push_shared(Field::FullName, message.with("rows", row_numbers(record, &rows)), rows);
}

/// Two people may well share a name and a day. When each has a number of the same kind, and the
/// numbers are far apart, only a common phone or address speaks for one person.
fn are_two(a: &Record<'_>, b: &Record<'_>) -> bool {
    let [one, other] = [a, b].map(|it| it.personal_id.canonical());
    one.zip(other).is_some_and(|(one, other)| one.len() == other.len()) && !have_one_home(a, b)
}

/// Does a rule of numbers tell it better?
fn is_told(a: &Record<'_>, b: &Record<'_>) -> bool {
    let [one, other] = [a, b].map(|it| it.personal_id.canonical());
    let is_used_twice = one.is_some() && one == other;
    is_used_twice || cmnd_and_cccd::has_both(a, b) || one_digit_apart::are_near(a, b)
}
