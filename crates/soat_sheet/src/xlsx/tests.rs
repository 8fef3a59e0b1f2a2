//! Sheets made by hand, read by the scanner and by calamine.

use core::ops::ControlFlow;
use std::io::{Cursor, Write as _};

use expect_test::{Expect, expect};
use soat_core::CellKind;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::book::{Book, Notes, Spans};
use crate::error::{ReadError, ReadErrorKind};

pub(super) const STYLES: &str = "<styleSheet><numFmts count='1'><numFmt numFmtId='164' \
    formatCode='dd/mm/yyyy;@'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>\
    <xf numFmtId='164'><alignment wrapText='1'/></xf><xf numFmtId='46'/><xf numFmtId='49'/>\
    </cellXfs></styleSheet>";
pub(super) const STRINGS: &str = "<sst><si><t>Họ và tên</t></si><si><t xml:space=\"preserve\"> Lê </t></si>\
    <si><r><rPr><b/></rPr><t>Lê</t></r><r><t xml:space='preserve'> Thị</t></r></si><si/>\
    <si><t>亜</t><rPh sb='0' eb='1'><t>ア</t></rPh></si><si><t>a_x000D_&amp;&#272;</t></si></sst>";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with this sheet; `parts` stand in for its own.
pub(super) fn workbook(sheet: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let link = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='{id}' Type='{RELATION}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let own = [
        ("_rels/.rels", link("d", "officeDocument", "xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            link("s", "worksheet", "worksheets/sheet1.xml") + &link("t", "styles", "styles.xml"),
        ),
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

pub(super) fn rows(rows: &str) -> String {
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
    let read = scanned(bytes).unwrap();
    let by_calamine = cells(Book::open_by_calamine(bytes).unwrap()).unwrap();
    // Cells with an empty text are of no use to us.
    let by_calamine: Vec<_> =
        by_calamine.into_iter().filter(|it| it.2 != CellKind::Empty).collect();
    assert_eq!(read, by_calamine);
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
            1,6 Text "<b>"
            2,0 Text "a&bA"
            2,1 Number "2"
            2,2 Uncomputed ""
            2,3 Uncomputed ""
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
        <x:row r='9'><x:c><x:v>5</x:v></x:c><x:c r='XFC9' s='1'/><x:c><x:v>6</x:v></x:c></x:row>\
        <x:row r='7' a='>'><x:c><x:v>7</x:v></x:c></x:row></x:sheetData><x:mergeCells/></x:worksheet>";
    check(
        &workbook(sheet, &[]),
        &expect![[r#"
            1,0 Number "1"
            1,2 Bool "TRUE"
            1,3 Number "3"
            3,1 Number "4"
            9,0 Number "5"
            9,16383 Number "6"
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

/// The cells, and how many were bad.
fn with_notes(bytes: &[u8]) -> (Vec<String>, Notes) {
    let mut book = Book::open(bytes, crate::container::Container::Xlsx).unwrap();
    let mut texts = Vec::new();
    let sheet = book.sheet_names().remove(0);
    let walked = book.walk(&sheet, &mut |it| {
        texts.push(it.cell.text.to_owned());
        ControlFlow::Continue(())
    });
    walked.unwrap();
    (texts, book.notes())
}

#[test]
fn a_bad_cell_costs_that_cell() {
    for bad in [
        "<c r='B1' t='s'><v>99</v></c>",
        "<c r=\"B1\" t=\"s\"><v>99</v></c>",
        "<c r='B1' t='s'><v>x</v></c>",
        "<c r='B1' t='x'><v>1</v></c>",
        "<c r='1'><v>1</v></c>",
        "<c r='ZZZZZZZZZZZ1'><v>1</v></c>",
        "<c r='XFE1'><v>1</v></c>",
        "<c r=\"B99999999999\"><v>1</v></c>",
        "<c r=\"ZZZZZZZZZZZ1\"><v>1</v></c>",
        "<c r=\"B0\"><v>1</v></c>",
        "<c r=\"B1\" t=\"s\"><v>99999999999999999999</v></c>",
        "<c r='B1' t='b'><v>x</v></c>",
        "<c r='B1' t='str'><v>&x;</v></c>",
        "<c r='B1' t='str'><v>a & b</v></c>",
        "<c r='B1' t='inlineStr'><is><t>&nbsp;</t></is></c>",
    ] {
        let row = format!("<row r='1'><c r='A1'><v>1</v></c>{bad}<c r='C1'><v>3</v></c></row>");
        let (texts, notes) = with_notes(&workbook(&rows(&row), &[]));
        assert_eq!((texts.join(" ").as_str(), notes.n_bad_cells), ("1 3", 1), "{bad}");
    }
    let (texts, notes) = with_notes(&workbook(&rows("<row><c t='n'><v>n/a</v></c></row>"), &[]));
    assert_eq!((texts.join(" ").as_str(), notes.n_bad_cells), ("n/a", 0));
}

#[test]
fn a_bad_string_costs_its_cells() {
    let strings = [("xl/sharedStrings.xml", "<sst><si><t>&a;</t></si><si><t>b</t></si></sst>")];
    let cells = "<c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>";
    let sheet = rows(&format!("<row r='1'>{cells}</row>"));
    let (texts, notes) = with_notes(&workbook(&sheet, &strings));
    assert_eq!((texts.join(" ").as_str(), notes.n_bad_cells), ("b", 1));
}

#[test]
fn a_sheet_that_breaks_off_has_its_rows_up_to_there() {
    let whole = rows("<row r='1'><c><v>1</v></c></row><row r='2'><c><v>2</v></c></row>");
    for (n_bytes, n_cells) in [(whole.len() - 4, 2), (whole.find("<v>2").unwrap(), 1)] {
        let (texts, notes) = with_notes(&workbook(&whole[..n_bytes], &[]));
        assert_eq!(texts.len(), n_cells);
        assert_eq!(notes.is_cut, n_cells == 1);
    }
}

#[test]
fn what_is_hidden() {
    let sheet = "<worksheet><sheetPr filterMode='1'/><cols><col min='2' max='3' hidden='1'/>\
        <col min='4' max='9'/></cols><sheetData><row r='1' hidden='0'/><row hidden=\"1\"/>\
        <row r='3' hidden='true'/><row r='4'/></sheetData></worksheet>";
    let notes = with_notes(&workbook(sheet, &[])).1;
    let spans = |it: &[(u32, u32)]| {
        let mut spans = Spans::default();
        it.iter().for_each(|it| spans.add(it.0, it.1));
        spans
    };
    assert_eq!(notes.hidden_rows, spans(&[(2, 3)]));
    assert_eq!(notes.hidden_columns, spans(&[(1, 2)]));
    assert!(notes.is_filtered);
    let filter = "<worksheet><sheetData><row hidden='1'/></sheetData><autoFilter ref='A1:B9'>\
        <filterColumn colId='0'/></autoFilter></worksheet>";
    assert!(with_notes(&workbook(filter, &[])).1.is_filtered);
}

/// One sheet whose bytes are not those packed loses no other.
#[test]
fn damaged_bytes_are_never_taken_for_good() {
    let sheet = rows("<row r='1'><c r='A1'><v>79085001234</v></c></row>");
    let bytes = workbook(&sheet, &[]);
    // Behind the sheet's name in its own header are its bytes.
    let name = b"xl/worksheets/sheet1.xml";
    let place = memchr::memmem::find(&bytes, name).unwrap() + name.len() + 40;
    let mut changed = bytes.clone();
    changed[place] ^= 0x10;
    let error = scanned(&changed).unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::Damaged);
}

#[test]
fn parts_anywhere() {
    let link = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://purl.oclc.org/{kind}' Target='{target}'/>")
    };
    let strings = link("t", "sharedStrings", "/XL\\SharedStrings.xml");
    let sheet = rows("<row><c t='s'><v>0</v></c></row>");
    for target in
        ["worksheets\\sheet1.xml", "/xl/worksheets/sheet1.xml", "../xl/worksheets/Sheet1.XML"]
    {
        let links =
            format!("<Relationships>{strings}{}</Relationships>", link("s", "worksheet", target));
        let parts = [("xl/_rels/workbook.xml.rels", links.as_str()), ("_rels/.rels", "")];
        let (texts, _) = with_notes(&workbook(&sheet, &parts));
        assert_eq!(texts, ["Họ và tên"], "{target}");
    }
    let parts = [("xl/_rels/workbook.xml.rels", "<Relationships/>")];
    assert_eq!(with_notes(&workbook(&sheet, &parts)).0, ["Họ và tên"]);
    assert_eq!(scanned(&workbook("<chartsheet/>", &[])).unwrap(), []);
    let strange = format!("<!DOCTYPE a>{}", rows("<row><c><v>1</v></c></row>"));
    assert_eq!(with_notes(&workbook(&strange, &[])).0, ["1"]);
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
            let strings = &super::SharedStrings::default();
            let system = soat_core::DateSystem::Since1900;
            let context = super::Context { strings, styles: &super::Styles::default(), system };
            let mut n_cells = 0;
            if let Ok(Some(mut sheet)) = super::Sheet::open(changed.as_bytes(), context) {
                let _ = sheet.walk(&mut |row| {
                    n_cells += row.slots().len();
                    ControlFlow::Continue(())
                });
            }
            assert!(n_cells <= 2);
        }
    }
}
