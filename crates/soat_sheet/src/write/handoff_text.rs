//! The words above and under a list that leaves.

use soat_core::handoff::{Handoff, Recipient};

use super::HandoffAbout;
use super::handoff::{day_words, verdict_titles};

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
    let place = match about.place {
        "" => "……………".to_owned(),
        place => place.to_owned(),
    };
    let station =
        if about.station.is_empty() { "TRẠM Y TẾ ……………" } else { about.station };
    let mut lines = vec![
        halves(station, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look::Bold),
        halves(&format!("Danh sách: {}", list.code), "Độc lập - Tự do - Hạnh phúc", Look::Bold),
        halves("", &format!("{place}, {}", day_words(about.made_on)), Look::Slanted),
        line("", Look::Plain),
    ];
    match list.to {
        Recipient::Village => lines.extend(village(list)),
        Recipient::Police => lines.extend(police(list)),
    }
    lines
}

fn village(list: &Handoff) -> Vec<Line> {
    vec![
        line("DANH SÁCH RÀ SOÁT THÔNG TIN NGƯỜI ĐÃ TIÊM CHỦNG", Look::Title),
        line(format!("{} - {} người", list.recipient, list.rows.len()), Look::Centred),
        line(
            "Cách ghi: chỉ ghi vào các cột nền vàng. Thông tin đúng rồi hoặc không biết thì để trống.",
            Look::Plain,
        ),
        line("Không sửa cột Mã dòng và các cột khác.", Look::Plain),
    ]
}

fn police(list: &Handoff) -> Vec<Line> {
    vec![
        line("BIÊN BẢN BÀN GIAO DANH SÁCH ĐỀ NGHỊ XÁC MINH", Look::Title),
        line(
            format!(
                "Bên giao: Trạm Y tế. Bên nhận: {}. Số người trong danh sách: {}.",
                list.recipient,
                list.rows.len()
            ),
            Look::Plain,
        ),
        line(
            format!("Cách ghi: đánh dấu x vào một trong ba cột {}.", verdict_titles()),
            Look::Plain,
        ),
        line("Nếu sai, ghi thông tin đúng vào các cột sau đó. Không sửa cột Mã dòng.", Look::Plain),
    ]
}

/// Counts to be filled in, and signatures.
pub(super) fn foot(list: &Handoff, _about: &HandoffAbout<'_>) -> Vec<Line> {
    let total = format!("Tổng số: {} người.", list.rows.len());
    let mut lines = vec![line("", Look::Plain)];
    match list.to {
        Recipient::Village => {
            lines.push(line(total, Look::Plain));
            lines.push(halves("NGƯỜI LẬP DANH SÁCH", "ĐẠI DIỆN THÔN, ẤP, TỔ DÂN PHỐ", Look::Bold));
        }
        Recipient::Police => {
            lines.push(line(
                format!("{total} Trong đó: đúng …… người; sai …… người; không tìm thấy …… người."),
                Look::Plain,
            ));
            lines.push(line("Biên bản này lập thành hai bản, mỗi bên giữ một bản.", Look::Plain));
            lines.push(halves("TRẠM Y TẾ", "CÔNG AN XÃ", Look::Bold));
        }
    }
    lines.push(halves("(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên)", Look::Slanted));
    lines.extend((0..4).map(|_| line("", Look::Plain)));
    lines
}
