use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::date;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule};
use crate::schema::Layout;

pub(crate) const RULE: Rule = Rule {
    id: "dates/under-18",
    title: "Chưa đủ 18 tuổi",
    severity: Severity::Hint,
    doc: include_str!("under_18.md"),
    check: Check::Row(check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    if !matches!(record.list.facts.layout, Layout::ImportV1 | Layout::ImportV2) {
        return;
    }
    let (Some(birth), today) = (record.birth_date.date(), record.list.options.today) else {
        return;
    };
    if birth > today || date::age(birth, today) >= 18 {
        return;
    }
    let ask =
        Fix::manual(Message::new("Nếu Nền tảng từ chối, thêm người này trực tiếp trên Nền tảng"));
    findings.push(Field::BirthDate, Message::new("Chưa đủ 18 tuổi vào ngày kiểm tra"), ask);
}
