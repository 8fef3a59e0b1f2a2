//! Values between separators: commas, semicolons, tabs or bars.
//!
//! Not `csv-core`: it leaves out empty lines, and rows have to keep the numbers that Excel shows;
//! and one quote that is never closed would swallow the rest of the list.

use std::borrow::Cow;
use std::ops::ControlFlow;

use memchr::{memchr, memchr2, memchr3};
use soat_core::{Cell, CellKind, DateSystem};

use crate::book::{Filled, Notes, Place, Reader, SheetEntry, Visit};
use crate::error::ReadError;
use crate::text_formats::{MOST_TEXT, head};

/// Records by which the separator is guessed.
const RECORDS_LOOKED_AT: usize = 200;
/// The likelier first, where two do as well: commas stand in addresses and numbers.
const SEPARATORS: [u8; 4] = [b'\t', b';', b'|', b','];
/// More lines than this are in no cell: the quote before them was a slip.
const MOST_LINES: usize = 50;

/// A file of values, its text decoded.
pub(super) struct CsvBook<'a> {
    text: Cow<'a, str>,
    /// Where the first record begins.
    start: usize,
    separator: u8,
    sheets: Vec<SheetEntry>,
    notes: Notes,
}

impl<'a> CsvBook<'a> {
    /// Guesses the separator; `None` when the text is no table.
    pub(super) fn open(text: Cow<'a, str>) -> Option<Self> {
        let said = said_separator(&text);
        let (separator, start) = match said {
            Some(it) => it,
            None => (guess_separator(&text)?, 0),
        };
        let name = "Bảng 1".to_owned();
        let sheets = vec![SheetEntry { name, is_visible: true, is_worksheet: true }];
        Some(Self { text, start, separator, sheets, notes: Notes::default() })
    }
}

/// Is the head of a text a table of values?
pub(super) fn is_table(head: &str) -> bool {
    said_separator(head).is_some() || guess_separator(head).is_some()
}

/// The first line `sep=;`, which Excel obeys and does not show.
fn said_separator(text: &str) -> Option<(u8, usize)> {
    let bytes = text.as_bytes();
    let rest = bytes.strip_prefix(b"\"").unwrap_or(bytes);
    let (&separator, rest) = rest.strip_prefix(b"sep=")?.split_first()?;
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    let start = bytes.len() - rest.len();
    let is_line = bytes.get(start - 1).is_some_and(|it| matches!(it, b'\n' | b'\r'));
    (is_line && separator.is_ascii()).then_some((separator, start))
}

/// The separator that parts most of the first records alike.
fn guess_separator(text: &str) -> Option<u8> {
    let scored = SEPARATORS.map(|it| (score(text, it), it));
    // Of equals the last is the greatest.
    let best = scored.into_iter().rev().max_by_key(|it| it.0)?;
    (best.0 > 0).then_some(best.1)
}

/// How well a separator parts the first records: 0 when it does not.
fn score(text: &str, separator: u8) -> usize {
    let mut records = Records::new(text, 0, separator);
    let mut widths = Vec::new();
    let (mut n_fields, mut n_spaced) = (0, 0);
    let mut is_over = false;
    while !is_over && widths.len() < RECORDS_LOOKED_AT {
        let (mut width, mut is_filled) = (0, false);
        is_over = records.next_record(&mut |column, field| {
            is_filled |= !field.text.trim().is_empty();
            n_spaced += usize::from(column > 0 && field.text.starts_with(' '));
            width += 1;
            ControlFlow::Continue(())
        });
        if is_filled {
            n_fields += width;
            widths.push(width);
        }
    }
    // A space behind each comma: sentences.
    let is_prose = n_spaced * 2 > n_fields - widths.len();
    score_of_widths(&widths, if is_prose { 4 } else { 2 })
}

/// The share, in thousandths, of records as wide as most are, if those are at least so wide. A
/// title or a total is narrower, and whoever writes by hand leaves out what is empty at the end of
/// a line.
fn score_of_widths(widths: &[usize], least: usize) -> usize {
    let n_as_wide = |width: usize| widths.iter().filter(|&&it| it == width).count();
    let parted = || widths.iter().copied().filter(|&it| it > 1);
    let commonest = parted().map(|it| (n_as_wide(it), it)).max();
    let Some((n_alike, width)) = commonest else { return 0 };
    let n_parted = parted().count();
    let n_near = parted().filter(|it| it.abs_diff(width) * 4 <= width).count();
    let has_rows = n_parted * 2 >= widths.len() || (width >= 5 && n_parted * 5 >= widths.len());
    let is_even = n_alike >= 2 && n_near * 5 >= n_parted * 3;
    if width >= least && is_even && has_rows {
        n_alike * 1_000 / widths.len() + width.min(50)
    } else {
        0
    }
}

