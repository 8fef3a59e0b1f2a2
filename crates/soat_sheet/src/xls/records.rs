//! The records of a BIFF stream: two bytes of kind, two of length, then data.

use crate::cfb::{u16_at, u32_at};
use crate::text_formats::encoding::Charset;

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000A;
pub(super) const CONTINUE: u16 = 0x003C;
pub(super) const FILE_PASS: u16 = 0x002F;
pub(super) const BOUND_SHEET: u16 = 0x0085;

/// A record, its data as far as it stands in the record itself.
#[derive(Clone, Copy)]
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
    /// Where in the stream the next record begins.
    pub(super) next: usize,
}

/// The record at this place of the stream, if it is there whole.
#[inline]
pub(super) fn record_at(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let &[kind_low, kind_high, length_low, length_high] = stream.get(at..)?.first_chunk()?;
    let kind = u16::from_le_bytes([kind_low, kind_high]);
    let next = at + 4 + usize::from(u16::from_le_bytes([length_low, length_high]));
    Some(Record { kind, data: stream.get(at + 4..next)?, next })
}

/// How a stream writes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// BIFF8: a byte of flags, then UTF-16 or its low bytes.
    Wide,
    /// BIFF5: a byte a letter, in a code page.
    Paged(CodePage),
}

/// What the bytes of BIFF5 mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodePage {
    Known(Charset),
    /// Only ASCII is read, the rest shows as U+FFFD.
    Unknown,
}

impl CodePage {
    /// The code page of this number. Excel writes 32769 for its Western one.
    pub(super) fn of_number(number: u16) -> Self {
        match number {
            367 | 1200 | 1252 | 28591 | 32769 => Self::Known(Charset::Windows1252),
            1258 => Self::Known(Charset::Windows1258),
            _ => Self::Unknown,
        }
    }

    fn decode(self, bytes: &[u8], text: &mut String) {
        match self {
            Self::Known(charset) => text.push_str(&charset.decode(bytes)),
            Self::Unknown => {
                let letter = |&it: &u8| {
                    if it.is_ascii() { char::from(it) } else { char::REPLACEMENT_CHARACTER }
                };
                text.extend(bytes.iter().map(letter));
            }
        }
    }
}

/// The data of a record and of the records that continue it, taken from the front.
pub(super) struct Data<'s> {
    stream: &'s [u8],
    rest: &'s [u8],
    next: usize,
}

impl<'s> Data<'s> {
    /// The data of this record, without its first bytes.
    pub(super) fn behind(stream: &'s [u8], record: Record<'s>, n_bytes: usize) -> Self {
        let rest = record.data.get(n_bytes..).unwrap_or_default();
        Self { stream, rest, next: record.next }
    }

    /// Is nothing left?
    pub(super) fn is_over(&mut self) -> bool {
        self.rest.is_empty() && !self.proceed()
    }

    /// Goes on to the next continuing record that has data.
    fn proceed(&mut self) -> bool {
        while let Some(record) = record_at(self.stream, self.next) {
            if record.kind != CONTINUE {
                return false;
            }
            (self.rest, self.next) = (record.data, record.next);
            if !self.rest.is_empty() {
                return true;
            }
        }
        false
    }

    fn byte(&mut self) -> Option<u8> {
        if self.is_over() {
            return None;
        }
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut n_bytes: usize) -> Option<()> {
        while n_bytes > self.rest.len() {
            n_bytes -= self.rest.len();
            self.rest = &[];
            if !self.proceed() {
                return None;
            }
        }
        self.rest = self.rest.get(n_bytes..)?;
        Some(())
    }

    /// Takes a text whose length stands in a byte before it.
    pub(super) fn short_text(&mut self, letters: Letters, text: &mut String) -> Option<()> {
        let n_letters = usize::from(self.byte()?);
        self.letters(n_letters, letters, text)
    }

    /// Takes a text whose length stands in two bytes before it.
    pub(super) fn long_text(&mut self, letters: Letters, text: &mut String) -> Option<()> {
        let n_letters = usize::from(self.word()?);
        self.letters(n_letters, letters, text)
    }

