//! The words above and under a list that leaves.

use soat_core::handoff::{Handoff, Recipient, Verdict};
use soat_core::{Stamp, format_date};

use super::HandoffAbout;
use super::form::day_words;

/// A line across the sheet, in halves when there is a right one.
pub(super) struct Line {
    pub(super) left: String,
    pub(super) right: String,
    pub(super) look: Look,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Title,
    Bold,
    Centred,
    Slanted,
}

fn halves(left: &str, right: &str, look: Look) -> Line {
    Line { left: left.to_owned(), right: right.to_owned(), look }
}

fn line(text: impl Into<String>, look: Look) -> Line {
    Line { left: text.into(), right: String::new(), look }
}

/// Quốc hiệu and tiêu ngữ, the place and day, the title, and how to fill the list in.
pub(super) fn head(list: &Handoff, about: &HandoffAbout<'_>) -> Vec<Line> {
    let mut lines = letterhead(about, &format!("Danh sách: {}", list.code));
    match list.to {
        Recipient::Village => lines.extend(village(list)),
        Recipient::Police => lines.extend(police(list, about)),
    }
    lines
}

/// Who writes on the left, quốc hiệu and tiêu ngữ on the right.
fn letterhead(about: &HandoffAbout<'_>, number: &str) -> Vec<Line> {
    let place = if about.place.is_empty() { "……………" } else { about.place };
    vec![
        halves(station(about), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look::Bold),
        halves(number, "Độc lập - Tự do - Hạnh phúc", Look::Bold),
        halves("", &format!("{place}, {}", day_words(about.made_on)), Look::Slanted),
        line("", Look::Plain),
    ]
}

fn station<'a>(about: &HandoffAbout<'a>) -> &'a str {
    if about.station.is_empty() { "TRẠM Y TẾ ……………" } else { about.station }
}

fn village(list: &Handoff) -> Vec<Line> {
    vec![
        line("DANH SÁCH RÀ SOÁT THÔNG TIN NGƯỜI ĐÃ TIÊM CHỦNG", Look::Title),
        line(format!("{} - {} người{}", list.recipient, list.rows.len(), due(list)), Look::Centred),
        line(
            "Cách ghi: chỉ ghi vào các cột nền vàng. Thông tin đúng rồi hoặc không biết thì để trống.",
            Look::Plain,
        ),
        line("Không sửa cột Mã dòng và các cột khác.", Look::Plain),
    ]
}

fn police(list: &Handoff, about: &HandoffAbout<'_>) -> Vec<Line> {
    vec![
        line("DANH SÁCH ĐỀ NGHỊ XÁC MINH THÔNG TIN NGƯỜI ĐÃ TIÊM CHỦNG", Look::Title),
        line(
            format!(
                "{} gửi {} - {} người{}",
                if about.station.is_empty() { "Trạm Y tế" } else { about.station },
                list.recipient,
                list.rows.len(),
                due(list)
            ),
            Look::Centred,
        ),
        line(
            format!("Cách ghi: đánh dấu x vào một trong ba cột {}.", verdict_titles()),
            Look::Plain,
        ),
        line("Nếu sai, ghi thông tin đúng vào các cột sau đó. Không sửa cột Mã dòng.", Look::Plain),
    ]
}

/// A day in Vietnam: `29/05/2022`.
pub(super) fn day_text(at_ms: u64) -> String {
    let stamp = Stamp { at_ms, ..Stamp::default() };
    stamp.day().map(format_date).unwrap_or_default()
}

/// The boxes that the police tick.
fn verdict_titles() -> String {
    Verdict::ALL.map(Verdict::title).join(" / ")
}

fn due(list: &Handoff) -> String {
    let day = list.due_ms.map(day_text);
    day.map_or_else(String::new, |it| format!(" - hạn trả {it}"))
}

/// What is handed over, when, by whom and to whom.
pub(super) fn record_head(about: &HandoffAbout<'_>, is_back: bool) -> Vec<Line> {
    let what = if is_back { "kết quả xác minh" } else { "danh sách đề nghị xác minh" };
    let parties = [station(about), "CÔNG AN XÃ"];
    let [giver, taker] = if is_back { [parties[1], parties[0]] } else { parties };
    let who = "Ông/Bà: ………………………………… Chức vụ: …………………";
    let mut lines = letterhead(about, "");
    lines.extend([
        line("BIÊN BẢN BÀN GIAO", Look::Title),
        line(format!("Về việc bàn giao {what} thông tin người đã tiêm chủng"), Look::Bold),
        line("", Look::Plain),
        line(format!("Hôm nay, {}, chúng tôi gồm:", day_words(about.made_on)), Look::Plain),
        line(format!("1. Bên giao: {giver}."), Look::Plain),
        line(who, Look::Plain),
        line(format!("2. Bên nhận: {taker}."), Look::Plain),
        line(who, Look::Plain),
        line(format!("Hai bên cùng bàn giao {what} như sau:"), Look::Plain),
        line("", Look::Plain),
    ]);
    lines
}

/// The sum in words, how many copies, and signatures.
pub(super) fn record_foot(n_lists: usize, n_people: usize, is_back: bool) -> Vec<Line> {
    let mut lines = vec![
        line("", Look::Plain),
        line(format!("Tổng số: {n_lists} danh sách, {n_people} người."), Look::Plain),
        line("Biên bản này lập thành hai bản, mỗi bên giữ một bản.", Look::Plain),
        line("", Look::Plain),
    ];
    let parties = ["TRẠM Y TẾ", "CÔNG AN XÃ"];
    let [giver, taker] = if is_back { [parties[1], parties[0]] } else { parties };
    lines.push(halves("ĐẠI DIỆN BÊN GIAO", "ĐẠI DIỆN BÊN NHẬN", Look::Bold));
    lines.push(halves(giver, taker, Look::Bold));
    lines.push(sign_here());
    lines
}

fn sign_here() -> Line {
    halves("(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên)", Look::Slanted)
}

/// Counts to be filled in, and signatures.
pub(super) fn foot(list: &Handoff, _about: &HandoffAbout<'_>) -> Vec<Line> {
    let total = format!("Tổng số: {} người.", list.rows.len());
    let (total, [left, right]) = match list.to {
        Recipient::Village => (total, ["NGƯỜI LẬP DANH SÁCH", "ĐẠI DIỆN THÔN, ẤP, TỔ DÂN PHỐ"]),
        Recipient::Police => (
            format!("{total} Trong đó: đúng …… người; sai …… người; không tìm thấy …… người."),
            ["TRẠM Y TẾ", "CÔNG AN XÃ"],
        ),
    };
    vec![
        line("", Look::Plain),
        line(total, Look::Plain),
        line("", Look::Plain),
        halves(left, right, Look::Bold),
        sign_here(),
    ]
}
