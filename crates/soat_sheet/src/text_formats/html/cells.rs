//! One table of a page, cell by cell.

use std::ops::ControlFlow;

use soat_core::{Cell, CellKind};

use super::outline::{is_day_format, shows_days};
use super::{Element, Levels, is_hidden};
use crate::book::{Filled, Notes, Place, Visit};
use crate::text_formats::tags::{Dialect, Piece, Pieces, Tag, is_named};
use crate::text_formats::{MOST_COLUMNS, MOST_TEXT, entities, holds};
use crate::value::write_number;

/// Browsers take no more (HTML Standard, 4.9.11).
const MOST_COLUMNS_SPANNED: u32 = 1_000;
const MOST_ROWS_SPANNED: u32 = 65_534;
/// Steps over cells that others cover. No honest table has as many.
const MOST_SKIPS: u32 = 1 << 24;

/// A walk over a table.
pub(super) struct TableWalk<'t> {
    pieces: Pieces<'t>,
    day_classes: &'t [String],
    levels: Levels,
    /// The row's number, from 1; 0 before the first.
    row_number: u32,
    /// The column of the next cell.
    column: u32,
    is_row_open: bool,
    cell: Option<OpenCell<'t>>,
    /// The text of the open cell.
    text: String,
    number: String,
    /// The last row that a cell above covers, for each column.
    covered_to: Vec<u32>,
    skips_left: u32,
    /// Name and depth of an element in the cell which is not shown.
    hidden: Option<(&'t str, u32)>,
    n_described: u32,
    /// The table goes on with another, whose columns have been described.
    goes_on: bool,
    notes: Notes,
}

/// What the tables of a sheet have had so far.
#[derive(Default)]
pub(super) struct Walked {
    /// The last row, from 1.
    row_number: u32,
    pub(super) notes: Notes,
}

struct OpenCell<'t> {
    said: Said<'t>,
    column: u32,
    is_cut: bool,
}

/// What the tag of a cell says of it.
#[derive(Default)]
struct Said<'t> {
    n_columns: u32,
    n_rows: u32,
    /// `x:num`, empty when the text is the number.
    number: Option<&'t str>,
    /// `sdval` and `sdnum`: value and format, as LibreOffice writes them.
    value: Option<&'t str>,
    format: &'t str,
    is_truth: bool,
    is_error: bool,
    style: &'t str,
    classes: &'t str,
}

impl<'t> Said<'t> {
    fn by(tag: &Tag<'t>) -> Self {
        let mut said = Self { n_columns: 1, n_rows: 1, ..Self::default() };
        for (name, value) in tag.attributes() {
            let is = |other: &str| name.eq_ignore_ascii_case(other);
            match name.len() {
                7 if is("colspan") => said.n_columns = span(value, MOST_COLUMNS_SPANNED),
                7 if is("rowspan") => said.n_rows = span(value, MOST_ROWS_SPANNED),
                5 if is("x:num") => said.number = Some(value),
                5 if is("sdval") => said.value = Some(value),
                5 if is("sdnum") => said.format = value,
                5 if is("x:err") => said.is_error = true,
                6 if is("x:bool") => said.is_truth = true,
                5 if is("style") => said.style = value,
                5 if is("class") => said.classes = value,
                _ => {}
            }
        }
        said
    }

    /// Is its number shown as a day?
    fn is_day(&self, day_classes: &[String]) -> bool {
        let has_class = || {
            self.classes.split_ascii_whitespace().any(|it| day_classes.iter().any(|day| day == it))
        };
        if holds(self.style, "mso-number-format") { shows_days(self.style) } else { has_class() }
    }

    /// The kind of a cell that says it is more than a text, its value in `buffer`. Nothing else is
    /// ever taken for a number: a text keeps its zeros.
    fn special_kind(
        &self,
        text: &str,
        day_classes: &[String],
        buffer: &mut String,
    ) -> Option<CellKind> {
        buffer.clear();
        if let Some(value) = self.value {
            // SDVAL="31118" SDNUM="1066;0;DD/MM/YYYY"
            let format = self.format.splitn(3, ';').nth(2);
            return write_value(value, format.is_some_and(is_day_format), buffer);
        }
        if let Some(value) = self.number {
            let value = if value.is_empty() { text } else { value };
            return write_value(value, self.is_day(day_classes), buffer);
        }
        let is_truth = || ["true", "false"].iter().any(|it| text.eq_ignore_ascii_case(it));
        let kind = match text {
            _ if self.is_error && !text.is_empty() => CellKind::Error,
            _ if self.is_truth && is_truth() => CellKind::Bool,
            _ => return None,
        };
        buffer.push_str(text);
        buffer.make_ascii_uppercase();
        Some(kind)
    }
}

