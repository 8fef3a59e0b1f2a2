//! Workbooks made by hand, read by our reader and by calamine.

mod writer;

use core::ops::ControlFlow;

use expect_test::{Expect, expect};
use soat_core::CellKind;

use self::writer::{
    Sheet, cell, compound, entry, font, format, formula, long, number, record, shared, shared_cell,
    stream, style, wide, words, workbook,
};
use super::XlsBook;
use crate::book::{Notes, Reader, Spans};
use crate::error::{ReadError, ReadErrorKind};
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
    ];
    only(
        &workbook(&[], &[Sheet::new("Ds", &uncomputed)]),
        &expect![[r#"
        1,0 Uncomputed ""
        1,1 Number "1"
        1,2 Uncomputed ""
        1,3 Uncomputed ""
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
fn passwords_are_recognised() {
    for data in [&words(&[0, 1, 2])[..], &[1, 0, 1, 0, 1, 0], &[1, 0, 2, 0, 2, 0], &[]] {
        let bytes = workbook(&[record(0x002F, data)], &[Sheet::new("Ds", &[])]);
        assert_eq!(read(&bytes).unwrap_err().kind(), ReadErrorKind::PasswordProtected);
    }
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

#[test]
fn one_bad_record_costs_that_record() {
    let sheet = [
        text_cell(0, 0, "a"),
        shared_cell(0, 1, 9),
        cell(0x0203, 0, 2, 0, &[0; 3]),
        cell(0x0205, 0, 3, 0, &[0x99, 1]),
        cell(0x0204, 0, 4, 0, &[9, 0, 0, b'x']),
        record(0x0006, &[0; 3]),
        record(0x00BD, &[0; 5]),
        text_cell(1, 0, "b"),
    ];
    let bytes = workbook(&[shared(&["x"])], &[Sheet::new("Ds", &sheet)]);
    assert_eq!(read(&bytes).unwrap().len(), 2);
    assert_eq!(notes(&bytes).n_bad_cells, 6);
}

/// A list long enough for several sectors of the table of sectors.
fn long_list() -> Vec<u8> {
    let sheet: Vec<Vec<u8>> = (0..6_000)
        .flat_map(|it| [shared_cell(it, 0, u32::from(it % 2)), number(it, 1, 1, it.into())])
        .collect();
    let globals =
        [font("Arial"), style(0, 0), style(0, 14), shared(&["Lê Thị Đào", "Phạm Văn Lộc"])];
    stream(0x0600, &globals, &[Sheet::new("Ds", &sheet), Sheet::new("Khác", &sheet[..100])])
}

#[test]
fn a_cut_file_gives_what_is_there() {
    for is_scattered in [false, true] {
        let bytes = compound("Workbook", &long_list(), is_scattered);
        assert_eq!(read(&bytes).unwrap().len(), 12_100);
        let cut = &bytes[..bytes.len() / 2];
        let mut book = XlsBook::open(cut).unwrap();
        let mut n_cells = 0;
        let walked = book.walk("Ds", &mut None, &mut |_| {
            n_cells += 1;
            ControlFlow::Continue(())
        });
        assert!(walked.is_ok() && (5_000..6_500).contains(&n_cells), "{n_cells}");
        assert!(book.notes().is_cut);
    }
}

#[test]
fn sheets_are_found_where_they_are() {
    let list = [text_cell(0, 0, "a")];
    let stream = stream(0x0600, &[], &[Sheet::new("x", &list), Sheet::new("y", &list)]);
    let mut lost = stream.clone();
    let places: Vec<usize> =
        (0..lost.len()).filter(|&it| lost[it..].starts_with(&[0x85, 0])).collect();
    for place in places {
        lost[place + 4..place + 8].copy_from_slice(&[0xFF; 4]);
    }
    assert_eq!(read(&compound("WORKBOOK", &lost, false)).unwrap().len(), 2);
    // A chart within a sheet has cells of its own.
    let chart = [record(0x0809, &[0; 16]), number(5, 5, 0, 1.0), record(0x000A, &[])].concat();
    let sheet = [text_cell(0, 0, "a"), chart, text_cell(1, 0, "b")];
    assert_eq!(read(&workbook(&[], &[Sheet::new("x", &sheet)])).unwrap().len(), 2);
}

/// A workbook within the workbook stands before it in the directory.
#[test]
fn the_workbook_is_not_one_embedded_in_it() {
    let sheets = |text| stream(0x0600, &[], &[Sheet::new("x", &[text_cell(0, 0, text)])]);
    let mut bytes = compound("Workbook", &sheets("ours"), false);
    let inner = sheets("embedded");
    let inner_sector = u32::try_from(bytes.len() / 512 - 1).unwrap();
    bytes.extend(&inner);
    bytes.resize(bytes.len() + 4_096 - inner.len(), 0);
    for sector in inner_sector..inner_sector + 8 {
        let next = if sector == inner_sector + 7 { 0xFFFF_FFFE } else { sector + 1 };
        let at = 512 + sector as usize * 4;
        bytes[at..at + 4].copy_from_slice(&next.to_le_bytes());
    }
    // Root, storage, the embedded stream, ours beside the storage.
    let ours = bytes[1_152..1_280].to_vec();
    let mut storage = entry("MBD1", 1, 2, 0, 0);
    storage[72..76].copy_from_slice(&3u32.to_le_bytes());
    bytes[1_152..1_280].copy_from_slice(&storage);
    bytes[1_280..1_408].copy_from_slice(&entry("Workbook", 2, u32::MAX, inner_sector, 4_096));
    bytes[1_408..1_536].copy_from_slice(&ours);
    assert_eq!(read(&bytes).unwrap()[0].3, "ours");
}

/// A kilobyte that says it is gigabytes, chains that bite their tails, sheets within sheets.
#[test]
fn bombs_are_harmless() {
    let mut bytes = compound("Workbook", &long_list(), false);
    let fat = 512..bytes.len().min(1_024);
    for at in fat.step_by(4) {
        let mut circle = bytes.clone();
        circle[at..at + 4].copy_from_slice(&3u32.to_le_bytes());
        let _ = read(&circle);
    }
    bytes[44..48].fill(0xFF);
    bytes[68..76].copy_from_slice(&[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
    let _ = read(&bytes);
    let nested: Vec<Vec<u8>> = (0..40_000).map(|_| record(0x0809, &[0, 6, 0x10, 0])).collect();
    let globals: Vec<Vec<u8>> = (0..20_000)
        .map(|it: u32| {
            let place = 20_000 * 14 + it * 8;
            record(0x0085, &[&place.to_le_bytes()[..], &[0, 0, 2, 0, b'x', b'y']].concat())
        })
        .collect();
    let bytes = workbook(&[globals, nested].concat(), &[]);
    let mut book = XlsBook::open(&bytes).unwrap();
    for sheet in book.sheets().to_vec() {
        let _ = book.walk(&sheet.name, &mut None, &mut |_| ControlFlow::Continue(()));
    }
}

/// Anything cut or changed: an error or other cells, never a panic.
#[test]
fn changed_bytes_never_panic() {
    let text = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let sheet = [
        record(0x0208, &words(&[0, 0, 9, 0, 0, 0, 0x20, 0])),
        record(0x007D, &words(&[2, 3, 0, 0, 1, 0])),
        shared_cell(0, 0, 0),
        text_cell(0, 1, "Đào"),
        formula(0, 2, text, 0),
        record(0x0207, &long("a")),
        record(
            0x00BD,
            &[words(&[0, 3, 0]), vec![2, 0, 0, 0], words(&[0]), vec![3; 4], words(&[4])].concat(),
        ),
        number(1, 0, 1, 31_118.0),
    ];
    let globals =
        [font(".VnTime"), style(0, 0), style(0, 14), format(164, "yyyy"), shared(&["Lê", "Thị"])];
    let stream = stream(0x0600, &globals, &[Sheet::new("Ds", &sheet)]);
    let file = compound("Workbook", &stream, false);
    let read_all = |stream: &[u8]| {
        let file = compound("Workbook", stream, false);
        let _ = read(&file);
        let _ = crate::read(&file, &crate::ReadOptions::default(), &mut |_| {});
    };
    for place in 0..stream.len() {
        read_all(&stream[..place]);
        for byte in [0, 1, 0x7F, 0xFF, stream[place] ^ 0x10] {
            let mut changed = stream.clone();
            changed[place] = byte;
            read_all(&changed);
        }
    }
    for length in (0..file.len()).step_by(97) {
        let _ = read(&file[..length]);
    }
    let mut seed = 0x5DEE_CE66_u64;
    let mut random = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % most
    };
    for _ in 0..3_000 {
        let mut changed = file.clone();
        for _ in 0..=random(4) {
            let place = random(1_536.min(changed.len()));
            changed[place] = u8::try_from(random(256)).unwrap();
        }
        let _ = read(&changed);
    }
}
