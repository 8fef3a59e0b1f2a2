//! Encodings from before Unicode: TCVN3, VNI-Windows, VISCII, VPS, and UTF-8 read as Windows text.
//!
//! The decision for one cell is careful: nothing is decoded that could be a name as it stands.

use super::case::{Case, case_of};
use super::form::unescape;
use super::letters::Letter;
use super::near::is_known;
use super::syllable::{Verdict, judge};
use crate::parse::text::is_invisible;
use crate::reference::encodings::{TCVN3, VISCII, VPS, letter, vni_letter};

/// An encoding that a name may be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// TCVN3 (ABC), fonts `.VnTime`, `.VnTimeH`.
    Tcvn3,
    /// TCVN3 under a font whose name ends in H, which draws small letters as capitals.
    Tcvn3Capitals,
    /// VNI-Windows, fonts `VNI-Times`.
    Vni,
    /// VISCII.
    Viscii,
    /// VPS.
    Vps,
    /// UTF-8 whose bytes were read as Windows-1252 or 1258.
    Mojibake,
}

impl Encoding {
    /// Every encoding that letters tell, the commonest first.
    pub const ALL: [Self; 5] = [Self::Tcvn3, Self::Vni, Self::Mojibake, Self::Vps, Self::Viscii];

    /// The encoding that a font is made for.
    #[must_use]
    pub fn of_font(font: &str) -> Option<Self> {
        let font = font.to_ascii_lowercase();
        match font.strip_prefix(".vn") {
            Some(rest) if rest.ends_with('h') => Some(Self::Tcvn3Capitals),
            Some(_) => Some(Self::Tcvn3),
            None => font.starts_with("vni-").then_some(Self::Vni),
        }
    }

    /// The name that people know it by.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (phông .VnTime)",
            Self::Tcvn3Capitals => "TCVN3 (phông .VnTimeH)",
            Self::Vni => "VNI-Windows (phông VNI-Times)",
            Self::Viscii => "VISCII",
            Self::Vps => "VPS",
            Self::Mojibake => "UTF-8 bị đọc sai",
        }
    }

    /// Reads text in this encoding as Unicode; `None` when the text cannot be in it.
    #[must_use]
    pub fn decode(self, text: &str) -> Option<String> {
        match self {
            Self::Tcvn3 => bytes(text).map(|it| decode_tcvn3(&it)),
            Self::Tcvn3Capitals => decode_capital_font(text),
            Self::Vni => bytes(text).map(|it| decode_vni(&it)),
            Self::Viscii => bytes(text).map(|it| map_bytes(VISCII, &it)),
            Self::Vps => bytes(text).map(|it| map_bytes(VPS, &it)),
            Self::Mojibake => decode_mojibake(text),
        }
    }
}

/// Reads text under a TCVN3 font whose name ends in H: small letters are drawn as capitals.
#[must_use]
pub fn decode_capital_font(text: &str) -> Option<String> {
    Some(map_bytes(TCVN3, &bytes(text)?).to_uppercase())
}

/// Syllables of a text which the model accepts, and all of them: the vote of a column.
#[must_use]
pub fn accepted_syllables(text: &str) -> (usize, usize) {
    let verdicts = words(text).map(judge);
    verdicts.fold((0, 0), |(good, all), it| (good + usize::from(it.is_valid()), all + 1))
}

/// What one cell alone tells: its encoding and its text in Unicode. Only when the cell has no
/// letter that Unicode alone has, is no name as it stands, and is one in every syllable after.
#[must_use]
pub fn guess(text: &str) -> Option<(Encoding, String)> {
    if text.is_ascii() {
        return None;
    }
    // No old encoding has zero-width characters, except that U+00AD is ư in TCVN3.
    let unescaped = unescape(text);
    let strange = |it: &char| is_invisible(*it) && u32::from(*it) > 0xFF;
    guess_clean(&unescaped.chars().filter(|it| !strange(it)).collect::<String>())
}

fn guess_clean(text: &str) -> Option<(Encoding, String)> {
    if text.is_ascii()
        || text.chars().nth(2).is_none()
        || (has_unicode_letter(text) && !has_marker(text))
    {
        return None;
    }
    // `HÃ` and a no-break space is a name with a stray space, or Hà misread.
    if is_name(text) {
        let decoded = Some(text).filter(|it| it.contains("Ã\u{A0}")).and_then(decode_mojibake)?;
        let is_title = is_plausible(&decoded) && case_of(&decoded) == Case::Title;
        return is_title.then_some((Encoding::Mojibake, decoded));
    }
    [Encoding::Mojibake, Encoding::Tcvn3, Encoding::Vni].into_iter().find_map(|encoding| {
        let decoded = encoding.decode(text)?;
        let tidy = crate::parse::text::tidy_spaces(&decoded);
        (!tidy.is_ascii() && is_plausible(&tidy) && !loses_a_name(text, &tidy))
            .then_some((encoding, tidy))
    })
}

