//! One cell: its tag, and what its value says.

use soat_core::{CellKind, DateSystem};

use super::markup::{Fault, Tag};
use super::styles::NumberFormat;
use super::text;
use crate::value::{Value, write_number};

/// The attributes of `<c>`.
#[derive(Clone, Copy)]
pub(super) struct CellTag {
    pub(super) row_idx: u32,
    pub(super) column: u32,
    pub(super) kind: ValueKind,
    pub(super) format: NumberFormat,
    /// It closes itself.
    pub(super) is_empty: bool,
}

/// The attribute `t`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    /// No attribute: a number, or a text where it is none.
    Unsaid,
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
    /// The cell with the attributes of its tag. Without `r` it stays where it is.
    pub(super) fn read(mut self, tag: Tag<'_>, formats: &[NumberFormat]) -> Result<Self, Fault> {
        self.is_empty = tag.is_empty;
        for (name, value) in tag.attributes() {
            match name {
                b"r" => {
                    let at = place(value)?;
                    (self.row_idx, self.column) = (at.0, at.1.ok_or(Fault::Damaged)?);
                }
                b"s" => self.format = format_of(number(value).unwrap_or(0), formats),
                b"t" => self.kind = ValueKind::of(value).ok_or(Fault::Damaged)?,
                _ => {}
            }
        }
        Ok(self)
    }

    /// The same for a tag as Excel writes it, whole and in the buffer; and its length. Most of the
    /// time of reading a sheet is spent here.
    #[inline]
    pub(super) fn read_plain(
        mut self,
        bytes: &[u8],
        formats: &[NumberFormat],
    ) -> Option<(Self, usize)> {
        let mut rest = bytes.strip_prefix(b"<c")?;
        loop {
            rest = match rest {
                [b'>', after @ ..] => return Some((self, bytes.len() - after.len())),
                [b'/', b'>', after @ ..] => {
                    self.is_empty = true;
                    return Some((self, bytes.len() - after.len()));
                }
                [b' ', b'r', b'=', b'"', after @ ..] => self.read_place(after)?,
                [b' ', b's', b'=', b'"', after @ ..] => {
                    let (style, after) = leading_number(after)?;
                    self.format = format_of(style as usize, formats);
                    after.strip_prefix(b"\"")?
                }
                [b' ', b't', b'=', b'"', b's', b'"', after @ ..] => {
                    self.kind = ValueKind::Shared;
                    after
                }
                [b' ', b't', b'=', b'"', after @ ..] => {
                    let length = after.iter().take(10).position(|&it| it == b'"')?;
                    self.kind = ValueKind::of(after.get(..length)?)?;
                    after.get(length + 1..)?
                }
                _ => return None,
            }
        }
    }

    /// Reads `B12"` and returns what is behind it.
    #[inline]
    fn read_place<'b>(&mut self, mut bytes: &'b [u8]) -> Option<&'b [u8]> {
        let mut column = 0;
        while let [letter @ b'A'..=b'Z', after @ ..] = bytes {
            column = column * 26 + u32::from(letter - b'A') + 1;
            if column > 1 << 20 {
                return None;
            }
            bytes = after;
        }
        let (row_number, after) = leading_number(bytes)?;
        (self.row_idx, self.column) = (row_number.checked_sub(1)?, column.checked_sub(1)?);
        after.strip_prefix(b"\"")
    }
}

fn format_of(style: usize, formats: &[NumberFormat]) -> NumberFormat {
    formats.get(style).copied().unwrap_or_default()
}

/// One to nine digits and what is behind them.
#[inline]
fn leading_number(mut bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (mut number, mut n_digits) = (0, 0);
    while let [digit @ b'0'..=b'9', after @ ..] = bytes {
        if n_digits == 9 {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
        n_digits += 1;
        bytes = after;
    }
    (n_digits > 0).then_some((number, bytes))
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

/// `<v>` with a number, the end of the cell right behind it; and the length of both.
#[inline]
pub(super) fn plain_number(bytes: &[u8]) -> Option<(u32, usize)> {
    let (number, after) = leading_number(bytes.strip_prefix(b"<v>")?)?;
    let after = after.strip_prefix(b"</v></c>")?;
    Some((number, bytes.len() - after.len()))
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

/// What `<v>` says; a made text goes into `text`.
#[inline]
pub(super) fn value(
    tag: CellTag,
    said: &str,
    system: DateSystem,
    text: &mut String,
) -> Result<Option<Content>, Fault> {
    let kind = match tag.format {
        NumberFormat::Plain => CellKind::Number,
        NumberFormat::Day => CellKind::Date,
    };
    text.clear();
    if said.is_empty() && tag.kind != ValueKind::FormulaText {
        return Ok(None);
    }
    Ok(Some(match tag.kind {
        ValueKind::Shared => Content::Shared(number(said.trim().as_bytes()).ok_or(Fault::Damaged)?),
        ValueKind::Unsaid | ValueKind::Number if is_plain_integer(said) => {
            text.push_str(said);
            Content::Made(kind)
        }
        ValueKind::Unsaid | ValueKind::Number => match said.parse::<f64>() {
            Ok(number) => Content::Made(write_number(text, kind, number)),
            Err(_) if tag.kind == ValueKind::Number => return Err(Fault::Damaged),
            Err(_) => made(text, CellKind::Text, said),
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
            _ => return Err(Fault::Damaged),
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

/// Digits that are the same after going through a float.
#[inline]
fn is_plain_integer(said: &str) -> bool {
    let is_exact = said.len() <= 15 && said.bytes().all(|it| it.is_ascii_digit());
    is_exact && (!said.starts_with('0') || said.len() == 1)
}

#[inline]
fn number(digits: &[u8]) -> Option<usize> {
    let add = |sum: usize, it: &u8| {
        let digit = it.is_ascii_digit().then(|| usize::from(it - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    };
    if digits.is_empty() { None } else { digits.iter().try_fold(0, add) }
}

/// Row and column, from 0, of `B12`; of `12` only the row.
#[inline]
pub(super) fn place(name: &[u8]) -> Result<(u32, Option<u32>), Fault> {
    let n_letters = name.iter().take_while(|it| it.is_ascii_alphabetic()).count();
    let (letters, digits) = name.split_at_checked(n_letters).ok_or(Fault::Damaged)?;
    let row_number = number(digits).and_then(|it| u32::try_from(it).ok()).ok_or(Fault::Damaged)?;
    let add = |sum: u32, it: &u8| {
        let letter = u32::from(it.to_ascii_uppercase() - b'A') + 1;
        sum.checked_mul(26)?.checked_add(letter)
    };
    let column = letters.iter().try_fold(0, add).ok_or(Fault::Damaged)?;
    Ok((row_number.checked_sub(1).ok_or(Fault::Damaged)?, column.checked_sub(1)))
}
