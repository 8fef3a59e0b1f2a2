//! Workbooks made by hand, read by our reader and by calamine.

mod laws;
pub(super) mod writer;

use core::ops::ControlFlow;

use expect_test::{Expect, expect};
use soat_core::CellKind;

use self::writer::{
    Sheet, cell, compound, font, format, formula, long, number, record, shared, shared_cell,
    stream, style, wide, words, workbook,
};
use super::XlsBook;
use crate::book::{Notes, Reader, Spans};
use crate::error::ReadError;
use crate::oracle;

type Cells = Vec<(u32, u32, CellKind, String)>;

fn lines(cells: &Cells) -> String {
    cells.iter().map(|it| format!("{},{} {:?} {:?}\n", it.0, it.1, it.2, it.3)).collect()
}

fn read(bytes: &[u8]) -> Result<Cells, ReadError> {
    cells_of(&mut XlsBook::open(bytes)?)
}

fn cells_of(book: &mut dyn Reader) -> Result<Cells, ReadError> {
    let mut cells = Vec::new();
    for sheet in book.sheets().to_vec() {
        book.walk(&sheet.name, &mut None, &mut |it| {
            if it.cell.kind != CellKind::Empty {
                cells.push((it.row_number, it.column, it.cell.kind, it.cell.text.to_owned()));
            }
            ControlFlow::Continue(())
        })?;
    }
    Ok(cells)
}

fn only(bytes: &[u8], expected: &Expect) {
    expected.assert_eq(&lines(&read(bytes).unwrap()));
}

/// Both read the same; what they read is expected.
fn check(bytes: &[u8], expected: &Expect) {
    let mut calamine = oracle::open_xls(bytes).unwrap();
    assert_eq!(read(bytes), cells_of(&mut *calamine));
    only(bytes, expected);
}

/// What the walk of the first sheet found besides.
fn notes(bytes: &[u8]) -> Notes {
    let mut book = XlsBook::open(bytes).unwrap();
    let sheet = book.sheets()[0].name.clone();
    book.walk(&sheet, &mut None, &mut |_| ControlFlow::Continue(())).unwrap();
    book.notes()
}

fn rk(row: u16, column: u16, rk: u32) -> Vec<u8> {
    cell(0x027E, row, column, 0, &rk.to_le_bytes())
}

fn text_cell(row: u16, column: u16, text: &str) -> Vec<u8> {
    cell(0x0204, row, column, 0, &long(text))
}

