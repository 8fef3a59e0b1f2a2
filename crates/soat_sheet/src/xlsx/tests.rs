//! Sheets made by hand, read by the scanner and by calamine.

use core::ops::ControlFlow;
use std::io::{Cursor, Write as _};

use expect_test::{Expect, expect};
use soat_core::CellKind;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::XlsxBook;
use crate::book::Book;
use crate::error::{ReadError, ReadErrorKind};

const STYLES: &str = "<styleSheet><numFmts count='1'><numFmt numFmtId='164' \
    formatCode='dd/mm/yyyy;@'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>\
    <xf numFmtId='164'><alignment wrapText='1'/></xf><xf numFmtId='46'/><xf numFmtId='49'/>\
    </cellXfs></styleSheet>";
const STRINGS: &str = "<sst><si><t>Họ và tên</t></si><si><t xml:space=\"preserve\"> Lê </t></si>\
    <si><r><rPr><b/></rPr><t>Lê</t></r><r><t xml:space='preserve'> Thị</t></r></si><si/>\
    <si><t>亜</t><rPh sb='0' eb='1'><t>ア</t></rPh></si><si><t>a_x000D_&amp;&#272;</t></si></sst>";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with this sheet; `parts` stand in for its own.
fn workbook(sheet: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let link = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='{id}' Type='{RELATION}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let own = [
        ("_rels/.rels", link("d", "officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", link("s", "worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            "<workbook><workbookPr/><sheets><sheet name='A&amp;B' sheetId='1' r:id='s'/></sheets></workbook>"
                .to_owned(),
        ),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/sharedStrings.xml", STRINGS.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in own {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        let stand_in = parts.iter().find(|it| it.0 == name).map(|it| it.1);
        archive.write_all(stand_in.unwrap_or(&content).as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn rows(rows: &str) -> String {
    format!("<worksheet><dimension ref='A1'/><sheetData>{rows}</sheetData></worksheet>")
}

fn cells(mut book: Book<'_>) -> Result<Vec<(u32, u32, CellKind, String)>, ReadError> {
    let mut cells = Vec::new();
    for sheet in book.sheet_names() {
        book.walk(&sheet, &mut |it| {
            cells.push((it.row_number, it.column, it.cell.kind, it.cell.text.to_owned()));
            ControlFlow::Continue(())
        })?;
    }
    Ok(cells)
}

fn scanned(bytes: &[u8]) -> Result<Vec<(u32, u32, CellKind, String)>, ReadError> {
    cells(Book::open(bytes, crate::container::Container::Xlsx)?)
}

/// Both read the same; what they read is expected.
fn check(bytes: &[u8], expected: &Expect) {
    assert!(XlsxBook::open(bytes).is_some());
    let read = scanned(bytes).unwrap();
    assert_eq!(read, cells(Book::open_by_calamine(bytes).unwrap()).unwrap());
    let lines = read.iter().map(|it| format!("{},{} {:?} {:?}\n", it.0, it.1, it.2, it.3));
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn every_kind_of_cell() {
    let sheet = rows(
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r=\"B1\" s=\"4\" t=\"s\"><v>1</v></c>\
         <c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c><c r=\"E1\" t=\"s\">\
         <v>4</v></c><c r=\"F1\" t=\"s\"><v>5</v></c></row>\
         <row r='2'><c r=\"A2\"><v>79085001234</v></c><c r=\"B2\" t=\"n\"><v>007</v></c>\
         <c r=\"C2\"><v>-1.50</v></c><c r=\"D2\"><v>1E3</v></c><c r=\"E2\"><v>9007199254740993</v></c>\
         <c r=\"F2\"><v>-0</v></c><c r=\"G2\"><v>n/a</v></c><c r='H2'><v>1 2</v></c></row>\
         <row r='3'><c r=\"A3\" s=\"1\"><v>31118</v></c><c r=\"B3\" s=\"2\"><v>31118.5</v></c>\
         <c r=\"C3\" s=\"3\"><v>1.5</v></c><c r=\"D3\" s=\"99\"><v>5</v></c>\
         <c r=\"E3\" t=\"d\"><v>1985-03-12T00:00:00</v></c></row>\
         <row r='4'><c r=\"A4\" t=\"b\"><v>1</v></c><c r=\"B4\" t=\"b\"><v>false</v></c>\
         <c r=\"C4\" t=\"e\"><v>#REF!</v></c><c r=\"D4\" t=\"e\"><v>#N/A</v></c></row>",
    );
    check(
        &workbook(&sheet, &[]),
        &expect![[r##"
            1,0 Text "Họ và tên"
            1,1 Text " Lê "
            1,2 Text "Lê Thị"
            1,3 Empty ""
            1,4 Text "亜"
            1,5 Text "a\r&Đ"
            2,0 Number "79085001234"
            2,1 Number "7"
            2,2 Number "-1.5"
            2,3 Number "1000"
            2,4 Number "9007199254740992"
            2,5 Number "0"
            2,6 Text "n/a"
            2,7 Text "1 2"
            3,0 Date "31118"
            3,1 Date "31118.5"
            3,2 Number "1.5"
            3,3 Number "5"
            3,4 Date "31118"
            4,0 Bool "TRUE"
            4,1 Bool "FALSE"
            4,2 Error "#REF!"
            4,3 Error "#N/A"
        "##]],
    );
}

#[test]
fn inline_texts_and_formulas() {
    let sheet = rows(
        "<row r='1'><c r=\"A1\" t=\"inlineStr\"><is><t>Đào</t></is></c>\
         <c r=\"B1\" t=\"inlineStr\"><is><t> a_x000D_\r\n </t></is></c>\
         <c r=\"C1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c>\
         <c r=\"D1\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r></is></c>\
         <c r=\"E1\" t=\"inlineStr\"><v>5</v></c><c r=\"F1\" t=\"inlineStr\"><is/></c>\
         <c r=\"G1\" t='inlineStr'><is><t><![CDATA[<b>]]></t></is></c></row>\
         <row r='2'><c r=\"A2\" t=\"str\"><f>B1&amp;\"x\"</f><v>a&amp;b_x0041_</v></c>\
         <c r=\"B2\"><f>1+1</f><v>2</v></c><c r=\"C2\"><f>1+1</f></c><c r=\"D2\"><f>1</f><v/></c>\
         <c r=\"E2\" t=\"str\"><f>A</f><v></v></c><c r=\"F2\"><f t=\"shared\" si=\"0\"/><v>3</v></c>\
         <c r=\"G2\" t=\"str\"><v>7</v></c></row>",
    );
    check(
        &workbook(&sheet, &[]),
        &expect![[r#"
            1,0 Text "Đào"
            1,1 Text "a\r"
            1,2 Text " a "
            1,3 Text "ab"
            1,5 Empty ""
            1,6 Text "<b>"
            2,0 Text "a&bA"
            2,1 Number "2"
            2,2 Uncomputed ""
            2,3 Uncomputed ""
            2,4 Empty ""
            2,5 Number "3"
            2,6 Text "7"
        "#]],
    );
}

#[test]
fn places() {
    let sheet = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<x:worksheet xmlns:x='m'><x:sheetPr/>\
        <x:sheetData>\n<!-- <x:c><x:v>1</x:v></x:c> -->\n<x:row><x:c><x:v>1</x:v></x:c>\
        <x:c t='b' r='C1' s='1'><x:v>1</x:v></x:c><x:c><x:v>3</x:v></x:c></x:row><x:row/>\
        <x:row hidden=\"1\" spans='1:2'><x:c/><x:c r = \"b3\" ><x:v>4</x:v></x:c ></x:row>\
        <x:row r='9'><x:c><x:v>5</x:v></x:c><x:c r='XFD9' s='1'/><x:c><x:v>6</x:v></x:c></x:row>\
        <x:row r='7' a='>'><x:c><x:v>7</x:v></x:c></x:row></x:sheetData><x:mergeCells/></x:worksheet>";
    check(
        &workbook(sheet, &[]),
        &expect![[r#"
            1,0 Number "1"
            1,2 Bool "TRUE"
            1,3 Number "3"
            3,1 Number "4"
            9,0 Number "5"
            9,16384 Number "6"
            7,0 Number "7"
        "#]],
    );
}

#[test]
fn days_since_1904() {
    let parts = [(
        "xl/workbook.xml",
        "<workbook><workbookPr date1904='1'/><sheets><sheet name='a' r:id='s'/></sheets></workbook>",
    )];
    let sheet = rows("<row><c s='1'><v>29656</v></c><c t='d'><v>1985-03-12</v></c></row>");
    check(
        &workbook(&sheet, &parts),
        &expect![[r#"
            1,0 Date "29656"
            1,1 Date "29656"
        "#]],
    );
}

#[test]
fn sheets_longer_than_the_buffer() {
    let cell = |it: u32| {
        format!(
            "<c r=\"A{it}\" t=\"inlineStr\"><is><t>Đào {it}</t></is></c><c r=\"B{it}\" t=\"s\"><v>1</v></c><c><f>1</f><v>{it}</v></c>"
        )
    };
    let all: String = (1..20_000).map(|it| format!("<row r=\"{it}\">{}</row>", cell(it))).collect();
    let bytes = workbook(&rows(&all), &[]);
    let read = scanned(&bytes).unwrap();
    assert_eq!(read.len(), 3 * 19_999);
    assert_eq!(read, cells(Book::open_by_calamine(&bytes).unwrap()).unwrap());
}

#[test]
fn what_is_not_known_is_left_to_calamine() {
    let strange = format!("<!DOCTYPE a>{}", rows("<row><c><v>1</v></c></row>"));
    let bytes = workbook(&strange, &[]);
    assert_eq!(scanned(&bytes), cells(Book::open_by_calamine(&bytes).unwrap()));
    assert_eq!(scanned(&bytes).unwrap().len(), 1);
    let parts = [("xl/sharedStrings.xml", "<!DOCTYPE a><sst><si><t>a</t></si></sst>")];
    assert!(XlsxBook::open(&workbook(&rows(""), &parts)).is_none());
    assert_eq!(scanned(&workbook("<chartsheet/>", &[])).unwrap(), []);
}

#[test]
fn damage_is_told_with_its_place() {
    let damaged = |row: &str| {
        let read = scanned(&workbook(&rows(row), &[])).unwrap_err();
        assert_eq!(read.kind(), ReadErrorKind::Damaged);
        read.cell().map(str::to_owned)
    };
    let row = |second: &str| format!("<row r='1'><c r='A1'><v>1</v></c>{second}</row>");
    for second in [
        "<c r='B1' t='s'><v>99</v></c>",
        "<c r='B1' t='s'><v>x</v></c>",
        "<c r='B1' t='x'><v>1</v></c>",
        "<c r='1'><v>1</v></c>",
        "<c r='ZZZZZZZZZZZ1'><v>1</v></c>",
        "<c r=\"B99999999999\"><v>1</v></c>",
        "<c r=\"ZZZZZZZZZZZ1\"><v>1</v></c>",
        "<c r=\"B0\"><v>1</v></c>",
        "<c r=\"B1\" t=\"s\"><v>99999999999999999999</v></c>",
        "<c r='B1' t='n'><v>x</v></c>",
        "<c r='B1' t='b'><v>x</v></c>",
        "<c r='B1' t='str'><v>&x;</v></c>",
        "<c r='B1'><v>1",
    ] {
        assert_eq!(damaged(&row(second)).as_deref(), Some("A1"), "{second}");
    }
}

/// calamine takes the first string for a number that it cannot read, drops what follows an entity,
/// and refuses a sheet for a newer error or an unknown element.
#[test]
fn where_calamine_errs() {
    let sheet = rows(
        "<row><c t='s'><v> 2 </v></c><c><v>n/a &lt;</v></c><c t='e'><v>#SPILL!</v></c>\
         <c><v>1</v><extLst><ext/></extLst></c></row>",
    );
    let read = scanned(&workbook(&sheet, &[])).unwrap();
    let texts: Vec<&str> = read.iter().map(|it| it.3.as_str()).collect();
    assert_eq!(texts, ["Lê Thị", "n/a <", "#SPILL!", "1"]);
}

/// Any byte changed: an error or other cells, never a panic.
#[test]
fn changed_bytes_never_panic() {
    let sheet = rows(
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c s=\"1\"><f>1</f><v>1.5</v></c></row>",
    );
    for (place, _) in sheet.bytes().enumerate() {
        for byte in [b'<', b'>', b'"', b'&', b'9', b'/', 0] {
            let mut changed = sheet.clone().into_bytes();
            changed[place] = byte;
            let changed = String::from_utf8(changed).unwrap();
            let context = super::Context {
                strings: &super::SharedStrings::default(),
                formats: &[],
                system: soat_core::DateSystem::Since1900,
            };
            let mut n_cells = 0;
            if let Ok(Some(mut sheet)) = super::Sheet::open(changed.as_bytes(), context) {
                let mut last = None;
                let _ = sheet.walk(&mut last, &mut |_| {
                    n_cells += 1;
                    ControlFlow::Continue(())
                });
            }
            assert!(n_cells <= 2);
        }
    }
}
