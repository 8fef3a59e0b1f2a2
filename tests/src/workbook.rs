//! An xlsx from grids of text: as little of the format as Excel itself needs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use anyhow::{Context as _, Result};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A sheet described.
pub(crate) struct Sheet {
    name: String,
    pub(crate) is_hidden: bool,
    /// Row from 1 and column from 0, to the cell as described.
    cells: BTreeMap<(u32, u32), String>,
}

impl Sheet {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), is_hidden: false, cells: BTreeMap::new() }
    }

    /// Puts a grid with its upper left corner at a cell. A line is a row, ` | ` parts cells, `⏎`
    /// breaks a line within one. `n:` begins a number, `d:` the serial of a day, `b:` a boolean,
    /// `e:` an error, `f:` a formula without a value; all else is text. `_` is a cell with a
    /// format and nothing in it.
    pub(crate) fn put(&mut self, at: &str, grid: &str) -> Result<()> {
        let digits = at.find(|it: char| it.is_ascii_digit()).context("no row in a cell's name")?;
        let (letters, number) = at.split_at(digits);
        let first_column = letters.bytes().fold(0, |sum, it| sum * 26 + u32::from(it - b'A' + 1));
        let first_row: u32 = number.parse()?;
        for (row, line) in (first_row..).zip(grid.lines()) {
            for (column, cell) in (first_column - 1..).zip(line.split('|')) {
                let cell = cell.trim().replace('⏎', "\n");
                if !cell.is_empty() {
                    self.cells.insert((row, column), cell);
                }
            }
        }
        Ok(())
    }

    fn xml(&self) -> Result<String> {
        let mut xml = String::from(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
        );
        let mut open_row = None;
        for (&(row, column), cell) in &self.cells {
            if open_row != Some(row) {
                xml.push_str(if open_row.is_some() { "</row>" } else { "" });
                write!(xml, r#"<row r="{row}">"#)?;
                open_row = Some(row);
            }
            write_cell(&mut xml, row, column, cell)?;
        }
        xml.push_str(if open_row.is_some() { "</row>" } else { "" });
        xml.push_str("</sheetData></worksheet>");
        Ok(xml)
    }
}

fn write_cell(xml: &mut String, row: u32, column: u32, cell: &str) -> Result<()> {
    let info = soat_core::ColumnInfo { sheet_column: column, heading: String::new(), field: None };
    let name = format!("{}{row}", info.letter());
    let (kind, value) = match cell.split_once(':') {
        Some((kind @ ("n" | "d" | "b" | "e" | "f"), value)) => (kind, value),
        _ => ("", cell),
    };
    match kind {
        "n" => write!(xml, r#"<c r="{name}"><v>{value}</v></c>"#)?,
        "d" => write!(xml, r#"<c r="{name}" s="2"><v>{value}</v></c>"#)?,
        "b" => write!(xml, r#"<c r="{name}" t="b"><v>{value}</v></c>"#)?,
        "e" => write!(xml, r#"<c r="{name}" t="e"><v>{value}</v></c>"#)?,
        "f" => write!(xml, r#"<c r="{name}"><f>{}</f></c>"#, escaped(value))?,
        _ if cell == "_" => write!(xml, r#"<c r="{name}" s="1"/>"#)?,
        _ => {
            let text = escaped(cell);
            let preserved = r#"xml:space="preserve""#;
            write!(
                xml,
                r#"<c r="{name}" s="1" t="inlineStr"><is><t {preserved}>{text}</t></is></c>"#
            )?;
        }
    }
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// The workbook's bytes.
pub(crate) fn write(sheets: &[Sheet], is_1904: bool) -> Result<Vec<u8>> {
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(sheets.len())?),
        ("_rels/.rels".to_owned(), relationships(&[("officeDocument", "xl/workbook.xml".into())])?),
        ("xl/workbook.xml".to_owned(), workbook(sheets, is_1904)?),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
    ];
    let mut targets: Vec<(&str, String)> =
        (1..=sheets.len()).map(|it| ("worksheet", format!("worksheets/sheet{it}.xml"))).collect();
    targets.push(("styles", "styles.xml".to_owned()));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relationships(&targets)?));
    for (number, sheet) in (1..).zip(sheets) {
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet.xml()?));
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Formats: 0 general, 1 text, 2 `dd/mm/yyyy`.
const STYLES: &str = concat!(
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r#"<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>"#,
    r#"<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="164"/></cellXfs>"#,
    "</styleSheet>",
);

fn workbook(sheets: &[Sheet], is_1904: bool) -> Result<String> {
    let mut xml = String::from(concat!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" "#,
        r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#,
    ));
    xml.push_str(if is_1904 { r#"<workbookPr date1904="1"/>"# } else { "" });
    xml.push_str("<sheets>");
    for (number, sheet) in (1..).zip(sheets) {
        let state = if sheet.is_hidden { r#" state="hidden""# } else { "" };
        let name = escaped(&sheet.name);
        write!(xml, r#"<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>"#)?;
    }
    xml.push_str("</sheets></workbook>");
    Ok(xml)
}

fn relationships(targets: &[(&str, String)]) -> Result<String> {
    const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = String::from(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    );
    for (number, (kind, target)) in (1..).zip(targets) {
        write!(xml, r#"<Relationship Id="rId{number}" Type="{KIND}/{kind}" Target="{target}"/>"#)?;
    }
    xml.push_str("</Relationships>");
    Ok(xml)
}

fn content_types(n_sheets: usize) -> Result<String> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut xml = String::from(concat!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
        r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
        r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    ));
    let mut part = |path: &str, kind: &str| {
        write!(xml, r#"<Override PartName="/xl/{path}" ContentType="{KIND}.{kind}+xml"/>"#)
    };
    part("workbook.xml", "sheet.main")?;
    part("styles.xml", "styles")?;
    for number in 1..=n_sheets {
        part(&format!("worksheets/sheet{number}.xml"), "worksheet")?;
    }
    xml.push_str("</Types>");
    Ok(xml)
}
