use crate::cell::Cell;
use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::parse::phone::{self, PhoneReading};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/cmnd-of-no-province",
    title: "Đầu số CMND không tồn tại",
    severity: Severity::Error,
    doc: include_str!("cmnd_of_no_province.md"),
    check: Check::If(When::OddId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let IdMeaning::CmndOfNobody(digits) = &record.personal_id.meaning else { return };
    let message = Message::new("Đầu số {prefix} không có trong các đầu số CMND (01 đến 38)")
        .with("prefix", digits.get(..2).unwrap_or_default());
    findings.push(Field::PersonalId, message, fix(record, digits));
}

/// Such numbers are mostly phones that lost their zero.
fn fix(record: &Record<'_>, digits: &str) -> Fix {
    let phone = format!("0{digits}");
    let is_phone = phone::read(Cell::typed(&phone)) == PhoneReading::Plain;
    let phone_cell_is_empty = record.cell(Field::Phone).is_some_and(|it| it.is_blank());
    if !is_phone || !phone_cell_is_empty {
        return Fix::manual(Message::new("Xem lại số trên giấy tờ"));
    }
    let title = Message::new("Chuyển sang cột Số điện thoại thành {phone}").with("phone", &phone);
    let evidence = Message::new("Thêm số 0 thì thành một số điện thoại di động");
    Fix::confirm("", title).and_set(Field::Phone, phone).because(evidence)
}
