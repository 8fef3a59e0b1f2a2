//! What the workbook's own part says, its texts, and which styles show a number as a day.

use std::collections::HashMap;
use std::io::Read;

use soat_core::{SharedTexts, SharedTextsBuilder};

use super::links::{Link, links};
use super::records::{Record, Records};
use crate::book::SheetEntry;
use crate::error::ReadErrorKind;
use crate::package::Package;
use crate::xlsx::styles::{NumberFormat, built_in, of_code};

const SST_ITEM: u16 = 19;
const FMT: u16 = 44;
const XF: u16 = 47;
const END_BUNDLE_SHEETS: u16 = 144;
const WORKBOOK_PROPERTIES: u16 = 153;
const BUNDLE_SHEET: u16 = 156;
const END_SST: u16 = 160;
const BEGIN_CELL_XFS: u16 = 617;
const END_CELL_XFS: u16 = 618;
/// Nobody makes more; each is looked at.
const MOST_SHEETS: usize = 1_000;
/// More strings, and more bytes of them, than a browser has room for beside the list.
const MOST_STRINGS: usize = 8_000_000;
const MOST_STRING_BYTES: usize = 128 << 20;
/// Where Excel puts the workbook.
const USUAL_PLACE: &str = "xl/workbook.bin";

/// The sheets and where the parts are.
#[derive(Default)]
pub(super) struct Workbook {
    pub(super) is_1904: bool,
    pub(super) sheets: Vec<SheetEntry>,
    /// A path a sheet; `None` where the workbook has no link.
    pub(super) paths: Vec<Option<String>>,
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
}

impl Workbook {
    /// Reads the workbook of a package.
    pub(super) fn read(package: &Package<'_>) -> Result<Self, ReadErrorKind> {
        let path = find(package)?;
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let links = links(package, &format!("{folder}/_rels/{file}.rels"));
        let path_of = |it: &Link| it.path(folder);
        let of_kind = |kind: &str| links.iter().find(|it| it.kind.ends_with(kind)).map(path_of);
        let mut workbook = Self {
            strings: of_kind("/sharedStrings"),
            styles: of_kind("/styles"),
            ..Self::default()
        };
        let mut records = Records::new(package.part(&path)?.ok_or(ReadErrorKind::Damaged)?);
        while let Some(record) = records.next() {
            match record.kind {
                WORKBOOK_PROPERTIES => workbook.is_1904 = record.u32(0).unwrap_or(0) & 1 == 1,
                BUNDLE_SHEET if workbook.sheets.len() < MOST_SHEETS => {
                    workbook.add_sheet(record, &links, folder);
                }
                END_BUNDLE_SHEETS => return Ok(workbook),
                _ => {}
            }
        }
        if workbook.sheets.is_empty() { Err(ReadErrorKind::Damaged) } else { Ok(workbook) }
    }

    fn add_sheet(&mut self, record: Record<'_>, links: &[Link], folder: &str) {
        let (mut id, mut name) = (String::new(), String::new());
        let state = record.u32(0).unwrap_or(0);
        if let Some(end) = record.add_text(8, &mut id) {
            record.add_text(end, &mut name);
        }
        let link = links.iter().find(|it| it.id == id);
        let is_worksheet = link.is_none_or(|it| it.kind.ends_with("/worksheet"));
        self.sheets.push(SheetEntry { name, is_visible: state == 0, is_worksheet });
        self.paths.push(link.map(|it| it.path(folder)));
    }
}

fn find(package: &Package<'_>) -> Result<String, ReadErrorKind> {
    let links = links(package, "_rels/.rels");
    let document = links.iter().find(|it| it.kind.ends_with("/officeDocument"));
    let linked = document.map(|it| it.path("")).filter(|it| package.has(it));
    let named = || package.names().find(|it| it.ends_with("workbook.bin")).map(str::to_owned);
    let usual = || package.has(USUAL_PLACE).then(|| USUAL_PLACE.to_owned());
    linked.or_else(usual).or_else(named).ok_or(ReadErrorKind::Damaged)
}

/// Reads the part `sharedStrings.bin`, as far as it can be read.
pub(super) fn read_texts(part: impl Read) -> SharedTexts {
    let mut records = Records::new(part);
    let mut texts = SharedTextsBuilder::default();
    while let Some(record) = records.next() {
        let has_room = texts.len() < MOST_STRINGS && texts.n_bytes() < MOST_STRING_BYTES;
        match record.kind {
            SST_ITEM if has_room => {
                // Runs and phonetic letters follow the text, of which they are no part.
                let write = |text: &mut String| Ok::<_, ()>(record.add_text(1, text).is_some());
                let _ = texts.add_written(write);
            }
            END_SST => break,
            _ => {}
        }
    }
    texts.finish()
}

/// Reads the part `styles.bin`: a format for each style that cells name.
pub(super) fn read_formats(part: impl Read) -> Vec<NumberFormat> {
    let mut records = Records::new(part);
    let mut own = HashMap::new();
    let mut formats = Vec::new();
    let mut is_in_cells = false;
    while let Some(record) = records.next() {
        match record.kind {
            FMT => {
                let mut code = String::new();
                if let (Some(id), Some(_)) = (record.u16(0), record.add_text(2, &mut code)) {
                    own.insert(id, of_code(&code));
                }
            }
            BEGIN_CELL_XFS => is_in_cells = true,
            END_CELL_XFS => return formats,
            XF if is_in_cells => {
                let id = record.u16(2).unwrap_or(0);
                let own = own.get(&id).copied();
                formats.push(own.unwrap_or_else(|| built_in(id)));
            }
            _ => {}
        }
    }
    formats
}
