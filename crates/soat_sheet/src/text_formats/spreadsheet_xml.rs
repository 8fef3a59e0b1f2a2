//! SpreadsheetML 2003: a workbook as one file of XML, which servers send as `.xls`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;

use soat_core::{CellKind, DateSystem};

use crate::book::{Filled, Notes, Place, Reader, SheetEntry, Visit};
use crate::error::{ReadError, ReadErrorKind};
use crate::text_formats::html::is_day_format;
use crate::text_formats::tags::{Dialect, Piece, Pieces, Tag, is_named};
use crate::text_formats::{MOST_TEXT, entities};
use crate::value::Value;

/// Sheets beyond these are not offered.
const MOST_SHEETS: usize = 1_000;

/// A workbook of XML.
pub(super) struct XmlBook<'a> {
    text: Cow<'a, str>,
    /// Where each worksheet begins.
    starts: Vec<usize>,
    sheets: Vec<SheetEntry>,
    styles: Styles,
    date_system: DateSystem,
    notes: Notes,
}

impl<'a> XmlBook<'a> {
    /// Finds the worksheets and the styles of days.
    pub(super) fn open(text: Cow<'a, str>) -> Result<Self, ReadError> {
        let (mut starts, mut sheets) = (Vec::new(), Vec::<SheetEntry>::new());
        let mut styles = Styles::default();
        let mut date_system = DateSystem::Since1900;
        let mut pieces = Pieces::new(&text, 0, Dialect::Xml);
        while let Some(piece) = pieces.next() {
            let Piece::Open(tag) = piece else { continue };
            if tag.is("Worksheet") {
                if sheets.len() < MOST_SHEETS {
                    starts.push(tag.place);
                    sheets.push(entry(&tag, &sheets));
                }
            } else if tag.is("Visible") {
                let is_hidden =
                    matches!(pieces.next(), Some(Piece::Text(it)) if it.contains("Hidden"));
                if let Some(sheet) = sheets.last_mut() {
                    sheet.is_visible &= !is_hidden;
                }
            } else if tag.is("Date1904") {
                date_system = DateSystem::Since1904;
            } else {
                styles.note(&tag);
            }
        }
        if sheets.is_empty() {
            return Err(ReadError::new(ReadErrorKind::Damaged));
        }
        Ok(Self { text, starts, sheets, styles, date_system, notes: Notes::default() })
    }
}

/// Names are told apart: sheets are asked for by name.
fn entry(tag: &Tag<'_>, before: &[SheetEntry]) -> SheetEntry {
    let mut name = String::new();
    entities::decode(tag.attribute("Name").unwrap_or_default(), &mut name);
    let number = before.len() + 1;
    if name.is_empty() {
        name = format!("Bảng {number}");
    }
    if before.iter().any(|it| it.name == name) {
        name = format!("{name} ({number})");
    }
    SheetEntry { name, is_visible: true, is_worksheet: true }
}

/// Which styles show a number as a day.
#[derive(Default)]
struct Styles {
    /// By its id: whether it says so itself, and the style it builds on.
    styles: HashMap<String, (Option<bool>, Option<String>)>,
    open: String,
}

impl Styles {
    /// Parents of parents; a style may not build on itself, but a file may say so.
    const MOST_PARENTS: usize = 16;

    fn note(&mut self, tag: &Tag<'_>) {
        if tag.is("Style")
            && let Some(id) = tag.attribute("ID")
        {
            let parent = tag.attribute("Parent").map(str::to_owned);
            id.clone_into(&mut self.open);
            self.styles.insert(id.to_owned(), (None, parent));
        } else if tag.is("NumberFormat")
            && let Some(style) = self.styles.get_mut(&self.open)
        {
            let mut code = String::new();
            entities::decode(tag.attribute("Format").unwrap_or_default(), &mut code);
            style.0 = Some(is_day_format(&code));
        }
    }