impl<'t> TableWalk<'t> {
    /// Stands before the table that begins at a place, behind others of its sheet.
    pub(super) fn new(
        text: &'t str,
        start: usize,
        day_classes: &'t [String],
        before: Walked,
    ) -> Self {
        Self {
            pieces: Pieces::new(text, start, Dialect::Html),
            day_classes,
            levels: Levels::default(),
            row_number: before.row_number,
            column: 0,
            is_row_open: false,
            cell: None,
            text: String::new(),
            number: String::new(),
            covered_to: Vec::new(),
            skips_left: MOST_SKIPS,
            hidden: None,
            n_described: 0,
            goes_on: before.row_number > 0,
            notes: before.notes,
        }
    }

    /// Shows the cells until told to stop.
    pub(super) fn run(mut self, last: &mut Place, visit: &mut Visit<'_>) -> Walked {
        while let Some(piece) = self.pieces.next() {
            let walked = match piece {
                Piece::Open(tag) => self.open(tag, last, visit),
                Piece::Close(name) => self.close(name, last, visit),
                Piece::Text(written) | Piece::CData(written) => {
                    if self.is_here() && self.hidden.is_none() {
                        self.add_text(written);
                    }
                    ControlFlow::Continue(())
                }
            };
            if walked.is_break() {
                return self.end();
            }
        }
        self.notes.is_cut = self.cell.is_some();
        let _ = self.end_cell(last, visit);
        self.end()
    }

    fn end(self) -> Walked {
        Walked { row_number: self.row_number, notes: self.notes }
    }

    fn open(&mut self, tag: Tag<'t>, last: &mut Place, visit: &mut Visit<'_>) -> ControlFlow<()> {
        let element = Element::of(tag.name());
        if element == Element::Raw && !tag.is_empty {
            self.pieces.take_raw(tag.name());
            return ControlFlow::Continue(());
        }
        self.levels.open(element);
        if self.levels.bottom() != Some(0) {
            self.end_cell(last, visit)?;
            return ControlFlow::Break(());
        }
        if !self.is_here() {
            return ControlFlow::Continue(());
        }
        match element {
            Element::Section => self.end_row(last, visit)?,
            Element::Column => self.describe_columns(&tag),
            Element::Row => {
                self.end_row(last, visit)?;
                self.start_row(Some(&tag));
            }
            Element::Cell => {
                self.end_cell(last, visit)?;
                self.start_cell(tag);
            }
            Element::Break => self.add_line(),
            Element::Block => self.break_line(),
            _ => {}
        }
        if !matches!(element, Element::Row | Element::Cell) {
            self.open_hidden(&tag);
        }
        ControlFlow::Continue(())
    }

