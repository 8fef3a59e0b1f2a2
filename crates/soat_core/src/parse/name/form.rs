//! The form of a name: spaces, hidden characters, look-alikes, order of marks, place of tones.

use unicode_normalization::UnicodeNormalization;

use super::legacy;
use super::letters::Letter;
use super::near::{has_minority_mark, is_known};
use super::syllable::{Syllable, place_tone};
use crate::parse::text::{is_invisible, tidy_spaces};
use crate::reference::names::look_alike;

/// What tidying changes in a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Spaces at the ends, doubled, no-break, line breaks, or characters that nobody sees.
    pub spaces: bool,
    /// Letters taken apart, marks in the wrong order or doubled, `&#7877;`.
    pub unicode: bool,
    /// Letters that look like Vietnamese ones, above all Ð for Đ.
    pub look_alikes: bool,
    /// A tone mark on a letter where neither style puts it.
    pub tone_places: bool,
}

impl Changes {
    /// Does tidying change anything?
    #[must_use]
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// A name in the form it would have if it were typed well. Its words are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tidied {
    /// The name.
    pub text: String,
    /// What was changed.
    pub changes: Changes,
}

/// Cleans up the form of a Vietnamese name, in the order that loses nothing. Text that looks like
/// an encoding from before Unicode is left as it is: U+00AD is a letter of TCVN3, and
/// compatibility forms would be destroyed.
#[must_use]
pub fn tidy(text: &str) -> Tidied {
    if legacy::looks_legacy(text) {
        return Tidied { text: text.to_owned(), changes: Changes::default() };
    }
    let unescaped = unescape(text);
    let replaced = replace_look_alikes(&unescaped);
    let spaced = tidy_spaces(&replaced);
    let composed = compose(&spaced);
    // Peoples of Tây Nguyên put marks by rules of their own.
    let own_rules = has_minority_mark(&composed);
    let placed = if own_rules { composed.clone() } else { place_tones(&composed) };
    let changes = Changes {
        unicode: composed != spaced
            || (unescaped != text && !unescaped.contains(['\r', '\n', '\t'])),
        look_alikes: replaced != unescaped,
        spaces: spaced != replaced,
        tone_places: placed != composed,
    };
    Tidied { text: placed, changes }
}

/// Cleans up a foreign name: only what is wrong in every language.
#[must_use]
pub fn tidy_foreign(text: &str) -> Tidied {
    let unescaped = unescape(text);
    let spaced = tidy_spaces(&unescaped);
    let composed: String = spaced.nfc().collect();
    let changes = Changes {
        unicode: unescaped != text || composed != spaced,
        spaces: spaced != unescaped,
        ..Changes::default()
    };
    Tidied { text: composed, changes }
}

/// Could tidying change this text? May say yes without cause, never no.
pub(super) fn may_be_untidy(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let usual = match c {
            ' ' => before != ' ',
            '\'' | '-' | '.' => true,
            _ => Letter::of(c).is_some(),
        };
        if !usual {
            return true;
        }
        before = c;
    }
    before == ' ' && !text.is_empty()
}

/// Does a word carry its tone where neither style puts it?
pub(super) fn has_misplaced_tone(text: &str) -> bool {
    let misplaced = |it: &str| Syllable::read(it).and_then(|it| it.misplaced_to()).is_some();
    text.split([' ', '-', '.']).any(|it| !it.is_ascii() && misplaced(it))
}

/// `&#7877;`, `&#x1EC5;` and `_x000D_` as the characters they stand for.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '_']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        match reference(tail) {
            Some((c, len)) => {
                out.push(c);
                rest = tail.get(len..).unwrap_or_default();
            }
            None => {
                out.push_str(tail.get(..1).unwrap_or_default());
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character reference that the text starts with, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let (prefix, digits, radix) = if let Some(hex) = text.strip_prefix("&#x") {
        ("&#x", hex.split_once(';')?.0, 16)
    } else if let Some(decimal) = text.strip_prefix("&#") {
        ("&#", decimal.split_once(';')?.0, 10)
    } else {
        let hex = text.strip_prefix("_x")?.split_once('_')?.0;
        ("_x", Some(hex).filter(|it| it.len() == 4)?, 16)
    };
    if digits.len() > 6 || !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    let c = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    Some((c, prefix.len() + digits.len() + 1))
}

/// Replaces the look-alikes of which there is no doubt: Ð at the start of a word, Greek and
/// Cyrillic letters when every such letter of the name has a Latin twin, full-width and
/// mathematical letters, typographic apostrophes.
fn replace_look_alikes(text: &str) -> String {
    if text.is_ascii() && !text.contains('`') {
        return text.to_owned();
    }
    let swap_scripts =
        has_latin(text) && text.chars().all(|it| !is_greek_or_cyrillic(it) || twin(it).is_some());
    let mut out = String::with_capacity(text.len());
    let (mut word_len, mut prefix) = (0, true);
    for c in text.chars() {
        let replaced = match c {
            'Ð' | 'ð' | 'Ɖ' | 'ɖ' if word_len == 0 => look_alike(c),
            // After one or two consonants, `H´` and `K´`, it can only be the apostrophe.
            '´' | '`' if prefix && (1..=2).contains(&word_len) => look_alike(c),
            '´' | '`' => None,
            _ if is_doubtful(c) => None,
            _ if is_greek_or_cyrillic(c) => twin(c).filter(|_| swap_scripts),
            _ => look_alike(c).or_else(|| compatible(c)),
        };
        let c = replaced.unwrap_or(c);
        if is_invisible(c) || is_mark(c) {
            out.push(c);
            continue;
        }
        word_len = if c.is_alphabetic() || c == '\'' { word_len + 1 } else { 0 };
        let consonant = Letter::of(c).is_some_and(|it| !Letter::is_vowel(it.plain));
        prefix = word_len == 0 || (prefix && consonant);
        out.push(c);
    }
    out
}

