//! The tags and texts of a part, one after another, from a stream of bytes.
//!
//! Knows as much of XML as workbooks have. A DTD is skipped, and nothing is ever fetched.

use std::io::Read;

use memchr::{memchr, memmem};

use super::encoding::Decoder;
use crate::error::ReadErrorKind;

/// Bytes asked for at a time.
const CHUNK: usize = 128 * 1024;
/// A tag or text longer than this is no part of a workbook: a cell holds 32,767 letters.
const LONGEST_TOKEN: usize = 2 * 1024 * 1024;

/// Why a part was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Its bytes are not those that were packed, or what stands in it cannot be.
    Damaged,
    /// It ends in the middle, and its bytes are those that were packed: so it was written.
    Cut,
    /// It is larger than anything sound.
    TooLarge,
}

impl From<ReadErrorKind> for Fault {
    fn from(kind: ReadErrorKind) -> Self {
        if kind == ReadErrorKind::TooLarge { Self::TooLarge } else { Self::Damaged }
    }
}

impl From<Fault> for ReadErrorKind {
    fn from(fault: Fault) -> Self {
        if fault == Fault::TooLarge { Self::TooLarge } else { Self::Damaged }
    }
}

impl From<std::io::Error> for Fault {
    fn from(_: std::io::Error) -> Self {
        Self::Damaged
    }
}

/// A piece of a part. Names have lost their prefix.
#[derive(Debug)]
pub(crate) enum Token<'b> {
    Start(Tag<'b>),
    End(&'b [u8]),
    /// As it is written, with its entities.
    Text(&'b [u8]),
    CData(&'b [u8]),
    Over,
}

/// A tag that opens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'b> {
    pub(crate) name: &'b [u8],
    attributes: &'b [u8],
    /// It closes itself, and no [`Token::End`] follows.
    pub(crate) is_empty: bool,
}

impl<'b> Tag<'b> {
    /// The tag between `<` and `>`.
    #[inline]
    fn new(inner: &'b [u8]) -> Self {
        let (inner, is_empty) = match inner.split_last() {
            Some((b'/', inner)) => (inner, true),
            _ => (inner, false),
        };
        let length = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at_checked(length).unwrap_or((inner, b""));
        Self { name: local(name), attributes, is_empty }
    }

    /// Names, with their prefix, and values, with their entities.
    #[inline]
    pub(crate) fn attributes(&self) -> Attributes<'b> {
        Attributes { rest: self.attributes }
    }

    /// The value of the attribute with this whole name.
    pub(crate) fn attribute(&self, name: &[u8]) -> Option<&'b [u8]> {
        self.attributes().find(|it| it.0 == name).map(|it| it.1)
    }
}

/// See [`Tag::attributes`].
pub(crate) struct Attributes<'b> {
    rest: &'b [u8],
}

impl<'b> Iterator for Attributes<'b> {
    type Item = (&'b [u8], &'b [u8]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        let (name, rest) = split_once(rest, b'=')?;
        let (&quote, rest) = rest.trim_ascii_start().split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let (value, rest) = split_once(rest, quote)?;
        self.rest = rest;
        Some((name.trim_ascii_end(), value))
    }
}

#[inline]
fn split_once(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    // Names and values are short: a plain loop is faster than a search by words.
    let place = bytes.iter().position(|&it| it == at)?;
    Some((bytes.get(..place)?, bytes.get(place + 1..)?))
}

/// The name without its prefix.
#[inline]
pub(crate) fn local(name: &[u8]) -> &[u8] {
    split_once(name, b':').map_or(name, |it| it.1)
}

/// The tokens of a stream.
pub(crate) struct Markup<R> {
    reader: Decoder<R>,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    is_over: bool,
}

impl<R: Read> Markup<R> {
    /// Starts at the head of a part and looks at its encoding.
    pub(crate) fn new(reader: R) -> Result<Self, Fault> {
        let reader = Decoder::new(reader)?;
        let mut markup = Self { reader, buffer: vec![0; CHUNK], at: 0, end: 0, is_over: false };
        markup.fill()?;
        if markup.rest().starts_with(b"\xEF\xBB\xBF") {
            markup.advance(3);
        }
        Ok(markup)
    }

