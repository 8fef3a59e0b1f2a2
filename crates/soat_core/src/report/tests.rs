//! Reports add up, come back as they were written, and name nobody.

use super::testing::work_of;
use super::*;
use crate::field::Field;
use crate::handoff::{Grid, GridCell, GridRow, GridSheet};
use crate::journal::{Stamp, Why};
use crate::schema::{Options, Profile};
use crate::table::DateSystem;
use crate::work::{NewValue, Work};

const PEOPLE: [[&str; 7]; 8] = [
    ["Lê Thị Đào", "12/03/1985", "1", "0912345670", "", "Thôn 2", ""],
    ["Lê Văn Mận", "12/03/1985", "0", "0912345671", "không có", "thôn 02, xã Mẫu", ""],
    ["Trần Thị Mơ", "02/09/1990", "1", "0912345672", "1190000123", "Thôn 10", ""],
    ["Trần Văn Lê", "02/09/1990", "1", "0912345673", "001090000123", "Thôn 10", ""],
    ["Đỗ Thị Cam", "05/05/1991", "1", "912345674", "001191000124", "Xóm Trần Văn Mẫu", ""],
    ["Đỗ Văn Quýt", "05/05/1991", "0", "0912345675", "001091000125", "", ""],
    ["Bùi Thị Chanh", "06/06/1992", "1", "0912345676", "001192000126", "Thôn 912345678", ""],
    ["John Smith", "06/06/1992", "0", "0912345677", "AB1234567", "Thôn 2", "Anh"],
];

fn date(text: &str) -> Date {
    let mut parts = text.split('-').map(|it| it.parse::<u16>().unwrap());
    let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let month = u8::try_from(month).unwrap().try_into().unwrap();
    Date::from_calendar_date(year.into(), month, u8::try_from(day).unwrap()).unwrap()
}

fn edit(work: &mut Work, row_idx: usize, field: Field, text: &str, day: &str) {
    let column = work.table().column_of(field).unwrap();
    let days = u64::try_from(date(day).to_julian_day() - 2_440_588).unwrap();
    let stamp = Stamp { at_ms: days * 86_400_000 + 3_600_000, who: String::new() };
    let value = NewValue { row_idx, column, text: text.to_owned() };
    assert_eq!(work.edit(&[value], Why::Typed, stamp).n_cells, 1);
}

fn worked() -> Work {
    let mut work = work_of(&PEOPLE);
    edit(&mut work, 0, Field::PersonalId, "001185000777", "2022-05-28");
    edit(&mut work, 2, Field::PersonalId, "00119", "2022-05-28");
    edit(&mut work, 3, Field::Sex, "0", "2022-05-29");
    edit(&mut work, 5, Field::FullName, "Đỗ Văn Quít", "2022-05-29");
    work
}

fn report() -> Report {
    Report::of(&worked(), Unit::named("Xã Mẫu"), date("2022-05-29"))
}

fn grid(report: &Report) -> Grid {
    let row = |(number, texts): (u32, Vec<String>)| GridRow {
        number,
        cells: (0..)
            .zip(texts)
            .filter(|it| !it.1.is_empty())
            .map(|(column, text)| GridCell { column, kind: crate::cell::CellKind::Text, text })
            .collect(),
    };
    let rows = (1..).zip(report.to_rows()).map(row).collect();
    let sheets = vec![GridSheet { name: STORE_SHEET.to_owned(), rows }];
    Grid { sheets, date_system: DateSystem::Since1900 }
}

#[test]
fn every_table_adds_up_to_everybody() {
    let report = report();
    assert_eq!(report.total(), 8);
    for table in report.tables() {
        let rows = table.rows();
        assert_eq!(table.totals()[0], 8, "{}", table.key);
        for column in 0..table.columns().len() {
            let sum: u64 = rows.iter().map(|it| it.counts()[column]).sum();
            assert_eq!(sum, table.totals()[column], "{}", table.key);
        }
        let parts = match table.key {
            "village" => 1..7,
            "day" => 1..4,
            _ => continue,
        };
        for row in rows {
            assert_eq!(row.counts()[parts.clone()].iter().sum::<u64>(), row.counts()[0]);
        }
    }
    let lines = |key: &str| {
        let table = report.tables().into_iter().find(|it| it.key == key).unwrap();
        table.rows().iter().map(|it| format!("{} {:?}", it.label, it.counts())).collect::<Vec<_>>()
    };
    assert_eq!(
        lines("village"),
        [
            "Thôn 2 [3, 1, 0, 0, 0, 1, 1, 1]",
            "Thôn 10 [2, 0, 1, 0, 0, 1, 0, 1]",
            "Địa chỉ không ghi rõ [3, 0, 0, 0, 1, 2, 0, 1]",
        ]
    );
    assert_eq!(
        lines("day"),
        ["Chưa sửa [4, 0, 2, 2]", "28/05/2022 [2, 1, 1, 0]", "29/05/2022 [2, 1, 0, 1]"]
    );
}

