use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::{Agreement, IdMeaning, PersonalNumber};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/missing",
    title: "Không có số CCCD/CMND",
    severity: Severity::Error,
    doc: include_str!("missing.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let has_passport = record.cell(Field::Passport).is_some_and(|it| !it.is_blank());
    if record.personal_id.meaning != IdMeaning::Missing || has_passport && record.is_foreigner() {
        return;
    }
    findings.push(Field::PersonalId, Message::new("Không có số CCCD/CMND"), fix(record));
}

/// The platform's list sometimes names candidates in Ghi chú; what they are is not documented, so
/// one is proposed only when it alone agrees with the person.
fn fix(record: &Record<'_>) -> Fix {
    let runs = record.text(Field::Note).split(|it: char| !it.is_ascii_digit());
    let agrees = |it: &PersonalNumber| it.agreement(record.person()) == Agreement::Full;
    let mut candidates = runs.filter_map(PersonalNumber::parse).filter(agrees);
    if let (Some(number), None) = (candidates.next(), candidates.next()) {
        let title = Message::new("Dùng số trong Ghi chú: {number}").with("number", number);
        let evidence = Message::new("Khớp giới tính và năm sinh; cần đối chiếu với giấy tờ");
        return Fix::confirm(number.to_string(), title).because(evidence);
    }
    Fix::manual(Message::new("Xin số CCCD/số định danh từ tổ dân phố hoặc Công an xã"))
}
