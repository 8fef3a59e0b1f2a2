//! The strings that cells share, and the fonts of those that name one.

use std::io::Read;
use std::sync::Arc;

use soat_core::{SharedTexts, SharedTextsBuilder};

use super::markup::{Fault, Markup, Tag, Token};
use super::text;

/// Bytes of all texts together: more than this no browser could hold beside the list.
const MOST_BYTES: usize = 384 << 20;

/// Bytes that a text of 32,767 letters, the longest of Excel, may have. A longer one is bad: a small
/// file could repeat it for as long as it likes.
pub(super) const LONGEST_TEXT: usize = 3 * 32_767;

/// Memory is not asked for more bytes at once on the word of a file.
const MOST_RESERVED: usize = 64 << 20;

/// The shared strings of a workbook.
#[derive(Default)]
pub(super) struct SharedStrings {
    pub(super) texts: Arc<SharedTexts>,
    /// Fonts of before Unicode: number of the string, and of the font.
    fonts: Vec<(u32, u32)>,
    font_names: Vec<String>,
}

impl SharedStrings {
    /// Reads the part `sharedStrings.xml`, or about so many strings of it. What cannot be read of
    /// one string costs that string; a part that ends too early has the strings up to there.
    pub(super) fn read(part: impl Read, n_bytes: u64, n_strings: usize) -> Result<Self, Fault> {
        let mut markup = Markup::new(part)?;
        let mut taken = Taken::default();
        // About what is left without the tags, so that it seldom moves.
        let n_bytes = usize::try_from(n_bytes).unwrap_or(usize::MAX).min(MOST_RESERVED);
        taken.texts.reserve(n_bytes / 3, n_bytes / 48);
        match taken.take_items(&mut markup, n_strings) {
            // Cells of the strings that are missing are bad, and counted.
            Ok(()) | Err(Fault::Cut) => Ok(taken.finish()),
            Err(fault) => Err(fault),
        }
    }

    /// The font of before Unicode in which the string is written, when its own runs name one.
    pub(super) fn legacy_font(&self, number: u32) -> Option<&str> {
        let found = self.fonts.binary_search_by_key(&number, |it| it.0).ok()?;
        let (_, font) = self.fonts.get(found)?;
        self.font_names.get(*font as usize).map(String::as_str)
    }

    /// Has any string a font of before Unicode?
    pub(super) fn has_legacy_fonts(&self) -> bool {
        !self.fonts.is_empty()
    }
}

/// The strings taken so far.
#[derive(Default)]
struct Taken {
    texts: SharedTextsBuilder,
    fonts: Vec<(u32, u32)>,
    font_names: Vec<String>,
}

impl Taken {
    fn finish(self) -> SharedStrings {
        let texts = Arc::new(self.texts.finish());
        SharedStrings { texts, fonts: self.fonts, font_names: self.font_names }
    }

