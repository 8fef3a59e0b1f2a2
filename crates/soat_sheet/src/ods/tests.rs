//! Documents made by hand.

use core::ops::ControlFlow;
use std::io::{Cursor, Write as _};

use expect_test::{Expect, expect};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::OdsBook;
use crate::book::{Notes, Reader, Spans};
use crate::error::{ReadError, ReadErrorKind};
use crate::oracle;

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn document(styles: &str, tables: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><office:document office:mimetype='{MIME}'>\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body>\
         <office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>"
    )
}

fn table(name: &str, rows: &str) -> String {
    format!("<table:table table:name='{name}'><table:table-column/>{rows}</table:table>")
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn text_cell(text: &str) -> String {
    format!("<table:table-cell office:value-type='string'>{text}</table:table-cell>")
}

fn pack(content: &str, manifest: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let settings = "<office:document-settings/>";
    for (name, part) in [
        ("mimetype", MIME),
        ("content.xml", content),
        ("settings.xml", settings),
        ("META-INF/manifest.xml", manifest),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn cells(book: &mut dyn Reader, sheet: &str) -> Result<String, ReadError> {
    let mut lines = String::new();
    book.walk(sheet, &mut None, &mut |it| {
        let (row, column, cell) = (it.row_number, it.column, it.cell);
        lines += &format!("{row},{column} {:?} {:?}\n", cell.kind, cell.text);
        ControlFlow::Continue(())
    })?;
    Ok(lines)
}

fn read(bytes: &[u8]) -> Result<(String, Notes), ReadError> {
    let mut book = OdsBook::open(bytes)?;
    let lines = cells(&mut book, "A")?;
    Ok((lines, book.notes()))
}

fn read_rows(rows: &str) -> (String, Notes) {
    read(document("", &table("A", rows)).as_bytes()).unwrap()
}

fn check(rows: &str, expected: &Expect) {
    let (lines, notes) = read_rows(rows);
    expected.assert_eq(&lines);
    assert_eq!((notes.n_bad_cells, notes.is_cut), (0, false));
}

const KINDS: &str = "<table:table-row>\
    <table:table-cell office:value-type='float' office:value='79085001234'><text:p>7,9E10</text:p>\
    </table:table-cell><table:table-cell office:value-type='percentage' office:value='0.5'/>\
    <table:table-cell office:value-type='currency' office:value='1000'><text:p>1.000 đ</text:p>\
    </table:table-cell><table:table-cell office:value-type='date' office:date-value='1985-03-12'>\
    <text:p>12/03/85</text:p></table:table-cell><table:table-cell office:value-type='date' \
    office:date-value='1985-03-12T10:30:00'/><table:table-cell office:value-type='boolean' \
    office:boolean-value='true'><text:p>ĐÚNG</text:p></table:table-cell><table:table-cell \
    office:value-type='string' office:string-value='Lê &amp; Đào'><text:p>…</text:p>\
    </table:table-cell><table:table-cell/><table:covered-table-cell office:value-type='string'>\
    <text:p>b</text:p></table:covered-table-cell></table:table-row>";

#[test]
fn every_kind_of_cell() {
    let rest = row(&[
        "<table:table-cell office:value-type='time' office:time-value='PT10H30M00S'>\
         <text:p>10:30</text:p></table:table-cell>",
        "<table:table-cell office:value-type='time' office:time-value='PT36H00M00S'/>",
        "<table:table-cell><text:p>001</text:p></table:table-cell>",
        "<table:table-cell office:value-type='date' office:date-value='1885-03-12'/>",
        "<table:table-cell table:formula='of:=1+1' office:value-type='float' office:value='2'/>",
        "<table:table-cell table:formula='of:=1+1'/>",
        "<table:table-cell table:formula='of:=1/0' office:value-type='string' \
         office:string-value='' calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell>",
        "<table:table-cell table:formula='of:=A1' office:value-type='string'>\
         <text:p>#N/A</text:p></table:table-cell>",
        "<table:table-cell office:value-type='mới'><text:p>x</text:p></table:table-cell>",
    ]
    .concat());
    let expected = expect![[r##"
        1,0 Number "79085001234"
        1,1 Number "0.5"
        1,2 Number "1000"
        1,3 Date "31118"
        1,4 Date "31118"
        1,5 Bool "TRUE"
        1,6 Text "Lê & Đào"
        1,8 Text "b"
        2,0 Text "10:30"
        2,1 Number "1.5"
        2,2 Text "001"
        2,3 Text "1885-03-12"
        2,4 Number "2"
        2,5 Uncomputed ""
        2,6 Error "#DIV/0!"
        2,7 Error "#N/A"
        2,8 Text "x"
    "##]];
    check(&format!("{KINDS}{rest}"), &expected);
}

#[test]
fn text_as_it_is_shown() {
    let cells = [
        "<text:p> Lê\n  <text:span>Thị </text:span> Đào </text:p>",
        "<text:p><text:s/>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>",
        "<text:p>một</text:p><text:p/>\n<text:p>hai</text:p>",
        "<office:annotation><dc:date>2020</dc:date><text:p>ghi chú</text:p></office:annotation>\
         <text:p>a<text:note><text:p>b</text:p></text:note><text:a xlink:href='x'>c</text:a></text:p>",
        "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame><text:p/>",
        "<text:p><![CDATA[<&]]>&lt;<!-- x -->&#272;</text:p>",
        "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>",
    ];
    let cells: String = cells.iter().map(|it| text_cell(it)).collect();
    check(
        &row(&cells),
        &expect![[r#"
        1,0 Text "Lê Thị Đào "
        1,1 Text " a   b\tc\nd"
        1,2 Text "một\n\nhai"
        1,3 Text "ac"
        1,5 Text "<&<Đ"
        1,6 Text "a"
    "#]],
    );
}

#[test]
fn what_repeats_and_what_is_left_out() {
    let filled = "<table:table-cell table:number-columns-repeated='2' office:value-type='float' \
                  office:value='7'/>";
    let rows = |n: &str, cells: &str| {
        format!("<table:table-row table:number-rows-repeated='{n}'>{cells}</table:table-row>")
    };
    let far = "<table:table-cell table:number-columns-repeated='9'/>";
    let repeated = [
        rows("3", far),
        rows("2", &format!("{far}{filled}")),
        "<table:table-row-group><table:table-header-rows>".to_owned(),
        row(&text_cell("<text:p>a</text:p>")),
        "</table:table-header-rows></table:table-row-group>".to_owned(),
        rows("1000000", far),
        row(&text_cell("<text:p>b</text:p>")),
        rows("18446744073709551615", far),
    ];
    check(
        &repeated.concat(),
        &expect![[r#"
        4,9 Number "7"
        4,10 Number "7"
        5,9 Number "7"
        5,10 Number "7"
        6,0 Text "a"
        1000007,0 Text "b"
    "#]],
    );
}

#[test]
fn filled_rows_without_end_are_bounded_and_counted() {
    let wide = "<table:table-cell table:number-columns-repeated='16384' office:value-type='float' \
                office:value='7'/>";
    let row =
        format!("<table:table-row table:number-rows-repeated='99999999'>{wide}</table:table-row>");
    for rows in [row.clone(), row.repeat(50)] {
        let document = document("", &table("A", &rows));
        let mut book = OdsBook::open(document.as_bytes()).unwrap();
        let mut n_cells = 0u64;
        book.walk("A", &mut None, &mut |_| {
            n_cells += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
        assert!((1_000_000..10_000_000).contains(&n_cells), "{n_cells}");
        assert_eq!(book.notes().n_bad_cells, u32::MAX);
    }
    let spaces = "<text:p><text:s text:c='32768'/><text:s text:c='32768'/></text:p>";
    let (lines, notes) = read_rows(&super::tests::row(&text_cell(spaces)).repeat(300));
    assert_eq!((lines.lines().count(), notes.n_bad_cells), (128, 172));
    let spaces = spaces.repeat(4);
    let (lines, notes) = read_rows(&super::tests::row(&text_cell(&spaces)));
    assert_eq!((lines.as_str(), notes.n_bad_cells), ("", 1));
}

#[test]
fn tables_and_what_is_hidden() {
    let styles = "<style:style style:name='ta1'><style:table-properties table:display='true'/>\
        </style:style><style:style style:name='ta2'><style:table-properties table:display='false'/>\
        </style:style>";
    let cell = text_cell("<text:p>x</text:p>");
    let rows = format!(
        "<table:table-column/><table:table-column table:number-columns-repeated='2' \
         table:visibility='collapse'/><table:table-row>{cell}</table:table-row>\
         <table:table-row table:visibility='filter' table:number-rows-repeated='2'>{cell}\
         </table:table-row><table:table-row-group table:display='false'><table:table-row-group>\
         <table:table-row>{cell}</table:table-row></table:table-row-group></table:table-row-group>\
         <table:table-row>{cell}</table:table-row>"
    );
    let tables = [
        "<table:tracked-changes><table:table table:name='cũ'/></table:tracked-changes>",
        "<table:table table:name='A&amp;B' table:style-name='ta2'/>",
        &table("A", &rows),
        "<table:table table:name='C' table:style-name='ta1'/>",
        "<table:dde-links><table:table table:name='D'/></table:dde-links>",
    ];
    let document = document(styles, &tables.concat());
    let mut book = OdsBook::open(document.as_bytes()).unwrap();
    let told: Vec<_> = book.sheets().iter().map(|it| (it.name.as_str(), it.is_visible)).collect();
    assert_eq!(told, [("A&B", false), ("A", true), ("C", true)]);
    assert_eq!(cells(&mut book, "A").unwrap().lines().count(), 5);
    let notes = book.notes();
    let span = |first, last| {
        let mut spans = Spans::default();
        spans.add(first, last);
        spans
    };
    assert_eq!((notes.hidden_rows, notes.hidden_columns), (span(2, 4), span(2, 3)));
    assert!(notes.is_filtered);
    assert_eq!(cells(&mut book, "C").unwrap(), "");
    assert!(cells(&mut book, "D").is_err());
}

#[test]
fn tables_in_any_order_and_broken_off() {
    let one = |text: &str| row(&text_cell(&format!("<text:p>{text}</text:p>")));
    let tables = ["A", "B", "C"].map(|it| table(it, &one(it).repeat(3)));
    let document = document("", &format!("{}<table:table table:name='0'/>", tables.concat()));
    let mut book = OdsBook::open(document.as_bytes()).unwrap();
    for sheet in ["A", "B", "C", "0", "A", "A", "C", "B", "0", "B"] {
        let mut first = String::new();
        book.walk(sheet, &mut None, &mut |it| {
            first = it.cell.text.to_owned();
            ControlFlow::Break(())
        })
        .unwrap();
        assert_eq!(first, if sheet == "0" { "" } else { sheet });
        let lines = cells(&mut book, sheet).unwrap();
        assert_eq!(lines.matches(sheet).count(), if sheet == "0" { 0 } else { 3 });
    }
}

#[test]
fn a_bad_cell_costs_itself() {
    let cells = [
        "<table:table-cell office:value-type='float' office:value='1,5'><text:p>1,5</text:p></table:table-cell>",
        &text_cell("<text:p>&nbsp;</text:p>"),
        "<table:table-cell table:number-columns-repeated='16380'/>",
        "<table:table-cell office:value-type='float' office:value='1'/>",
        "<table:table-cell table:number-columns-repeated='9' office:value-type='float' office:value='2'/>",
        "<table:table-cell office:value-type='float' office:value='1'/>",
    ];
    let (lines, notes) = read_rows(&row(&cells.concat()));
    assert_eq!(lines, "1,16382 Number \"1\"\n1,16383 Number \"2\"\n");
    assert_eq!(notes.n_bad_cells, 3);
}

#[test]
fn a_list_is_read_from_a_package_and_from_one_piece() {
    let cells = |texts: &[&str]| -> String {
        texts.iter().map(|it| text_cell(&format!("<text:p>{it}</text:p>"))).collect()
    };
    let people = ["Lê Thị Đào", "Phạm Văn Lộc", "Trần Thị Mận"]
        .map(|it| row(&cells(&["1", it, "12/03/1985", "001185000123"])));
    let headings = row(&cells(&["STT", "Họ và tên", "Ngày sinh", "Số CCCD"]));
    let flat = document("", &table("Danh sách", &(headings + &people.concat())));
    for bytes in [pack(&flat, ""), flat.into_bytes()] {
        let read = crate::read(&bytes, &crate::ReadOptions::default(), &mut |_| {}).unwrap();
        assert_eq!((read.info.format, read.table.n_rows()), ("ods", 3));
        assert_eq!(read.info.sheet, "Danh sách");
    }
}

#[test]
fn locked_and_damaged_documents() {
    let kind = |content: &str, manifest: &str| {
        OdsBook::open(&pack(content, manifest)).map(|_| ()).map_err(|it| it.kind())
    };
    let content = document("", &table("A", KINDS));
    let locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    assert_eq!(kind(&content, ""), Ok(()));
    assert_eq!(kind(&content, locked), Err(ReadErrorKind::PasswordUnsupported));
    assert_eq!(kind("", ""), Err(ReadErrorKind::Damaged));
    assert!(super::is_flat(content.as_bytes()) && !super::is_flat(&pack(&content, "")));
    let found = crate::container::detect(&pack(&content, locked));
    assert_eq!(found.ok(), Some(crate::container::Container::Ods));
    assert_eq!(kind("<office:spreadsheet/>", ""), Err(ReadErrorKind::Damaged));
}

#[test]
fn a_cut_document_gives_whole_rows() {
    let rows = KINDS.repeat(3);
    let whole = document("", &table("A", &rows));
    let (all, _) = read(whole.as_bytes()).unwrap();
    let mut n_read = 0;
    for length in (0..whole.len()).filter(|&it| whole.is_char_boundary(it)) {
        let Ok((lines, notes)) = read(&whole.as_bytes()[..length]) else { continue };
        assert!(notes.is_cut || lines == all);
        assert!(all.starts_with(&lines) && lines.lines().count().is_multiple_of(8));
        n_read += 1;
    }
    assert!(n_read > KINDS.len());
}

#[test]
fn damaged_files_do_not_panic() {
    let flat = document("", &table("A", &KINDS.repeat(2)));
    let packed = pack(&flat, "");
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 16) as usize % below
    };
    for _ in 0..3_000 {
        for good in [flat.as_bytes(), &packed] {
            let mut bytes = good.to_vec();
            for _ in 0..=random(3) {
                let place = random(bytes.len());
                bytes[place] = b"<>/'\"&; \0\xFFa1="[random(13)];
            }
            let _ = read(&bytes);
            bytes.truncate(random(bytes.len()));
            let _ = read(&bytes);
        }
    }
}

#[test]
fn calamine_reads_the_same() {
    let rows = [KINDS, &row(&text_cell("<text:p>Lê<text:s text:c='2'/>Đào</text:p>")), KINDS];
    let bytes = pack(&document("", &table("A", &rows.concat())), "");
    let mut oracle = oracle::open_ods(&bytes).unwrap();
    assert_eq!(read(&bytes).unwrap().0, cells(&mut *oracle, "A").unwrap());
}
