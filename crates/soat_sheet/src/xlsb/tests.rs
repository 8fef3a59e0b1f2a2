//! Binary workbooks made by hand, record by record.

use core::ops::ControlFlow;
use std::io::{Cursor, Write as _};

use expect_test::{Expect, expect};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::XlsbBook;
use crate::book::{Notes, Reader as _, Spans};
use crate::error::ReadError;
use crate::oracle;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = match u8::try_from(kind) {
        Ok(kind) if kind < 0x80 => vec![kind],
        _ => vec![(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8],
    };
    let mut length = data.len();
    while length >= 0x80 {
        bytes.push((length & 0x7F) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend(data);
    bytes
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
    units.iter().for_each(|it| bytes.extend(it.to_le_bytes()));
    bytes
}

fn row(row_idx: u32, is_hidden: bool) -> Vec<u8> {
    let mut data = row_idx.to_le_bytes().to_vec();
    data.extend([0; 7]);
    data.push(if is_hidden { 0x10 } else { 0 });
    data.extend([0; 5]);
    record(0, &data)
}

fn cell(kind: u16, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes(), &style.to_le_bytes(), value].concat())
}

fn short(kind: u16, style: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&style.to_le_bytes(), value].concat())
}

fn sheet(records: &[Vec<u8>]) -> Vec<u8> {
    let head = [record(129, &[]), record(148, &[0; 16]), record(145, &[])];
    [head.concat(), records.concat(), record(146, &[]), record(130, &[])].concat()
}

fn bundle(state: u32, id: &str, name: &str) -> Vec<u8> {
    record(156, &[&state.to_le_bytes()[..], &[1, 0, 0, 0], &text(id), &text(name)].concat())
}

fn workbook_part(is_1904: u8) -> Vec<u8> {
    let sheets = [bundle(0, "r1", "Đợt 1"), bundle(2, "r2", "Ẩn"), bundle(0, "r3", "Biểu đồ")];
    let properties = record(153, &[&[is_1904, 0, 0, 0][..], &[0; 8]].concat());
    [properties, record(143, &[]), sheets.concat(), record(144, &[]), record(157, &[])].concat()
}

fn styles_part() -> Vec<u8> {
    let xf = |format: u16| record(47, &[&[0, 0][..], &format.to_le_bytes(), &[0; 12]].concat());
    let own = record(44, &[&164u16.to_le_bytes()[..], &text("dd/mm/yyyy")].concat());
    let formats = [record(615, &[1, 0, 0, 0]), own, record(616, &[])].concat();
    let cells = [record(617, &[4, 0, 0, 0]), xf(0), xf(14), xf(164), xf(46), record(618, &[])];
    [formats, xf(14), cells.concat()].concat()
}

fn strings_part() -> Vec<u8> {
    let item = |it: &str| record(19, &[&[0][..], &text(it)].concat());
    [
        record(159, &[3, 0, 0, 0, 3, 0, 0, 0]),
        item("Họ và tên"),
        item(""),
        item("Lê 𠀋"),
        record(160, &[]),
    ]
    .concat()
}

fn links(links: &[(&str, &str, &str)]) -> Vec<u8> {
    let link = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id='{id}' Type='{RELATION}/{kind}' Target='{target}'/>")
    };
    let links: String = links.iter().map(link).collect();
    format!("<Relationships>{links}</Relationships>").into_bytes()
}

fn parts(sheet: Vec<u8>) -> Vec<(&'static str, Vec<u8>)> {
    let of_workbook = links(&[
        ("r1", "worksheet", "worksheets/sheet1.bin"),
        ("r2", "worksheet", "worksheets/sheet2.bin"),
        ("r3", "chartsheet", "chartsheets/sheet1.bin"),
        ("r4", "styles", "/xl/styles.bin"),
        ("r5", "sharedStrings", "sharedStrings.bin"),
    ]);
    vec![
        ("_rels/.rels", links(&[("r1", "officeDocument", "xl/workbook.bin")])),
        ("xl/workbook.bin", workbook_part(0)),
        ("xl/_rels/workbook.bin.rels", of_workbook),
        ("xl/styles.bin", styles_part()),
        ("xl/sharedStrings.bin", strings_part()),
        ("xl/worksheets/sheet1.bin", sheet),
    ]
}

