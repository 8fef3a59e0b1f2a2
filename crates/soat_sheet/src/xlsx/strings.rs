//! The texts that cells share: one long string and where each ends.

use std::io::Read;

use memchr::{memchr, memchr3};

use super::markup::{Fault, Markup, Token};
use super::text;

/// The shared strings of a workbook.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Reads the part `sharedStrings.xml`.
    pub(super) fn read(part: impl Read) -> Result<Self, Fault> {
        let mut markup = Markup::new(part)?;
        let mut strings = Self::default();
        loop {
            match markup.next()? {
                Token::Start(tag) if tag.name == b"si" => {
                    if !tag.is_empty {
                        strings.take_item(&mut markup)?;
                    }
                    let end = u32::try_from(strings.text.len()).map_err(|_| Fault::Damaged)?;
                    strings.ends.push(end);
                }
                Token::End(b"sst") => break,
                Token::Start(tag) if tag.name == b"sst" && tag.is_empty => break,
                Token::Over => return Err(Fault::Damaged),
                _ => {}
            }
        }
        markup.drain()?;
        strings.text.shrink_to_fit();
        Ok(strings)
    }

    /// The string with this number, from 0.
    #[inline]
    pub(super) fn get(&self, idx: usize) -> Option<&str> {
        let end = *self.ends.get(idx)? as usize;
        let start = match idx.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize,
            None => 0,
        };
        self.text.get(start..end)
    }

    fn take_item(&mut self, markup: &mut Markup<impl Read>) -> Result<(), Fault> {
        if let Some((written, length)) = plain_text(markup.rest(), b"</t></si>") {
            self.text.push_str(written);
            markup.advance(length);
            return Ok(());
        }
        take_string(markup, b"si", &mut self.text)
    }
}

/// The text of `<t>..</t>` and what closes round it, when it needs no decoding; and the length of all.
///
/// Nearly every string is written so, and most of the time goes into strings and cells.
#[inline]
pub(super) fn plain_text<'b>(bytes: &'b [u8], close: &[u8]) -> Option<(&'b str, usize)> {
    const PRESERVED: &[u8] = b"<t xml:space=\"preserve\">";
    let (body, is_preserved) = match bytes.strip_prefix(b"<t>") {
        Some(body) => (body, false),
        None => (bytes.strip_prefix(PRESERVED)?, true),
    };
    let (written, after) = body.split_at_checked(memchr(b'<', body)?)?;
    let is_plain = after.starts_with(close) && memchr3(b'&', b'\r', b'_', written).is_none();
    let is_trimmed = is_preserved || written.trim_ascii().len() == written.len();
    if !(is_plain && is_trimmed) {
        return None;
    }
    let text = core::str::from_utf8(written).ok()?;
    Some((text, bytes.len() - after.len() + close.len()))
}

/// Takes the text of `<si>` or `<is>`, whose start tag was taken: of all its runs, without the
/// phonetic ones.
pub(super) fn take_string(
    markup: &mut Markup<impl Read>,
    closing: &[u8],
    text: &mut String,
) -> Result<(), Fault> {
    let mut is_phonetic = false;
    loop {
        match markup.next()? {
            Token::Start(tag) if tag.name == b"rPh" => is_phonetic = !tag.is_empty,
            Token::End(b"rPh") => is_phonetic = false,
            Token::Start(tag) if tag.name == b"t" && !is_phonetic && !tag.is_empty => {
                let is_preserved = tag.attribute(b"xml:space") == Some(b"preserve");
                let from = text.len();
                take_text(markup, b"t", text)?;
                if !is_preserved {
                    text::trim(text, from);
                }
                text::unescape(text, from);
            }
            Token::End(name) if name == closing => return Ok(()),
            Token::Over => return Err(Fault::Damaged),
            _ => {}
        }
    }
}

/// Takes all text up to the end of this element.
pub(super) fn take_text(
    markup: &mut Markup<impl Read>,
    closing: &[u8],
    text: &mut String,
) -> Result<(), Fault> {
    loop {
        match markup.next()? {
            Token::Text(written) => text::decode(written, text)?,
            Token::CData(written) => {
                text.push_str(core::str::from_utf8(written).map_err(|_| Fault::Damaged)?);
            }
            Token::End(name) if name == closing => return Ok(()),
            Token::Over => return Err(Fault::Damaged),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(items: &str) -> Result<Vec<String>, Fault> {
        let part = format!("<?xml version=\"1.0\"?><sst count='9'>{items}</sst>");
        let strings = SharedStrings::read(part.as_bytes())?;
        Ok((0..).map_while(|it| strings.get(it).map(str::to_owned)).collect())
    }

    #[test]
    fn plain_rich_phonetic_and_empty_strings() {
        let items = "<si><t>Lê</t></si><si/><si><t/></si><si><t> a </t></si>\
            <si><t xml:space=\"preserve\"> a </t></si><si><t>_x0041_&amp;\r\n</t></si>\
            <si><r><rPr><b/></rPr><t>Lê</t></r><r><t xml:space='preserve'> Thị</t></r></si>\
            <si><t>亜</t><rPh sb='0' eb='1'><t>ア</t></rPh><phoneticPr/></si>\
            <si><t><![CDATA[<&]]></t></si>";
        let texts = ["Lê", "", "", "a", " a ", "A&", "Lê Thị", "亜", "<&"];
        assert_eq!(read(items).unwrap(), texts);
        assert_eq!(read("<si><t>a</t>"), Err(Fault::Damaged));
        assert_eq!(SharedStrings::read(b"<sst/>".as_slice()).map(|it| it.ends.len()), Ok(0));
    }
}
