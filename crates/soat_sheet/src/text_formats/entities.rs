//! Entities of HTML and XML as letters.

use super::encoding::letter_1252;

/// `&nbsp;` to `&yuml;`: U+00A0 to U+00FF in order. Source: HTML 4.01, 24.2.1.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr \
     deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest \
     Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc \
     Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute \
     THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
     iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc \
     uuml yacute thorn yuml";

/// The others that lists have.
const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("AMP", '&'),
    ("LT", '<'),
    ("GT", '>'),
    ("QUOT", '"'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("hellip", '…'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("Abreve", 'Ă'),
    ("abreve", 'ă'),
    ("Dstrok", 'Đ'),
    ("dstrok", 'đ'),
    ("Itilde", 'Ĩ'),
    ("itilde", 'ĩ'),
    ("Utilde", 'Ũ'),
    ("utilde", 'ũ'),
    ("euro", '€'),
    ("trade", '™'),
    ("NewLine", '\n'),
    ("Tab", '\t'),
];

/// Adds a text as it is written to what it means. What is no entity stays as it is.
pub(super) fn decode(written: &str, text: &mut String) {
    let mut rest = written;
    while let Some(place) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, entity) = rest.split_at_checked(place).unwrap_or((rest, ""));
        text.push_str(before);
        let (letter, length) = meaning(entity).unwrap_or(('&', 1));
        text.push(letter);
        rest = entity.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
}

/// The letter of the entity at the head of a text, which begins with `&`; and the entity's length.
fn meaning(text: &str) -> Option<(char, usize)> {
    let inner = text.get(1..)?;
    let is_part = |it: &u8| it.is_ascii_alphanumeric() || *it == b'#';
    let length = inner.bytes().take(12).take_while(is_part).count();
    let (name, after) = inner.split_at_checked(length)?;
    let letter = match name.strip_prefix('#') {
        Some(number) => of_number(number)?,
        None => of_name(name)?,
    };
    // The semicolon is often forgotten.
    Some((letter, 1 + length + usize::from(after.starts_with(';'))))
}

fn of_name(name: &str) -> Option<char> {
    let other = OTHERS.iter().find(|it| it.0 == name).map(|it| it.1);
    let latin = || {
        let place = LATIN_1.split_ascii_whitespace().position(|it| it == name)?;
        u8::try_from(0xA0 + place).ok().map(char::from)
    };
    other.or_else(latin)
}

/// Numbers 128 to 159 mean windows-1252 (HTML Standard, 13.2.5.80).
fn of_number(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0 => Some(char::REPLACEMENT_CHARACTER),
        0x80..=0x9F => u8::try_from(code).ok().map(letter_1252),
        _ => Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_as_servers_write_them() {
        let is = |written, meant: &str| {
            let mut text = String::new();
            decode(written, &mut text);
            assert_eq!(text, meant, "{written}");
        };
        is("Nguy&#7877;n &#x110;&#7913;c", "Nguyễn Đức");
        is("Tr&acirc;n &Aacute;nh&nbsp;&amp;&yuml;&iquest;", "Trân Ánh\u{A0}&ÿ¿");
        is("a & b &c; && &#; &#xZ; &ampere; L&eacute", "a & b &c; && &#; &#xZ; &ampere; Lé");
        is("&#150;&#0;&#xD800;&#99999999;", "–\u{FFFD}\u{FFFD}\u{FFFD}");
        is("&copy&&", "©&&");
        is("&Đ;", "&Đ;");
    }
}