    /// What has been read of the stream and not taken yet.
    #[inline]
    pub(crate) fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..self.end).unwrap_or_default()
    }

    /// Takes bytes of [`Self::rest`].
    #[inline]
    pub(crate) fn advance(&mut self, n_bytes: usize) {
        self.at = self.end.min(self.at + n_bytes);
    }

    /// Takes the next token.
    #[inline]
    pub(crate) fn next(&mut self) -> Result<Token<'_>, Fault> {
        loop {
            if self.at == self.end && !self.fill()? {
                return Ok(Token::Over);
            }
            if self.rest().first() != Some(&b'<') {
                let length = self.text_length()?;
                return Ok(Token::Text(self.take(length, 0, 0)));
            }
            if self.rest().len() < 9 && !self.is_over {
                self.fill()?;
                continue;
            }
            match self.rest().get(1) {
                Some(b'/') => {
                    let length = self.length_to(b">")?;
                    let name = local(self.take(length, 2, 1));
                    return Ok(Token::End(name.trim_ascii_end()));
                }
                Some(b'?') => {
                    let length = self.length_to(b"?>")?;
                    self.advance(length);
                }
                Some(b'!') => {
                    if let Some(length) = self.bang()? {
                        return Ok(Token::CData(self.take(length, 9, 3)));
                    }
                }
                _ => {
                    let length = self.tag_length()?;
                    return Ok(Token::Start(Tag::new(self.take(length, 1, 1))));
                }
            }
        }
    }

    /// Skips to the end of the element whose start tag was taken last.
    pub(crate) fn skip_element(&mut self, is_empty: bool) -> Result<(), Fault> {
        let mut depth = u32::from(!is_empty);
        while depth > 0 {
            match self.next()? {
                Token::Start(tag) => depth += u32::from(!tag.is_empty),
                Token::End(_) => depth -= 1,
                Token::Over => return Err(Fault::Cut),
                _ => {}
            }
        }
        Ok(())
    }

    /// Skips past the next place of these bytes, without a look at what is before.
    pub(crate) fn skip_past(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        loop {
            if let Some(place) = memmem::find(self.rest(), bytes) {
                self.advance(place + bytes.len());
                return Ok(());
            }
            self.advance((self.rest().len() + 1).saturating_sub(bytes.len()));
            if !self.fill()? {
                return Err(Fault::Damaged);
            }
        }
    }

    /// Reads what is left, by which the archive knows that the part is whole.
    pub(crate) fn drain(&mut self) -> Result<(), Fault> {
        loop {
            self.at = self.end;
            if !self.fill()? {
                return Ok(());
            }
        }
    }

    /// Takes a token and returns it without its ends.
    #[inline]
    fn take(&mut self, length: usize, before: usize, after: usize) -> &[u8] {
        let start = self.at;
        self.at += length;
        self.buffer.get(start + before..self.at.saturating_sub(after)).unwrap_or_default()
    }

    /// The length of a CDATA section; anything else that begins with `<!` is skipped.
    fn bang(&mut self) -> Result<Option<usize>, Fault> {
        if self.rest().starts_with(b"<![CDATA[") {
            return self.length_to(b"]]>").map(Some);
        }
        let length = if self.rest().starts_with(b"<!--") {
            self.length_to(b"-->")?
        } else {
            self.declaration_length()?
        };
        self.advance(length);
        Ok(None)
    }

    /// The length of `<!DOCTYPE ..>`, which may have declarations of its own in brackets.
    fn declaration_length(&mut self) -> Result<usize, Fault> {
        let start = self.length_to(b">")?;
        let has_more = self.rest().get(..start).is_some_and(|it| it.contains(&b'['));
        if has_more { self.length_to(b"]>") } else { Ok(start) }
    }

    fn text_length(&mut self) -> Result<usize, Fault> {
        let mut searched = 0;
        loop {
            let rest = self.rest();
            if let Some(place) = memchr(b'<', rest.get(searched..).unwrap_or_default()) {
                return Ok(searched + place);
            }
            searched = rest.len();
            if !self.fill()? {
                return Ok(searched);
            }
        }
    }

    #[inline]
    fn tag_length(&mut self) -> Result<usize, Fault> {
        loop {
            if let Some(length) = tag_length(self.rest()) {
                return Ok(length);
            }
            if !self.fill()? {
                return Err(Fault::Cut);
            }
        }
    }

    #[inline]
    fn length_to(&mut self, end: &[u8]) -> Result<usize, Fault> {
        loop {
            if let Some(place) = memmem::find(self.rest(), end) {
                return Ok(place + end.len());
            }
            if !self.fill()? {
                return Err(Fault::Cut);
            }
        }
    }

    /// Reads more of the stream behind what is left; says whether there was more.
    #[cold]
    fn fill(&mut self) -> Result<bool, Fault> {
        if self.is_over {
            return Ok(false);
        }
        self.buffer.copy_within(self.at..self.end, 0);
        self.end -= self.at;
        self.at = 0;
        if self.end >= LONGEST_TOKEN {
            return Err(Fault::TooLarge);
        }
        if self.buffer.len() - self.end < CHUNK / 2 {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let n_bytes = self.reader.read(self.buffer.get_mut(self.end..).unwrap_or_default())?;
        self.end += n_bytes;
        self.is_over = n_bytes == 0;
        Ok(n_bytes > 0)
    }
}

