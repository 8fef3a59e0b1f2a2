use crate::field::Field;
use crate::finding::{Fix, Message, Severity};
use crate::parse::address::{self, Level};
use crate::record::Record;
use crate::reference::conversion::Successor;
use crate::reference::units::{COMMUNES_2022, COMMUNES_2026, PROVINCES_2026, Unit};
use crate::rule::{Check, Findings, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "addresses/old-commune",
    title: "Mã xã của trước 01/07/2025",
    severity: Severity::Error,
    doc: include_str!("old_commune.md"),
    check: Check::Cells(Level::FIELDS, check),
};

fn check(record: &Record<'_>, findings: &mut Findings<'_>) {
    let Some(code) = address::read(record, Level::Commune).0.code() else { return };
    let Some(successor) = address::successor(record, Level::Commune, code) else { return };
    let Some(old) = COMMUNES_2022.find(code) else { return };
    let message = Message::new("Mã của {old}, đơn vị đã sắp xếp lại từ 01/07/2025");
    let message = message.with("old", full_name(old));
    let fix = match successor {
        Successor::One(new) => whole(record, new),
        Successor::Several(choices) => split(&choices),
    };
    findings.push(Field::CommuneCode, message, fix);
}

/// The new code, and beside it the new names, where the list has such columns.
fn whole(record: &Record<'_>, new: Unit) -> Fix {
    let title = Message::new("Chuyển sang {new}, mã {code}")
        .with("new", full_name(new))
        .with("code", COMMUNES_2026.text(new.code));
    let why = Message::new("Toàn bộ đơn vị cũ đã nhập vào đơn vị này");
    let mut fix = Fix::confirm(COMMUNES_2026.text(new.code), title).because(why);
    let mut set = |field: Field, value: String| {
        if record.cell(field).is_some_and(|it| it.text != value) {
            fix.also.push((field, value));
        }
    };
    if !address::same_name(record.text(Field::CommuneName), new) {
        set(Field::CommuneName, full_name(new));
    }
    set(Field::ProvinceCode, PROVINCES_2026.text(new.parent));
    if let Some(province) = PROVINCES_2026.find(new.parent)
        && !address::same_name(record.text(Field::ProvinceName), province)
    {
        set(Field::ProvinceName, full_name(province));
    }
    fix
}

fn split(choices: &[Unit]) -> Fix {
    let choice = |it: &Unit| format!("{} ({})", full_name(*it), COMMUNES_2026.text(it.code));
    let names: Vec<String> = choices.iter().map(choice).collect();
    let title = Message::new("Chọn theo thôn, tổ của người này: {choices}")
        .with("choices", names.join("; "));
    let why = Message::new("Đơn vị cũ được chia về nhiều đơn vị; nơi ghi đầu nhận phần lớn");
    Fix::manual(title).because(why)
}

fn full_name(unit: Unit) -> String {
    let gap = if unit.kind.is_empty() { "" } else { " " };
    format!("{}{gap}{}", unit.kind, unit.name)
}
