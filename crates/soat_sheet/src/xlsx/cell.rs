//! One cell: its tag, and what its value says.

use soat_core::{CellKind, DateSystem};

use super::markup::Tag;
use super::styles::{NumberFormat, Styles};
use super::text;
use crate::value::{Value, write_number};

/// The attributes of `<c>`.
#[derive(Clone, Copy)]
pub(super) struct CellTag {
    pub(super) row_idx: u32,
    pub(super) column: u32,
    pub(super) kind: ValueKind,
    pub(super) format: NumberFormat,
}

/// The attribute `t`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// Also without the attribute. A text where it is none.
    Number,
    Shared,
    Inline,
    FormulaText,
    Bool,
    Error,
    Day,
}

/// What a cell has in it.
pub(super) enum Content {
    /// Number of a shared string.
    Shared(usize),
    /// The text in the sheet's buffer.
    Made(CellKind),
    Bool(bool),
}

impl CellTag {
    /// The cell with the attributes of its tag; `None` when they make no sense. Without `r` it
    /// stays where it is.
    pub(super) fn read(mut self, tag: Tag<'_>, styles: &Styles) -> Option<Self> {
        for (name, value) in tag.attributes() {
            match name {
                b"r" => {
                    let at = place(value)?;
                    (self.row_idx, self.column) = (at.0, at.1?);
                }
                b"s" => self.format = styles.format(number(value).unwrap_or(0)),
                b"t" => self.kind = ValueKind::of(value)?,
                _ => {}
            }
        }
        Some(self)
    }
}

impl ValueKind {
    fn of(attribute: &[u8]) -> Option<Self> {
        Some(match attribute {
            b"s" => Self::Shared,
            b"n" => Self::Number,
            b"str" => Self::FormulaText,
            b"inlineStr" | b"is" => Self::Inline,
            b"b" => Self::Bool,
            b"e" => Self::Error,
            b"d" => Self::Day,
            _ => return None,
        })
    }
}

/// `<v>` without entities, the end of the cell right behind it; and the length of both.
#[inline]
pub(super) fn plain_value(bytes: &[u8]) -> Option<(&str, usize)> {
    let body = bytes.strip_prefix(b"<v>")?;
    let length = body.iter().position(|&it| matches!(it, b'<' | b'&' | b'\r'))?;
    let (said, after) = body.split_at_checked(length)?;
    let close = b"</v></c>";
    let said = core::str::from_utf8(said).ok()?;
    after.starts_with(close).then_some((said, b"<v>".len() + length + close.len()))
}

/// `<v>` does not say what its cell's kind may say.
pub(super) struct Bad;

/// What `<v>` says; a made text goes into `text`.
#[inline]
pub(super) fn value(
    tag: CellTag,
    said: &str,
    system: DateSystem,
    text: &mut String,
) -> Result<Option<Content>, Bad> {
    text.clear();
    if said.is_empty() && tag.kind != ValueKind::FormulaText {
        return Ok(None);
    }
    Ok(Some(match tag.kind {
        ValueKind::Shared => Content::Shared(number(said.trim().as_bytes()).ok_or(Bad)?),
        ValueKind::Number => match said.trim().parse::<f64>() {
            // Rust also reads words such as `nan`.
            Ok(number) if !said.contains(['n', 'N']) => {
                Content::Made(write_number(text, tag.format.kind(), number))
            }
            // Nobody's words are lost for a wrong attribute.
            _ => made(text, CellKind::Text, said),
        },
        ValueKind::FormulaText => {
            text.push_str(said);
            text::unescape(text, 0);
            Content::Made(CellKind::Text)
        }
        ValueKind::Inline => return Ok(None),
        ValueKind::Error => made(text, CellKind::Error, said),
        ValueKind::Bool => match said.trim() {
            "" => return Ok(None),
            it if it == "1" || it.eq_ignore_ascii_case("true") => Content::Bool(true),
            it if it == "0" || it.eq_ignore_ascii_case("false") => Content::Bool(false),
            _ => return Err(Bad),
        },
        ValueKind::Day => {
            let mut buffer = String::new();
            let cell = Value::IsoDate(said).into_cell(system, &mut buffer);
            made(text, cell.kind, cell.text)
        }
    }))
}

fn made(text: &mut String, kind: CellKind, said: &str) -> Content {
    text.push_str(said);
    Content::Made(kind)
}

#[inline]
pub(super) fn number(digits: &[u8]) -> Option<usize> {
    let add = |sum: usize, it: &u8| {
        let digit = it.is_ascii_digit().then(|| usize::from(it - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    };
    if digits.is_empty() { None } else { digits.iter().try_fold(0, add) }
}

/// Row and column, from 0, of `B12`; of `12` only the row. `None` far outside any sheet.
#[inline]
pub(super) fn place(name: &[u8]) -> Option<(u32, Option<u32>)> {
    let n_letters = name.iter().take_while(|it| it.is_ascii_alphabetic()).count();
    let (letters, digits) = name.split_at_checked(n_letters)?;
    let row_number = u32::try_from(number(digits)?).ok()?;
    let add = |sum: u32, it: &u8| {
        let letter = u32::from(it.to_ascii_uppercase() - b'A') + 1;
        sum.checked_mul(26)?.checked_add(letter)
    };
    let column = letters.iter().try_fold(0, add)?;
    Some((row_number.checked_sub(1)?, column.checked_sub(1)))
}
