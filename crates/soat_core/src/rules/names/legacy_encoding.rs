use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::name::NameState;
use crate::record::Record;
use crate::rule::{Check, Findings, Rule, When};

pub(crate) const RULE: Rule = Rule {
    id: "names/legacy-encoding",
    title: "Tên viết bằng phông chữ cũ",
    severity: Severity::Error,
    doc: include_str!("legacy_encoding.md"),
    check: Check::If(When::OddName, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let NameState::Legacy(decoded) = &record.name().state else { return };
    if record.is_foreigner() {
        return;
    }
    let Some((encoding, name)) = decoded else {
        let advice =
            Fix::manual(Message::new("Chuyển cả tệp sang Unicode bằng UniKey, hoặc gõ lại tên"));
        findings.push(Field::FullName, Message::new("Họ tên không phải chữ Unicode"), advice);
        return;
    };
    let message =
        Message::new("Họ tên viết theo bảng mã {encoding}").with("encoding", encoding.title());
    let fix = Fix::confirm(name, Message::new("Chuyển thành “{name}”").with("name", name))
        .because(Message::new("Đọc theo bảng mã này thì mọi tiếng đều là tiếng Việt"));
    findings.push(Field::FullName, message, fix);
}