/// The length of the tag at the head of the bytes: to its `>` outside quotes.
#[inline]
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let mut quote = 0;
    for (place, &byte) in bytes.iter().enumerate() {
        match byte {
            b'>' if quote == 0 => return Some(place + 1),
            b'"' | b'\'' if quote == 0 => quote = byte,
            _ if byte == quote => quote = 0,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(bytes: &[u8]) -> Result<Vec<String>, Fault> {
        let mut markup = Markup::new(bytes)?;
        let mut tokens = Vec::new();
        loop {
            let text = |it: &[u8]| String::from_utf8_lossy(it).into_owned();
            tokens.push(match markup.next()? {
                Token::Start(tag) => {
                    let mut shown = text(tag.name);
                    for (name, value) in tag.attributes() {
                        shown += &format!(" {}={}", text(name), text(value));
                    }
                    if tag.is_empty { shown + "/" } else { shown }
                }
                Token::End(name) => format!("/{}", text(name)),
                Token::Text(it) => format!("'{}'", text(it)),
                Token::CData(it) => format!("[{}]", text(it)),
                Token::Over => return Ok(tokens),
            });
        }
    }

    #[test]
    fn tags_texts_and_what_is_skipped() {
        let part = "\u{FEFF}<?xml version=\"1.0\" encoding='UTF-8'?><!-- <a> --><x:a b = '>\"' \
                    x:c=\"1\"><v/>Đ&amp;<![CDATA[<]]></x:a >";
        assert_eq!(
            tokens(part.as_bytes()).unwrap(),
            ["a b=>\" x:c=1", "v/", "'Đ&amp;'", "[<]", "/a"]
        );
        assert_eq!(tokens(b"<!DOCTYPE a><a/>").unwrap(), ["a/"]);
        assert_eq!(tokens(b"<!DOCTYPE a [<!ENTITY b '>'>]><a/>").unwrap(), ["a/"]);
        assert_eq!(tokens(b"<a"), Err(Fault::Cut));
        assert_eq!(tokens(b"<![CDATA[ ]]"), Err(Fault::Cut));
        assert_eq!(tokens(b"").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn parts_in_utf_16() {
        let part = "<?xml version='1.0' encoding='UTF-16'?><a b='Đào'>\u{1F4F7}</a>";
        let units: Vec<u16> = part.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|it| it.to_be_bytes()).collect();
        let expected = ["a b=Đào", "'\u{1F4F7}'", "/a"];
        assert_eq!(tokens(&little).unwrap(), expected);
        assert_eq!(tokens(&big).unwrap(), expected);
        assert_eq!(tokens(&[b"\xFF\xFE", little.as_slice()].concat()).unwrap(), expected);
        assert_eq!(tokens(&[b"\xFE\xFF", big.as_slice()].concat()).unwrap(), expected);
        assert_eq!(tokens(&little[..little.len() - 1]), Err(Fault::Cut));
    }

    #[test]
    fn tokens_longer_than_the_buffer_are_whole_up_to_a_limit() {
        let part = |length| format!("<a b='{}'/>", "x".repeat(length));
        let read = tokens(part(3 * CHUNK).as_bytes()).unwrap();
        assert_eq!(read.first().map(String::len), Some(3 * CHUNK + 5));
        assert_eq!(tokens(part(LONGEST_TOKEN + CHUNK).as_bytes()), Err(Fault::TooLarge));
    }
}
