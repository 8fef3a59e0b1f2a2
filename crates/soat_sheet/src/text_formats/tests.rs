//! Small files in, cells out; and laws over files cut, flipped and made of anything.

mod laws;

use std::fmt::Write as _;
use std::ops::ControlFlow;

use expect_test::{Expect, expect};
use soat_core::CellKind;

use crate::book::Book;
use crate::container;

/// Every filled cell of every sheet, or why there is none.
pub(super) fn shown(bytes: &[u8]) -> String {
    let opened = container::detect(bytes);
    let opened = opened.and_then(|it| Ok((it.name(), Book::open(bytes, it)?)));
    let (format, mut book) = match opened {
        Ok(opened) => opened,
        Err(error) => return format!("{}\n", error.code()),
    };
    let mut text = format!("{format}\n");
    for sheet in book.sheet_names() {
        let hidden = if book.is_visible(&sheet) { "" } else { " (hidden)" };
        writeln!(text, "[{sheet}]{hidden}").unwrap();
        let mut row_number = 0;
        let mut line = String::new();
        book.walk(&sheet, &mut |found| {
            if found.row_number != row_number {
                row_number = found.row_number;
                write!(line, "\n{row_number}").unwrap();
            }
            let kind = match found.cell.kind {
                CellKind::Text => String::new(),
                kind => format!("({}) ", format!("{kind:?}").to_lowercase()),
            };
            let said = found.cell.text.replace('\n', "⏎").replace('\u{AD}', "\\xAD");
            write!(line, " | {}: {kind}{said}", found.column).unwrap();
            ControlFlow::Continue(())
        })
        .unwrap();
        writeln!(text, "{}", line.trim_start()).unwrap();
        text.push_str(&told(&book));
    }
    text
}

fn told(book: &Book<'_>) -> String {
    let notes = format!("{:?}", book.notes());
    let plain = format!("{:?}", crate::book::Notes::default());
    if notes == plain { String::new() } else { format!("{notes}\n") }
}

pub(super) fn check(bytes: impl AsRef<[u8]>, expected: Expect) {
    expected.assert_eq(&shown(bytes.as_ref()));
}