    fn take_items(&mut self, markup: &mut Markup<impl Read>, most: usize) -> Result<(), Fault> {
        while self.texts.len() < most {
            self.take_plain_items(markup)?;
            match markup.next()? {
                Token::Start(tag) if tag.name == b"si" => {
                    let is_empty = tag.is_empty;
                    self.take_item(markup, is_empty)?;
                }
                Token::Over => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes items as Excel writes them, one after another, as far as the buffer goes: nearly all.
    /// For browsers it is a function by itself; see [`super::sheet`].
    #[inline(never)]
    fn take_plain_items(&mut self, markup: &mut Markup<impl Read>) -> Result<(), Fault> {
        let bytes = markup.rest();
        let mut n_taken = 0;
        while let Some(item) = bytes.get(n_taken..).and_then(|it| it.strip_prefix(b"<si>")) {
            let Some((said, length)) = plain_text(item, b"</t></si>") else { break };
            if said.len() > LONGEST_TEXT {
                break;
            }
            self.texts.add(said);
            n_taken += b"<si>".len() + length;
        }
        markup.advance(n_taken);
        self.check_size()
    }

    fn take_item(&mut self, markup: &mut Markup<impl Read>, is_empty: bool) -> Result<(), Fault> {
        let mut font = None;
        self.texts.add_written(|text| -> Result<bool, Fault> {
            let start = text.len();
            let is_good = is_empty || take_string(markup, b"si", text, &mut font)?;
            Ok(is_good && text.len() - start <= LONGEST_TEXT)
        })?;
        if let (Some(font), Ok(after)) = (font, u32::try_from(self.texts.len())) {
            self.add_font(after - 1, font);
        }
        self.check_size()
    }

    fn check_size(&self) -> Result<(), Fault> {
        if self.texts.n_bytes() > MOST_BYTES { Err(Fault::TooLarge) } else { Ok(()) }
    }

    #[cold]
    fn add_font(&mut self, number: u32, font: String) {
        let known = self.font_names.iter().position(|it| *it == font);
        let place = known.unwrap_or_else(|| {
            self.font_names.push(font);
            self.font_names.len() - 1
        });
        self.fonts.push((number, u32::try_from(place).unwrap_or(u32::MAX)));
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
    // Texts are short: a loop of our own costs less than a call for long ones.
    let length = body.iter().position(|&it| IS_SPECIAL[usize::from(it)])?; // OK because of 256 places
    let (written, after) = body.split_at_checked(length)?;
    let is_trimmed = is_preserved || written.trim_ascii().len() == written.len();
    if !(is_trimmed && after.starts_with(close)) {
        return None;
    }
    let text = core::str::from_utf8(written).ok()?;
    Some((text, bytes.len() - after.len() + close.len()))
}

/// Letters that end a text or mean another than they are.
const IS_SPECIAL: [bool; 256] = {
    let mut is_special = [false; 256];
    is_special[b'<' as usize] = true; // OK because of 256 places
    is_special[b'&' as usize] = true; // OK as above
    is_special[b'\r' as usize] = true; // OK as above
    is_special[b'_' as usize] = true; // OK as above
    is_special
};

/// Takes the text of `<si>` or `<is>`, whose start tag was taken: of all its runs, without the
/// phonetic ones. Says whether it could be read; then `font` has the first font of before Unicode.
pub(super) fn take_string(
    markup: &mut Markup<impl Read>,
    closing: &[u8],
    text: &mut String,
    font: &mut Option<String>,
) -> Result<bool, Fault> {
    let mut is_phonetic = false;
    let mut is_good = true;
    loop {
        match markup.next()? {
            Token::Start(tag) if tag.name == b"rPh" => is_phonetic = !tag.is_empty,
            Token::End(b"rPh") => is_phonetic = false,
            Token::Start(tag) if tag.name == b"rFont" && font.is_none() => *font = legacy(tag),
            Token::Start(tag) if tag.name == b"t" && !is_phonetic && !tag.is_empty => {
                let is_preserved = tag.attribute(b"xml:space") == Some(b"preserve");
                let from = text.len();
                is_good &= take_text(markup, b"t", text)?;
                if !is_preserved {
                    text::trim(text, from);
                }
                text::unescape(text, from);
            }
            Token::End(name) if name == closing => return Ok(is_good),
            Token::Over => return Err(Fault::Cut),
            _ => {}
        }
    }
}

fn legacy(tag: Tag<'_>) -> Option<String> {
    let font = text::attribute(tag.attribute(b"val")?).ok()?;
    crate::fonts::is_legacy(&font).then_some(font)
}

/// Takes all text up to the end of this element. Says whether it could be read; else it is as near
/// to it as could be.
pub(super) fn take_text(
    markup: &mut Markup<impl Read>,
    closing: &[u8],
    text: &mut String,
) -> Result<bool, Fault> {
    let mut is_good = true;
    loop {
        match markup.next()? {
            Token::Text(written) => is_good &= text::decode(written, text).is_ok(),
            Token::CData(written) => {
                let said = core::str::from_utf8(written);
                is_good &= said.is_ok();
                text.push_str(said.unwrap_or_default());
            }
            Token::End(name) if name == closing => return Ok(is_good),
            Token::Over => return Err(Fault::Cut),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(items: &str) -> Vec<Option<String>> {
        let part = format!("<?xml version=\"1.0\"?><sst count='9'>{items}</sst>");
        let strings = SharedStrings::read(part.as_bytes(), 0, usize::MAX).unwrap();
        let numbers = 0..u32::try_from(strings.texts.len()).unwrap();
        numbers.map(|it| strings.texts.get(it).map(str::to_owned)).collect()
    }

    #[test]
    fn plain_rich_phonetic_and_empty_strings() {
        let items = "<si><t>Lê</t></si><si/><si><t/></si><si><t> a </t></si>\
            <si><t xml:space=\"preserve\"> a </t></si><si><t>_x0041_&amp;\r\n</t></si>\
            <si><r><rPr><b/></rPr><t>Lê</t></r><r><t xml:space='preserve'> Thị</t></r></si>\
            <si><t>亜</t><rPh sb='0' eb='1'><t>ア</t></rPh><phoneticPr/></si>\
            <si><t><![CDATA[<&]]></t></si>";
        let texts = ["Lê", "", "", "a", " a ", "A&", "Lê Thị", "亜", "<&"];
        assert_eq!(read(items), texts.map(|it| Some(it.to_owned())));
    }

    #[test]
    fn one_bad_string_costs_one_string() {
        let texts = ["a", "", "c"].map(|it| Some(it.to_owned()));
        let [a, _, c] = texts;
        assert_eq!(read("<si><t>a</t></si><si><t>&x;</t></si><si><t>c</t></si>"), [a, None, c]);
        let cut = SharedStrings::read(b"<sst><si><t>a</t></si><si><t>b".as_slice(), 9, usize::MAX);
        assert_eq!(cut.map(|it| it.texts.len()), Ok(1));
        let none = SharedStrings::read(b"<sst/>".as_slice(), 9, usize::MAX);
        assert_eq!(none.map(|it| it.texts.len()), Ok(0));
    }

    #[test]
    fn texts_longer_than_those_of_excel_are_bad() {
        let items = |n| format!("<si><t>{}</t></si><si><t>b</t></si>", "x".repeat(n));
        let is_there = |n| read(&items(n)).iter().map(Option::is_some).collect::<Vec<_>>();
        assert_eq!(is_there(LONGEST_TEXT), [true, true]);
        assert_eq!(is_there(LONGEST_TEXT + 1), [false, true]);
    }

    #[test]
    fn fonts_of_runs() {
        let items = "<sst><si><t>a</t></si><si><r><rPr><rFont val='.VnTime'/></rPr><t>b</t></r></si>\
            <si><r><rPr><rFont val='Arial'/></rPr><t>c</t></r></si></sst>";
        let strings = SharedStrings::read(items.as_bytes(), 0, usize::MAX).unwrap();
        let fonts = [0, 1, 2].map(|it| strings.legacy_font(it));
        assert_eq!(fonts, [None, Some(".VnTime"), None]);
        assert!(strings.has_legacy_fonts());
    }
}
