//! A text as the bytes of an encoding.

use anyhow::{Context as _, Result, bail};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Where windows-1258 differs from ISO 8859-1.
/// Source: <https://encoding.spec.whatwg.org/index-windows-1258.txt>.
const WINDOWS_1258: [(char, u8); 14] = [
    ('Ă', 0xC3),
    ('\u{300}', 0xCC),
    ('Đ', 0xD0),
    ('\u{309}', 0xD2),
    ('Ơ', 0xD5),
    ('Ư', 0xDD),
    ('\u{303}', 0xDE),
    ('ă', 0xE3),
    ('\u{301}', 0xEC),
    ('đ', 0xF0),
    ('\u{323}', 0xF2),
    ('ơ', 0xF5),
    ('ư', 0xFD),
    ('₫', 0xFE),
];

/// The bytes of a text, in UTF-8 unless said otherwise.
pub(crate) fn encode(text: &str, encoding: Option<&str>) -> Result<Vec<u8>> {
    Ok(match encoding {
        None | Some("utf-8") => text.as_bytes().to_vec(),
        Some("utf-16le") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some("latin-1") => text.chars().map(latin_1).collect::<Result<_>>()?,
        Some("windows-1258") => tones_apart(text).chars().map(vietnamese).collect::<Result<_>>()?,
        Some(other) => bail!("no encoding {other}"),
    })
}

fn latin_1(letter: char) -> Result<u8> {
    u8::try_from(u32::from(letter)).with_context(|| format!("{letter:?} is not in the encoding"))
}

fn vietnamese(letter: char) -> Result<u8> {
    let found = WINDOWS_1258.iter().find(|it| it.0 == letter);
    found.map_or_else(|| latin_1(letter), |it| Ok(it.1))
}

/// `ễ` is `ê` and a tone.
fn tones_apart(text: &str) -> String {
    let mut apart = String::new();
    for letter in text.chars() {
        let parts: String = letter.to_string().nfd().collect();
        let is_tone = |it: &char| is_combining_mark(*it) && vietnamese(*it).is_ok();
        let tones = parts.chars().filter(is_tone);
        let base = parts.chars().filter(|it| !is_tone(it)).nfc();
        apart.extend(base.chain(tones));
    }
    apart
}
