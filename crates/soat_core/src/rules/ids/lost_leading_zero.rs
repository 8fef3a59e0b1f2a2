use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::{Agreement, IdMeaning, PersonalNumber};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/lost-leading-zero",
    title: "Mất số 0 ở đầu số CCCD",
    severity: Severity::Error,
    doc: include_str!("lost_leading_zero.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::LostZeros(number) = record.personal_id.meaning else { return };
    let message = Message::new("Số CCCD mất số 0 ở đầu");
    findings.push(Field::PersonalId, message, fix(record, number));
}

/// An assigned place alone proves nothing: 64.5 % of random numbers pass it. Place, sex and year
/// together pass by chance once in 1,500 numbers.
fn fix(record: &Record<'_>, number: PersonalNumber) -> Fix {
    let title = Message::new("Thêm số 0 ở đầu: {number}").with("number", number);
    let place = number.place().map_or("", |it| it.name());
    let by_place = Message::new("Ba số đầu là mã {place}").with("place", place);
    let by_person = |template| {
        Message::new(template).with("sex", number.sex().word()).with("year", number.birth_year())
    };
    match number.agreement(record.person()) {
        Agreement::Full => Fix::safe(number.to_string(), title)
            .because(by_place)
            .because(by_person("Khớp giới tính {sex} và năm sinh {year} của dòng này")),
        Agreement::Partial => Fix::confirm(number.to_string(), title)
            .because(by_place)
            .because(Message::new("Dòng này thiếu giới tính hoặc năm sinh để đối chiếu")),
        Agreement::Conflict => Fix::confirm(number.to_string(), title)
            .because(by_place)
            .because(by_person("Nhưng số này là của {sex} sinh năm {year}, không khớp dòng này")),
    }
}
