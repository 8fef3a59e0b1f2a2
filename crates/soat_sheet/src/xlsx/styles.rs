//! Which styles show a number as a day, and which are in a font of before Unicode.

use std::collections::HashMap;
use std::io::Read;

use soat_core::CellKind;

use super::cell::number;
use super::markup::{Fault, Markup, Tag, Token};
use super::text;
use crate::fonts::is_legacy;

/// How a style shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// As a number, or as a length of time, which is no day.
    #[default]
    Plain,
    Day,
}

impl NumberFormat {
    /// What a number under this format is.
    pub(super) fn kind(self) -> CellKind {
        match self {
            Self::Plain => CellKind::Number,
            Self::Day => CellKind::Date,
        }
    }
}

/// What the styles that cells name say.
#[derive(Default)]
pub(super) struct Styles {
    formats: Vec<NumberFormat>,
    /// Place of each style's font among `fonts`.
    font_of_style: Vec<usize>,
    /// Names of the fonts of before Unicode; none for the others.
    legacy_fonts: Vec<Option<String>>,
}

impl Styles {
    /// How a style shows a number.
    #[inline]
    pub(super) fn format(&self, style: usize) -> NumberFormat {
        self.formats.get(style).copied().unwrap_or_default()
    }

    /// The font of a style when it is one of before Unicode.
    pub(super) fn legacy_font(&self, style: usize) -> Option<&str> {
        let font = self.font_of_style.get(style)?;
        self.legacy_fonts.get(*font)?.as_deref()
    }

    /// Has any style a font of before Unicode?
    pub(super) fn has_legacy_fonts(&self) -> bool {
        self.legacy_fonts.iter().any(Option::is_some)
    }

    /// Reads the part `styles.xml`, as far as it can be read.
    pub(super) fn read(part: impl Read) -> Result<Self, Fault> {
        let mut markup = Markup::new(part)?;
        let mut styles = Self::default();
        let mut own: HashMap<Vec<u8>, NumberFormat> = HashMap::new();
        let mut inside = Inside::Other;
        loop {
            match markup.next() {
                Ok(Token::Start(tag)) => match (tag.name, inside) {
                    (b"numFmt", _) => add_format(tag, &mut own),
                    (b"fonts", _) if !tag.is_empty => inside = Inside::Fonts,
                    (b"cellXfs", _) if !tag.is_empty => inside = Inside::Cells,
                    (b"font", Inside::Fonts) => styles.legacy_fonts.push(None),
                    (b"name", Inside::Fonts) => styles.name_font(tag),
                    (b"xf", Inside::Cells) => styles.add_style(tag, &own),
                    _ => {}
                },
                Ok(Token::End(b"fonts" | b"cellXfs")) => inside = Inside::Other,
                Ok(Token::Over) | Err(Fault::Cut) => return Ok(styles),
                Ok(_) => {}
                Err(fault) => return Err(fault),
            }
        }
    }

    fn name_font(&mut self, tag: Tag<'_>) {
        let name = tag.attribute(b"val").and_then(|it| text::attribute(it).ok());
        if let (Some(name), Some(font)) = (name, self.legacy_fonts.last_mut())
            && is_legacy(&name)
        {
            *font = Some(name);
        }
    }

    fn add_style(&mut self, tag: Tag<'_>, own: &HashMap<Vec<u8>, NumberFormat>) {
        let font = tag.attribute(b"fontId").and_then(number);
        self.font_of_style.push(font.unwrap_or(usize::MAX));
        self.formats.push(of_style(tag, own));
    }
}

#[derive(Clone, Copy)]
enum Inside {
    Other,
    Fonts,
    Cells,
}

fn add_format(tag: Tag<'_>, own: &mut HashMap<Vec<u8>, NumberFormat>) {
    if let (Some(id), Some(code)) = (tag.attribute(b"numFmtId"), tag.attribute(b"formatCode")) {
        let mut said = String::new();
        // What is read of a code is enough.
        let _ = text::decode(code, &mut said);
        own.insert(id.to_vec(), of_code(&said));
    }
}

fn of_style(tag: Tag<'_>, own: &HashMap<Vec<u8>, NumberFormat>) -> NumberFormat {
    let Some(id) = tag.attribute(b"numFmtId") else { return NumberFormat::Plain };
    let built_in = || built_in(u16::try_from(number(id)?).ok()?).into();
    own.get(id).copied().or_else(built_in).unwrap_or_default()
}

/// ECMA-376 18.8.30; 27-36 and 50-58 are days in the East Asian versions of Excel.
pub(crate) fn built_in(id: u16) -> NumberFormat {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => NumberFormat::Day,
        _ => NumberFormat::Plain,
    }
}

/// Reads a format's code as calamine does (`detect_custom_number_format`, MIT).
pub(crate) fn of_code(code: &str) -> NumberFormat {
    let (mut is_escaped, mut is_quoted, mut is_half_day) = (false, false, false);
    let mut n_brackets = 0u8;
    let mut is_length = false;
    let mut previous = ' ';
    for letter in code.chars() {
        let lower = letter.to_ascii_lowercase();
        match letter {
            _ if is_escaped => is_escaped = false,
            '_' | '\\' | '*' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            ';' => return NumberFormat::Plain,
            '[' => n_brackets = n_brackets.saturating_add(1),
            ']' if n_brackets == 1 && is_length => return NumberFormat::Plain,
            ']' => n_brackets = n_brackets.saturating_sub(1),
            'a' | 'A' if n_brackets == 0 && !is_half_day => is_half_day = true,
            'p' | 'm' | '/' | 'P' | 'M' if n_brackets == 0 && is_half_day => {
                return NumberFormat::Day;
            }
            _ if n_brackets == 0
                && !is_half_day
                && matches!(lower, 'd' | 'm' | 'h' | 'y' | 's') =>
            {
                return NumberFormat::Day;
            }
            _ if is_length && letter.eq_ignore_ascii_case(&previous) => {}
            _ => is_length = previous == '[' && matches!(lower, 'm' | 'h' | 's'),
        }
        previous = letter;
    }
    NumberFormat::Plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_by_code_and_by_number() {
        let is_day = |code: &str| of_code(code) == NumberFormat::Day;
        for code in ["dd/mm/yyyy", "[$-42A]d\\ mmmm;@", "h:mm AM/PM", "\"ngày \"d", "[Red]yyyy"] {
            assert!(is_day(code), "{code}");
        }
        for code in
            ["0", "@", "[h]:mm", "[mm]:ss", "\"dd\"0", "0\\d", "#,##0;d", "General", "[Red]0"]
        {
            assert!(!is_day(code), "{code}");
        }
        let part = b"<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts>\
            <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>\
            <xf numFmtId='14'><alignment/></xf><xf numFmtId='164'/><xf/></cellXfs></styleSheet>";
        let (plain, day) = (NumberFormat::Plain, NumberFormat::Day);
        assert_eq!(Styles::read(part.as_slice()).unwrap().formats, [plain, day, day, plain]);
    }
}
