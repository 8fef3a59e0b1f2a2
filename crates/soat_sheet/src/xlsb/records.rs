//! A part as records, one after another: a kind, a length, so many bytes.

use std::io::Read;

/// Bytes asked for at a time.
const CHUNK: usize = 64 * 1024;
/// A record longer than this is passed over: a text of 32,767 letters takes a tenth of it.
const LONGEST: usize = 1 << 20;

/// The records of a part.
pub(super) struct Records<R> {
    part: R,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    is_over: bool,
    /// The part ends in the middle of a record, or is not what was packed.
    pub(super) is_cut: bool,
}

/// A record.
#[derive(Clone, Copy)]
pub(super) struct Record<'b> {
    /// By its number in [MS-XLSB] 2.3.2.
    pub(super) kind: u16,
    data: &'b [u8],
}

impl<R: Read> Records<R> {
    pub(super) fn new(part: R) -> Self {
        Self { part, buffer: vec![0; CHUNK], at: 0, end: 0, is_over: false, is_cut: false }
    }

    /// Takes the next record. One that is too long comes without its bytes.
    pub(super) fn next(&mut self) -> Option<Record<'_>> {
        let (kind, n_head, length) = loop {
            match head(self.rest()) {
                Some(it) => break it,
                None if self.fill() => {}
                None => {
                    self.is_cut |= self.at < self.end;
                    return None;
                }
            }
        };
        self.at += n_head;
        if length > LONGEST {
            self.skip(length);
            return Some(Record { kind, data: &[] });
        }
        while self.end - self.at < length {
            if !self.fill() {
                self.is_cut = true;
                return None;
            }
        }
        let start = self.at;
        self.at += length;
        self.buffer.get(start..self.at).map(|data| Record { kind, data })
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..self.end).unwrap_or_default()
    }

    fn skip(&mut self, mut length: usize) {
        loop {
            let n_here = length.min(self.end - self.at);
            self.at += n_here;
            length -= n_here;
            if length == 0 {
                return;
            }
            if !self.fill() {
                self.is_cut = true;
                return;
            }
        }
    }

    /// Reads more of the part behind what is left; says whether there was more.
    #[cold]
    fn fill(&mut self) -> bool {
        if self.is_over {
            return false;
        }
        self.buffer.copy_within(self.at..self.end, 0);
        self.end -= self.at;
        self.at = 0;
        if self.buffer.len() - self.end < CHUNK / 2 {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let n_bytes = self.part.read(room).unwrap_or_else(|_| {
            self.is_cut = true;
            0
        });
        self.end += n_bytes;
        self.is_over = n_bytes == 0;
        n_bytes > 0
    }
}

/// Kind, bytes of the head, length of the data.
#[inline]
fn head(bytes: &[u8]) -> Option<(u16, usize, usize)> {
    let first = *bytes.first()?;
    let (mut kind, mut at) = (u16::from(first), 1);
    if first >= 0x80 {
        kind = u16::from(first & 0x7F) | u16::from(*bytes.get(1)? & 0x7F) << 7;
        at = 2;
    }
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let byte = *bytes.get(at)?;
        at += 1;
        length |= usize::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some((kind, at, length))
}

impl<'b> Record<'b> {
    #[inline]
    fn array<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.data.get(at..at + N)?.try_into().ok()
    }

    pub(super) fn u8(&self, at: usize) -> Option<u8> {
        self.data.get(at).copied()
    }

    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        self.array(at).map(u16::from_le_bytes)
    }

    #[inline]
    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        self.array(at).map(u32::from_le_bytes)
    }

    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        self.array(at).map(f64::from_le_bytes)
    }

    /// Adds the `XLWideString` at a place to a text and returns where it ends; a null one is empty.
    pub(super) fn add_text(&self, at: usize, text: &mut String) -> Option<usize> {
        let n_units = match self.u32(at)? {
            u32::MAX => 0,
            it => it as usize,
        };
        let start = at + 4;
        let end = start.checked_add(n_units.checked_mul(2)?)?;
        let units = self.data.get(start..end)?.chunks_exact(2);
        let units = units.map(|it| u16::from_le_bytes([it[0], it[1]])); // OK because chunks are of two
        let letters = char::decode_utf16(units);
        text.extend(letters.map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Some(end)
    }
}
