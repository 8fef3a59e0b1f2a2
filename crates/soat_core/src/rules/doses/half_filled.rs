use crate::finding::{Fix, Message, Severity};
use crate::parse::vaccine::DOSES;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "doses/half-filled",
    title: "Mũi tiêm ghi thiếu",
    severity: Severity::Warning,
    doc: include_str!("half_filled.md"),
    check: Check::If(When::OddDoses, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    for (number, dose) in (1..).zip(DOSES) {
        if !dose.fields().into_iter().any(|it| record.is_filled(it)) {
            continue;
        }
        for (field, what) in
            [(dose.vaccine, "tên vắc xin"), (dose.date, "ngày tiêm"), (dose.site, "địa điểm tiêm")]
        {
            if record.cell(field).is_none_or(|it| !it.is_blank()) {
                continue;
            }
            let message =
                Message::new("Mũi {dose} thiếu {what}").with("dose", number).with("what", what);
            let ask =
                Fix::manual(Message::new("Điền cho đủ theo giấy xác nhận tiêm, hoặc xóa cả mũi"));
            findings.push(field, message, ask);
        }
    }
}