    fn is_day(&self, id: &str) -> bool {
        let mut style = self.styles.get(id);
        for _ in 0..Self::MOST_PARENTS {
            match style {
                Some((Some(is_day), _)) => return *is_day,
                Some((None, Some(parent))) => style = self.styles.get(parent),
                _ => return false,
            }
        }
        false
    }
}

impl Reader for XmlBook<'_> {
    fn date_system(&self) -> DateSystem {
        self.date_system
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
        let Some(&start) = at.and_then(|it| self.starts.get(it)) else { return Ok(()) };
        let walk = SheetWalk {
            pieces: Pieces::new(&self.text, start, Dialect::Xml),
            styles: &self.styles,
            system: self.date_system,
            row_idx: 0,
            next_row: 0,
            next_column: 0,
            next_described: 0,
            cell: None,
            text: String::new(),
            made: String::new(),
            notes: Notes::default(),
        };
        self.notes = walk.run(last, visit);
        Ok(())
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

/// A walk over one worksheet. Places count from 0.
struct SheetWalk<'t> {
    pieces: Pieces<'t>,
    styles: &'t Styles,
    system: DateSystem,
    row_idx: u32,
    next_row: u32,
    next_column: u32,
    next_described: u32,
    cell: Option<OpenCell<'t>>,
    text: String,
    /// The value of the cell, where it has to be made.
    made: String,
    notes: Notes,
}

struct OpenCell<'t> {
    tag: Tag<'t>,
    column: u32,
    /// `ss:Type` of its data, once it has begun.
    kind: Option<&'t str>,
    place: DataPlace,
    is_cut: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DataPlace {
    Before,
    Inside,
    /// A comment has data too.
    Behind,
}

impl<'t> SheetWalk<'t> {
    fn run(mut self, last: &mut Place, visit: &mut Visit<'_>) -> Notes {
        // The tag of the worksheet itself.
        self.pieces.next();
        while let Some(piece) = self.pieces.next() {
            match piece {
                Piece::Open(tag) => {
                    if self.open(tag, last, visit).is_break() {
                        return self.notes;
                    }
                }
                Piece::Close(name) if is_named(name, "Worksheet") => return self.notes,
                Piece::Close(name) => {
                    if self.close(name, last, visit).is_break() {
                        return self.notes;
                    }
                }
                Piece::Text(written) => self.add(written, entities::decode),
                Piece::CData(written) => self.add(written, |it, text| text.push_str(it)),
            }
        }
        let _ = self.end_cell(last, visit);
        self.notes.is_cut = true;
        self.notes
    }

