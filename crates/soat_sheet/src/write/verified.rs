//! Who is ready for the signing of vaccine passports, who is not, and foreigners apart.

use soat_core::handoff::{Verified, VerifiedRow};

use super::lists::columns;
use super::paper::{self, Paper, Value};
use super::{About, WriteError};

const WIDTHS: [(&str, f64); 9] = [
    ("STT", 5.0),
    ("Họ và tên", 26.0),
    ("Ngày sinh", 12.0),
    ("Giới tính", 9.0),
    ("Số CCCD/số định danh", 18.0),
    ("Kết quả xác minh", 34.0),
    ("Nguồn", 26.0),
    ("Còn phải làm trên Nền tảng", 26.0),
    ("Dòng trong tệp", 8.0),
];

pub(super) fn write(rows: &[VerifiedRow], about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    let ready = paper(
        "Đã xác minh",
        "DANH SÁCH ĐÃ XÁC MINH, CHỜ KÝ XÁC NHẬN HỘ CHIẾU VẮC XIN",
        vec![sums(rows), WHO.to_owned(), ready_sums(rows)],
        about,
    );
    let rest = paper(
        "Chưa xác minh",
        "DANH SÁCH CHƯA XÁC MINH, CHƯA KÝ XÁC NHẬN HỘ CHIẾU VẮC XIN",
        vec![sums(rows), rest_sums(rows)],
        about,
    );
    let foreign = paper(
        "Người nước ngoài",
        "NGƯỜI NƯỚC NGOÀI (HỘ CHIẾU)",
        vec![sums(rows), FOREIGN.to_owned()],
        about,
    );
    let of = |is_wanted: fn(Verified) -> bool| {
        let wanted = rows.iter().filter(move |it| is_wanted(it.verified));
        (1_u32..).zip(wanted).map(|(number, it)| cells(number, it))
    };
    paper::write_sheets([
        (&ready, of(|it| it == Verified::Yes)),
        (&rest, of(is_rest)),
        (&foreign, of(|it| it == Verified::Foreigner)),
    ])
}

const WHO: &str = "Đã xác minh: số CCCD/số định danh, họ tên, ngày sinh, giới tính không còn lỗi và Công an xã ghi “Đúng” cho đúng các thông tin đang có.";
const FOREIGN: &str = "Không đối chiếu với Cơ sở dữ liệu quốc gia về dân cư; cơ sở tiêm chịu trách nhiệm về thông tin (công văn 2262/BYT-CNTT).";

fn paper(
    sheet: &'static str,
    title: &'static str,
    mut lines: Vec<String>,
    about: &About<'_>,
) -> Paper {
    let made_on = about.made_on;
    lines.retain(|it| !it.is_empty());
    lines.insert(0, paper::source_line(about, ""));
    Paper { sheet, title, lines, columns: columns(&WIDTHS), made_on }
}

fn is_rest(it: Verified) -> bool {
    !matches!(it, Verified::Yes | Verified::Foreigner)
}

fn count(rows: &[VerifiedRow], is_wanted: impl Fn(Verified) -> bool) -> usize {
    rows.iter().filter(|it| is_wanted(it.verified)).count()
}

/// The same on every sheet: the three add up to the list.
fn sums(rows: &[VerifiedRow]) -> String {
    let [ready, foreign] =
        [Verified::Yes, Verified::Foreigner].map(|wanted| count(rows, |it| it == wanted));
    let rest = count(rows, is_rest);
    format!(
        "Cả danh sách: {} người = {ready} đã xác minh + {rest} chưa xác minh + {foreign} người nước ngoài.",
        rows.len()
    )
}

fn ready_sums(rows: &[VerifiedRow]) -> String {
    let ready = rows.iter().filter(|it| it.verified == Verified::Yes);
    let (now, later): (Vec<_>, Vec<_>) = ready.partition(|it| it.left.is_empty());
    format!(
        "Trong đó {} người không còn gì phải sửa trên Nền tảng, {} người phải cập nhật Nền tảng trước khi ký.",
        now.len(),
        later.len()
    )
}

fn rest_sums(rows: &[VerifiedRow]) -> String {
    let part = |&state: &Verified| match count(rows, |it| it == state) {
        0 => None,
        n => Some(format!("{n} {}", lower_first(state.title()))),
    };
    let parts: Vec<_> = Verified::ALL.iter().filter(|it| is_rest(**it)).filter_map(part).collect();
    if parts.is_empty() { String::new() } else { format!("Gồm: {}.", parts.join("; ")) }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |it| it.to_lowercase().chain(chars).collect())
}

fn cells(number: u32, row: &VerifiedRow) -> Vec<Value<'_>> {
    let [name, birth_date, sex, id] = &row.basic;
    vec![
        Value::Number(number),
        name.as_str().into(),
        birth_date.as_str().into(),
        sex.as_str().into(),
        id.as_str().into(),
        row.verified.title().into(),
        row.source.as_str().into(),
        row.left.as_str().into(),
        Value::Number(row.row_number),
    ]
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader, Xlsx, open_workbook_from_rs};
    use soat_core::Date;

    use super::*;

    fn row(row_number: u32, verified: Verified, left: &str) -> VerifiedRow {
        VerifiedRow {
            row_number,
            basic: ["Lê A", "01/02/1990", "Nữ", "001190000123"].map(str::to_owned),
            verified,
            source: "Công an xã, danh sách K7M".to_owned(),
            left: left.to_owned(),
        }
    }

    #[test]
    fn everybody_is_on_one_sheet_and_the_counts_add_up() {
        let rows: Vec<VerifiedRow> = (9..)
            .zip(Verified::ALL.into_iter().chain([Verified::Yes, Verified::NoAnswer]))
            .map(|(number, it)| {
                row(number, it, if number == 9 { "Import bằng tệp Excel" } else { "" })
            })
            .collect();
        let made_on = Date::from_ordinal_date(2022, 149).unwrap();
        let about = About { source_name: "danh sach.xlsx", sheet: "PL1", made_on };
        let bytes = write(&rows, &about).unwrap();
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Đã xác minh", "Chưa xác minh", "Người nước ngoài"]);
        let mut numbers = Vec::new();
        for (name, n_people) in [("Đã xác minh", 2), ("Chưa xác minh", 8), ("Người nước ngoài", 1)]
        {
            let range = book.worksheet_range(name).unwrap();
            let lines: Vec<String> = range.rows().map(|it| it[0].to_string()).collect();
            let sum =
                "Cả danh sách: 11 người = 2 đã xác minh + 8 chưa xác minh + 1 người nước ngoài.";
            assert!(lines.iter().any(|it| it == sum), "{lines:?}");
            let header = lines.iter().position(|it| it == "STT").unwrap();
            assert_eq!(lines.len() - header - 1, n_people, "{name}");
            numbers.extend(range.rows().skip(header + 1).map(|it| it[8].to_string()));
        }
        numbers.sort_by_key(|it| it.parse::<u32>().unwrap());
        assert_eq!(numbers, (9..20).map(|it| it.to_string()).collect::<Vec<_>>());
        assert!(write(&[], &about).is_ok());
    }

    #[test]
    fn what_is_left_is_counted_in_words() {
        let rows = [
            row(1, Verified::NoAnswer, ""),
            row(2, Verified::NoAnswer, ""),
            row(3, Verified::NotFound, ""),
        ];
        let words = "Gồm: 2 chưa có kết quả của công an; 1 công an không tìm thấy.";
        assert_eq!(rest_sums(&rows), words);
    }
}
