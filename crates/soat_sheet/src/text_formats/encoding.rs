//! Bytes to text: which encoding a text file is in, and its letters.

use std::borrow::Cow;

use unicode_normalization::char::compose;

/// The encodings that lists come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Also what bytes of TCVN3 and VNI are read as: the core knows them again by these letters.
    Windows1252,
    Windows1258,
}

/// Bytes looked at to tell the encoding, from the first that is no ASCII.
const SAMPLE: usize = 1 << 20;
/// Where markup says its encoding.
const HEAD: usize = 4_096;

impl Charset {
    /// The encoding of a text, by its bytes and by what it says of itself.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self::by_mark(bytes)
            .or_else(|| by_zero_bytes(bytes))
            .unwrap_or_else(|| Self::of_single_bytes(bytes, declared(bytes)))
    }

    /// The same where something outside the text says its encoding.
    pub(super) fn of_declared(bytes: &[u8], label: Option<&[u8]>) -> Self {
        let told = label.and_then(Self::of_label);
        Self::by_mark(bytes)
            .or_else(|| by_zero_bytes(bytes))
            .unwrap_or_else(|| Self::of_single_bytes(bytes, told.or_else(|| declared(bytes))))
    }

    fn by_mark(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Some(Self::Utf8),
            [0xFF, 0xFE, ..] => Some(Self::Utf16Le),
            [0xFE, 0xFF, ..] => Some(Self::Utf16Be),
            _ => None,
        }
    }

    /// Text that reads as UTF-8 is UTF-8 whatever is said of it: nothing else looks like that.
    fn of_single_bytes(bytes: &[u8], told: Option<Self>) -> Self {
        // What is plain ASCII tells nothing, however long it is.
        let start = bytes.iter().position(|it| !it.is_ascii()).unwrap_or(0).saturating_sub(1);
        let sample = bytes.get(start..bytes.len().min(start + SAMPLE)).unwrap_or_default();
        let (n_letters, n_faults) = count_utf8(sample);
        if n_faults == 0 || n_letters > 10 * n_faults {
            return Self::Utf8;
        }
        match told {
            Some(it @ (Self::Windows1252 | Self::Windows1258)) => it,
            _ if reads_as_1258(sample) => Self::Windows1258,
            _ => Self::Windows1252,
        }
    }

    /// The encoding of a label such as `windows-1258`, by the Encoding Standard.
    fn of_label(label: &[u8]) -> Option<Self> {
        match label.to_ascii_lowercase().as_slice() {
            b"utf-8" | b"utf8" => Some(Self::Utf8),
            b"windows-1258" | b"cp1258" | b"x-cp1258" => Some(Self::Windows1258),
            b"windows-1252" | b"cp1252" | b"iso-8859-1" | b"iso8859-1" | b"latin1"
            | b"us-ascii" | b"ascii" => Some(Self::Windows1252),
            _ => None,
        }
    }

    /// Reads bytes as text, without the mark in front. What is not in the encoding becomes U+FFFD.
    pub(crate) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Utf8 => match String::from_utf8_lossy(bytes) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{FEFF}')),
                Cow::Owned(text) => Cow::Owned(unmarked(text)),
            },
            Self::Utf16Le => Cow::Owned(decode_utf16(bytes, u16::from_le_bytes)),
            Self::Utf16Be => Cow::Owned(decode_utf16(bytes, u16::from_be_bytes)),
            Self::Windows1252 => Cow::Owned(decode_bytes(bytes, letter_1252)),
            Self::Windows1258 => Cow::Owned(decode_bytes(bytes, letter_1258)),
        }
    }
}

fn unmarked(text: String) -> String {
    match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// Half of the bytes of Vietnamese in UTF-16 are zero, all of them on one side.
fn by_zero_bytes(bytes: &[u8]) -> Option<Charset> {
    let sample = bytes.get(..HEAD).unwrap_or(bytes);
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|&&it| it == 0).count();
    let (even, odd, n_pairs) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 3 >= n_pairs.max(1) && even * 20 <= n_pairs {
        return Some(Charset::Utf16Le);
    }
    (even * 3 >= n_pairs.max(1) && odd * 20 <= n_pairs).then_some(Charset::Utf16Be)
}

