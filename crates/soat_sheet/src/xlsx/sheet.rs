//! The cells of a sheet, from the stream of its part.

use core::ops::ControlFlow;
use std::io::Read;
use std::sync::Arc;

use soat_core::{Cell, CellKind, DateSystem};

use super::cell::{Bad, CellTag, Content, ValueKind, number, place, plain_value, value};
use super::markup::{Fault, Markup, Tag, Token};
use super::plain::{PlainValue, RowMark, plain_cell};
use super::strings::{LONGEST_TEXT, SharedStrings, take_string, take_text};
use super::styles::{NumberFormat, Styles};
use crate::book::{Notes, TakeRow};
use crate::row::Row;

/// Excel has 16,384 columns.
const MOST_CELLS_OF_ROW: usize = 20_000;
const MOST_COLUMNS: u32 = 16_384;

/// What the cells of every sheet refer to.
#[derive(Clone)]
pub(super) struct Context<'w> {
    pub(super) strings: &'w SharedStrings,
    pub(super) styles: &'w Styles,
    pub(super) system: DateSystem,
}

/// A sheet being read.
pub(super) struct Sheet<'w, R> {
    markup: Markup<R>,
    context: Context<'w>,
    /// The cells taken of the row that is being read, which may have been told to be another.
    row: Row,
    mark: RowMark,
    row_idx: u32,
    column: u32,
    /// A text that is not shared: an inline string, a number.
    text: String,
    notes: Notes,
}