fn code(bytes: impl AsRef<[u8]>) -> String {
    shown(bytes.as_ref()).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn separators_are_guessed() {
    check(
        "\u{FEFF}STT;Họ tên;Địa chỉ\r\n1;Lê Thị Đào;Thôn 3, xã A, tỉnh B\r\n2;Trần An;\"Tổ \"\"5\"\"; phường C\"\r\n",
        expect![[r#"
            csv
            [Bảng 1]
            1 | 0: STT | 1: Họ tên | 2: Địa chỉ
            2 | 0: 1 | 1: Lê Thị Đào | 2: Thôn 3, xã A, tỉnh B
            3 | 0: 2 | 1: Trần An | 2: Tổ "5"; phường C
        "#]],
    );
    check(
        "STT\tHọ tên\n01\tLê, Đào\n\n02\tTrần, An\tthừa\r03\tNgô Bé",
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: STT | 1: Họ tên
        2 | 0: 01 | 1: Lê, Đào
        4 | 0: 02 | 1: Trần, An | 2: thừa
        5 | 0: 03 | 1: Ngô Bé
    "#]],
    );
    check(
        "a,b,c\n1,\"hai\r\ndòng\",3\n,,\n4,5",
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: a | 1: b | 2: c
        2 | 0: 1 | 1: hai⏎dòng | 2: 3
        4 | 0: 4 | 1: 5
    "#]],
    );
    check(
        "STT|Họ tên\n1|Lê Đào\n2|Trần An\n",
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: STT | 1: Họ tên
        2 | 0: 1 | 1: Lê Đào
        3 | 0: 2 | 1: Trần An
    "#]],
    );
    check(
        "sep=|\r\nHọ tên|CCCD\r\nLê Đào|=\"001085000123\"\r\n",
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: Họ tên | 1: CCCD
        2 | 0: Lê Đào | 1: 001085000123
    "#]],
    );
    check(
        "DANH SÁCH\nXã A\n\nSTT,Họ tên,Ngày sinh,CCCD,SĐT\n1,Lê Đào,1/2/1985,\"=\"\"0012\"\"\",09\n",
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: DANH SÁCH
        2 | 0: Xã A
        4 | 0: STT | 1: Họ tên | 2: Ngày sinh | 3: CCCD | 4: SĐT
        5 | 0: 1 | 1: Lê Đào | 2: 1/2/1985 | 3: 0012 | 4: 09
    "#]],
    );
}

#[test]
fn quotes_that_are_slips_swallow_nothing() {
    check(
        "a;b;c\n1;\"Lê Đào;x\n2;Trần An;y\n3;Ngô \"Bé\" An;\"z\"\n",
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: a | 1: b | 2: c
        2 | 0: 1 | 1: "Lê Đào | 2: x
        3 | 0: 2 | 1: Trần An | 2: y
        4 | 0: 3 | 1: Ngô "Bé" An | 2: z
    "#]],
    );
    check(
        "a;b\n1;\"Lê\" Đào\n2;\"\"\n3;\"never closed\n4;Trần\n",
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: a | 1: b
        2 | 0: 1 | 1: "Lê" Đào
        3 | 0: 2
        4 | 0: 3 | 1: "never closed
        5 | 0: 4 | 1: Trần
    "#]],
    );
}

#[test]
fn texts_that_are_no_tables() {
    let not = "not-a-spreadsheet";
    assert_eq!(
        code(
            "Kính gửi: Trạm y tế xã A,\nHôm nay, trời nắng.\nChúng tôi đã tiêm, đã ghi, đã báo cáo.\n"
        ),
        not
    );
    assert_eq!(code("một dòng"), not);
    assert_eq!(code("Fri 18 Mar 2022 15:02:30 CET\n"), not);
    assert_eq!(code("{\"error\": {\"code\": 401, \"message\": \"x\"}}"), not);
    assert_eq!(code("<?xml version=\"1.0\"?><a><b/></a>"), not);
    assert_eq!(code((0..4_000_u32).map(|it| (it * it % 251) as u8).collect::<Vec<u8>>()), not);
    assert_eq!(code("\u{FEFF} \r\n"), "empty-file");
    assert_eq!(code(";;;\n;;;\n"), not);
    assert_eq!(code("%PDF-1.4"), "word-or-pdf");
    assert_eq!(
        code("<?xml?><?mso-application progid='Word.Document'?><w:wordDocument/>"),
        "word-or-pdf"
    );
}

#[test]
fn encodings_of_values() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    check(
        utf16("\u{FEFF}a\tb\n012\tNguyễn\n"),
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: a | 1: b
        2 | 0: 012 | 1: Nguyễn
    "#]],
    );
    check(b"STT;Ho\xF2 t\xEAn\n1;Nguy\xEA\xDEn V\xE3n \xD0\xFD\xECc\n2;Tr\xE2\xCCn Thi\xF2 Ph\xFD\xF5ng\n", expect![[r#"
        csv
        [Bảng 1]
        1 | 0: STT | 1: Họ tên
        2 | 0: 1 | 1: Nguyễn Văn Đức
        3 | 0: 2 | 1: Trần Thị Phương
    "#]]);
    check(
        b"STT,H\xE4 t\xAAn\n1,Nguy\xD4n V\xA8n \xA7\xF8c\n2,Tr\xC7n Th\xDE Ph\xAD\xACng\n"
            .as_slice(),
        expect![[r#"
        csv
        [Bảng 1]
        1 | 0: STT | 1: Hä tªn
        2 | 0: 1 | 1: NguyÔn V¨n §øc
        3 | 0: 2 | 1: TrÇn ThÞ Ph\xAD¬ng
    "#]],
    );
}

#[test]
fn workbooks_of_xml() {
    let book = r##"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="Default"/><Style ss:ID="d"><NumberFormat ss:Format="dd/mm/yyyy"/></Style><Style ss:ID="e" ss:Parent="d"/><Style ss:ID="n"><NumberFormat ss:Format="0"/></Style></Styles>
<Worksheet ss:Name="Danh s&#225;ch"><Table><Column ss:Width="9"/><Column ss:Index="4" ss:Hidden="1" ss:Span="1"/>
<Row ss:Index="3"><Cell ss:MergeAcross="2"><Data ss:Type="String">DANH SÁCH</Data></Cell><Cell><Data ss:Type="String">sau</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="Number">001</Data></Cell><Cell ss:StyleID="e"><Data ss:Type="Number">31118</Data></Cell><Cell><Data ss:Type="DateTime">1985-03-12T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
<Row><Cell ss:Index="2"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Lê</B><Font html:Color="#F00"> Thị&#10;Đào</Font></ss:Data><Comment><ss:Data>ghi chú</ss:Data></Comment></Cell><Cell ss:Formula="=A1+1"/><Cell ss:StyleID="n"/><Cell ss:StyleID="n"><Data ss:Type="Number">0.5</Data></Cell><Cell><Data ss:Type="Number">x</Data></Cell><Cell><Data ss:Type="String"><![CDATA[a<b]]></Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Ẩn"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>"##;
    check(
        book,
        expect![[r#"
        xml
        [Danh sách]
        3 | 0: DANH SÁCH | 3: sau
        4 | 0: (number) 1 | 1: (date) 31118 | 2: (date) 31118 | 3: (bool) TRUE | 4: (error) #N/A
        5 | 1: Lê Thị⏎Đào | 2: (uncomputed)  | 4: (number) 0.5 | 6: a<b
        Notes { n_bad_cells: 1, hidden_rows: Spans([(4, 4)]), hidden_columns: Spans([(3, 4)]), is_filtered: false, is_cut: false }
        [Ẩn] (hidden)
        1 | 0: x
    "#]],
    );
    let cut = &book[..book.find("sau").unwrap() + 3];
    check(
        cut,
        expect![[r#"
        xml
        [Danh sách]
        3 | 0: DANH SÁCH | 3: sau
        Notes { n_bad_cells: 0, hidden_rows: Spans([]), hidden_columns: Spans([(3, 4)]), is_filtered: false, is_cut: true }
    "#]],
    );
    check(
        &book[..book.find("<Worksheet").unwrap()],
        expect![[r#"
        damaged
    "#]],
    );
}
