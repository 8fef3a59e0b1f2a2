use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "ids/adult-number-on-child",
    title: "Trẻ em dùng số của người lớn",
    severity: Severity::Warning,
    doc: include_str!("adult_number_on_child.md"),
    check: Check::If(When::UnconfirmedId, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    const CHILD: i32 = 14;
    const ADULT: i32 = 18;
    let (Some(number), Some(birth_year)) =
        (record.personal_id.personal(), record.birth_date.year())
    else {
        return;
    };
    let this_year = record.list.options.today.year();
    let is_child = this_year - birth_year < CHILD;
    if !is_child || this_year - number.birth_year() < ADULT {
        return;
    }
    let message = Message::new("Số của người sinh năm {year}, dòng này là trẻ sinh năm {child}")
        .with("year", number.birth_year())
        .with("child", birth_year);
    let ask = Message::new("Lấy mã định danh trên giấy khai sinh của trẻ");
    findings.push(Field::PersonalId, message, Fix::manual(ask));
}
