use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use expect_test::{Expect, expect};
use soat_core::{
    ChangeLine, DirectEdit, Done, Field, FieldChange, ImportRow, TemplateVersion, UnresolvedRow,
    template_fields,
};

use super::*;

pub(super) const ODD_TEXTS: [&str; 34] = [
    "Nguyễn Thị Ánh",
    "Nguye\u{302}\u{303}n Va\u{306}n A\u{301}n",
    "001234567890",
    "0",
    "1",
    "00658",
    "=1+1",
    "=HYPERLINK(\"http://x\")",
    "+84912345678",
    "-5",
    "@SUM(A1)",
    "'0123",
    "<r>b</r>",
    "<r><t>x</t></r>",
    "<b>&amp;</b>",
    "a & b < c > \"d\"",
    " trước",
    "sau ",
    "\u{a0}0912\u{a0}",
    "dòng 1\ndòng 2",
    "dòng 1\r\ndòng 2",
    "\tcó tab",
    "\n",
    " ",
    "\u{0}\u{1}\u{8}\u{1b}",
    "\u{fffe}\u{ffff}\u{fffd}",
    "_x0041_",
    "_x005F_x0041_",
    "1,23E+11",
    "1.0",
    "TRUE",
    "#N/A",
    "http://example.vn/?a=1&b=2",
    "𠀀🇻🇳",
];

/// A number that looks random and is the same on every run.
pub(super) fn next(seed: &mut u32) -> usize {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    (*seed >> 8) as usize
}

pub(super) fn odd_list(version: TemplateVersion, n_rows: u32) -> ImportList {
    let mut seed = n_rows;
    let n_cells = template_fields(version).len();
    let mut text = || match next(&mut seed) % 3 {
        0 => String::new(),
        1 => ODD_TEXTS[next(&mut seed) % ODD_TEXTS.len()].to_owned(),
        _ => ODD_TEXTS[next(&mut seed) % ODD_TEXTS.len()].repeat(2),
    };
    let row = |row_number| ImportRow { row_number, cells: (0..n_cells).map(|_| text()).collect() };
    ImportList { version, rows: (9..9 + n_rows).map(row).collect() }
}

pub(super) fn list_of(cells: &[&str]) -> ImportList {
    let cells = cells.iter().map(ToString::to_string).collect();
    ImportList { version: TemplateVersion::V3, rows: vec![ImportRow { row_number: 9, cells }] }
}

fn about() -> About<'static> {
    let made_on = Date::from_ordinal_date(2022, 149).unwrap();
    About { source_name: "danh sach.xlsx", sheet: "PL1", made_on }
}

fn read(bytes: Vec<u8>) -> (String, Range<Data>) {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 1);
    (names[0].clone(), book.worksheet_range(&names[0]).unwrap())
}

fn text_at(range: &Range<Data>, row: u32, column: u32) -> String {
    match range.get_value((row, column)) {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.clone(),
        Some(Data::Float(number)) => format!("#{number}"),
        Some(Data::Int(number)) => format!("#{number}"),
        Some(other) => format!("{other:?}"),
    }
}

fn check(bytes: Vec<u8>, expected: Expect) {
    let (name, range) = read(bytes);
    expected.assert_eq(&lines(&name, &range));
}

/// The name of the sheet and its rows, in words.
pub(super) fn lines(name: &str, range: &Range<Data>) -> String {
    let (last_row, last_column) = range.end().unwrap();
    let line = |row| {
        let cells: Vec<_> = (0..=last_column).map(|it| text_at(range, row, it)).collect();
        cells.join(" | ").replace('\n', "\\n").trim_end_matches([' ', '|']).to_owned()
    };
    let lines: Vec<_> = (0..=last_row).map(line).collect();
    format!("{name}\n{}\n", lines.join("\n"))
}

fn every_cell_comes_back(list: &ImportList) {
    every_cell_is_in(&read(write_import(list).unwrap()).1, list);
}

pub(super) fn every_cell_is_in(range: &Range<Data>, list: &ImportList) {
    let mut number = 0;
    for (row_idx, row) in (8..).zip(&list.rows) {
        number += 1;
        assert_eq!(text_at(range, row_idx, 0), format!("#{number}"));
        for (column_idx, cell) in (1..).zip(&row.cells) {
            let found = text_at(range, row_idx, column_idx);
            let is_sex = column_idx == 3 && (cell == "0" || cell == "1");
            let expected = if is_sex { format!("#{cell}") } else { cell.clone() };
            assert_eq!(found, expected, "row {row_idx}, column {column_idx}");
        }
        let last = u32::try_from(row.cells.len()).unwrap();
        assert_eq!(text_at(range, row_idx, last + 1), "");
        assert_eq!(text_at(range, row_idx, last + 2), "");
    }
}