    fn close(&mut self, name: &'t str, last: &mut Place, visit: &mut Visit<'_>) -> ControlFlow<()> {
        let element = Element::of(name);
        if is_named(name, "body") || is_named(name, "html") {
            self.end_row(last, visit)?;
            return ControlFlow::Break(());
        }
        if self.is_here() {
            match element {
                Element::Cell => self.end_cell(last, visit)?,
                Element::Row | Element::Section | Element::Table => self.end_row(last, visit)?,
                Element::Block => self.break_line(),
                _ => {}
            }
            self.close_hidden(name);
        }
        self.levels.close(element);
        let is_over = self.levels.bottom() != Some(0);
        if is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Is the walk in its own table, and in none within a cell of it?
    fn is_here(&self) -> bool {
        self.levels.top().is_some_and(|it| it.table == 0)
    }

    fn start_row(&mut self, tag: Option<&Tag<'t>>) {
        self.row_number = self.row_number.saturating_add(1);
        self.column = 0;
        self.is_row_open = true;
        if tag.is_some_and(is_hidden) {
            self.notes.hidden_rows.add(self.row_number, self.row_number);
        }
    }

    fn end_row(&mut self, last: &mut Place, visit: &mut Visit<'_>) -> ControlFlow<()> {
        self.end_cell(last, visit)?;
        self.is_row_open = false;
        ControlFlow::Continue(())
    }

    fn start_cell(&mut self, tag: Tag<'t>) {
        if !self.is_row_open {
            self.start_row(None);
        }
        let is_covered = |it: &u32| *it >= self.row_number;
        while self.skips_left > 0
            && self.covered_to.get(self.column as usize).is_some_and(is_covered)
        {
            self.column += 1;
            self.skips_left -= 1;
        }
        let column = self.column;
        let said = Said::by(&tag);
        self.column = self.column.saturating_add(said.n_columns);
        if said.n_rows > 1 {
            let (first, end) = (column.min(MOST_COLUMNS), self.column.min(MOST_COLUMNS));
            if self.covered_to.len() < end as usize {
                self.covered_to.resize(end as usize, 0);
            }
            let to = self.row_number.saturating_add(said.n_rows - 1);
            let covered = self.covered_to.get_mut(first as usize..end as usize);
            covered.into_iter().flatten().for_each(|it| *it = to);
        }
        self.text.clear();
        self.hidden = None;
        self.cell = Some(OpenCell { said, column, is_cut: false });
    }

    fn end_cell(&mut self, last: &mut Place, visit: &mut Visit<'_>) -> ControlFlow<()> {
        let Some(OpenCell { said, column, is_cut }) = self.cell.take() else {
            return ControlFlow::Continue(());
        };
        self.notes.n_bad_cells = self.notes.n_bad_cells.saturating_add(u32::from(is_cut));
        let text = self.text.trim_matches([' ', '\n']);
        let kind = said.special_kind(text, self.day_classes, &mut self.number);
        let cell = match kind {
            Some(kind) => Cell { kind, text: &self.number },
            None => Cell { kind: CellKind::Text, text },
        };
        if cell.is_blank() {
            return ControlFlow::Continue(());
        }
        *last = Some((self.row_number.saturating_sub(1), column));
        visit(Filled { row_number: self.row_number, column, cell, shared: None })
    }

    /// Adds a text with its runs of space made one, as browsers do.
    fn add_text(&mut self, written: &str) {
        let Some(cell) = &mut self.cell else { return };
        if self.text.len() + written.len() > MOST_TEXT {
            cell.is_cut = true;
            return;
        }
        let is_space = |it: char| it.is_ascii_whitespace();
        let mut words = written.split(is_space);
        if let Some(first) = words.next() {
            entities::decode(first, &mut self.text);
        }
        for word in words {
            if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            entities::decode(word, &mut self.text);
        }
    }

    fn add_line(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if self.cell.is_some() && self.text.len() < MOST_TEXT {
            self.text.push('\n');
        }
    }

    fn break_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.add_line();
        }
    }

    /// Sort keys and the like stand in cells unseen.
    fn open_hidden(&mut self, tag: &Tag<'t>) {
        match &mut self.hidden {
            Some((name, depth)) if tag.is(name) && !tag.is_empty => *depth += 1,
            Some(_) => {}
            None if self.cell.is_some() && !is_void(tag) && is_hidden(tag) => {
                self.hidden = Some((tag.name(), 1));
            }
            None => {}
        }
    }

    fn close_hidden(&mut self, closed: &str) {
        if let Some((name, depth)) = &mut self.hidden
            && is_named(closed, name)
        {
            *depth -= 1;
            if *depth == 0 {
                self.hidden = None;
            }
        }
    }

    /// `<col span=2 style='display:none'>`.
    fn describe_columns(&mut self, tag: &Tag<'t>) {
        let first = self.n_described;
        let n_columns = span(tag.exact("span").unwrap_or_default(), MOST_COLUMNS_SPANNED);
        self.n_described = self.n_described.saturating_add(n_columns);
        if is_hidden(tag) && !self.goes_on {
            self.notes.hidden_columns.add(first, first.saturating_add(n_columns - 1));
        }
    }
}

fn is_void(tag: &Tag<'_>) -> bool {
    tag.is_empty || ["br", "hr", "img", "input", "col"].iter().any(|it| tag.is(it))
}

fn span(said: &str, most: u32) -> u32 {
    said.trim().parse().unwrap_or(1).clamp(1, most)
}

fn write_value(value: &str, is_day: bool, number: &mut String) -> Option<CellKind> {
    // `Nan` is a name.
    let value = value.trim().parse().ok().filter(|it: &f64| it.is_finite())?;
    let kind = if is_day { CellKind::Date } else { CellKind::Number };
    Some(write_number(number, kind, value))
}