/// Why a walk ended before the end of the sheet.
enum Stop {
    /// It was told to.
    Told,
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<'w, R: Read> Sheet<'w, R> {
    /// Reads up to the cells; `None` for a part that has no place for cells.
    pub(super) fn open(part: R, context: Context<'w>) -> Result<Option<Self>, Fault> {
        let mut markup = Markup::new(part)?;
        let mut notes = Notes::default();
        loop {
            match markup.next()? {
                Token::Start(tag) if tag.name == b"sheetData" => {
                    if tag.is_empty {
                        return Ok(None);
                    }
                    break;
                }
                Token::Start(tag) if tag.name == b"col" => note_column(tag, &mut notes),
                Token::Start(tag) if tag.name == b"sheetPr" => {
                    notes.is_filtered |= is_on(tag.attribute(b"filterMode"));
                }
                Token::Over => return Ok(None),
                _ => {}
            }
        }
        let row = Row::with_texts(Arc::clone(&context.strings.texts));
        let mark = RowMark::new(0);
        let text = String::new();
        Ok(Some(Self { markup, context, row, mark, row_idx: 0, column: 0, text, notes }))
    }

    /// What has been found out besides cells.
    pub(super) fn into_notes(self) -> Notes {
        self.notes
    }

    /// The row and column, from 0, of the cell taken last.
    pub(super) fn last(&self) -> Option<(u32, u32)> {
        Some((self.row.number.checked_sub(1)?, self.row.last_column()?))
    }

    /// Walks the rows with filled cells until told to stop.
    pub(super) fn walk(&mut self, take: &mut TakeRow<'_>) -> Result<(), Fault> {
        let walked = self.walk_rows(take).and_then(|()| self.end_walk(take));
        match walked {
            Ok(()) | Err(Stop::Told) => Ok(()),
            Err(Stop::Fault(Fault::Cut)) => {
                // The rows up to here are as they were written.
                self.notes.is_cut = true;
                let _ = self.go_to(0, take);
                Ok(())
            }
            Err(Stop::Fault(fault)) => Err(fault),
        }
    }

    fn walk_rows(&mut self, take: &mut TakeRow<'_>) -> Result<(), Stop> {
        loop {
            self.take_plain_cells();
            match self.markup.next()? {
                Token::Start(tag) if tag.name == b"c" => {
                    let is_empty = tag.is_empty;
                    let base = CellTag {
                        row_idx: self.row_idx,
                        column: self.column,
                        kind: ValueKind::Number,
                        format: NumberFormat::Plain,
                    };
                    match base.read(tag, self.context.styles) {
                        Some(cell) => self.take_cell(cell, is_empty, take)?,
                        None => {
                            self.note_bad();
                            self.column = self.column.saturating_add(1);
                            self.markup.skip_element(is_empty)?;
                        }
                    }
                }
                Token::Start(tag) if tag.name == b"row" => {
                    let is_empty = tag.is_empty;
                    if let Some(idx) = note_row(tag, self.row_idx, &mut self.notes) {
                        self.row_idx = idx;
                    }
                    self.column = 0;
                    self.go_to(self.row_idx.saturating_add(1), take)?;
                    if is_empty {
                        self.end_row();
                    }
                }
                Token::End(b"row") => self.end_row(),
                Token::End(b"sheetData") => return Ok(()),
                Token::Over => return Err(Stop::Fault(Fault::Cut)),
                _ => {}
            }
        }
    }

    /// Shows the last row and reads what is left, by which the part is known to be whole.
    fn end_walk(&mut self, take: &mut TakeRow<'_>) -> Result<(), Stop> {
        self.go_to(0, take)?;
        loop {
            match self.markup.next() {
                Ok(Token::Start(tag)) if tag.name == b"filterColumn" => {
                    self.notes.is_filtered = true;
                }
                // Nothing of the list is behind its cells.
                Ok(Token::Over) | Err(Fault::Cut) => return Ok(()),
                Ok(_) => {}
                Err(fault) => return Err(Stop::Fault(fault)),
            }
        }
    }

    /// Takes cells of the row as long as they are written as Excel writes them.
    ///
    /// Browsers run the first, slow translation of a function to its end and put the fast one in at
    /// the next call: so the loop that takes the time must be a function that is called often.
    #[inline(never)]
    fn take_plain_cells(&mut self) {
        let bytes = self.markup.rest();
        let mut n_taken = 0;
        while let Some(cell) = bytes.get(n_taken..).and_then(|it| plain_cell(it, self.mark)) {
            n_taken += cell.length;
            self.column = cell.column + 1;
            let is_good = match cell.value {
                PlainValue::None => true,
                _ if self.row.slots().len() >= MOST_CELLS_OF_ROW => false,
                PlainValue::Inline(text) if text.len() > LONGEST_TEXT => false,
                PlainValue::Shared(idx) => self.row.push_shared(cell.column, idx),
                PlainValue::Integer(text) => {
                    let kind = self.context.styles.format(cell.style as usize).kind();
                    self.row.push(cell.column, Cell { kind, text });
                    true
                }
                PlainValue::Inline(text) => {
                    self.row.push(cell.column, Cell::typed(text));
                    true
                }
            };
            self.notes.n_bad_cells += u32::from(!is_good);
        }
        self.markup.advance(n_taken);
    }

    /// Takes a cell whose tag was taken.
    fn take_cell(
        &mut self,
        tag: CellTag,
        is_empty: bool,
        take: &mut TakeRow<'_>,
    ) -> Result<(), Stop> {
        self.column = tag.column.saturating_add(1);
        self.go_to(tag.row_idx.saturating_add(1), take)?;
        if is_empty {
            return Ok(());
        }
        let is_outside = tag.column >= MOST_COLUMNS || self.row.slots().len() >= MOST_CELLS_OF_ROW;
        match self.take_content(tag)? {
            Ok(None) => {}
            Ok(Some(Content::Made(_))) if self.text.len() > LONGEST_TEXT => self.note_bad(),
            Ok(Some(_)) if is_outside => self.note_bad(),
            Ok(Some(content)) => self.put(tag.column, content),
            Err(Bad) => self.note_bad(),
        }
        Ok(())
    }

    fn put(&mut self, column: u32, content: Content) {
        let cell = match content {
            Content::Shared(idx) => {
                let idx = u32::try_from(idx).unwrap_or(u32::MAX);
                if !self.row.push_shared(column, idx) {
                    self.note_bad();
                }
                return;
            }
            Content::Made(CellKind::Text) => Cell::typed(&self.text),
            Content::Made(kind) => Cell { kind, text: &self.text },
            Content::Bool(true) => Cell { kind: CellKind::Bool, text: "TRUE" },
            Content::Bool(false) => Cell { kind: CellKind::Bool, text: "FALSE" },
        };
        self.row.push(column, cell);
    }

    /// Shows the row if the next cell is in another one.
    fn go_to(&mut self, row_number: u32, take: &mut TakeRow<'_>) -> Result<(), Stop> {
        if row_number == self.row.number {
            return Ok(());
        }
        if !self.row.is_empty() && take(&self.row) == ControlFlow::Break(()) {
            return Err(Stop::Told);
        }
        self.row.restart(row_number);
        self.mark = RowMark::new(row_number);
        Ok(())
    }

    fn end_row(&mut self) {
        self.row_idx = self.row_idx.saturating_add(1);
        self.column = 0;
    }

    fn note_bad(&mut self) {
        self.notes.n_bad_cells = self.notes.n_bad_cells.saturating_add(1);
    }

    /// Takes the cell to its end; `None` when nothing is in it.
    fn take_content(&mut self, tag: CellTag) -> Result<Result<Option<Content>, Bad>, Fault> {
        if tag.kind != ValueKind::Inline
            && let Some((said, length)) = plain_value(self.markup.rest())
        {
            let content = value(tag, said, self.context.system, &mut self.text);
            self.markup.advance(length);
            return Ok(content);
        }
        let mut content = Ok(None);
        let mut has_formula = false;
        loop {
            match self.markup.next()? {
                Token::Start(inner) => {
                    let is_empty = inner.is_empty;
                    match inner.name {
                        b"v" if tag.kind != ValueKind::Inline => {
                            content = self.take_value(tag, is_empty)?;
                        }
                        b"is" if !is_empty => content = self.take_inline()?,
                        name => {
                            has_formula |= name == b"f";
                            self.markup.skip_element(is_empty)?;
                        }
                    }
                }
                Token::End(b"c") => break,
                Token::Over => return Err(Fault::Cut),
                _ => {}
            }
        }
        if has_formula && matches!(content, Ok(None)) {
            self.text.clear();
            content = Ok(Some(Content::Made(CellKind::Uncomputed)));
        }
        Ok(content)
    }

    fn take_value(
        &mut self,
        tag: CellTag,
        is_empty: bool,
    ) -> Result<Result<Option<Content>, Bad>, Fault> {
        let mut said = String::new();
        let is_good = is_empty || take_text(&mut self.markup, b"v", &mut said)?;
        let content = value(tag, &said, self.context.system, &mut self.text);
        Ok(if is_good { content } else { Err(Bad) })
    }

    fn take_inline(&mut self) -> Result<Result<Option<Content>, Bad>, Fault> {
        self.text.clear();
        let is_good = take_string(&mut self.markup, b"is", &mut self.text, &mut None)?;
        Ok(if is_good { Ok(Some(Content::Made(CellKind::Text))) } else { Err(Bad) })
    }
}

/// The row's index, when the tag says it; and whether it is hidden.
fn note_row(tag: Tag<'_>, next_idx: u32, notes: &mut Notes) -> Option<u32> {
    let (mut idx, mut is_hidden) = (None, false);
    for (name, value) in tag.attributes() {
        match name {
            b"r" => idx = place(value).map(|it| it.0),
            b"hidden" => is_hidden = is_on(Some(value)),
            _ => {}
        }
    }
    if is_hidden {
        let row_number = idx.unwrap_or(next_idx).saturating_add(1);
        notes.hidden_rows.add(row_number, row_number);
    }
    idx
}

fn note_column(tag: Tag<'_>, notes: &mut Notes) {
    let at = |name: &[u8]| tag.attribute(name).and_then(number)?.checked_sub(1);
    if let (true, Some(first), Some(last)) =
        (is_on(tag.attribute(b"hidden")), at(b"min"), at(b"max"))
    {
        let column = |it: usize| u32::try_from(it).unwrap_or(MOST_COLUMNS).min(MOST_COLUMNS);
        notes.hidden_columns.add(column(first), column(last));
    }
}

fn is_on(value: Option<&[u8]>) -> bool {
    matches!(value, Some(b"1" | b"true" | b"on"))
}
