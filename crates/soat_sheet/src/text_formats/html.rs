//! Tables of HTML pages: what servers send as `.xls`, and what Excel saves as a page.

mod cells;
mod outline;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::ControlFlow;

use soat_core::DateSystem;

use crate::book::{Filled, Notes, Place, Reader, SheetEntry, Visit};
use crate::error::{ReadError, ReadErrorKind};
use crate::text_formats::holds;
use crate::text_formats::html::cells::{TableWalk, Walked};
use crate::text_formats::html::outline::{Outline, Outlined};
use crate::text_formats::tags::Tag;

pub(super) use crate::text_formats::html::outline::is_day_format;

/// Tables that are offered; a page of more is read by its longest.
const MOST_TABLES: usize = 256;

/// The tables of a page, or of the pages saved together in one file.
pub(super) struct HtmlBook<'a> {
    pages: Vec<Page<'a>>,
    /// Page and place of the tables of each sheet.
    tables: Vec<Vec<(usize, usize)>>,
    sheets: Vec<SheetEntry>,
    notes: Notes,
}

struct Page<'a> {
    text: Cow<'a, str>,
    day_classes: Vec<String>,
}

impl<'a> HtmlBook<'a> {
    /// Finds the tables of the pages.
    pub(super) fn open(texts: Vec<Cow<'a, str>>) -> Result<Self, ReadError> {
        let outlines: Vec<Outline> = texts.iter().map(|it| Outline::of(it)).collect();
        if outlines.iter().any(|it| it.asks_password) {
            return Err(ReadError::new(ReadErrorKind::HtmlWithoutTable));
        }
        let found = outlines.iter().enumerate();
        let found: Vec<(usize, &Outlined)> =
            found.flat_map(|(page, it)| it.tables.iter().map(move |table| (page, table))).collect();
        let listed = list(found);
        if listed.is_empty() {
            let is_split = outlines.iter().any(|it| it.is_split);
            let kind =
                if is_split { ReadErrorKind::SplitHtml } else { ReadErrorKind::HtmlWithoutTable };
            return Err(ReadError::new(kind));
        }
        let names: Vec<String> =
            outlines.iter().flat_map(|it| it.sheet_names.iter().cloned()).collect();
        let tables = if names.len() == listed.len() { apart(&listed) } else { joined(&listed) };
        let sheets = sheets(&names, tables.len());
        let classes = outlines.into_iter().map(|it| it.day_classes);
        let pages = texts.into_iter().zip(classes);
        let pages = pages.map(|(text, day_classes)| Page { text, day_classes }).collect();
        Ok(Self { pages, tables, sheets, notes: Notes::default() })
    }
}

impl Reader for HtmlBook<'_> {
    fn date_system(&self) -> DateSystem {
        DateSystem::Since1900
    }

    fn sheets(&self) -> &[SheetEntry] {
        &self.sheets
    }

    fn walk(
        &mut self,
        sheet: &str,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<(), ReadError> {
        let at = self.sheets.iter().position(|it| it.name == sheet);
        let tables = at.and_then(|it| self.tables.get(it)).map_or(&[][..], Vec::as_slice);
        let mut is_stopped = false;
        let mut visit = |found: Filled<'_>| {
            let flow = if is_stopped { ControlFlow::Break(()) } else { visit(found) };
            is_stopped = flow.is_break();
            flow
        };
        let mut walked = Walked::default();
        for &(page, start) in tables {
            let Some(page) = self.pages.get(page) else { continue };
            let walk = TableWalk::new(&page.text, start, &page.day_classes, walked);
            walked = walk.run(last, &mut visit);
        }
        self.notes = walked.notes;
        Ok(())
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

/// The tables worth offering: those of rows and columns; else any with a word in it; else one of
/// the empty, to say that it is.
fn list(mut found: Vec<(usize, &Outlined)>) -> Vec<(usize, &Outlined)> {
    let is_list = |it: &Outlined| it.has_text && it.n_rows >= 2 && it.widest_row >= 2;
    if found.iter().any(|it| is_list(it.1)) {
        found.retain(|it| is_list(it.1));
    } else if found.iter().any(|it| it.1.has_text) {
        found.retain(|it| it.1.has_text);
    } else {
        found.truncate(1);
    }
    let mut least = 2;
    while found.len() > MOST_TABLES && found.iter().any(|it| it.1.n_rows >= least) {
        found.retain(|it| it.1.n_rows >= least);
        least *= 2;
    }
    found.truncate(MOST_TABLES);
    found
}

/// A sheet for each table.
fn apart(listed: &[(usize, &Outlined)]) -> Vec<Vec<(usize, usize)>> {
    listed.iter().map(|it| vec![(it.0, it.1.start)]).collect()
}

/// A list cut into pages has a table for each, one after another, under the same headings: they are
/// one sheet.
fn joined(listed: &[(usize, &Outlined)]) -> Vec<Vec<(usize, usize)>> {
    let goes_on = |(page, table): &(usize, &Outlined), (next_page, next): &(usize, &Outlined)| {
        page == next_page && table.widest_row == next.widest_row && table.has_headings_of(next)
    };
    let runs = listed.chunk_by(goes_on);
    runs.map(|run| run.iter().map(|it| (it.0, it.1.start)).collect()).collect()
}

/// Excel says the names of its sheets in a comment; they hold where there is one for each table.
fn sheets(names: &[String], n_tables: usize) -> Vec<SheetEntry> {
    let is_twice = |(at, name): (usize, &String)| names.iter().skip(at + 1).any(|it| it == name);
    let is_named = names.len() == n_tables && !names.iter().enumerate().any(is_twice);
    let names = (1..=n_tables).map(|number| match names.get(number - 1) {
        Some(name) if is_named => name.clone(),
        _ => format!("Bảng {number}"),
    });
    names.map(|name| SheetEntry { name, is_visible: true, is_worksheet: true }).collect()
}

/// What an element does to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Table,
    /// `thead`, `caption` and the like: between rows.
    Section,
    Column,
    Row,
    Cell,
    Break,
    /// Stands on lines of its own.
    Block,
    /// What is in it is not shown as text.
    Raw,
    Other,
}

