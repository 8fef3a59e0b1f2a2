//! Small files that unpack to much, or make much of little.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use anyhow::{Context as _, Result};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A bomb, and what becomes of it.
pub struct Bomb {
    /// A file name.
    pub name: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// People who are shown; `None` when it is refused.
    pub n_people: Option<usize>,
}

/// Rows of the bomb of shared texts that fill two megabytes with their numbers, and which were a
/// hundred gigabytes of text to whoever read each cell by itself.
pub const MOST_ROWS: usize = 280_000;

const MIB: usize = 1 << 20;
const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
const HEADINGS: [&str; 6] = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD/CMND", "Địa chỉ"];

/// Every bomb; those of rows have so many.
///
/// # Errors
/// When memory is short.
pub fn all(n_rows: usize) -> Result<Vec<Bomb>> {
    let refused = |name, bytes| Bomb { name, bytes, n_people: None };
    Ok(vec![
        refused("mot-phan-lon.xlsx", one_part()?),
        refused("nhieu-phan-lon.xlsx", many_parts()?),
        refused("phan-chong-nhau.xlsx", parts_in_one_another()?),
        refused("tep-trong-tep.xlsx", archives_in_archives()?),
        refused("o-lap-lai.ods", repeated_cells()?),
        Bomb { name: "thuc-the.xlsx", bytes: entities()?, n_people: Some(0) },
        Bomb { name: "chu-dung-chung.xlsx", bytes: shared_text(n_rows)?, n_people: Some(n_rows) },
    ])
}

/// A sheet of spaces, a thousandth of them in the file.
fn one_part() -> Result<Vec<u8>> {
    book(&mut |zip| blank_part(zip, SHEET, 320))
}

/// No part is too large, all of them are.
fn many_parts() -> Result<Vec<u8>> {
    book(&mut |zip| (0..12).try_for_each(|it| blank_part(zip, &format!("xl/media/{it}.xml"), 50)))
}

fn blank_part(zip: &mut Zip, name: &str, n_mib: usize) -> Result<()> {
    zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1)))?;
    let blank = vec![b' '; MIB];
    (0..n_mib).try_for_each(|_| zip.write_all(&blank))?;
    Ok(())
}

/// Each of many names of the directory stands for the same packed bytes (D. Fifield, «A better zip
/// bomb», 2019).
fn parts_in_one_another() -> Result<Vec<u8>> {
    let mut bytes = book(&mut |zip| blank_part(zip, "xl/media/000.xml", 30))?;
    let end = bytes.len() - 22;
    let at = |it: usize| usize::from(u16::from_le_bytes([bytes[it], bytes[it + 1]]));
    let n_entries = at(end + 10);
    let directory = bytes[..end].windows(4).rposition(|it| it == b"PK\x01\x02");
    let last = bytes[directory.context("no directory")?..end].to_vec();
    let mut tail = bytes.split_off(end);
    for number in 1..1_000_u16 {
        let mut entry = last.clone();
        let name = format!("{number:03}");
        let place = 46 + "xl/media/".len();
        entry[place..place + 3].copy_from_slice(name.as_bytes());
        bytes.extend(entry);
    }
    let n_entries = u16::try_from(n_entries + 999)?.to_le_bytes();
    let length = u32::from_le_bytes(tail[12..16].try_into()?) + u32::try_from(999 * last.len())?;
    tail[8..10].copy_from_slice(&n_entries);
    tail[10..12].copy_from_slice(&n_entries);
    tail[12..16].copy_from_slice(&length.to_le_bytes());
    bytes.extend(tail);
    Ok(bytes)
}

/// An archive of archives, as `42.zip` is.
fn archives_in_archives() -> Result<Vec<u8>> {
    let mut inner = archive(&mut |zip| blank_part(zip, "0.txt", 30))?;
    for _ in 0..5 {
        inner = archive(&mut |zip| {
            (0..16).try_for_each(|it| {
                zip.start_file(format!("{it}.zip"), SimpleFileOptions::default())?;
                Ok(zip.write_all(&inner)?)
            })
        })?;
    }
    Ok(inner)
}

/// A cell repeated in each column of each row.
fn repeated_cells() -> Result<Vec<u8>> {
    let content = "<office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"S\">\
         <table:table-row table:number-rows-repeated=\"1048576\">\
         <table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\">\
         <text:p>x</text:p></table:table-cell></table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document-content>";
    archive(&mut |zip| {
        put(zip, "mimetype", "application/vnd.oasis.opendocument.spreadsheet")?;
        put(zip, "content.xml", content)
    })
}

/// Entities that stand for ten others each: a billion at the end. Soát knows none but those of XML.
fn entities() -> Result<Vec<u8>> {
    let mut strings = String::from("<!DOCTYPE sst [<!ENTITY a0 \"lol\">");
    for level in 1..10 {
        let inner = format!("&a{};", level - 1).repeat(10);
        write!(strings, "<!ENTITY a{level} \"{inner}\">")?;
    }
    strings.push_str("]><sst>");
    HEADINGS.iter().try_for_each(|it| write!(strings, "<si><t>{it}</t></si>"))?;
    strings.push_str("<si><t>&a9;</t></si></sst>");
    people(&strings, 1)
}

/// One text of 90 KB, which every cell of every row shares.
fn shared_text(n_rows: usize) -> Result<Vec<u8>> {
    let mut strings = String::from("<sst>");
    HEADINGS.iter().try_for_each(|it| write!(strings, "<si><t>{it}</t></si>"))?;
    write!(strings, "<si><t>{}</t></si></sst>", "0".repeat(90_000))?;
    people(&strings, n_rows)
}

/// Rows whose cells are the text behind those of the headings.
fn people(strings: &str, n_rows: usize) -> Result<Vec<u8>> {
    let mut sheet = String::from("<worksheet><sheetData><row>");
    (0..HEADINGS.len()).try_for_each(|it| write!(sheet, "<c t=\"s\"><v>{it}</v></c>"))?;
    sheet.push_str("</row>");
    let cells = format!("<c t=\"s\"><v>{}</v></c>", HEADINGS.len()).repeat(HEADINGS.len() - 1);
    for number in 1..=n_rows {
        write!(sheet, "<row><c><v>{number}</v></c>{cells}</row>")?;
    }
    sheet.push_str("</sheetData></worksheet>");
    book(&mut |zip| {
        put(zip, STRINGS, strings)?;
        put(zip, SHEET, &sheet)
    })
}

type Zip = ZipWriter<Cursor<Vec<u8>>>;

fn archive(fill: &mut dyn FnMut(&mut Zip) -> Result<()>) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    fill(&mut zip)?;
    Ok(zip.finish()?.into_inner())
}

fn put(zip: &mut Zip, name: &str, text: &str) -> Result<()> {
    zip.start_file(name, SimpleFileOptions::default())?;
    Ok(zip.write_all(text.as_bytes())?)
}

/// A workbook of one sheet, whose parts are still to be put in.
fn book(fill: &mut dyn FnMut(&mut Zip) -> Result<()>) -> Result<Vec<u8>> {
    archive(&mut |zip| {
        put(
            zip,
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        )?;
        put(
            zip,
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" \
             Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"/sharedStrings\" \
             Target=\"sharedStrings.xml\"/></Relationships>",
        )?;
        fill(zip)
    })
}
