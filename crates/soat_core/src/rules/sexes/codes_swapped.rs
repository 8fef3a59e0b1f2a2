use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::sex::{Sex, SexReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "sexes/codes-swapped",
    title: "Cả cột giới tính ghi ngược 0 và 1",
    severity: Severity::Error,
    doc: include_str!("codes_swapped.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let facts = record.list.facts;
    let SexReading::Plain(sex) = record.sex else { return };
    // A cell that has been decided on is spent: swapping it again would undo the decision.
    if !facts.sex_is_swapped || record.is_cell_edited(Field::Sex) {
        return;
    }
    let other = match sex {
        Sex::Male => Sex::Female,
        Sex::Female => Sex::Male,
    };
    let message = Message::new("Mẫu Import ghi 0 là nam, 1 là nữ; danh sách này ghi ngược");
    let title = Message::new("Đổi thành {code} ({word})")
        .with("code", other.text(facts.sex_coding))
        .with("word", other.word());
    let fix = Fix::confirm(other.text(facts.sex_coding), title)
        .because(Message::new("Từ 95 % số CCCD của danh sách cho biết giới tính ngược lại"));
    findings.push(Field::Sex, message, fix);
}