fn pack(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn read(bytes: &[u8]) -> Result<(String, Notes), ReadError> {
    let mut book = XlsbBook::open(bytes)?;
    let first = book.sheets().first().map(|it| it.name.clone()).unwrap_or_default();
    let mut lines = String::new();
    book.walk(&first, &mut None, &mut |it| {
        let shared = if it.shared.is_some() { " shared" } else { "" };
        let (row, column, cell) = (it.row_number, it.column, it.cell);
        lines += &format!("{row},{column} {:?} {:?}{shared}\n", cell.kind, cell.text);
        ControlFlow::Continue(())
    })?;
    Ok((lines, book.notes()))
}

fn check(records: &[Vec<u8>], n_bad_cells: u32, expected: &Expect) {
    let (lines, notes) = read(&pack(&parts(sheet(records)))).unwrap();
    expected.assert_eq(&lines);
    assert_eq!((notes.n_bad_cells, notes.is_cut), (n_bad_cells, false));
}

fn every_kind() -> Vec<Vec<u8>> {
    let real = |it: f64| it.to_le_bytes();
    vec![
        row(0, false),
        cell(7, 0, 0, &[0, 0, 0, 0]),
        cell(7, 1, 0, &[2, 0, 0, 0]),
        cell(6, 2, 0, &text("Đào")),
        cell(62, 3, 0, &[&[1][..], &text("Thị")].concat()),
        cell(1, 4, 0, &[]),
        row(1, true),
        cell(2, 0, 0, &(5u32 << 2 | 2).to_le_bytes()),
        cell(2, 1, 0, &((-150i32 << 2) as u32 | 3).to_le_bytes()),
        cell(2, 2, 0, &((1.5f64.to_bits() >> 32) as u32).to_le_bytes()),
        cell(5, 3, 0, &real(79_085_001_234.0)),
        cell(5, 4, 1, &real(31_118.0)),
        cell(5, 5, 2, &real(31_118.5)),
        cell(5, 6, 3, &real(1.5)),
        cell(4, 7, 0, &[1]),
        cell(3, 8, 0, &[0x2A]),
        row(2, true),
        cell(8, 0, 0, &[&text("a&b")[..], &[0; 10]].concat()),
        cell(9, 1, 1, &[&real(31_118.0)[..], &[0; 10]].concat()),
        cell(10, 2, 0, &[0; 9]),
        cell(11, 3, 0, &[7, 0, 0]),
        short(13, 0, &(9u32 << 2 | 2).to_le_bytes()),
        short(12, 0, &[]),
        short(18, 0, &[0, 0, 0, 0]),
    ]
}

#[test]
fn every_kind_of_cell() {
    let expected = expect![[r##"
        1,0 Text "Họ và tên" shared
        1,1 Text "Lê 𠀋" shared
        1,2 Text "Đào"
        1,3 Text "Thị"
        2,0 Number "5"
        2,1 Number "-1.5"
        2,2 Number "1.5"
        2,3 Number "79085001234"
        2,4 Date "31118"
        2,5 Date "31118.5"
        2,6 Number "1.5"
        2,7 Bool "TRUE"
        2,8 Error "#N/A"
        3,0 Text "a&b"
        3,1 Date "31118"
        3,2 Bool "FALSE"
        3,3 Error "#DIV/0!"
        3,4 Number "9"
        3,6 Text "Họ và tên" shared
    "##]];
    check(&every_kind(), 0, &expected);
}

#[test]
fn sheets_days_and_what_is_hidden() {
    let columns = |first: u32, last: u32, flags: u16| {
        let data = [first.to_le_bytes(), last.to_le_bytes(), [0; 4], [0; 4]].concat();
        record(60, &[&data[..], &flags.to_le_bytes()].concat())
    };
    let filter = [record(161, &[0; 16]), record(163, &[0; 8])].concat();
    let part = [columns(0, 1, 0), columns(2, 5, 1), sheet(&every_kind()), filter].concat();
    let mut parts = parts(part);
    let (_, notes) = read(&pack(&parts)).unwrap();
    let spans = |first, last| {
        let mut spans = Spans::default();
        spans.add(first, last);
        spans
    };
    assert_eq!((notes.hidden_rows, notes.hidden_columns), (spans(2, 3), spans(2, 5)));
    assert!(notes.is_filtered);
    parts[1].1 = workbook_part(1);
    let bytes = pack(&parts);
    let mut book = XlsbBook::open(&bytes).unwrap();
    assert_eq!(book.date_system(), soat_core::DateSystem::Since1904);
    let told = book.sheets().iter().map(|it| (it.name.as_str(), it.is_visible, it.is_worksheet));
    let told: Vec<_> = told.collect();
    assert_eq!(told, [("Đợt 1", true, true), ("Ẩn", false, true), ("Biểu đồ", true, false)]);
    assert!(book.walk("Ẩn", &mut None, &mut |_| ControlFlow::Continue(())).is_err());
}

#[test]
fn a_bad_record_costs_itself() {
    let records = [
        cell(2, 0, 0, &[6, 0, 0, 0]),
        row(4, false),
        cell(7, 0, 0, &[3, 0, 0, 0]),
        cell(7, 1, 0, &[0]),
        cell(6, 2, 0, &[255, 255, 0, 0, 65, 0]),
        cell(3, 3, 0, &[99]),
        cell(5, 1 << 14, 0, &[0; 8]),
        record(2, &[1]),
        record(6, &vec![1; 2 << 20]),
        record(900, &vec![1; 2 << 20]),
        cell(2, 5, 77, &[6, 0, 0, 0]),
        row(1 << 20, false),
        cell(2, 0, 0, &[6, 0, 0, 0]),
    ];
    check(
        &records,
        9,
        &expect![[r#"
        5,5 Number "1"
    "#]],
    );
}

#[test]
fn parts_that_miss_cost_their_cells() {
    let mut parts = parts(sheet(&every_kind()));
    parts.retain(|it| !it.0.ends_with(".rels") || it.0.starts_with("xl/"));
    parts.retain(|it| !it.0.ends_with("sharedStrings.bin") && !it.0.ends_with("styles.bin"));
    let (lines, notes) = read(&pack(&parts)).unwrap();
    assert_eq!((lines.lines().count(), notes.n_bad_cells), (16, 3));
    assert!(lines.contains("2,4 Number \"31118\""));
}

#[test]
fn a_cut_sheet_gives_what_is_there() {
    let part = sheet(&every_kind());
    let (whole, _) = read(&pack(&parts(part.clone()))).unwrap();
    for length in 0..part.len() {
        let read = read(&pack(&parts(part[..length].to_vec())));
        if let Ok((lines, _)) = read {
            assert!(whole.starts_with(&lines));
        }
    }
}

/// Damage anywhere: in the records, and in the package.
#[test]
fn damaged_files_do_not_panic() {
    let good = parts(sheet(&every_kind()));
    let packed = pack(&good);
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 16) as usize % below
    };
    for _ in 0..3_000 {
        let mut parts = good.clone();
        let part = random(parts.len());
        for _ in 0..=random(3) {
            let part = &mut parts[part].1;
            let place = random(part.len());
            part[place] = random(256) as u8;
        }
        let _ = read(&pack(&parts));
        let mut packed = packed.clone();
        let place = random(packed.len());
        packed[place] ^= 1 << random(8);
        let _ = read(&packed);
        packed.truncate(place);
        let _ = read(&packed);
    }
}

/// calamine drops errors of formulas, and knows neither short cells nor rich ones.
#[test]
fn calamine_reads_the_same() {
    let mut records = every_kind();
    records.truncate(records.len() - 4);
    records.remove(4);
    let bytes = pack(&parts(sheet(&records)));
    let (ours, _) = read(&bytes).unwrap();
    let mut lines = String::new();
    let mut book = oracle::open_xlsb(&bytes).unwrap();
    book.walk("Đợt 1", &mut None, &mut |it| {
        let (row, column, cell) = (it.row_number, it.column, it.cell);
        lines += &format!("{row},{column} {:?} {:?}\n", cell.kind, cell.text);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(ours.replace(" shared", ""), lines);
}