    fn open(&mut self, tag: Tag<'t>, last: &mut Place, visit: &mut Visit<'_>) -> ControlFlow<()> {
        if let Some(cell) = &mut self.cell {
            if tag.is("Data") && cell.place == DataPlace::Before {
                cell.kind = Some(tag.attribute("Type").unwrap_or_default());
                cell.place = if tag.is_empty { DataPlace::Behind } else { DataPlace::Inside };
            } else if tag.is("Comment") {
                cell.place = DataPlace::Behind;
            } else if tag.is("br") {
                self.add("\n", |it, text| text.push_str(it));
            }
        }
        // Inside data, names are those of HTML.
        if self.cell.as_ref().is_some_and(|it| it.place == DataPlace::Inside) {
            return ControlFlow::Continue(());
        }
        if tag.is("Cell") {
            self.end_cell(last, visit)?;
            self.start_cell(tag);
            if tag.is_empty {
                return self.end_cell(last, visit);
            }
        } else if tag.is("Row") {
            self.end_cell(last, visit)?;
            self.start_row(&tag);
        } else if tag.is("Column") {
            self.describe_columns(&tag);
        } else if tag.is("Worksheet") {
            // The sheet walked was never closed.
            self.end_cell(last, visit)?;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn close(&mut self, name: &str, last: &mut Place, visit: &mut Visit<'_>) -> ControlFlow<()> {
        if is_named(name, "Cell") || is_named(name, "Row") {
            return self.end_cell(last, visit);
        }
        if let Some(cell) = &mut self.cell
            && is_named(name, "Data")
        {
            cell.place = DataPlace::Behind;
        }
        ControlFlow::Continue(())
    }

    fn start_row(&mut self, tag: &Tag<'t>) {
        self.row_idx = place(tag).unwrap_or(self.next_row).max(self.next_row);
        let n_more = number(tag, "Span").unwrap_or(0);
        self.next_row = self.row_idx.saturating_add(1).saturating_add(n_more);
        self.next_column = 0;
        if tag.attribute("Hidden") == Some("1") {
            let first = self.row_idx.saturating_add(1);
            self.notes.hidden_rows.add(first, self.next_row);
        }
    }

    fn start_cell(&mut self, tag: Tag<'t>) {
        let column = place(&tag).unwrap_or(self.next_column);
        let n_more = number(&tag, "MergeAcross").unwrap_or(0);
        self.next_column = column.saturating_add(1).saturating_add(n_more);
        self.text.clear();
        self.cell =
            Some(OpenCell { tag, column, kind: None, place: DataPlace::Before, is_cut: false });
    }

    fn describe_columns(&mut self, tag: &Tag<'t>) {
        let first = place(tag).unwrap_or(self.next_described);
        let last = first.saturating_add(number(tag, "Span").unwrap_or(0));
        self.next_described = last.saturating_add(1);
        if tag.attribute("Hidden") == Some("1") {
            self.notes.hidden_columns.add(first, last);
        }
    }

    fn add(&mut self, written: &str, push: fn(&str, &mut String)) {
        let Some(cell) = self.cell.as_mut().filter(|it| it.place == DataPlace::Inside) else {
            return;
        };
        if self.text.len() + written.len() > MOST_TEXT {
            cell.is_cut = true;
        } else if written.contains('\r') {
            push(&written.replace("\r\n", "\n").replace('\r', "\n"), &mut self.text);
        } else {
            push(written, &mut self.text);
        }
    }

    fn end_cell(&mut self, last: &mut Place, visit: &mut Visit<'_>) -> ControlFlow<()> {
        let Some(open) = self.cell.take() else { return ControlFlow::Continue(()) };
        let Some(value) = value(&open, &self.text, self.styles) else {
            self.notes.n_bad_cells = self.notes.n_bad_cells.saturating_add(1);
            return ControlFlow::Continue(());
        };
        self.notes.n_bad_cells = self.notes.n_bad_cells.saturating_add(u32::from(open.is_cut));
        let cell = value.into_cell(self.system, &mut self.made);
        if cell.kind == CellKind::Empty {
            return ControlFlow::Continue(());
        }
        let (row_number, column) = (self.row_idx.saturating_add(1), open.column);
        *last = Some((self.row_idx, column));
        visit(Filled { row_number, column, cell, shared: None })
    }
}

/// What a cell says; `None` when it breaks its own kind.
fn value<'v>(cell: &OpenCell<'_>, text: &'v str, styles: &Styles) -> Option<Value<'v>> {
    let Some(kind) = cell.kind else {
        let has_formula = cell.tag.attribute("Formula").is_some();
        return Some(if has_formula { Value::Uncomputed } else { Value::Empty });
    };
    let is_day = || cell.tag.attribute("StyleID").is_some_and(|it| styles.is_day(it));
    Some(match kind {
        "Number" => match text.trim().parse().ok().filter(|it: &f64| it.is_finite())? {
            number if is_day() => Value::Date(number),
            number => Value::Number(number),
        },
        "DateTime" => Value::IsoDate(text.trim()),
        "Boolean" => Value::Bool(matches!(text.trim(), "1" | "true" | "True")),
        "Error" => Value::Error(text.trim()),
        _ => Value::Text(text),
    })
}

/// `ss:Index`, from 0.
fn place(tag: &Tag<'_>) -> Option<u32> {
    number(tag, "Index")?.checked_sub(1)
}

fn number(tag: &Tag<'_>, name: &str) -> Option<u32> {
    tag.attribute(name)?.trim().parse().ok()
}