impl Reader for CsvBook<'_> {
    fn date_system(&self) -> DateSystem {
        DateSystem::Since1900
    }

    fn sheets(&self) -> &[SheetEntry] {
        &self.sheets
    }

    fn walk(
        &mut self,
        _sheet: &str,
        last: &mut Place,
        visit: &mut Visit<'_>,
    ) -> Result<(), ReadError> {
        let mut records = Records::new(&self.text, self.start, self.separator);
        let mut notes = Notes::default();
        let (mut row_number, mut is_stopped) = (0_u32, false);
        let mut plain = String::new();
        while !is_stopped {
            row_number = row_number.saturating_add(1);
            let is_over = records.next_record(&mut |column, field| {
                notes.n_bad_cells = notes.n_bad_cells.saturating_add(u32::from(field.is_cut));
                let text = field.said(&mut plain);
                let cell = Cell { kind: CellKind::Text, text };
                if cell.is_blank() {
                    return ControlFlow::Continue(());
                }
                *last = Some((row_number - 1, column));
                let walked = visit(Filled { row_number, column, cell, shared: None });
                is_stopped |= walked.is_break();
                walked
            });
            is_stopped |= is_over;
        }
        self.notes = notes;
        Ok(())
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }
}

/// The records of a text.
struct Records<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
}

/// What stands between two separators.
struct Field<'t> {
    /// Without the quotes around it.
    text: &'t str,
    /// Quotes in it are doubled.
    is_quoted: bool,
    is_cut: bool,
}

impl<'t> Field<'t> {
    /// What the cell says; `buffer` holds what has to be made.
    fn said<'b>(&self, buffer: &'b mut String) -> &'b str
    where
        't: 'b,
    {
        let text = self.text.trim_end_matches(['\0', '\u{1A}']);
        let has_quote = memchr(b'"', text.as_bytes()).is_some();
        if !has_quote && !text.contains('\r') {
            return text;
        }
        buffer.clear();
        buffer.push_str(text);
        if self.is_quoted && has_quote {
            *buffer = buffer.replace("\"\"", "\"");
        }
        if buffer.contains('\r') {
            *buffer = buffer.replace("\r\n", "\n").replace('\r', "\n");
        }
        // `="0123"`: how servers make Excel keep the zeros.
        if let Some(inner) = buffer.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')) {
            *buffer = inner.replace("\"\"", "\"");
        }
        buffer
    }
}

impl<'t> Records<'t> {
    fn new(text: &'t str, at: usize, separator: u8) -> Self {
        Self { text, at, separator }
    }

    /// Shows the fields of the next record with their columns, until told to stop; says whether
    /// the text is over.
    fn next_record(&mut self, visit: &mut dyn FnMut(u32, Field<'t>) -> ControlFlow<()>) -> bool {
        let mut column = 0_u32;
        let mut is_stopped = false;
        loop {
            let field = self.next_field();
            is_stopped = is_stopped || visit(column, field).is_break();
            column = column.saturating_add(1);
            match self.text.as_bytes().get(self.at) {
                Some(&it) if it == self.separator => self.at += 1,
                end => {
                    self.at += usize::from(end.is_some());
                    let is_pair =
                        end == Some(&b'\r') && self.text.as_bytes().get(self.at) == Some(&b'\n');
                    self.at += usize::from(is_pair);
                    return self.at >= self.text.len();
                }
            }
        }
    }

    /// Takes a field, up to the separator or the end of the line behind it.
    fn next_field(&mut self) -> Field<'t> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with('"')
            && let Some(length) = self.quoted_length(rest)
        {
            self.at += length;
            let text = rest.get(1..length - 1).unwrap_or_default();
            return Field { text, is_quoted: true, is_cut: false };
        }
        let end = memchr3(self.separator, b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        self.at += end;
        let text = rest.get(..end).unwrap_or_default();
        let kept = head(text, MOST_TEXT);
        Field { text: kept, is_quoted: false, is_cut: kept.len() < text.len() }
    }

    /// Length of the quoted field at the head of a text, its quotes included. `None` when the
    /// quote is a slip: it is not closed, or not where a field ends.
    fn quoted_length(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let bytes = bytes.get(..MOST_TEXT).unwrap_or(bytes);
        let (mut at, mut n_lines) = (1, 0);
        loop {
            at += memchr2(b'"', b'\n', bytes.get(at..)?)?;
            if bytes.get(at) == Some(&b'\n') {
                n_lines += 1;
                at += 1;
            } else if bytes.get(at + 1) == Some(&b'"') {
                at += 2;
            } else {
                let ends = |it: &u8| matches!(it, b'\n' | b'\r') || *it == self.separator;
                let is_end = bytes.get(at + 1).is_none_or(ends);
                return (is_end && n_lines <= MOST_LINES).then_some(at + 1);
            }
        }
    }
}
