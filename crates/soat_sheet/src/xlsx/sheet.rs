//! The cells of a sheet, from the stream of its part.

use core::ops::ControlFlow;
use std::io::Read;

use soat_core::{Cell, CellKind, DateSystem};

use super::cell::{CellTag, Content, ValueKind, place, plain_number, plain_value, value};
use super::markup::{Fault, Markup, Token};
use super::strings::{SharedStrings, plain_text, take_string, take_text};
use super::styles::NumberFormat;
use crate::book::{Filled, Visit};

/// What the cells of every sheet refer to.
pub(super) struct Context<'w> {
    pub(super) strings: &'w SharedStrings,
    pub(super) formats: &'w [NumberFormat],
    pub(super) system: DateSystem,
}

/// A sheet being read.
pub(super) struct Sheet<'w, R> {
    markup: Markup<R>,
    context: Context<'w>,
    row_idx: u32,
    column: u32,
    /// A text that is not shared: an inline string, a number.
    text: String,
}

impl<'w, R: Read> Sheet<'w, R> {
    /// Reads up to the cells; `None` for a part that has no place for cells.
    pub(super) fn open(part: R, context: Context<'w>) -> Result<Option<Self>, Fault> {
        let mut markup = Markup::new(part)?;
        let mut has_elements = false;
        loop {
            match markup.next()? {
                Token::Start(tag) if tag.name == b"sheetData" => {
                    if tag.is_empty {
                        return Ok(None);
                    }
                    break;
                }
                Token::Start(_) => has_elements = true,
                Token::Over if has_elements => return Ok(None),
                Token::Over => return Err(Fault::Damaged),
                _ => {}
            }
        }
        Ok(Some(Self { markup, context, row_idx: 0, column: 0, text: String::new() }))
    }

    /// Walks the filled cells until told to stop.
    pub(super) fn walk(
        &mut self,
        last: &mut Option<(u32, u32)>,
        visit: &mut Visit<'_>,
    ) -> Result<(), Fault> {
        loop {
            if let Some(cell) = self.take_cell()? {
                self.column = cell.column.saturating_add(1);
                let content = if cell.is_empty { None } else { self.take_content(cell)? };
                if let Some(content) = content
                    && self.show(cell, content, last, visit)?.is_break()
                {
                    return Ok(());
                }
                continue;
            }
            match self.markup.next()? {
                Token::Start(tag) if tag.name == b"row" => {
                    let is_empty = tag.is_empty;
                    if let Some(number) = tag.attribute(b"r") {
                        self.row_idx = place(number)?.0;
                    }
                    if is_empty {
                        self.end_row();
                    }
                }
                Token::End(b"row") => self.end_row(),
                Token::End(b"sheetData") => return self.markup.drain(),
                Token::Over => return Err(Fault::Damaged),
                _ => {}
            }
        }
    }

    /// Takes the tag of a cell, if one is next.
    #[inline]
    fn take_cell(&mut self) -> Result<Option<CellTag>, Fault> {
        let base = CellTag {
            row_idx: self.row_idx,
            column: self.column,
            kind: ValueKind::Unsaid,
            format: NumberFormat::Plain,
            is_empty: false,
        };
        let rest = self.markup.rest();
        if let Some((tag, length)) = base.read_plain(rest, self.context.formats) {
            self.markup.advance(length);
            return Ok(Some(tag));
        }
        if !self.markup.is_tag(b"c")? {
            return Ok(None);
        }
        match self.markup.next()? {
            Token::Start(tag) => base.read(tag, self.context.formats).map(Some),
            _ => Err(Fault::Damaged),
        }
    }

    fn end_row(&mut self) {
        self.row_idx = self.row_idx.saturating_add(1);
        self.column = 0;
    }

    fn show(
        &mut self,
        tag: CellTag,
        content: Content,
        last: &mut Option<(u32, u32)>,
        visit: &mut Visit<'_>,
    ) -> Result<ControlFlow<()>, Fault> {
        let mut shared = None;
        let cell = match content {
            Content::Shared(idx) => {
                let text = self.context.strings.get(idx).ok_or(Fault::Damaged)?;
                shared = u32::try_from(idx).ok();
                Cell::typed(text)
            }
            Content::Made(CellKind::Text) => Cell::typed(&self.text),
            Content::Made(kind) => Cell { kind, text: &self.text },
            Content::Bool(true) => Cell { kind: CellKind::Bool, text: "TRUE" },
            Content::Bool(false) => Cell { kind: CellKind::Bool, text: "FALSE" },
        };
        *last = Some((tag.row_idx, tag.column));
        let row_number = tag.row_idx.saturating_add(1);
        Ok(visit(Filled { row_number, column: tag.column, cell, shared }))
    }

    /// Takes the cell to its end; `None` when nothing is in it.
    #[inline]
    fn take_content(&mut self, tag: CellTag) -> Result<Option<Content>, Fault> {
        let rest = self.markup.rest();
        if tag.kind == ValueKind::Shared
            && let Some((idx, length)) = plain_number(rest)
        {
            self.markup.advance(length);
            return Ok(Some(Content::Shared(idx as usize)));
        }
        if tag.kind == ValueKind::Inline {
            let plain = rest.strip_prefix(b"<is>").and_then(|it| plain_text(it, b"</t></is></c>"));
            if let Some((said, length)) = plain {
                self.text.clear();
                self.text.push_str(said);
                self.markup.advance(b"<is>".len() + length);
                return Ok(Some(Content::Made(CellKind::Text)));
            }
        } else if let Some((said, length)) = plain_value(rest) {
            let content = value(tag, said, self.context.system, &mut self.text);
            self.markup.advance(length);
            return content;
        }
        self.take_any_content(tag)
    }

    fn take_any_content(&mut self, tag: CellTag) -> Result<Option<Content>, Fault> {
        let mut content = None;
        let mut has_formula = false;
        loop {
            match self.markup.next()? {
                Token::Start(inner) => {
                    let is_empty = inner.is_empty;
                    match inner.name {
                        b"f" => {
                            has_formula = true;
                            self.markup.skip_element(is_empty)?;
                        }
                        b"v" if tag.kind != ValueKind::Inline => {
                            content = self.take_value(tag, is_empty)?;
                        }
                        b"is" => {
                            self.text.clear();
                            if !is_empty {
                                take_string(&mut self.markup, b"is", &mut self.text)?;
                            }
                            content = Some(Content::Made(CellKind::Text));
                        }
                        _ => self.markup.skip_element(is_empty)?,
                    }
                }
                Token::End(b"c") => break,
                Token::Over => return Err(Fault::Damaged),
                _ => {}
            }
        }
        if content.is_none() && has_formula {
            self.text.clear();
            content = Some(Content::Made(CellKind::Uncomputed));
        }
        Ok(content)
    }

    fn take_value(&mut self, tag: CellTag, is_empty: bool) -> Result<Option<Content>, Fault> {
        let mut said = String::new();
        if !is_empty {
            take_text(&mut self.markup, b"v", &mut said)?;
        }
        value(tag, &said, self.context.system, &mut self.text)
    }
}
