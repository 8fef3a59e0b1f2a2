//! Text as Excel means it: entities, ends of lines, and letters written as `_x000D_`.

use memchr::{memchr, memchr2};

use super::markup::Fault;

/// `&#x0010FFFF;`, and some zeros more.
const LONGEST_ENTITY: usize = 24;

/// Adds a text as it is written to what it says; ends of lines become one `\n`. Where that is not
/// known, what is written stays, and the text is damaged.
#[inline]
pub(crate) fn decode(written: &[u8], text: &mut String) -> Result<(), Fault> {
    match core::str::from_utf8(written) {
        Ok(said) if memchr2(b'&', b'\r', written).is_none() => {
            text.push_str(said);
            Ok(())
        }
        Ok(said) => decode_slowly(said, text),
        Err(_) => {
            text.push_str(&String::from_utf8_lossy(written));
            Err(Fault::Damaged)
        }
    }
}

fn decode_slowly(mut rest: &str, text: &mut String) -> Result<(), Fault> {
    let mut decoded = Ok(());
    while let Some(place) = memchr2(b'&', b'\r', rest.as_bytes()) {
        let (before, special) = rest.split_at_checked(place).ok_or(Fault::Damaged)?;
        text.push_str(before);
        rest = special.get(1..).unwrap_or_default();
        if special.starts_with('\r') {
            text.push('\n');
            rest = rest.strip_prefix('\n').unwrap_or(rest);
            continue;
        }
        // No entity is long, and a text of ampersands alone may not take forever.
        let end = special.bytes().take(LONGEST_ENTITY).position(|it| it == b';');
        let entity = end.and_then(|it| Some((special.get(..it)?, special.get(it + 1..)?)));
        match entity.and_then(|(entity, after)| Some((meaning(entity)?, after))) {
            Some((letter, after)) => {
                text.push(letter);
                rest = after;
            }
            None => {
                text.push('&');
                decoded = Err(Fault::Damaged);
            }
        }
    }
    text.push_str(rest);
    decoded
}

/// The letter of an entity, which has its `&` and not its `;`.
fn meaning(entity: &str) -> Option<char> {
    let number = match entity {
        "&amp" => return Some('&'),
        "&lt" => return Some('<'),
        "&gt" => return Some('>'),
        "&quot" => return Some('"'),
        "&apos" => return Some('\''),
        _ => entity.strip_prefix("&#")?,
    };
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|&it| it != '\0')
}

/// An attribute's value.
pub(crate) fn attribute(written: &[u8]) -> Result<String, Fault> {
    let mut text = String::new();
    decode(written, &mut text)?;
    Ok(text)
}

/// Replaces each `_xHHHH_` after a place by its letter: so does Excel write what XML forbids.
#[inline]
pub(crate) fn unescape(text: &mut String, from: usize) {
    let is_escaped = |it: &[u8]| memchr(b'_', it).is_some();
    if text.as_bytes().get(from..).is_some_and(is_escaped) {
        unescape_slowly(text, from);
    }
}

#[cold]
fn unescape_slowly(text: &mut String, from: usize) {
    let written = text.split_off(from);
    let mut rest = written.as_str();
    while let Some(place) = rest.find('_') {
        let (before, mut after) = rest.split_at(place);
        text.push_str(before);
        match unit(after) {
            Some(high @ 0xD800..=0xDBFF) => {
                after = skip(after);
                let low = unit(after).filter(|it| (0xDC00..=0xDFFF).contains(it));
                let pair = char::decode_utf16([Some(high), low].into_iter().flatten()).next();
                text.push(pair.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = if low.is_some() { skip(after) } else { after };
            }
            Some(unit) => {
                let letter = char::from_u32(u32::from(unit));
                text.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = skip(after);
            }
            None => {
                text.push('_');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
}

const LENGTH: usize = "_x000D_".len();

/// The unit of UTF-16 that is written at the head of the text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.get(..LENGTH)?.strip_prefix("_x")?.strip_suffix('_')?;
    let is_hex = digits.bytes().all(|it| it.is_ascii_hexdigit());
    if is_hex { u16::from_str_radix(digits, 16).ok() } else { None }
}

fn skip(text: &str) -> &str {
    text.get(LENGTH..).unwrap_or_default()
}

/// Takes spaces off both ends of the text after a place: they count only when said to.
pub(crate) fn trim(text: &mut String, from: usize) {
    const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];
    let Some(tail) = text.get(from..) else { return };
    let end = from + tail.trim_end_matches(SPACES).len();
    text.truncate(end);
    let tail = text.get(from..).unwrap_or_default();
    let n_leading = tail.len() - tail.trim_start_matches(SPACES).len();
    if n_leading > 0 {
        text.drain(from..from + n_leading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<String> {
        let mut text = String::from("_x0041_");
        decode(written.as_bytes(), &mut text).ok()?;
        unescape(&mut text, 7);
        Some(text.split_off(7))
    }

    #[test]
    fn what_is_written_and_what_is_meant() {
        let is = |written, meant: &str| assert_eq!(read(written).as_deref(), Some(meant));
        is("Đào &amp; &lt;Lê&gt; &#272;&#x1EA1;", "Đào & <Lê> Đạ");
        is("a\r\nb\rc\n&#13;", "a\nb\nc\n\r");
        is("_x000D_ _x005F_x000D_ _x1_ _", "\r _x000D_ _x1_ _");
        is("_xD83D__xDCF7_ _xD83D_ _xDCF7_", "\u{1F4F7} \u{FFFD} \u{FFFD}");
        is("_xĐĐ_", "_xĐĐ_");
        for wrong in ["&", "&ouml;", "&#0;", "&#xD800;", "a & b; c"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
