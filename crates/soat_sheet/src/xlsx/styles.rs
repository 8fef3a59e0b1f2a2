//! Which styles show a number as a day.

use std::collections::HashMap;
use std::io::Read;

use super::markup::{Fault, Markup, Tag, Token};
use super::text;

/// How a style shows a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// As a number, or as a length of time, which is no day.
    #[default]
    Plain,
    Day,
}

/// Reads the part `styles.xml`: a format for each style that cells name.
pub(crate) fn read(part: impl Read) -> Result<Vec<NumberFormat>, Fault> {
    let mut markup = Markup::new(part)?;
    let mut own: HashMap<Vec<u8>, NumberFormat> = HashMap::new();
    let mut formats = Vec::new();
    let mut is_in_cells = false;
    loop {
        match markup.next()? {
            Token::Start(tag) if tag.name == b"numFmt" => {
                if let (Some(id), Some(code)) =
                    (tag.attribute(b"numFmtId"), tag.attribute(b"formatCode"))
                {
                    own.insert(id.to_vec(), of_code(&text::attribute(code)?));
                }
            }
            Token::Start(tag) if tag.name == b"cellXfs" => is_in_cells = !tag.is_empty,
            Token::End(b"cellXfs") => is_in_cells = false,
            Token::Start(tag) if tag.name == b"xf" && is_in_cells => {
                formats.push(of_style(tag, &own));
            }
            Token::Over => return Ok(formats),
            _ => {}
        }
    }
}

fn of_style(tag: Tag<'_>, own: &HashMap<Vec<u8>, NumberFormat>) -> NumberFormat {
    let Some(id) = tag.attribute(b"numFmtId") else { return NumberFormat::Plain };
    let number = || core::str::from_utf8(id).ok().and_then(|it| it.parse().ok());
    own.get(id).copied().unwrap_or_else(|| number().map_or(NumberFormat::Plain, built_in))
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
        assert_eq!(read(part.as_slice()), Ok(vec![plain, day, day, plain]));
    }
}
