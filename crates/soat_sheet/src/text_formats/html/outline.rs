//! A first look over a page: where its tables are, and what else it tells.

use super::{Element, Levels};
use crate::text_formats::tags::{Dialect, Piece, Pieces, Tag};
use crate::text_formats::{between, entities, head, holds};
use crate::xlsx::styles::{self, NumberFormat};

/// Tables looked at in a page.
const MOST_OUTLINED: usize = 10_000;
/// Classes looked up for each number.
const MOST_CLASSES: usize = 256;
/// Bytes of a table's first row by which tables of one heading are told.
const MOST_HEADINGS: usize = 4 * 1024;
/// Where Excel says the names of its sheets.
const HEAD: usize = 64 * 1024;

/// What a page has.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) tables: Vec<Outlined>,
    /// Its sheets are pages of their own.
    pub(super) is_split: bool,
    /// It is a page to log in.
    pub(super) asks_password: bool,
    /// As Excel names them.
    pub(super) sheet_names: Vec<String>,
    /// Classes of cells whose numbers are shown as days.
    pub(super) day_classes: Vec<String>,
}

/// A table.
#[derive(Default)]
pub(super) struct Outlined {
    /// Where its tag begins.
    pub(super) start: usize,
    pub(super) n_rows: u32,
    /// Cells in its widest row.
    pub(super) widest_row: u32,
    pub(super) has_text: bool,
    n_cells_in_row: u32,
    /// What is written in its first row, each cell ended.
    headings: String,
}

impl Outlined {
    /// Do both tables begin with the same headings? A row too long to be looked at whole tells
    /// nothing.
    pub(super) fn has_headings_of(&self, other: &Self) -> bool {
        let is_whole = self.headings.len() < MOST_HEADINGS;
        is_whole && self.headings == other.headings && self.headings.matches('\n').count() > 1
    }

    fn add_heading(&mut self, text: &str) {
        if self.n_rows <= 1 && self.headings.len() < MOST_HEADINGS {
            self.headings.push_str(head(text, MOST_HEADINGS));
        }
    }
}

impl Outline {
    /// Looks over a page.
    pub(super) fn of(text: &str) -> Self {
        let head = head(text, HEAD);
        let is_split = holds(head, "<x:WorksheetSource");
        let mut outline = Self { sheet_names: sheet_names(head), is_split, ..Self::default() };
        let mut levels = Levels::default();
        let mut pieces = Pieces::new(text, 0, Dialect::Html);
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Open(tag) => {
                    let element = Element::of(tag.name());
                    levels.open(element);
                    outline.note_tag(&tag, element, &levels);
                    if element == Element::Raw && !tag.is_empty {
                        let raw = pieces.take_raw(tag.name());
                        if tag.is("style") {
                            note_classes(raw, &mut outline.day_classes);
                        }
                    }
                }
                Piece::Close(name) => levels.close(Element::of(name)),
                Piece::Text(text) | Piece::CData(text) => outline.note_text(text, &levels),
            }
        }
        outline
    }

    fn note_tag(&mut self, tag: &Tag<'_>, element: Element, levels: &Levels) {
        if element == Element::Other {
            self.is_split |= tag.is("frameset");
            let kind = || tag.exact("type").unwrap_or_default();
            self.asks_password |= tag.is("input") && kind().eq_ignore_ascii_case("password");
            return;
        }
        if levels.n_tables > self.tables.len() && self.tables.len() < MOST_OUTLINED {
            self.tables.push(Outlined { start: tag.place, ..Outlined::default() });
        }
        let Some(table) = levels.top().and_then(|it| self.tables.get_mut(it.table)) else { return };
        match element {
            Element::Row => {
                table.n_rows += 1;
                table.n_cells_in_row = 0;
            }
            Element::Cell => {
                table.n_cells_in_row += 1;
                table.widest_row = table.widest_row.max(table.n_cells_in_row);
                table.n_rows = table.n_rows.max(1);
                table.add_heading("\n");
            }
            _ => {}
        }
    }

    fn note_text(&mut self, text: &str, levels: &Levels) {
        let Some(level) = levels.top().filter(|it| it.is_in_cell) else { return };
        let Some(table) = self.tables.get_mut(level.table) else { return };
        let text = text.trim();
        table.has_text |= !text.is_empty() && !text.eq_ignore_ascii_case("&nbsp;");
        table.add_heading(text);
    }
}

/// `<x:ExcelWorksheet><x:Name>Danh sách</x:Name>`, in a comment.
fn sheet_names(head: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = head;
    while let Some((sheet, after)) = between(rest, "<x:ExcelWorksheet>", "</x:ExcelWorksheet>") {
        rest = after;
        let mut name = String::new();
        if let Some((written, _)) = between(sheet, "<x:Name>", "</x:Name>") {
            entities::decode(written.trim(), &mut name);
        }
        if !name.is_empty() {
            names.push(name);
        }
    }
    names
}

/// Rules such as `.xl65 {mso-number-format:"Short Date";}`.
fn note_classes(style_sheet: &str, day_classes: &mut Vec<String>) {
    for rule in style_sheet.split('}') {
        let Some((selectors, declarations)) = rule.split_once('{') else { continue };
        if !shows_days(declarations) {
            continue;
        }
        for selector in selectors.split(',') {
            if let Some((_, class)) = selector.rsplit_once('.')
                && day_classes.len() < MOST_CLASSES
            {
                day_classes.push(class.trim().to_owned());
            }
        }
    }
}

/// Do these declarations show a number as a day?
pub(super) fn shows_days(declarations: &str) -> bool {
    let Some((_, format)) = between(declarations, "", "mso-number-format:") else { return false };
    // `dd\/mm\/yyyy\;\@`: a backslash stands before each sign.
    let mut letters = format.trim_ascii_start().trim_start_matches(['"', '\'']).chars();
    let mut code = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => code.extend(letters.next()),
            '"' | '\'' | ';' => break,
            _ => code.push(letter),
        }
    }
    is_day_format(&code)
}

/// A format by its name or by its code.
pub(in crate::text_formats) fn is_day_format(code: &str) -> bool {
    let named = ["General Date", "Long Date", "Medium Date", "Short Date"];
    let is_named = |names: &[&str]| names.iter().any(|it| it.eq_ignore_ascii_case(code.trim()));
    let is_day = || styles::of_code(code) == NumberFormat::Day;
    is_named(&named) || (!is_named(&["General", "Standard"]) && is_day())
}