/// A cell of a column that has voted for an encoding. Cells typed later in Unicode stay as they are.
#[must_use]
pub fn decode_in_column(encoding: Encoding, text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let decoded = crate::parse::text::tidy_spaces(&encoding.decode(text)?);
    let is_name_now = || is_name(text) && has_unicode_letter(text);
    (decoded != text && !is_name_now()).then_some(decoded)
}

/// Does this look like one of the old encodings, decodable or not? Such text is never tidied.
#[must_use]
pub fn looks_legacy(text: &str) -> bool {
    !text.is_ascii() && (has_marker(text) && !is_german(text) || guess(text).is_some())
}

/// `Weiß`: ß is a letter of its own where nothing else is strange.
fn is_german(text: &str) -> bool {
    text.contains('ß') && !has_marker(&text.replace('ß', "ss"))
}

/// Is it worth guessing? Most names have a letter that only Unicode has.
pub(super) fn may_be(text: &str) -> bool {
    !text.is_ascii() && !has_unicode_letter(text)
}

/// Signs which stand beside letters in TCVN3 and in misread UTF-8, and never in a name.
fn has_marker(text: &str) -> bool {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let sign = matches!(c, '¡'..='¬' | '®'..='³' | 'µ' | '¶' | '¸'..='¾' | '×' | '÷' | 'Þ' | 'þ' | 'ß');
        let beside = |it: char| Letter::of(it).is_some();
        if sign
            && (beside(before) || chars.peek().is_some_and(|&it| beside(it)))
            && c != 'ª'
            && c != 'º'
        {
            return true;
        }
        before = c;
    }
    false
}

/// ă đ ĩ ũ ơ ư, U+1EA0..U+1EF9 or a combining mark: written in Unicode.
fn has_unicode_letter(text: &str) -> bool {
    text.chars().any(|it| {
        let code = u32::from(it);
        (code > 0xFF && Letter::of(it).is_some()) || (0x300..0x370).contains(&code)
    })
}

/// Would decoding turn a known word into an unknown one? Then only part of the cell is old:
/// `Lê Hång` is Lê Hồng, not Lờ Hồng.
fn loses_a_name(text: &str, decoded: &str) -> bool {
    words(text)
        .zip(words(decoded))
        .any(|(was, is)| !was.is_ascii() && is_known(was) && !is_known(is))
}

/// Could this be a name as it stands, `Ð` written for `Đ` or not?
fn is_name(text: &str) -> bool {
    let with_bar =
        |it: &str| it.starts_with(['Ð', 'ð']) && is_plausible_word(&it.replace(['Ð', 'ð'], "đ"));
    words(text).all(|it| is_plausible_word(it) || is_known(it) || with_bar(it))
}

/// Is every word a Vietnamese syllable?
fn is_plausible(text: &str) -> bool {
    words(text).all(is_plausible_word)
}

fn is_plausible_word(word: &str) -> bool {
    let verdict = judge(word);
    let letters = || word.chars().filter_map(Letter::of);
    // A capital after a small letter: `TuÊn` is Tuấn in TCVN3.
    let ragged = letters().zip(letters().skip(1)).any(|(a, b)| !a.upper && b.upper);
    !ragged && matches!(verdict, Verdict::Ordinary | Verdict::Rare)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\u{A0}', '-']).filter(|it| !it.is_empty())
}

/// The bytes that the text was before it was read as Windows-1252, or as 1258 when it has letters
/// which only that one gives.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let western: Option<Vec<u8>> = text.chars().map(byte_1252).collect();
    western.or_else(|| text.chars().map(byte_1258).collect())
}

fn byte_1252(c: char) -> Option<u8> {
    // Bytes 80..9F of Windows-1252; the five it leaves open pass as control characters.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let i = HIGH.iter().position(|&it| it == c)?;
    u8::try_from(0x80 + i).ok()
}

/// Windows-1258 differs from 1252 in these. Source: `names/windows1258_vs_1252.tsv`.
fn byte_1258(c: char) -> Option<u8> {
    match c {
        'Ă' => Some(0xC3),
        '\u{300}' => Some(0xCC),
        'Đ' => Some(0xD0),
        '\u{309}' => Some(0xD2),
        'Ơ' => Some(0xD5),
        'Ư' => Some(0xDD),
        '\u{303}' => Some(0xDE),
        'ă' => Some(0xE3),
        '\u{301}' => Some(0xEC),
        'đ' => Some(0xF0),
        '\u{323}' => Some(0xF2),
        'ơ' => Some(0xF5),
        'ư' => Some(0xFD),
        '₫' => Some(0xFE),
        _ => byte_1252(c),
    }
}

