//! A list leaves as a real workbook, is filled in, and comes back. Everybody here is invented.

use expect_test::expect;
use soat_core::handoff::{Handoffs, Order, Recipient, ReturnedFile, RowCode, Shown, Step, Verdict};
use soat_core::{Field, ImportRow, Options, Stamp, TemplateVersion, Work, template_fields};

use super::*;
use crate::{ReadOptions, read, read_returned};

fn date() -> Date {
    Date::from_ordinal_date(2022, 149).unwrap()
}

fn about() -> HandoffAbout<'static> {
    HandoffAbout { station: "TRẠM Y TẾ XÃ MẪU", place: "Xã Mẫu", made_on: date() }
}

fn work(n_people: u32) -> Work {
    let fields = template_fields(TemplateVersion::V3);
    let names = ["Nguyễn Thị Lan", "Trần Văn Mẫu", "Đỗ Thị Sáu", "Lê Văn Hai"];
    let row = |number: u32| {
        let text = |field: &Field| match field {
            Field::FullName => names[number as usize % names.len()].to_owned(),
            Field::BirthDate => format!("{:02}/{:02}/1985", number % 28 + 1, number % 12 + 1),
            Field::Sex => (number % 2).to_string(),
            Field::PersonalId if number.is_multiple_of(3) => {
                format!("0790850001{:02}", number % 90 + 10)
            }
            Field::Address => format!("Thôn {}", number % 5 + 1),
            _ => String::new(),
        };
        ImportRow { row_number: 9 + number, cells: fields.iter().map(text).collect() }
    };
    let rows = (0..n_people).map(row).collect();
    let bytes = write_import(&ImportList { version: TemplateVersion::V3, rows }).unwrap();
    let opened = read(&bytes, &ReadOptions::default(), &mut |_| {}).unwrap();
    let options = Options::proposed(&opened.info, &opened.table, date());
    Work::new(opened.table, opened.info, options, &mut |_| {})
}

fn send(work: &Work, handoffs: &mut Handoffs, to: Recipient) -> Vec<u8> {
    let column = |it| work.table().column_of(it).unwrap();
    let id = if to == Recipient::Village { Shown::Masked } else { Shown::Full };
    let columns = vec![
        (column(Field::FullName), Shown::Full),
        (column(Field::BirthDate), Shown::Full),
        (column(Field::Sex), Shown::Full),
        (column(Field::PersonalId), id),
    ];
    let rows = (0..work.table().n_rows()).collect();
    let recipient = "Thôn 3".to_owned();
    let order = Order { to, recipient, due_ms: None, columns, rows };
    write_handoff(handoffs.send(work, order, Stamp::default()).unwrap(), &about()).unwrap()
}

