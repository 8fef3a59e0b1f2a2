//! Any bytes as one part of an otherwise sound xlsx: the sheet, the shared strings or the styles.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use soat_sheet::visit_cells;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const PARTS: [(&str, &str); 5] = [
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"),
    ("xl/sharedStrings.xml", "<sst><si><t>Họ và tên</t></si></sst>"),
    ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
    ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
    ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
];

fuzz_target!(|bytes: &[u8]| {
    let Some((&which, part)) = bytes.split_first() else { return };
    let book = book_with(usize::from(which) % 3, part);
    let _ = visit_cells(&book, &mut |_, _, _, _| {});
});

fn book_with(place: usize, part: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (idx, (name, usual)) in PARTS.iter().enumerate() {
        zip.start_file(*name, stored).expect("a name");
        zip.write_all(if idx == place { part } else { usual.as_bytes() }).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}