    fn letters(&mut self, n_letters: usize, letters: Letters, text: &mut String) -> Option<()> {
        match letters {
            // Writers leave the flags of an empty text out.
            _ if n_letters == 0 => Some(()),
            Letters::Wide => {
                let flags = self.byte()?;
                self.flagged(n_letters, flags, text)
            }
            Letters::Paged(page) => {
                let mut n_left = n_letters;
                while n_left > 0 && !self.is_over() {
                    let (bytes, rest) = self.rest.split_at(n_left.min(self.rest.len()));
                    page.decode(bytes, text);
                    self.rest = rest;
                    n_left -= bytes.len();
                }
                (n_left == 0).then_some(())
            }
        }
    }

    /// Takes a string of the shared ones: formatting and phonetics may stand behind its text.
    pub(super) fn rich_text(&mut self, text: &mut String) -> Option<()> {
        let n_letters = usize::from(self.word()?);
        let flags = self.byte()?;
        let n_runs = if flags & 8 == 0 { 0 } else { usize::from(self.word()?) };
        let low = if flags & 4 == 0 { 0 } else { self.word()? };
        let high = if flags & 4 == 0 { 0 } else { self.word()? };
        self.flagged(n_letters, flags, text)?;
        let phonetics = usize::from(low) | usize::from(high) << 16;
        // What is missing behind the text does not make the text wrong.
        let _ = self.skip(phonetics.saturating_add(n_runs * 4));
        Some(())
    }

    /// Takes letters of BIFF8. Where a continuing record begins, its first byte says anew whether
    /// they are wide.
    fn flagged(&mut self, n_letters: usize, flags: u8, text: &mut String) -> Option<()> {
        let mut is_wide = flags & 1 != 0;
        let mut n_left = n_letters;
        // The first half of a letter that the end of a record parts.
        let mut half = None;
        loop {
            let size = if is_wide { 2 } else { 1 };
            let n_here = n_left.min(self.rest.len() / size);
            let (bytes, rest) = self.rest.split_at(n_here * size);
            self.rest = rest;
            n_left -= n_here;
            if is_wide {
                half = push_wide(bytes, half, n_left > 0, text);
            } else {
                push_narrow(bytes, text);
            }
            if n_left == 0 {
                return Some(());
            }
            self.rest = &[];
            is_wide = self.byte()? & 1 != 0;
        }
    }
}

fn push_narrow(bytes: &[u8], text: &mut String) {
    match core::str::from_utf8(bytes) {
        Ok(ascii) if bytes.is_ascii() => text.push_str(ascii),
        _ => text.extend(bytes.iter().map(|&it| char::from(it))),
    }
}

/// Adds UTF-16. When more follows, a half of a letter at the end is not added but returned.
fn push_wide(bytes: &[u8], half: Option<u16>, is_more: bool, text: &mut String) -> Option<u16> {
    let mut bytes = bytes;
    let mut left = None;
    if is_more && let Some((rest, last)) = bytes.split_last_chunk() {
        let unit = u16::from_le_bytes(*last);
        if (0xD800..0xDC00).contains(&unit) {
            (bytes, left) = (rest, Some(unit));
        }
    }
    let units = bytes.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]])); // OK because chunks are of two
    let letters = char::decode_utf16(half.into_iter().chain(units));
    text.extend(letters.map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)));
    left
}

/// A little-endian floating-point number of eight bytes.
pub(super) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    data.get(at..)?.first_chunk().map(|it| f64::from_le_bytes(*it))
}

/// The number in four bytes that Excel writes for short numbers: an integer or the upper half of
/// a floating-point number, perhaps times hundred.
pub(super) fn rk_at(data: &[u8], at: usize) -> Option<f64> {
    let rk = u32_at(data, at)?;
    let number = if rk & 2 != 0 {
        // OK because the sign is kept on purpose.
        f64::from(rk.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(rk & !3) << 32)
    };
    Some(if rk & 1 != 0 { number / 100.0 } else { number })
}

/// Two bytes as a row or a column.
pub(super) fn wide_at(data: &[u8], at: usize) -> Option<u32> {
    u16_at(data, at).map(u32::from)
}