/// The encoding that markup declares: `encoding="..."` of XML, `charset=...` of HTML.
fn declared(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    if !head.contains(&b'<') {
        return None;
    }
    let label_after = |key: &[u8]| {
        let at = memchr::memmem::find(&head, key)? + key.len();
        let is_space = |it: &u8| matches!(it, b'"' | b'\'' | b' ' | b'=');
        let rest = head.get(at..)?;
        let start = rest.iter().position(|it| !is_space(it))?;
        let is_label = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'_');
        let length = rest.get(start..)?.iter().take_while(|it| is_label(it)).count();
        Charset::of_label(rest.get(start..start + length)?)
    };
    label_after(b"charset").or_else(|| label_after(b"encoding"))
}

/// Letters of several bytes, and places which are no UTF-8. A letter cut at the end is none.
fn count_utf8(bytes: &[u8]) -> (usize, usize) {
    let (mut n_letters, mut n_faults, mut at) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        n_letters += chunk.valid().bytes().filter(|&it| it >= 0xC0).count();
        at += chunk.valid().len() + chunk.invalid().len();
        let is_cut = at == bytes.len() && n_letters > 0;
        n_faults += usize::from(!chunk.invalid().is_empty() && !is_cut);
    }
    (n_letters, n_faults)
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|it| it.try_into().ok().map(unit));
    let letters = char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER));
    letters.skip_while(|&it| it == '\u{FEFF}').collect()
}

/// Letters 80..9F of windows-1252; those it leaves open pass as control characters.
/// Source: <https://encoding.spec.whatwg.org/index-windows-1252.txt>.
const HIGH_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The letter of a byte in windows-1252.
pub(super) fn letter_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).and_then(|it| HIGH_1252.get(usize::from(it)));
    high.copied().unwrap_or(char::from(byte))
}

/// The letter, or the combining tone, of a byte in windows-1258.
/// Source: <https://encoding.spec.whatwg.org/index-windows-1258.txt>.
fn letter_1258(byte: u8) -> char {
    match byte {
        0x8A | 0x8E | 0x9A | 0x9E => char::from(byte),
        0xC3 => 'Ă',
        0xCC => '\u{300}',
        0xD0 => 'Đ',
        0xD2 => '\u{309}',
        0xD5 => 'Ơ',
        0xDD => 'Ư',
        0xDE => '\u{303}',
        0xE3 => 'ă',
        0xEC => '\u{301}',
        0xF0 => 'đ',
        0xF2 => '\u{323}',
        0xF5 => 'ơ',
        0xFD => 'ư',
        0xFE => '₫',
        _ => letter_1252(byte),
    }
}

fn is_tone(byte: u8) -> bool {
    matches!(byte, 0xCC | 0xD2 | 0xDE | 0xEC | 0xF2)
}

/// Windows-1258 writes tones behind their letters: they are put together, as everybody writes them.
fn decode_bytes(bytes: &[u8], letter_of: fn(u8) -> char) -> String {
    let letters: Vec<char> = (0..=u8::MAX).map(letter_of).collect();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    for &byte in bytes {
        let letter = letters.get(usize::from(byte)).copied().unwrap_or_default();
        match letter {
            '\u{300}'..='\u{36F}' => push_tone(&mut text, letter),
            _ => text.push(letter),
        }
    }
    text
}

/// Adds a tone to the last letter; a dot goes under letters that have a hat on, too.
fn push_tone(text: &mut String, tone: char) {
    const HATTED: [char; 8] = ['Â', 'â', 'Ă', 'ă', 'Ê', 'ê', 'Ô', 'ô'];
    const DOTTED: [char; 8] = ['Ậ', 'ậ', 'Ặ', 'ặ', 'Ệ', 'ệ', 'Ộ', 'ộ'];
    let Some(base) = text.pop() else { return text.push(tone) };
    let dotted = || {
        let at = HATTED.iter().position(|&it| it == base && tone == '\u{323}')?;
        DOTTED.get(at).copied()
    };
    match compose(base, tone).or_else(dotted) {
        Some(letter) => text.push(letter),
        None => text.extend([base, tone]),
    }
}

/// Does every tone of windows-1258 stand behind a vowel? In TCVN3 and VNI the same bytes are whole
/// vowels, and stand behind consonants.
fn reads_as_1258(bytes: &[u8]) -> bool {
    let (mut n_for, mut n_against) = (0, 0);
    let beside = bytes.iter().copied().skip(1).chain([b'\n']);
    let mut before = b'\n';
    for (byte, after) in bytes.iter().copied().zip(beside) {
        match byte {
            _ if is_tone(byte) && is_vowel(before) => n_for += 1,
            _ if is_tone(byte) => n_against += 1,
            // ươ, which no other encoding writes so.
            0xDD | 0xFD if matches!(after, 0xD5 | 0xF5) => n_for += 2,
            0xD0 | 0xF0 if !is_letter(before) && is_vowel(after) => n_for += 1,
            // Signs beside letters: vowels of TCVN3.
            0xA1..=0xBE if is_letter(before) || is_letter(after) => n_against += 1,
            _ => {}
        }
        before = byte;
    }
    n_for > 3 * n_against
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0xC0
}

