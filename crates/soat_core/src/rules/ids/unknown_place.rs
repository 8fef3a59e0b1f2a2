use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/unknown-place",
    title: "Ba số đầu không phải mã tỉnh",
    severity: Severity::Error,
    doc: include_str!("unknown_place.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::UnknownPlace { digits, repair } = &record.personal_id.meaning else { return };
    let message = Message::new("Ba số đầu {prefix} không phải mã tỉnh hay mã quốc gia nào")
        .with("prefix", digits.get(..3).unwrap_or_default());
    let fix = match repair {
        Some(number) => {
            let title = Message::new("Có thể là {number}").with("number", number);
            let evidence =
                Message::new("Chỉ sai một chỗ trong sáu số đầu; khớp giới tính và năm sinh");
            Fix::confirm(number.to_string(), title).because(evidence)
        }
        None => Fix::manual(Message::new("Xem lại số trên giấy tờ")),
    };
    findings.push(Field::PersonalId, message, fix);
}