#[test]
fn every_kind_of_cell() {
    let numbers = [words(&[4, 0, 0]), 14u32.to_le_bytes().to_vec(), words(&[0]), vec![3, 0, 0, 0]];
    let sheet = [
        shared_cell(0, 0, 1),
        shared_cell(0, 1, 0),
        text_cell(0, 2, " Lê "),
        cell(0x0204, 0, 3, 0, &words(&[0])),
        cell(0x00D6, 0, 4, 0, &[&long("Đào")[..], &[1, 0, 0, 0, 1, 0]].concat()),
        cell(0x0201, 0, 5, 0, &[]),
        number(1, 0, 0, 79_085_001_234.0),
        number(1, 1, 0, -1.5),
        number(1, 2, 0, f64::NAN),
        rk(2, 0, 0x3FF0_0000),
        rk(2, 1, (1_234 << 2) | 3),
        rk(2, 2, (5u32.wrapping_neg() << 2) | 2),
        rk(2, 3, 0x4059_0000 | 1),
        cell(0x0205, 3, 0, 0, &[1, 0]),
        cell(0x0205, 3, 1, 0, &[0x17, 1]),
        record(0x00BD, &[numbers.concat(), words(&[1])].concat()),
    ];
    check(
        &workbook(&[shared(&["Họ và tên", "Lê 𝐃"])], &[Sheet::new("Ds", &sheet)]),
        &expect![[r##"
        1,0 Text "Lê 𝐃"
        1,1 Text "Họ và tên"
        1,2 Text " Lê "
        1,4 Text "Đào"
        2,0 Number "79085001234"
        2,1 Number "-1.5"
        2,2 Error "#NUM!"
        3,0 Number "1"
        3,1 Number "12.34"
        3,2 Number "-5"
        3,3 Number "1"
        4,0 Bool "TRUE"
        4,1 Error "#REF!"
        5,0 Number "3"
        5,1 Number "0"
    "##]],
    );
}

/// Where a continuing record begins, its first byte says whether letters are wide.
#[test]
fn strings_over_several_records() {
    let pair = wide("𝐃");
    let sst = [
        record(0x00FC, &[&[0; 8][..], &words(&[6]), &[0], b"Tha"].concat()),
        record(0x003C, &[&[1][..], &wide("nh ")].concat()),
        // Formatting and phonetics, both over the end of a record.
        record(
            0x003C,
            &[&words(&[2])[..], &[0x0D], &words(&[2]), &[5, 0, 0, 0], &wide("Lê"), &[0; 3]]
                .concat(),
        ),
        record(0x003C, &[0; 7]),
        record(0x003C, &[]),
        record(0x003C, &[&[0; 3][..], &words(&[3]), &[1], &wide("x"), &pair[..2]].concat()),
        record(0x003C, &[&[1][..], &pair[2..]].concat()),
        record(0x003C, &[&words(&[2])[..], &[0]].concat()),
        record(0x003C, b"\0ab"),
    ];
    let sheet: Vec<Vec<u8>> = (0..4).map(|it| shared_cell(0, it, it.into())).collect();
    only(
        &workbook(&[sst.concat()], &[Sheet::new("Ds", &sheet)]),
        &expect![[r#"
        1,0 Text "Thanh "
        1,1 Text "Lê"
        1,2 Text "x𝐃"
        1,3 Text "ab"
    "#]],
    );
}

#[test]
fn formulas() {
    let text = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let said = |kind, it| [kind, 0, it, 0, 0, 0, 0xFF, 0xFF];
    let sheet = [
        formula(0, 0, 2.5f64.to_le_bytes(), 0),
        formula(0, 1, text, 0),
        record(0x0207, &long("a")),
        formula(0, 2, text, 0),
        record(0x04BC, &[0; 10]),
        record(0x0207, &long("sau SHRFMLA")),
        formula(0, 3, text, 0),
        record(0x0221, &[0; 14]),
        record(0x0207, &words(&[0])),
        formula(0, 4, said(1, 1), 0),
        formula(0, 5, said(2, 0x2A), 0),
        formula(0, 6, said(3, 0), 0),
        formula(0, 7, [0; 8], 0),
    ];
    let sheets = [Sheet::new("Ds", &sheet)];
    check(
        &workbook(&[], &sheets),
        &expect![[r##"
        1,0 Number "2.5"
        1,1 Text "a"
        1,2 Text "sau SHRFMLA"
        1,4 Bool "TRUE"
        1,5 Error "#N/A"
        1,7 Number "0"
    "##]],
    );
    let uncomputed = [
        formula(0, 0, text, 0),
        number(0, 1, 0, 1.0),
        record(0x0207, &long("of nothing")),
        formula(0, 2, [0; 8], 2),
        formula(0, 3, text, 0),
        cell(0x0406, 0, 4, 0, &[&7f64.to_le_bytes()[..], &[0; 8]].concat()),
    ];
    only(
        &workbook(&[], &[Sheet::new("Ds", &uncomputed)]),
        &expect![[r#"
        1,0 Uncomputed ""
        1,1 Number "1"
        1,2 Uncomputed ""
        1,3 Uncomputed ""
        1,4 Number "7"
    "#]],
    );
}

/// As OpenOffice leaves a list, or POI one that it has calculated: every value is one.
#[test]
fn nought_is_a_value_among_calculated_formulas() {
    let nought = [
        formula(0, 0, [0; 8], 2),
        formula(0, 1, [0; 8], 1),
        formula(0, 2, 1f64.to_le_bytes(), 3),
        formula(0, 3, [0; 8], 3),
    ];
    only(
        &workbook(&[], &[Sheet::new("Ds", &nought)]),
        &expect![[r#"
            1,0 Number "0"
            1,1 Number "0"
            1,2 Number "1"
            1,3 Number "0"
        "#]],
    );
    // Excel always calculates what is volatile, and has done so.
    let volatile = [formula(0, 0, [0; 8], 1), formula(0, 1, [0; 8], 2)];
    only(
        &workbook(&[], &[Sheet::new("Ds", &volatile)]),
        &expect![[r#"
            1,0 Number "0"
            1,1 Uncomputed ""
        "#]],
    );
}

#[test]
fn days_by_their_formats() {
    let ids = [0, 14, 22, 46, 49, 164, 165, 30, 60, 15];
    let globals = [
        vec![record(0x0022, &[1, 0])],
        vec![
            format(0, "Standard"),
            format(164, "dd/mm/yyyy;@"),
            format(165, "0.00"),
            format(60, "yyyy"),
            format(15, "@"),
        ],
        ids.iter().map(|&it| style(0, it)).collect(),
    ];
    let sheet: Vec<Vec<u8>> =
        (0..11).map(|it| number(0, it, it, 29_656.0 + f64::from(it))).collect();
    let bytes = workbook(&globals.concat(), &[Sheet::new("Ds", &sheet)]);
    only(
        &bytes,
        &expect![[r#"
        1,0 Number "29656"
        1,1 Date "29657"
        1,2 Date "29658"
        1,3 Number "29659"
        1,4 Number "29660"
        1,5 Date "29661"
        1,6 Number "29662"
        1,7 Date "29663"
        1,8 Date "29664"
        1,9 Number "29665"
        1,10 Number "29666"
    "#]],
    );
    assert_eq!(XlsBook::open(&bytes).unwrap().date_system(), soat_core::DateSystem::Since1904);
}

#[test]
fn code_pages() {
    let book = |page: u16, bytes: &[u8]| {
        let length = u16::try_from(bytes.len()).unwrap();
        let sheet = [cell(0x0204, 0, 0, 0, &[&length.to_le_bytes()[..], bytes].concat())];
        let globals = [record(0x0042, &page.to_le_bytes())];
        let stream = stream(0x0500, &globals, &[Sheet::new("Ds", &sheet)]);
        read(&compound("Book", &stream, false)).unwrap()[0].3.clone()
    };
    assert_eq!(book(1258, b"L\xEA Thi\xF2 \xD0\xE0o"), "Lê Thị Đào");
    assert_eq!(book(1252, b"L\xAA V\xA8n H\xEFng"), "Lª V¨n Hïng");
    assert_eq!(book(932, b"a\x83\x41"), "a\u{FFFD}A");
}

/// Programs of servers write cells as they come, and some write them into no container at all.
#[test]
fn disorder_and_bare_streams() {
    let sheet = [
        text_cell(1, 0, "b"),
        formula(0, 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 0),
        record(0x0207, &long("of a formula")),
        text_cell(0, 0, "a"),
        text_cell(1, 1, "d"),
    ];
    check(
        &workbook(&[], &[Sheet::new("Ds", &sheet)]),
        &expect![[r#"
        1,0 Text "a"
        1,1 Text "of a formula"
        2,0 Text "b"
        2,1 Text "d"
    "#]],
    );
    let start = record(0x0809, &words(&[0, 0x10, 0, 0]));
    let text = cell(0x0204, 3, 1, 0, &[&words(&[3])[..], b"T\xEAn"].concat());
    let bare = [start, text, number(4, 1, 0, 7.0), record(0x000A, &[])].concat();
    only(
        &bare,
        &expect![[r#"
        4,1 Text "Tên"
        5,1 Number "7"
    "#]],
    );
    assert_eq!(crate::container::detect(&bare).unwrap().name(), "xls");
}

#[test]
fn what_is_hidden_is_known() {
    let row = |row: u16, flags: u16| record(0x0208, &words(&[row, 0, 9, 0, 0, 0, flags, 0]));
    let sheet = [
        record(0x009B, &[]),
        record(0x007D, &words(&[2, 3, 0, 0, 1, 0])),
        record(0x007D, &words(&[4, 256, 0, 0, 0, 0])),
        row(0, 0),
        row(1, 0x20),
        row(2, 0x120),
        number(0, 0, 0, 1.0),
    ];
    let hidden = |state, kind| Sheet { state, kind, ..Sheet::new("x", &[]) };
    let bytes =
        workbook(&[], &[Sheet::new("Ds", &sheet), hidden(1, 0), hidden(2, 0), hidden(0, 2)]);
    let book = XlsBook::open(&bytes).unwrap();
    let shown: Vec<_> = book.sheets().iter().map(|it| (it.is_visible, it.is_worksheet)).collect();
    assert_eq!(shown, [(true, true), (false, true), (false, true), (true, false)]);
    let notes = notes(&bytes);
    let spans = |first, last| {
        let mut spans = Spans::default();
        spans.add(first, last);
        spans
    };
    assert_eq!((notes.hidden_rows, notes.hidden_columns), (spans(2, 3), spans(2, 3)));
    assert!(notes.is_filtered && !notes.is_cut && notes.n_bad_cells == 0);
}

#[test]
fn the_font_of_the_names() {
    let fonts = ["Arial", "Arial", "Arial", "Arial", ".VnTime"].map(font);
    let globals = [&fonts[..], &[style(0, 0), style(5, 0)]].concat();
    let headings = ["STT", "Họ và tên", "CCCD"];
    let mut records: Vec<Vec<u8>> =
        (0..).zip(headings).map(|it| text_cell(0, it.0, it.1)).collect();
    for row in 1..=20 {
        records.push(number(row, 0, 0, row.into()));
        records.push(cell(0x0204, row, 1, 1, &long("Lª V¨n Hïng")));
        records.push(number(row, 2, 0, 1_185_000_000.0 + f64::from(row)));
    }
    let bytes = workbook(&globals, &[Sheet::new("Ds", &records)]);
    let opened = crate::read(&bytes, &crate::ReadOptions::default(), &mut |_| {}).unwrap();
    assert_eq!(opened.info.name_font.as_deref(), Some(".VnTime"));
    assert_eq!(opened.table.n_rows(), 20);
}