fn is_vowel(byte: u8) -> bool {
    let marked =
        [0xC2, 0xC3, 0xCA, 0xD4, 0xD5, 0xDD, 0xE2, 0xE3, 0xEA, 0xF4, 0xF5, 0xFD].contains(&byte);
    marked || matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    fn read(bytes: &[u8]) -> (Charset, String) {
        let charset = Charset::of(bytes);
        (charset, charset.decode(bytes).into_owned())
    }

    #[test]
    fn encodings_are_told_by_bytes() {
        let is = |bytes: &[u8], charset, text: &str| {
            assert_eq!(read(bytes), (charset, text.to_owned()), "{bytes:x?}");
        };
        is("\u{FEFF}Họ tên".as_bytes(), Charset::Utf8, "Họ tên");
        is("Họ tên".as_bytes(), Charset::Utf8, "Họ tên");
        is(b"plain", Charset::Utf8, "plain");
        let wide = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        let little = |text| wide(text).iter().flat_map(|it| it.to_le_bytes()).collect::<Vec<u8>>();
        let big = |text| wide(text).iter().flat_map(|it| it.to_be_bytes()).collect::<Vec<u8>>();
        is(&little("\u{FEFF}Họ tên\tĐ"), Charset::Utf16Le, "Họ tên\tĐ");
        is(&little("Họ tên\tĐ"), Charset::Utf16Le, "Họ tên\tĐ");
        is(&big("\u{FEFF}Họ tên"), Charset::Utf16Be, "Họ tên");
        is(&big("STT;Họ tên"), Charset::Utf16Be, "STT;Họ tên");
        // Trần Thị Phương, Nguyễn Đức Lộc
        is(
            b"Tr\xE2\xCCn Thi\xF2 Ph\xFD\xF5ng, Nguy\xEA\xDEn \xD0\xFD\xECc L\xF4\xF2c",
            Charset::Windows1258,
            "Trần Thị Phương, Nguyễn Đức Lộc",
        );
    }

    #[test]
    fn tones_are_joined_as_unicode_joins_them() {
        for base in 0x21..=0xFF_u8 {
            for tone in [0xCC, 0xD2, 0xDE, 0xEC, 0xF2] {
                let apart = [letter_1258(base), letter_1258(tone)];
                let joined: String = apart.into_iter().nfc().collect();
                let bytes = [base, tone];
                let read = Charset::Windows1258.decode(&bytes);
                assert_eq!(read.nfc().collect::<String>(), joined, "{base:x} {tone:x}");
                let is_one = joined.chars().nth(1).is_none();
                assert!(!is_one || read == joined, "{base:x} {tone:x}");
            }
        }
    }

    #[test]
    fn old_fonts_pass_as_western_letters() {
        let tcvn3 = b"Tr\xC7n Th\xDE Ph\xAD\xACng, Nguy\xD4n \xA7\xF8c, Ki\xD2u, Ti\xD5n";
        assert_eq!(Charset::of(tcvn3), Charset::Windows1252);
        assert!(Charset::Windows1252.decode(tcvn3).starts_with("TrÇn ThÞ Ph\u{AD}¬ng"));
        let vni = b"Tra\xE0n Th\xF2 Ph\xF6\xF4ng, Nguye\xE3n \xD1\xF6\xF9c, Lo\xE4c";
        assert_eq!(Charset::of(vni), Charset::Windows1252);
        assert!(Charset::Windows1252.decode(vni).starts_with("Traàn Thò Phöông"));
    }

    #[test]
    fn markup_says_its_encoding() {
        let page = |label: &str| {
            let mut page = format!("<meta http-equiv=x content=\"text/html; charset={label}\">");
            page.insert_str(0, "<html>");
            [page.as_bytes(), b"L\xEA \xD0\xECc"].concat()
        };
        assert_eq!(Charset::of(&page("windows-1258")), Charset::Windows1258);
        assert_eq!(Charset::of(&page("ISO-8859-1")), Charset::Windows1252);
        assert_eq!(Charset::of(b"<?xml version='1.0' encoding='utf-16'?><a/>"), Charset::Utf8);
        assert_eq!(
            Charset::of(b"<?xml encoding='windows-1258'?>\xD0\xFD\xF5"),
            Charset::Windows1258
        );
    }
}