#[test]
fn figures_and_the_daily_line() {
    let report = report();
    let figures = report.figures();
    let line = |it: &Figure| format!("{} {}/{}", it.key, it.share.n(), it.share.of());
    assert_eq!(
        figures.iter().map(line).collect::<Vec<_>>(),
        ["were-wrong 5/8", "fixed 2/5", "wrong 3/8", "no-number 2/8", "processed 4/8"]
    );
    assert_eq!(
        report.daily_line(date("2022-05-29")),
        "Ngày 29/05/2022, Xã Mẫu: đã xử lý 2 người (hết lỗi 1, còn lỗi 0, từ đầu không có lỗi 1). Danh sách có \
         8 người; lúc đầu 5 người có lỗi, nay còn 3 người (37,5 % danh sách)."
    );
}

#[test]
fn a_report_names_nobody() {
    let words = format!("{:?}{:?}", report().to_rows(), report().tables());
    for told in ["Đào", "Quýt", "Trần", "0912", "912345678", "001185000777", "AB1234567"] {
        assert!(!words.contains(told), "{told}");
    }
}

#[test]
fn reports_come_back_and_add_up() {
    let one = report();
    let back = Report::from_grid(&grid(&one)).unwrap();
    assert_eq!(back, one);
    let dated = one.clone().renamed(Unit::named("bao-cao 2022-05-29 (0912345678)"));
    assert_eq!(Report::from_grid(&grid(&dated)), Ok(dated));
    let other = one.clone().renamed(Unit::named("Xã Khác"));
    let (sum, left_out) = Report::sum(vec![one.clone(), other, back]);
    assert_eq!((sum.total(), sum.units().len(), left_out.len()), (16, 2, 1));
    assert!(!left_out[0].is_contradiction);
    assert_eq!(Report::from_grid(&grid(&sum)), Ok(sum.clone()));
    let older = Report::of(&work_of(&PEOPLE), Unit::named("Xã Mẫu"), date("2022-05-01"));
    let (again, left_out) = Report::sum(vec![sum.clone(), older]);
    assert_eq!((again, left_out.len()), (sum, 1));
    let same_day = Report::of(&work_of(&PEOPLE), Unit::named("Xã Mẫu"), date("2022-05-29"));
    assert!(Report::sum(vec![one, same_day]).1[0].is_contradiction);
}

#[test]
fn a_changed_copy_is_no_report() {
    let whole = grid(&report());
    let n_rows = whole.sheets[0].rows.len();
    for row in 0..n_rows {
        let mut changed = whole.clone();
        changed.sheets[0].rows.remove(row);
        assert_eq!(Report::from_grid(&changed), Err(NotAReport));
        for cell in 0..whole.sheets[0].rows[row].cells.len() {
            let mut changed = whole.clone();
            changed.sheets[0].rows[row].cells[cell].text.push('1');
            assert_eq!(Report::from_grid(&changed), Err(NotAReport));
        }
    }
}

#[test]
fn options_change_what_was_wrong_too() {
    let mut work = worked();
    let before: Vec<Class> = (0..8).map(|it| work.opened_class(it)).collect();
    let options = work.options();
    work.set_options(Options { profile: Profile::Current, ..options }, &mut |_| {});
    work.set_options(options, &mut |_| {});
    assert_eq!((0..8).map(|it| work.opened_class(it)).collect::<Vec<_>>(), before);
    assert_eq!(Report::of(&work, Unit::named("Xã Mẫu"), date("2022-05-29")), report());
}
