//! Files that are no spreadsheets, known again so that each gets its own remedy.

use crate::error::ReadErrorKind;

/// Bytes at the head of a file, and what the file is then.
const SIGNATURES: &[(&[u8], ReadErrorKind)] = &[
    (b"%PDF", ReadErrorKind::WordOrPdf),
    (b"{\\rtf", ReadErrorKind::WordOrPdf),
    (b"%!PS", ReadErrorKind::WordOrPdf),
    (b"\x89PNG", ReadErrorKind::WordOrPdf),
    (b"\xFF\xD8\xFF", ReadErrorKind::WordOrPdf),
    (b"GIF8", ReadErrorKind::WordOrPdf),
    (b"II*\0", ReadErrorKind::WordOrPdf),
    (b"MM\0*", ReadErrorKind::WordOrPdf),
    (b"Rar!\x1A\x07", ReadErrorKind::Archive),
    (b"7z\xBC\xAF\x27\x1C", ReadErrorKind::Archive),
    (b"\x1F\x8B\x08", ReadErrorKind::Archive),
    (b"BZh", ReadErrorKind::Archive),
    (b"\xFD7zXZ\0", ReadErrorKind::Archive),
    (b"MSCF", ReadErrorKind::Archive),
    (b"\0\x01\0\0Standard ", ReadErrorKind::OtherProgram),
    (b"SQLite format 3\0", ReadErrorKind::OtherProgram),
    (b"$FL2@(#)", ReadErrorKind::OtherProgram),
    // Lotus 1-2-3 and Quattro Pro.
    (b"\0\0\x02\0\x04\x04\x06\0", ReadErrorKind::OtherProgram),
    (b"\0\0\x02\0\x06\x04\x06\0", ReadErrorKind::OtherProgram),
    (b"\0\0\x1A\0\0\x10\x04\0", ReadErrorKind::OtherProgram),
    // Excel 2 to 4: a BOF record of four or six bytes; workbooks of sheets came with Excel 5.
    (b"\x09\0\x04\0", ReadErrorKind::OldExcel),
    (b"\x09\0\x06\0", ReadErrorKind::OldExcel),
    (b"\x09\x02\x04\0", ReadErrorKind::OldExcel),
    (b"\x09\x02\x06\0", ReadErrorKind::OldExcel),
    (b"\x09\x04\x04\0", ReadErrorKind::OldExcel),
    (b"\x09\x04\x06\0", ReadErrorKind::OldExcel),
];

/// What a file is that is neither an archive of parts, nor a compound file, nor text.
pub(crate) fn by_bytes(bytes: &[u8]) -> Option<ReadErrorKind> {
    let found = SIGNATURES.iter().find(|it| bytes.starts_with(it.0)).map(|it| it.1);
    let head = bytes.get(..1_024).unwrap_or(bytes);
    let is_inside = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    if found.is_some() {
        return found;
    }
    // Some programs write a few bytes before the PDF begins; a picture says so behind its length.
    let is_boxed = |kinds: &[&[u8]]| kinds.iter().any(|it| bytes.get(8..12) == Some(it));
    if (is_inside(b"%PDF-1.") || is_inside(b"%PDF-2."))
        || (bytes.starts_with(b"RIFF") && is_boxed(&[b"WEBP"]))
        || (bytes.get(4..8) == Some(b"ftyp") && is_boxed(&[b"heic", b"heix", b"mif1", b"avif"]))
        || is_bitmap(bytes)
    {
        return Some(ReadErrorKind::WordOrPdf);
    }
    if is_dbase(bytes) || (bytes.starts_with(b"{") && is_inside(b"https://docs.google.com/")) {
        return Some(ReadErrorKind::OtherProgram);
    }
    let is_blank = |it: &u8| it.is_ascii_whitespace();
    let is_all = |of: fn(&u8) -> bool| bytes.iter().all(of);
    if is_all(is_blank) {
        return Some(ReadErrorKind::EmptyFile);
    }
    // A stick pulled out while the file was written leaves its length and no bytes.
    is_all(|it| *it == 0).then_some(ReadErrorKind::Damaged)
}

