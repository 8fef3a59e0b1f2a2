//! What stands before the sheets: their names, the shared strings, formats and fonts.

use std::collections::HashMap;
use std::sync::Arc;

use soat_core::{DateSystem, SharedTexts, SharedTextsBuilder};

use super::records::{BOF, BOUND_SHEET, CodePage, Data, EOF, Letters, Record, record_at};
use crate::book::SheetEntry;
use crate::cfb::{u16_at, u32_at};
use crate::error::{ReadError, ReadErrorKind};
use crate::xlsx::styles::{self, NumberFormat};

const DATE_MODE: u16 = 0x0022;
const CODE_PAGE: u16 = 0x0042;
const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;

/// A stream of BIFF8.
const VERSION_8: u16 = 0x0600;
const VERSION_5: u16 = 0x0500;
/// More sheets than this nobody has.
const MOST_SHEETS: usize = 4_096;
/// The kind of a stream that is one sheet and nothing else.
const LONE_SHEET: u16 = 0x0010;

/// How a cell is shown.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) format: NumberFormat,
    font: u16,
}

/// What the cells of every sheet refer to.
pub(super) struct Globals {
    pub(super) letters: Letters,
    pub(super) date_system: DateSystem,
    pub(super) sheets: Vec<SheetEntry>,
    /// Where in the stream each sheet is said to begin.
    pub(super) places: Vec<usize>,
    pub(super) texts: Arc<SharedTexts>,
    pub(super) styles: Vec<Style>,
    pub(super) fonts: Vec<String>,
}

impl Globals {
    /// Reads up to the sheets. `version` is that of a stream which does not say its own.
    pub(super) fn read(stream: &[u8], version: Version) -> Result<Self, ReadError> {
        let damaged = || ReadError::new(ReadErrorKind::Damaged);
        let start = record_at(stream, 0).filter(|it| it.kind == BOF).ok_or_else(damaged)?;
        let letters = match (u16_at(start.data, 0), version) {
            (Some(VERSION_8), _) => Letters::Wide,
            (Some(VERSION_5), _) | (_, Version::Biff5) => Letters::Paged(CodePage::of_number(1252)),
            (_, Version::Biff8) => Letters::Wide,
        };
        let mut globals = Self {
            letters,
            date_system: DateSystem::Since1900,
            sheets: Vec::new(),
            places: Vec::new(),
            texts: Arc::default(),
            styles: Vec::new(),
            fonts: Vec::new(),
        };
        if u16_at(start.data, 2) == Some(LONE_SHEET) {
            globals.add_sheet("Sheet1".to_owned(), 0, 0, 0);
        }
        globals.take_records(stream, start.next);
        Ok(globals)
    }

    fn take_records(&mut self, stream: &[u8], start: usize) {
        let mut formats = HashMap::new();
        let mut ids = Vec::new();
        let mut at = start;
        while let Some(record) = record_at(stream, at) {
            let data = record.data;
            match record.kind {
                DATE_MODE if u16_at(data, 0) == Some(1) => {
                    self.date_system = DateSystem::Since1904;
                }
                CODE_PAGE => self.take_code_page(data),
                FONT => self.take_font(stream, record),
                FORMAT => formats.extend(self.format(stream, record)),
                XF => ids.extend(u16_at(data, 0).zip(u16_at(data, 2))),
                BOUND_SHEET => self.take_sheet(stream, record),
                SST => {
                    self.texts = Arc::new(shared_texts(Data::behind(stream, record, 8)));
                }
                EOF => break,
                _ => {}
            }
            at = record.next;
        }
        let format = |id| formats.get(&id).copied().unwrap_or_else(|| styles::built_in(id));
        self.styles = ids.iter().map(|&(font, id)| Style { font, format: format(id) }).collect();
    }

    fn take_code_page(&mut self, data: &[u8]) {
        if let (Letters::Paged(page), Some(number)) = (&mut self.letters, u16_at(data, 0)) {
            *page = CodePage::of_number(number);
        }
    }

    fn take_font(&mut self, stream: &[u8], record: Record<'_>) {
        let mut name = String::new();
        let _ = Data::behind(stream, record, 14).short_text(self.letters, &mut name);
        self.fonts.push(name);
    }

    /// A format of the file's own, under its number; such numbers are of any size, and 0 alone
    /// always means "as it is", in whatever language that is written.
    fn format(&self, stream: &[u8], record: Record<'_>) -> Option<(u16, NumberFormat)> {
        let id = u16_at(record.data, 0).filter(|&it| it != 0)?;
        let mut code = String::new();
        let mut data = Data::behind(stream, record, 2);
        match self.letters {
            Letters::Wide => data.long_text(self.letters, &mut code)?,
            Letters::Paged(_) => data.short_text(self.letters, &mut code)?,
        }
        Some((id, styles::of_code(&code)))
    }

    fn take_sheet(&mut self, stream: &[u8], record: Record<'_>) {
        let mut name = String::new();
        let _ = Data::behind(stream, record, 6).short_text(self.letters, &mut name);
        name.retain(|it| it != '\0');
        if let (Some(place), Some(&[state, kind])) = (u32_at(record.data, 0), record.data.get(4..6))
        {
            self.add_sheet(name, state, kind, place as usize);
        }
    }

    fn add_sheet(&mut self, name: String, state: u8, kind: u8, place: usize) {
        if self.sheets.len() >= MOST_SHEETS {
            return;
        }
        self.sheets.push(SheetEntry { name, is_visible: state & 3 == 0, is_worksheet: kind == 0 });
        self.places.push(place);
    }

    /// Name of the font of a style. Fonts are counted from 0, and there is none with number 4.
    pub(super) fn font(&self, style: u16) -> Option<&str> {
        let number = usize::from(self.styles.get(usize::from(style))?.font);
        let idx = if number > 4 { number - 1 } else { number };
        self.fonts.get(idx).map(String::as_str)
    }
}

/// The version of a stream that does not say its own.
#[derive(Clone, Copy)]
pub(super) enum Version {
    Biff5,
    Biff8,
}

/// Reads shared strings as long as there are; their count in the record is often wrong.
fn shared_texts(mut data: Data<'_>) -> SharedTexts {
    let mut texts = SharedTextsBuilder::default();
    while !data.is_over()
        && texts.add_written(|text| data.rich_text(text).map(|()| true).ok_or(())).is_ok()
    {}
    texts.finish()
}