fn map_bytes(table: &[(u8, char)], bytes: &[u8]) -> String {
    bytes.iter().map(|&it| letter(table, it).unwrap_or_else(|| char::from(it))).collect()
}

/// TCVN3 has no capital letters with tones: the same bytes stand for both, and only the letters
/// beside them tell the case.
fn decode_tcvn3(bytes: &[u8]) -> String {
    let words: Vec<&[u8]> = bytes.split(|&it| it == b' ').collect();
    let votes: Vec<Option<bool>> = words.iter().map(|it| is_upper_word(it)).collect();
    let n_upper = votes.iter().filter(|&&it| it == Some(true)).count();
    let n_lower = votes.iter().filter(|&&it| it == Some(false)).count();
    let upper_cell = n_upper > n_lower;
    let n_capital = words.iter().filter(|it| it.first().is_some_and(|&it| is_capital(it))).count();
    let n_small = words.iter().filter(|it| it.first().is_some_and(u8::is_ascii_lowercase)).count();
    let title_cell = n_capital > n_small;
    let decoded = words.iter().zip(votes).map(|(word, vote)| {
        let text = map_bytes(TCVN3, word);
        match vote.unwrap_or(upper_cell) {
            true => text.to_uppercase(),
            false if title_cell && word.first().is_some_and(|it| !it.is_ascii()) => {
                capitalise(&text)
            }
            false => text,
        }
    });
    decoded.collect::<Vec<_>>().join(" ")
}

/// Seven letters without tone have capitals of their own.
fn is_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() || (0xA1..=0xA7).contains(&byte)
}

/// Is a word in capitals, by its ASCII letters after the first? `None` when they do not tell.
fn is_upper_word(word: &[u8]) -> Option<bool> {
    if word.iter().any(u8::is_ascii_lowercase) {
        return Some(false);
    }
    word.iter().skip(1).any(u8::is_ascii_uppercase).then_some(true)
}

fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

fn decode_vni(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [base, tail @ ..] = rest {
        let mark = tail.first().map(|&it| lower(it));
        let pair = mark.and_then(|it| vni_letter(lower(*base), it));
        let c = pair.or_else(|| vni_letter(lower(*base), 0));
        match c {
            Some(c) if lower(*base) != *base => out.extend(c.to_uppercase()),
            Some(c) => out.push(c),
            None => out.push(char::from(*base)),
        }
        rest = if pair.is_some() { tail.get(1..).unwrap_or_default() } else { tail };
    }
    out
}

/// Lower case of a Latin-1 byte.
fn lower(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' | 0xC0..=0xD6 | 0xD8..=0xDE => byte + 0x20,
        _ => byte,
    }
}

/// UTF-8 that was read as Windows text, once or twice.
fn decode_mojibake(text: &str) -> Option<String> {
    let once = undo_misreading(text)?;
    Some(undo_misreading(&once).unwrap_or(once))
}

fn undo_misreading(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    // `à` ends in byte A0: where a clean-up made its no-break space a space, it is put back.
    let joined = text.replace("Ã ", "Ã\u{A0}");
    let apart = text.replace("Ã ", "Ã\u{A0} ");
    let texts = [text, &by_next_letter(text), &joined, &apart].map(str::to_owned);
    let readings = texts.iter().flat_map(|it| {
        let western: Option<Vec<u8>> = it.chars().map(byte_1252).collect();
        let vietnamese: Option<Vec<u8>> = it.chars().map(byte_1258).collect();
        [western, vietnamese]
    });
    let decoded = readings.flatten().filter_map(|it| String::from_utf8(it).ok());
    let mut changed = decoded.filter(|it| it != text).collect::<Vec<_>>();
    let best = changed.iter().position(|it| is_plausible(it)).unwrap_or(0);
    (best < changed.len()).then(|| changed.swap_remove(best))
}

/// `HoÃ i` has lost the second byte of `à`; `HÃ Giang` has lost it beside a real space.
fn by_next_letter(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if c == 'Ã' && chars.peek() == Some(&' ') {
            chars.next();
            out.push('\u{A0}');
            if chars.peek().is_some_and(|it| it.is_uppercase()) {
                out.push(' ');
            }
        }
    }
    out
}