impl Element {
    fn of(name: &str) -> Self {
        const NAMES: [(&str, Element); 31] = [
            ("td", Element::Cell),
            ("tr", Element::Row),
            ("th", Element::Cell),
            ("br", Element::Break),
            ("p", Element::Block),
            ("div", Element::Block),
            ("table", Element::Table),
            ("tbody", Element::Section),
            ("thead", Element::Section),
            ("tfoot", Element::Section),
            ("caption", Element::Section),
            ("colgroup", Element::Section),
            ("col", Element::Column),
            ("li", Element::Block),
            ("ul", Element::Block),
            ("ol", Element::Block),
            ("h1", Element::Block),
            ("h2", Element::Block),
            ("h3", Element::Block),
            ("h4", Element::Block),
            ("h5", Element::Block),
            ("h6", Element::Block),
            ("center", Element::Block),
            ("hr", Element::Block),
            ("pre", Element::Block),
            ("script", Element::Raw),
            ("style", Element::Raw),
            ("title", Element::Raw),
            ("select", Element::Raw),
            ("textarea", Element::Raw),
            ("template", Element::Raw),
        ];
        let found = NAMES.iter().find(|it| it.0.eq_ignore_ascii_case(name));
        found.map_or(Self::Other, |it| it.1)
    }
}

/// The tables open at a place of a page.
#[derive(Default)]
struct Levels {
    levels: Vec<Level>,
    n_tables: usize,
    /// Tables open beyond the deepest level.
    n_deeper: usize,
}

#[derive(Clone, Copy)]
struct Level {
    /// Which table of the walk it is, from 0.
    table: usize,
    is_in_cell: bool,
}

impl Levels {
    /// Deeper tables are no lists, and not told apart.
    const DEEPEST: usize = 8;

    /// Takes a tag into account.
    fn open(&mut self, element: Element) {
        match element {
            Element::Table => {
                // A table between the cells of another ends that one, which was never closed.
                if self.top().is_some_and(|it| !it.is_in_cell) {
                    self.close(Element::Table);
                }
                self.push();
            }
            Element::Row | Element::Cell => {
                // Some servers forget the table.
                if self.levels.is_empty() {
                    self.push();
                }
                self.set_in_cell(element == Element::Cell);
            }
            Element::Section => self.set_in_cell(false),
            _ => {}
        }
    }

    /// Takes an end tag into account.
    fn close(&mut self, element: Element) {
        match element {
            Element::Table if self.n_deeper > 0 => self.n_deeper -= 1,
            Element::Table => _ = self.levels.pop(),
            Element::Row | Element::Cell | Element::Section => self.set_in_cell(false),
            _ => {}
        }
    }

    fn push(&mut self) {
        if self.levels.len() < Self::DEEPEST {
            self.levels.push(Level { table: self.n_tables, is_in_cell: false });
            self.n_tables += 1;
        } else {
            self.n_deeper += 1;
        }
    }

    fn set_in_cell(&mut self, is_in_cell: bool) {
        if self.n_deeper == 0
            && let Some(level) = self.levels.last_mut()
        {
            level.is_in_cell = is_in_cell;
        }
    }

    /// The innermost table, unless it is deeper than tables are told apart.
    fn top(&self) -> Option<Level> {
        if self.n_deeper > 0 { None } else { self.levels.last().copied() }
    }

    /// The outermost table.
    fn bottom(&self) -> Option<usize> {
        self.levels.first().map(|it| it.table)
    }
}

/// Is the element not shown?
fn is_hidden(tag: &Tag<'_>) -> bool {
    let style = tag.exact("style").unwrap_or_default();
    let has = |declaration: &str| {
        let letters = style.chars().filter(|it| !it.is_ascii_whitespace());
        let style: String = letters.map(|it| it.to_ascii_lowercase()).collect();
        holds(&style, declaration)
    };
    (!style.is_empty() && (has("display:none") || has("visibility:collapse")))
        || tag.exact("hidden").is_some()
}