/// What an archive is that holds no workbook, by the names of its parts.
pub(crate) fn by_parts<'n>(mut names: impl Iterator<Item = &'n str>) -> ReadErrorKind {
    let found = names.find_map(|name| {
        let is_in = |folder: &str| name.starts_with(folder);
        if is_in("word/") || is_in("ppt/") || name == "content.xml" {
            Some(ReadErrorKind::WordOrPdf)
        } else if name.ends_with(".iwa") || name.eq_ignore_ascii_case("index.zip") {
            Some(ReadErrorKind::OtherProgram)
        } else {
            None
        }
    });
    found.unwrap_or(ReadErrorKind::Archive)
}

/// What a compound file is that holds no workbook, by the streams it has.
pub(crate) fn by_streams(has: impl Fn(&str) -> bool) -> ReadErrorKind {
    let has_any = |names: &[&str]| names.iter().any(|it| has(it));
    if has_any(&["WordDocument", "PowerPoint Document", "Pictures"]) {
        ReadErrorKind::WordOrPdf
    } else if has_any(&["WksSSWorkBook", "NativeContent_MAIN", "PerfectOffice_MAIN"]) {
        ReadErrorKind::OtherProgram
    } else {
        ReadErrorKind::NotASpreadsheet
    }
}

/// `BM`, the file's own length, two reserved numbers.
fn is_bitmap(bytes: &[u8]) -> bool {
    bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])
}

/// A table of dBase or FoxPro: a kind, a day, and a header that ends where it says.
fn is_dbase(bytes: &[u8]) -> bool {
    let &[0x03 | 0x30 | 0x31 | 0x43 | 0x83 | 0x8B | 0xF5, _, month, day, _, _, _, _, low, high, ..] =
        bytes
    else {
        return false;
    };
    let length = usize::from(u16::from_le_bytes([low, high]));
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    let last = length.checked_sub(1).and_then(|it| bytes.get(it));
    let link = length.checked_sub(264).and_then(|it| bytes.get(it));
    is_day && length > 32 && (last == Some(&0x0D) || link == Some(&0x0D))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_are_known_again() {
        let is = |bytes: &[u8], kind| assert_eq!(by_bytes(bytes), kind, "{bytes:x?}");
        is(b"%PDF-1.7\n", Some(ReadErrorKind::WordOrPdf));
        is(b"\r\n\r\n%PDF-1.4\n", Some(ReadErrorKind::WordOrPdf));
        is(b"{\\rtf1\\ansi", Some(ReadErrorKind::WordOrPdf));
        is(b"\xFF\xD8\xFF\xE0\0\x10JFIF", Some(ReadErrorKind::WordOrPdf));
        is(b"\0\0\0\x18ftypheic\0\0", Some(ReadErrorKind::WordOrPdf));
        is(b"BM\x36\x10\0\0\0\0\0\0\x36", Some(ReadErrorKind::WordOrPdf));
        is(b"Rar!\x1A\x07\x01\0", Some(ReadErrorKind::Archive));
        is(b"\x09\x04\x06\0\0\0\x10\0", Some(ReadErrorKind::OldExcel));
        is(b"\0\x01\0\0Standard Jet DB\0", Some(ReadErrorKind::OtherProgram));
        is(b"{\"url\": \"https://docs.google.com/open?id=x\"}", Some(ReadErrorKind::OtherProgram));
        is(b" \r\n", Some(ReadErrorKind::EmptyFile));
        is(&[0; 600], Some(ReadErrorKind::Damaged));
        is(b"BMI;Ho ten\n", None);
        is("Họ tên;Ngày sinh\n".as_bytes(), None);
        let mut table = vec![0; 65];
        table[..10].copy_from_slice(&[0x03, 126, 5, 31, 0, 0, 0, 0, 65, 0]);
        table[64] = 0x0D;
        is(&table, Some(ReadErrorKind::OtherProgram));
    }

    #[test]
    fn parts_and_streams_tell() {
        let parts = |names: &[&str]| by_parts(names.iter().copied());
        assert_eq!(parts(&["[Content_Types].xml", "word/a.xml"]), ReadErrorKind::WordOrPdf);
        assert_eq!(parts(&["Index/Document.iwa"]), ReadErrorKind::OtherProgram);
        assert_eq!(parts(&["xa/danh sach.xlsx", "b.pdf"]), ReadErrorKind::Archive);
        assert_eq!(by_streams(|it| it == "WordDocument"), ReadErrorKind::WordOrPdf);
        assert_eq!(by_streams(|_| false), ReadErrorKind::NotASpreadsheet);
    }
}