/// Replaces the look-alikes that need a person's eye: `Guðmundur` may be from Iceland, and ǎ is
/// a letter of Chinese in Latin script.
pub(crate) fn replace_doubtful(text: &str) -> Option<String> {
    let replace = |it: char| if is_doubtful(it) { look_alike(it).unwrap_or(it) } else { it };
    text.contains(is_doubtful).then(|| text.chars().map(replace).collect())
}

fn is_doubtful(c: char) -> bool {
    matches!(c, 'Ð' | 'ð' | 'Ɖ' | 'ɖ' | '₫' | 'ǎ' | 'Ǎ')
}

fn has_latin(text: &str) -> bool {
    text.chars().any(|it| Letter::of(it).is_some())
}

fn is_greek_or_cyrillic(c: char) -> bool {
    matches!(c, '\u{0370}'..='\u{03FF}' | '\u{0400}'..='\u{052F}')
}

fn twin(c: char) -> Option<char> {
    look_alike(c).filter(|_| is_greek_or_cyrillic(c))
}

/// Full-width and mathematical letters, and full-width digits.
fn compatible(c: char) -> Option<char> {
    if !matches!(c, '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}') {
        return None;
    }
    [c].into_iter().nfkc().next()
}

/// Marks in the only order which gives a Vietnamese letter: first the quality mark, then one tone,
/// each once. NFC alone leaves `ẽ` + circumflex apart, because both marks have the same class.
/// A letter with two different tones, or with foreign marks, stays for a person to see.
pub(crate) fn compose(text: &str) -> String {
    if !text.chars().any(|it| ('\u{0300}'..='\u{036F}').contains(&it)) {
        return text.nfc().collect();
    }
    let mut out = String::with_capacity(text.len());
    let mut cluster = Vec::new();
    for c in text.nfd() {
        if !is_mark(c) {
            flush(&mut cluster, &mut out);
        }
        cluster.push(c);
    }
    flush(&mut cluster, &mut out);
    out.nfc().collect()
}

fn flush(cluster: &mut Vec<char>, out: &mut String) {
    let quality = only(cluster, |it| matches!(it, '\u{0302}' | '\u{0306}' | '\u{031B}'));
    let tone = only(cluster, |it| {
        matches!(it, '\u{0300}' | '\u{0301}' | '\u{0303}' | '\u{0309}' | '\u{0323}')
    });
    let (Ok(quality), Ok(tone)) = (quality, tone) else {
        out.extend(cluster.drain(..));
        return;
    };
    let others = cluster.iter().copied().filter(|&it| Some(it) != quality && Some(it) != tone);
    let mut others = others.collect::<Vec<_>>().into_iter();
    out.extend(others.next());
    out.extend(quality);
    out.extend(tone);
    out.extend(others);
    cluster.clear();
}

/// The one mark of a kind, repeated or not; an error when there are different ones.
fn only(cluster: &[char], kind: impl Fn(char) -> bool) -> Result<Option<char>, ()> {
    let mut found = None;
    for &c in cluster.iter().filter(|&&it| kind(it)) {
        match found {
            Some(before) if before != c => return Err(()),
            _ => found = Some(c),
        }
    }
    Ok(found)
}

fn is_mark(c: char) -> bool {
    ('\u{0300}'..='\u{036F}').contains(&c)
}

/// Moves misplaced tones, word by word. `Biù` stays: it is Bùi with two letters swapped rather
/// than the rare Bìu.
fn place_tones(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive([' ', '-', '.']) {
        let letters = word.trim_end_matches([' ', '-', '.']);
        match place_tone(letters).filter(|it| swapped(letters, it).is_none()) {
            Some(placed) => {
                out.push_str(&placed);
                out.push_str(word.get(letters.len()..).unwrap_or_default());
            }
            None => out.push_str(word),
        }
    }
    out
}

/// A word with a misplaced tone that may also be a known word with two letters swapped: the word
/// with the tone moved, and the known word.
#[must_use]
pub fn doubtful_tone(word: &str) -> Option<(String, String)> {
    let placed = place_tone(word)?;
    swapped(word, &placed).map(|it| (placed, it))
}

/// The known word that two swapped neighbours give, when the word with its tone moved is none.
fn swapped(word: &str, placed: &str) -> Option<String> {
    if is_known(placed) {
        return None;
    }
    let letters: Vec<char> = word.chars().collect();
    (1..letters.len()).find_map(|i| {
        let mut other = letters.clone();
        other.swap(i - 1, i);
        let other: String = other.into_iter().collect();
        (is_known(&other) && place_tone(&other).is_none()).then_some(other)
    })
}
