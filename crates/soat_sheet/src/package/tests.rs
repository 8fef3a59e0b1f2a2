//! Packages made by hand and damaged on purpose.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const TEXT: &[u8] = b"Danh s\xC3\xA1ch ti\xC3\xAAm, Danh s\xC3\xA1ch ti\xC3\xAAm";

fn zip(names: &[&str], method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(*name, options).unwrap();
        archive.write_all(TEXT).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn whole(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, ReadErrorKind> {
    Package::open(bytes)?.whole(name, 1 << 20)
}

#[test]
fn names_in_any_writing() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let bytes = zip(&["/XL\\Workbook.xml", "./a/../b.xml", "folder/"], method);
        let package = Package::open(&bytes).unwrap();
        assert_eq!(package.names().collect::<Vec<_>>(), ["xl/workbook.xml", "b.xml"]);
        for name in ["xl/workbook.xml", "Xl\\workbook.XML", "/xl//workbook.xml"] {
            assert!(package.has(name), "{name}");
            assert_eq!(package.whole(name, 1 << 20).unwrap().as_deref(), Some(TEXT));
        }
        assert_eq!(package.whole("b.xml", 3), Err(ReadErrorKind::TooLarge));
        assert_eq!(package.whole("c.xml", 3), Ok(None));
    }
}

#[test]
fn junk_around_and_in_front_of_the_end() {
    let bytes = zip(&["a.xml"], CompressionMethod::Deflated);
    let junk = [b"\0PK\x05\x06 junk".as_slice(), &[b' '; 70_000]].concat();
    let around = [junk.as_slice(), &bytes, &junk].concat();
    assert_eq!(whole(&around, "a.xml").unwrap().as_deref(), Some(TEXT));
    assert_eq!(whole(b"", "a").unwrap_err(), ReadErrorKind::NotASpreadsheet);
    assert_eq!(whole(&bytes[..bytes.len() - 23], "a").unwrap_err(), ReadErrorKind::Damaged);
}

#[test]
fn two_parts_of_one_name_are_refused_and_the_others_read() {
    let bytes = zip(&["a.xml", "A.xml", "b.xml"], CompressionMethod::Deflated);
    assert_eq!(whole(&bytes, "a.xml"), Err(ReadErrorKind::Damaged));
    assert_eq!(whole(&bytes, "b.xml").unwrap().as_deref(), Some(TEXT));
}

#[test]
fn a_changed_byte_is_noticed() {
    let bytes = zip(&["a.xml"], CompressionMethod::Stored);
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << bit;
            // What changed may be of no meaning, such as the time; else nothing is read, or an error.
            let read = whole(&changed, "a.xml").ok().flatten();
            assert!(read.is_none_or(|it| it == TEXT), "{place}");
        }
    }
    let packed = zip(&["a.xml"], CompressionMethod::Deflated);
    for length in 0..packed.len() {
        assert!(whole(&packed[..length], "a.xml").is_err(), "{length}");
    }
}

#[test]
fn bombs_are_refused_by_what_they_say() {
    let mut bytes = zip(&["a.xml"], CompressionMethod::Deflated);
    let header = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    let mut says = |size: u32| {
        bytes[header + 24..header + 28].copy_from_slice(&size.to_le_bytes());
        whole(&bytes, "a.xml").map(|it| it.is_some())
    };
    assert_eq!(says(300 << 20), Err(ReadErrorKind::TooLarge));
    assert_eq!(says(33 << 20), Err(ReadErrorKind::TooLarge));
    assert_eq!(says(31 << 20), Err(ReadErrorKind::TooLarge), "longer than asked for");
    assert_eq!(says(3), Err(ReadErrorKind::Damaged));
    assert_eq!(says(3000), Err(ReadErrorKind::Damaged));
}