fn shown(bytes: &[u8]) -> String {
    let grid = read_returned(bytes, None).unwrap();
    let line = |row: &soat_core::handoff::GridRow| {
        let cells = row.cells.iter().map(|it| it.text.as_str());
        format!("{} {}", row.number, cells.collect::<Vec<_>>().join(" | "))
    };
    grid.sheets[0].rows.iter().map(line).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn the_village_list() {
    let work = work(3);
    let bytes = send(&work, &mut Handoffs::new(1), Recipient::Village);
    expect![[r#"
        1 TRẠM Y TẾ XÃ MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        2 Danh sách: XFFY | Độc lập - Tự do - Hạnh phúc
        3 Xã Mẫu, ngày 29 tháng 05 năm 2022
        5 DANH SÁCH RÀ SOÁT THÔNG TIN NGƯỜI ĐÃ TIÊM CHỦNG
        6 Thôn 3 - 3 người
        7 Cách ghi: chỉ ghi vào các cột nền vàng. Thông tin đúng rồi hoặc không biết thì để trống.
        8 Không sửa cột Mã dòng và các cột khác.
        9 soat:number | soat:code | soat:column:1 | soat:column:2 | soat:column:3 | soat:column:7 | soat:personal_id | soat:full_name | soat:birth_date | soat:sex | soat:note | soat:code
        10 STT | Mã dòng | Họ và tên | Ngày sinh | Giới tính | Số CCCD/CMND | Số CCCD/số định danh | Họ tên đúng | Ngày sinh đúng | Giới tính đúng | Ghi chú
        11 1 | XFF-P3YCX | Nguyễn Thị Lan | 01/01/1985 | Nam | ********0110 | XFF-P3YCX
        12 2 | XFF-XAYCA | Trần Văn Mẫu | 02/02/1985 | Nữ | XFF-XAYCA
        13 3 | XFF-ENNK3 | Đỗ Thị Sáu | 03/03/1985 | Nam | XFF-ENNK3
        15 Tổng số: 3 người.
        17 NGƯỜI LẬP DANH SÁCH
        (Ký, ghi rõ họ tên) | ĐẠI DIỆN THÔN, ẤP, TỔ DÂN PHỐ
        (Ký, ghi rõ họ tên)
    "#]].assert_eq(&shown(&bytes));
}

#[test]
fn the_police_list() {
    let work = work(2);
    let bytes = send(&work, &mut Handoffs::new(1), Recipient::Police);
    expect![[r#"
        1 TRẠM Y TẾ XÃ MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        2 Danh sách: XFFY | Độc lập - Tự do - Hạnh phúc
        3 Xã Mẫu, ngày 29 tháng 05 năm 2022
        5 DANH SÁCH ĐỀ NGHỊ XÁC MINH THÔNG TIN NGƯỜI ĐÃ TIÊM CHỦNG
        6 TRẠM Y TẾ XÃ MẪU gửi Thôn 3 - 2 người
        7 Cách ghi: đánh dấu x vào một trong ba cột Đúng / Sai / Không tìm thấy.
        8 Nếu sai, ghi thông tin đúng vào các cột sau đó. Không sửa cột Mã dòng.
        9 soat:number | soat:code | soat:column:1 | soat:column:2 | soat:column:3 | soat:column:7 | soat:right | soat:wrong | soat:not_found | soat:personal_id | soat:full_name | soat:birth_date | soat:sex | soat:note | soat:code
        10 STT | Mã dòng | Họ và tên | Ngày sinh | Giới tính | Số CCCD/CMND | Đúng | Sai | Không tìm thấy | Số CCCD/số định danh | Họ tên đúng | Ngày sinh đúng | Giới tính đúng | Ghi chú
        11 1 | XFF-P3YCX | Nguyễn Thị Lan | 01/01/1985 | Nam | 079085000110 | XFF-P3YCX
        12 2 | XFF-XAYCA | Trần Văn Mẫu | 02/02/1985 | Nữ | XFF-XAYCA
        14 Tổng số: 2 người. Trong đó: đúng …… người; sai …… người; không tìm thấy …… người.
        16 TRẠM Y TẾ
        (Ký, ghi rõ họ tên) | CÔNG AN XÃ
        (Ký, ghi rõ họ tên)
    "#]].assert_eq(&shown(&bytes));
}

#[test]
fn the_record_adds_up() {
    let work = work(4);
    let mut handoffs = Handoffs::new(1);
    send(&work, &mut handoffs, Recipient::Police);
    send(&work, &mut handoffs, Recipient::Police);
    let results = RecordResults { right: 2, wrong: 1, not_found: 0 };
    let line = |results| handoffs.lists().iter().map(move |list| RecordLine { list, results });
    let record = |results| write_record(&line(results).collect::<Vec<_>>(), &about()).unwrap();
    expect![[r#"
        1 TRẠM Y TẾ XÃ MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        2 Độc lập - Tự do - Hạnh phúc
        3 Xã Mẫu, ngày 29 tháng 05 năm 2022
        5 BIÊN BẢN BÀN GIAO
        6 Về việc bàn giao danh sách đề nghị xác minh thông tin người đã tiêm chủng
        8 Hôm nay, ngày 29 tháng 05 năm 2022, chúng tôi gồm:
        9 1. Bên giao: TRẠM Y TẾ XÃ MẪU.
        10 Ông/Bà: ………………………………… Chức vụ: …………………
        11 2. Bên nhận: CÔNG AN XÃ.
        12 Ông/Bà: ………………………………… Chức vụ: …………………
        13 Hai bên cùng bàn giao danh sách đề nghị xác minh như sau:
        15 STT | Mã danh sách | Bên nhận | Số người | Đã có số CCCD/số định danh | Chưa có số | Hạn trả
        16 1 | XFFY | Thôn 3 | 4 | 2 | 2
        17 2 | K4RH | Thôn 3 | 4 | 2 | 2
        18 Cộng | 8 | 4 | 4
        20 Tổng số: 2 danh sách, 8 người.
        21 Biên bản này lập thành hai bản, mỗi bên giữ một bản.
        23 ĐẠI DIỆN BÊN GIAO
        TRẠM Y TẾ
        (Ký, ghi rõ họ tên) | ĐẠI DIỆN BÊN NHẬN
        CÔNG AN XÃ
        (Ký, ghi rõ họ tên)
    "#]].assert_eq(&shown(&record(None)));
    expect![[r#"
        1 TRẠM Y TẾ XÃ MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        2 Độc lập - Tự do - Hạnh phúc
        3 Xã Mẫu, ngày 29 tháng 05 năm 2022
        5 BIÊN BẢN BÀN GIAO
        6 Về việc bàn giao kết quả xác minh thông tin người đã tiêm chủng
        8 Hôm nay, ngày 29 tháng 05 năm 2022, chúng tôi gồm:
        9 1. Bên giao: CÔNG AN XÃ.
        10 Ông/Bà: ………………………………… Chức vụ: …………………
        11 2. Bên nhận: TRẠM Y TẾ XÃ MẪU.
        12 Ông/Bà: ………………………………… Chức vụ: …………………
        13 Hai bên cùng bàn giao kết quả xác minh như sau:
        15 STT | Mã danh sách | Bên trả | Số người | Đúng | Sai | Không tìm thấy | Chưa có kết quả
        16 1 | XFFY | Thôn 3 | 4 | 2 | 1 | 0 | 1
        17 2 | K4RH | Thôn 3 | 4 | 2 | 1 | 0 | 1
        18 Cộng | 8 | 4 | 2 | 0 | 2
        20 Tổng số: 2 danh sách, 8 người.
        21 Biên bản này lập thành hai bản, mỗi bên giữ một bản.
        23 ĐẠI DIỆN BÊN GIAO
        CÔNG AN XÃ
        (Ký, ghi rõ họ tên) | ĐẠI DIỆN BÊN NHẬN
        TRẠM Y TẾ
        (Ký, ghi rõ họ tên)
    "#]]
    .assert_eq(&shown(&record(Some(results))));
}

/// Nghị định 30/2020/NĐ-CP: numbers of pages are shown from page 2 on.
#[test]
fn the_first_page_has_no_number() {
    let bytes = send(&work(3), &mut Handoffs::new(1), Recipient::Police);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for idx in 0..archive.len() {
        let mut part = archive.by_index(idx).unwrap();
        std::io::copy(&mut part, &mut std::io::sink()).unwrap();
    }
    let part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    let xml = std::io::read_to_string(part).unwrap();
    assert!(xml.contains("<headerFooter differentFirst=\"1\""));
    let (_, first) = xml.split_once("<firstFooter>").unwrap();
    assert!(
        first.starts_with("&amp;L") && !first.contains("&amp;P") && !xml.contains("firstHeader")
    );
}

/// Fills cells of a written book in by writing it anew, as Excel would: sorted, marks and all.
fn filled(bytes: &[u8], answers: &[(usize, &str, &str)]) -> Vec<u8> {
    let grid = read_returned(bytes, None).unwrap();
    let rows = &grid.sheets[0].rows;
    let header = rows.iter().find(|it| it.cells.iter().any(|it| it.text == "Mã dòng")).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let is_person = |row: &soat_core::handoff::GridRow| RowCode::parse(&row.cells[1].text).is_ok();
    let people: Vec<_> = rows.iter().filter(|it| it.cells.len() > 3 && is_person(it)).collect();
    let n_people = u32::try_from(people.len()).unwrap();
    for row in rows {
        // The people turned round, everything else where it was.
        let place = people.iter().position(|it| it.number == row.number);
        let number = place
            .map_or(row.number, |it| people[0].number + n_people - 1 - u32::try_from(it).unwrap());
        for cell in &row.cells {
            sheet
                .write_string(number - 1, u16::try_from(cell.column).unwrap(), &cell.text)
                .unwrap();
        }
        for (_, heading, text) in answers.iter().filter(|it| Some(it.0) == place) {
            let column = header.cells.iter().find(|it| it.text == *heading).unwrap().column;
            let column = u16::try_from(column).unwrap();
            match text.parse::<f64>() {
                Ok(value) => sheet.write_number(number - 1, column, value).unwrap(),
                Err(_) => sheet.write_string(number - 1, column, *text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_list_leaves_is_filled_in_and_comes_back() {
    let mut work = work(40);
    let mut handoffs = Handoffs::new(5);
    let village = send(&work, &mut handoffs, Recipient::Village);
    let police = send(&work, &mut handoffs, Recipient::Police);
    let village = filled(
        &village,
        &[
            (1, "Số CCCD/số định danh", "79185000124"),
            (2, "Số CCCD/số định danh", "không rõ"),
            (4, "Họ tên đúng", "Nguyễn Thị Lân"),
        ],
    );
    let police = filled(
        &police,
        &[(3, "Đúng", "x"), (1, "Số CCCD/số định danh", "079185000199"), (1, "Sai", "x")],
    );
    let file = |name: &str, bytes: &[u8]| ReturnedFile {
        name: name.to_owned(),
        grid: read_returned(bytes, None).unwrap(),
    };
    let plan = handoffs.plan(&work, &[file("a.xlsx", &village), file("b.xlsx", &police)]);
    let items: Vec<_> = plan.items.iter().map(|it| (it.row_idx, it.field, it.step)).collect();
    assert_eq!(items, [(1, Field::PersonalId, Step::Conflict), (4, Field::FullName, Step::Sure)]);
    assert_eq!(plan.not_taken.len(), 1, "{:?}", plan.not_taken);
    assert_eq!(plan.verdicts.iter().map(|it| it.row_idx).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(plan.lists.iter().map(|it| it.places.len()).collect::<Vec<_>>(), [40, 40]);
    handoffs.apply(&mut work, &plan, Stamp::default()).unwrap();
    assert_eq!(handoffs.verdict(&work, 3).unwrap().0, Verdict::Right);
    assert_eq!(work.edited_cells(), 1);
}
