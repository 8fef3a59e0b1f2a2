//! Any text as a page, an XML book or CSV: the first byte chooses what it begins like.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat_sheet::visit_cells;

const BEGINNINGS: [&[u8]; 5] = [
    b"<html><table><tr><td>",
    b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<table><tr><td>",
    b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>",
    b"a;b;c\n1;2;3\n",
    b"\xff\xfea\0,\0b\0\n\0",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((&which, rest)) = bytes.split_first() else { return };
    let mut text = BEGINNINGS[usize::from(which) % BEGINNINGS.len()].to_vec();
    text.extend(rest);
    let _ = visit_cells(&text, &mut |_, _, _, _| {});
});