#[test]
fn every_import_cell_comes_back_as_meant() {
    every_cell_comes_back(&odd_list(TemplateVersion::V1, 60));
    every_cell_comes_back(&odd_list(TemplateVersion::V2, 61));
    every_cell_comes_back(&odd_list(TemplateVersion::V3, 200));
    every_cell_comes_back(&odd_list(TemplateVersion::V3, 0));
}

#[test]
fn the_template_frame_is_written_to_the_letter() {
    let person =
        ["Trần Thị Bé", "02/09/1990", "1", "8", "Trường ABC", "0912345678", "001190000123"];
    check(
        write_import(&list_of(&person)).unwrap(),
        expect![[r#"
            PL1_Danh sach doi tuong tiem
            Chú ý:
             | 1.Các cột có hoa thị (*) màu đỏ là cột bắt buộc phải nhập thông tin.
             | 2. Địa điểm tiêm nhập Mã cơ sở KCB của cơ sở tiêm, tham khảo tại PL4
             | 3. Với các cột không có thông tin hoặc thiếu thông tin thì KHÔNG NHẬP
             | 4. Thực hiện bỏ bộ lọc dữ liệu ( Filter) tại tất cả các sheet danh mục (sau khi thực hiện tra cứu) trước khi Tải file import lên hệ thống

            # | Họ và tên (*) | Ngày sinh dạng dd/mm/yyyy (*) | Giới tính (*)\n(0:nam, 1:nữ) | Mã nhóm \nđối tượng ưu tiên (*)\n(Tham khảo PL2) | Đơn vị công tác | Số điện thoại(*)\n(Tối thiểu 10 số) | Số CCCD, Mã định danh(*)\n(Loại 8,9,12 số) | Số thẻ bảo hiểm y tế\n(Mã thẻ 10/15 ký tự) | Nơi ở tạm trú (hiện tại) (*)\n(Tham khảo PL3) |  |  |  |  |  |  | Mũi 1 |  |  |  | Mũi 2 |  |  |  | Mũi 3 |  |  |  | Mũi 4 |  |  |  | Ghi chú | Kết quả import Thất bại\n(không điền ô này) | Kết quả import Thành công\n(không điền ô này)
             |  |  |  |  |  |  |  |  | Tỉnh/Thành phố | Mã\n Tỉnh/Thành phố (*) | Quận/Huyện | Mã Quận/Huyện\n(*) | Xã/Phường | Mã Xã/Phường\n(*) | Địa chỉ chi tiết | Tên vắc xin (*)\n(Tham khảo PL5) | Ngày tiêm dạng dd/mm/yyyy (*) | Lô vắc xin | Địa điểm tiêm (*)\n(Tham khảo PL4) | Tên vắc xin (*)\n(Tham khảo PL5) | Ngày tiêm dạng dd/mm/yyyy (*) | Lô vắc xin | Địa điểm tiêm (*)\n(Tham khảo PL4) | Tên vắc xin (*)\n(Tham khảo PL5) | Ngày tiêm dạng dd/mm/yyyy (*) | Lô vắc xin | Địa điểm tiêm (*)\n(Tham khảo PL4) | Tên vắc xin (*)\n(Tham khảo PL5) | Ngày tiêm dạng dd/mm/yyyy (*) | Lô vắc xin | Địa điểm tiêm (*)\n(Tham khảo PL4)
            #1 | Trần Thị Bé | 02/09/1990 | #1 | 8 | Trường ABC | 0912345678 | 001190000123
        "#]],
    );
}

#[test]
fn older_versions_have_their_own_headings() {
    let headings = |version| -> String {
        let columns = template::columns(version);
        let others = columns[7..8].iter().chain(&columns[18..19]).chain(&columns[24..]);
        let others: Vec<_> = others.map(|it| format!("{:?}\n", it.heading)).collect();
        format!("{} columns\n{}", columns.len(), others.concat())
    };
    expect![[r#"
        26 columns
        "Số CMT/CCCD(*)\n(Loại 8/9/12 số)"
        "Lô vắc xin(*)"
        "Ghi chú"
        "Kết quả import\n(không điền ô này)"
    "#]]
    .assert_eq(&headings(TemplateVersion::V1));
    expect![[r#"
        30 columns
        "Số CCCD, ID Công dân(*)\n(Loại 8,9,12 số)"
        "Lô vắc xin"
        "Tên vắc xin (*)\n(Tham khảo PL5)"
        "Ngày tiêm dạng dd/mm/yyyy (*)"
        "Lô vắc xin"
        "Địa điểm tiêm (*)\n(Tham khảo PL4)"
        "Ghi chú"
        "Kết quả import\n(không điền ô này)"
    "#]]
    .assert_eq(&headings(TemplateVersion::V2));
}

#[test]
fn the_columns_are_those_of_the_core() {
    for version in [TemplateVersion::V1, TemplateVersion::V2, TemplateVersion::V3] {
        let n_results = if version == TemplateVersion::V3 { 2 } else { 1 };
        let expected = template_fields(version).len() + 1 + n_results;
        assert_eq!(template::columns(version).len(), expected);
    }
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let list = odd_list(TemplateVersion::V3, 20);
    assert!(write_import(&list).unwrap() == write_import(&list).unwrap());
}

#[test]
fn parts_keep_every_row_in_order() {
    let list = odd_list(TemplateVersion::V3, 25);
    for rows_per_file in [0, 1, 7, 25, 1_000] {
        let parts = split_import(&list, rows_per_file);
        assert!(parts.iter().all(|it| it.rows.len() <= rows_per_file.max(1)));
        let rows: Vec<_> = parts.into_iter().flat_map(|it| it.rows).collect();
        assert!(rows == list.rows);
    }
    assert_eq!(split_import(&odd_list(TemplateVersion::V1, 0), 10).len(), 1);
}

#[test]
fn a_text_over_the_limit_is_refused_with_its_place() {
    let long = "ă".repeat(32_768);
    let error = write_import(&list_of(&["Lê A", "", "", "", &long])).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::TextTooLong);
    assert_eq!(error.location(), ("PL1_Danh sach doi tuong tiem", Some("F9")));
    assert_eq!(error.source_row(), Some(9));
    expect![
        "the text is longer than a cell can hold, sheet `PL1_Danh sach doi tuong tiem`, cell F9"
    ]
    .assert_eq(&error.to_string());
    every_cell_comes_back(&list_of(&["Lê A", &"ă".repeat(32_767)]));
}

#[test]
fn too_many_rows_are_refused() {
    let row = ImportRow { row_number: 9, cells: Vec::new() };
    let list = ImportList { version: TemplateVersion::V3, rows: vec![row; 1_048_569] };
    assert_eq!(write_import(&list).unwrap_err().kind(), WriteErrorKind::TooLarge);
}

#[test]
fn the_direct_edit_list_has_a_line_a_change() {
    let change = |field: Field, old: &str, new: &str| FieldChange {
        field,
        title: field.title().to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
    };
    let edit = |full_name: &str, changes: Vec<FieldChange>, done: Done| DirectEdit {
        row_number: 12,
        full_name: full_name.to_owned(),
        phone: "0912345678".to_owned(),
        birth_date: "01/02/1990".to_owned(),
        personal_id: "001190000123".to_owned(),
        insurance_number: String::new(),
        changes,
        reasons: vec!["Họ tên có chữ số".to_owned(), "Ngày sinh không có thật".to_owned()],
        done,
        done_at: if done == Done::No { "" } else { "29/05/2022 08:15" }.to_owned(),
    };
    let changes = vec![
        change(Field::FullName, "Lê A1", "Lê A"),
        change(Field::BirthDate, "31/02/1990", "01/02/1990"),
    ];
    let list = [
        edit("Lê A1", changes, Done::ChangedSince),
        edit("Lê B", Vec::new(), Done::Yes),
        edit("<r>=1</r>", Vec::new(), Done::No),
    ];
    check(
        write_direct_edits(&list, &about()).unwrap(),
        expect![[r#"
            Sửa trực tiếp
            DANH SÁCH SỬA TRỰC TIẾP TRÊN NỀN TẢNG
            Từ tệp: danh sach.xlsx, trang PL1. Lập ngày 29/05/2022. 3 người, 2 chỗ cần sửa. Đã sửa 1 người, còn 2 người (trong đó 1 người đã đổi sau khi đánh dấu).
            Trên Nền tảng: tìm bằng Họ và tên hoặc Số điện thoại, mở hồ sơ, sửa mục ở cột “Mục cần sửa” thành chữ ở cột “Sửa thành”, lưu, rồi đánh dấu vào cột “Đã sửa”.
            STT | Họ và tên | Số điện thoại | Ngày sinh | Số CCCD/CMND đang ghi | Mục cần sửa | Đang ghi | Sửa thành | Lý do | Dòng trong tệp | Đã sửa
            #1 | Lê A1 | 0912345678 | 01/02/1990 | 001190000123 | Họ và tên | Lê A1 | Lê A | Họ tên có chữ số\nNgày sinh không có thật | #12 | Đã đổi sau khi đánh dấu (29/05/2022 08:15)
            #1 | Lê A1 | 0912345678 | 01/02/1990 | 001190000123 | Ngày sinh | 31/02/1990 | 01/02/1990 | Họ tên có chữ số\nNgày sinh không có thật | #12 | Đã đổi sau khi đánh dấu (29/05/2022 08:15)
            #2 | Lê B | 0912345678 | 01/02/1990 | 001190000123 |  |  |  | Họ tên có chữ số\nNgày sinh không có thật | #12 | x\n29/05/2022 08:15
            #3 | <r>=1</r> | 0912345678 | 01/02/1990 | 001190000123 |  |  |  | Họ tên có chữ số\nNgày sinh không có thật | #12
        "#]],
    );
}

#[test]
fn the_unresolved_list_keeps_every_column() {
    let row = |cells: &[&str]| UnresolvedRow {
        row_number: 30,
        cells: cells.iter().map(ToString::to_string).collect(),
        reasons: vec!["Số CCCD/CMND: còn thiếu".to_owned()],
    };
    let headings = ["Họ và tên (*)", "Lô vắc xin", "Cột lạ", "Cột lạ"].map(str::to_owned).to_vec();
    let rows = vec![row(&["Lê A", "", "x", "=y"]), row(&["Lê B"]), row(&["a", "", "b", "c", "d"])];
    check(
        write_unresolved(&UnresolvedList { headings, rows }, &about()).unwrap(),
        expect![[r#"
            Chưa giải quyết
            DANH SÁCH CHƯA GIẢI QUYẾT ĐƯỢC
            Từ tệp: danh sach.xlsx, trang PL1. Lập ngày 29/05/2022. 3 người.
            Dòng trong tệp | Lý do | Họ và tên (*) | Lô vắc xin | Cột lạ | Cột lạ
            #30 | Số CCCD/CMND: còn thiếu | Lê A |  | x | =y
            #30 | Số CCCD/CMND: còn thiếu | Lê B
            #30 | Số CCCD/CMND: còn thiếu | a |  | b | c | d
        "#]],
    );
}

#[test]
fn the_log_has_a_line_a_change() {
    let line = ChangeLine {
        at: "29/05/2022 08:15".to_owned(),
        row_number: 9,
        full_name: "Lê A".to_owned(),
        title: "Số điện thoại".to_owned(),
        old: "912345678".to_owned(),
        new: "0912345678".to_owned(),
        why: "Chấp nhận đề xuất".to_owned(),
    };
    check(
        write_changes(&[line], &about()).unwrap(),
        expect![[r#"
        Nhật ký sửa đổi
        NHẬT KÝ SỬA ĐỔI
        Từ tệp: danh sach.xlsx, trang PL1. Lập ngày 29/05/2022. 1 thay đổi.
        STT | Lúc | Dòng trong tệp | Họ và tên | Mục | Trước | Sau | Vì sao
        #1 | 29/05/2022 08:15 | #9 | Lê A | Số điện thoại | 912345678 | 0912345678 | Chấp nhận đề xuất
    "#]],
    );
}

#[test]
fn lists_for_people_clip_what_no_cell_holds() {
    let row = UnresolvedRow {
        row_number: 1,
        cells: vec!["🇻🇳".repeat(20_000)],
        reasons: vec!["x".repeat(40_000)],
    };
    let headings = vec!["h".repeat(40_000)];
    let list = UnresolvedList { headings, rows: vec![row] };
    let name = "n".repeat(40_000);
    let about = About { source_name: &name, ..about() };
    let (_, range) = read(write_unresolved(&list, &about).unwrap());
    assert_eq!(text_at(&range, 3, 1).chars().count(), 32_767);
    assert!(text_at(&range, 3, 2).ends_with('…'));
}

#[test]
fn empty_lists_are_still_books() {
    assert!(write_direct_edits(&[], &about()).is_ok());
    assert!(write_changes(&[], &about()).is_ok());
    let nothing = UnresolvedList { headings: Vec::new(), rows: Vec::new() };
    assert!(write_unresolved(&nothing, &about()).is_ok());
}

#[test]
fn texts_which_stay_whole_are_not_copied() {
    assert!(matches!(text::clip("Lê A"), std::borrow::Cow::Borrowed("Lê A")));
}

#[test]
fn a_book_that_reads_otherwise_is_not_given() {
    let [meant, other] = ["0123", "123"].map(|it| write_import(&list_of(&[it])).unwrap());
    let ledger = page::Ledger::of_book(&meant).unwrap();
    assert!(read_back(meant.clone(), ledger, template::SHEET).is_ok());
    let cut = meant[..meant.len() - 40].to_vec();
    for bytes in [other, cut] {
        let refused = read_back(bytes, ledger, template::SHEET).unwrap_err();
        assert_eq!(refused.kind(), WriteErrorKind::ReadBack);
    }
}
