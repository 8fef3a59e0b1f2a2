//! What stands in a name cell beside or instead of a name.

use super::letters::Letter;
use crate::parse::text::{fold, tidy_spaces, words};
use crate::reference::names::{FamilyName, is_placeholder};

/// What stands in place of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `Không tên`, `xxx`, `Nguyễn Văn A`, `#N/A`, dots and dashes.
    Filler,
    /// `Con bà ...`, `CB ...`, `M_...`: a parent's name for a child without one.
    Parent,
}

/// Recognises a cell that holds no name. Takes a tidied text.
#[must_use]
pub fn placeholder(text: &str) -> Option<Placeholder> {
    let n_letters = text.chars().filter(|it| it.is_alphabetic()).count();
    let n_digits = text.chars().filter(char::is_ascii_digit).count();
    if n_letters == 0 && n_digits == 0 {
        return Some(Placeholder::Filler);
    }
    // Most names are seen to be none of these without making them lower case.
    let last_is_letter = text.rsplit(' ').next().is_some_and(|it| it.chars().count() == 1);
    let starts_oddly = text.starts_with([
        'M', 'm', 'C', 'c', 'B', 'b', 'K', 'k', 'T', 't', 'S', 's', 'V', 'v', 'H', 'h',
    ]);
    let is_short = text.split(' ').count() <= 2;
    if !(last_is_letter || starts_oddly || is_short) {
        return None;
    }
    let lower = text.to_lowercase();
    if is_parent(&lower) {
        return Some(Placeholder::Parent);
    }
    let bare = lower.trim_matches(|it: char| !it.is_alphanumeric());
    (is_filler(&lower) || is_filler(bare)).then_some(Placeholder::Filler)
}

fn is_filler(lower: &str) -> bool {
    let mut letters = lower.chars().filter(|it| it.is_alphanumeric());
    let first = letters.next();
    let repeated = first.is_some_and(|it| it.is_ascii())
        && letters.clone().count() > 0
        && letters.all(|it| Some(it) == first);
    let phrase_without_marks = lower.is_ascii()
        && matches!(
            lower,
            "khong co"
                | "khong ten"
                | "chua co ten"
                | "chua dat ten"
                | "vo danh"
                | "khong ro"
                | "chua ro"
                | "chua xac dinh"
                | "nguyen van a"
                | "nguyen thi b"
                | "tran van b"
                | "tran thi b"
                | "ho va ten"
                | "ho ten"
                | "em be"
                | "so sinh"
                | "tre so sinh"
        );
    is_placeholder(lower) || repeated || phrase_without_marks || lower.starts_with('#')
}

fn is_parent(lower: &str) -> bool {
    const BEGINNINGS: [&str; 25] = [
        "m_",
        "cb ",
        "cb.",
        "c.b ",
        "c/b ",
        "con bà ",
        "con ông ",
        "con chị ",
        "con anh ",
        "con cô ",
        "con của ",
        "cháu bà ",
        "cháu ông ",
        "bé trai ",
        "bé gái ",
        "bé con ",
        "em bé ",
        "trẻ con bà ",
        "trẻ sơ sinh ",
        "con mẹ ",
        "con ba ",
        "con ong ",
        "con bố ",
        "con cha ",
        "sơ sinh ",
    ];
    if BEGINNINGS.iter().any(|it| lower.starts_with(it)) {
        return true;
    }
    // `Con Nguyễn Thị Mẫu`: nobody's name starts so.
    let Some(parent) = lower.strip_prefix("con ") else { return false };
    let family = parent.split(' ').next().unwrap_or_default();
    let is_top = |it: &FamilyName| it.is(FamilyName::TOP) && it.name.to_lowercase() == family;
    FamilyName::all_of(&fold(family)).iter().any(is_top) && parent.split(' ').count() >= 3
}

/// A remark after, before or inside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The name without it; empty when nothing like a name is left.
    pub name: String,
    /// Only a letter that tells namesakes apart, `Lê Văn Mẫu B`: not certainly a remark.
    pub is_letter: bool,
}

/// Finds a remark. Takes a tidied text.
#[must_use]
pub fn remark(text: &str) -> Option<Remark> {
    let name = bracketed(text)
        .or_else(|| after_sign(text))
        .or_else(|| trailing_words(text))
        .map(|it| Remark { name: it, is_letter: false });
    name.or_else(|| namesake_letter(text).map(|it| Remark { name: it, is_letter: true }))
}

fn bracketed(text: &str) -> Option<String> {
    let start = text.find(['(', '[', '{'])?;
    let (before, tail) = text.split_at(start);
    let after = tail.find([')', ']', '}']).and_then(|it| tail.get(it + 1..)).unwrap_or_default();
    Some(trim(&tidy_spaces(&format!("{before} {after}"))))
}

/// `Lê Văn Mẫu - mất`, `Lê Văn Mẫu/con bà Lan`, `Lê Văn Mẫu, đi làm ăn xa`.
fn after_sign(text: &str) -> Option<String> {
    let start = text.find(['-', '–', '—', '/', ',', ';', ':', '*', '+', '='])?;
    let (before, tail) = text.split_at(start);
    let said = trim(tail).to_lowercase();
    let first = said.split(' ').next().unwrap_or_default();
    (before.contains(' ') && is_remark_word(first)).then(|| trim(before))
}

fn is_remark_word(lower: &str) -> bool {
    matches!(
        lower,
        "mất"
            | "chết"
            | "đã"
            | "chưa"
            | "không"
            | "con"
            | "vợ"
            | "chồng"
            | "cháu"
            | "mẹ"
            | "cha"
            | "bố"
            | "đi"
            | "chuyển"
            | "ở"
            | "tạm"
            | "hoãn"
            | "trùng"
            | "f0"
            | "kt3"
            | "sinh"
            | "sn"
            | "hộ"
            | "tổ"
            | "thôn"
            | "ấp"
            | "đội"
            | "xóm"
            | "khu"
            | "nhà"
            | "lớp"
            | "bệnh"
            | "tử"
            | "em"
            | "anh"
            | "chị"
            | "ông"
            | "bà"
            | "cô"
            | "tức"
            | "tên"
            | "gọi"
            | "số"
            | "sđt"
            | "đt"
            | "cccd"
            | "cmnd"
            | "tiêm"
            | "mũi"
    )
}

/// `Lê Văn Mẫu đã mất`, `Lê Thị Mẫu vợ ông Hải`: a small-letter remark after a name, or one of
/// two words that no name has.
fn trailing_words(text: &str) -> Option<String> {
    if text.bytes().filter(|&it| it == b' ').count() < 2 {
        return None;
    }
    let starts = text.match_indices(' ').skip(1).map(|it| it.0);
    for at in starts {
        let (name, tail) = text.split_at(at);
        let tail = tail.trim_start();
        if !tail.starts_with(['c', 'v', 'm', 'b', 'e', 'đ', 'C', 'V', 'M', 'B', 'E', 'Đ']) {
            continue;
        }
        let written_small =
            tail.starts_with(char::is_lowercase) && text.starts_with(char::is_uppercase);
        let lower = tail.to_lowercase();
        let mut words = lower.split(' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let relative =
            matches!(first, "con" | "vợ" | "chồng" | "cháu" | "mẹ" | "cha" | "bố" | "em" | "chị");
        let person =
            matches!(second, "ông" | "bà" | "anh" | "chị" | "cô" | "chú" | "bác" | "cụ" | "của");
        let gone = matches!((first, second), ("đã", "mất" | "chết") | ("chuyển", "đi"));
        let alone = written_small && matches!((first, second), ("mất" | "chết", ""));
        if (relative && person) || gone || alone {
            return Some(trim(name));
        }
    }
    None
}

/// `Nguyễn Văn Mẫu B` of two namesakes: only after a whole name of a common family.
fn namesake_letter(text: &str) -> Option<String> {
    let (name, last) = text.rsplit_once(' ')?;
    let family = text.split(' ').next().unwrap_or_default();
    let common = || FamilyName::all_of(&fold(family)).iter().any(|it| it.is(FamilyName::TOP));
    let is_letter = matches!(last, "A" | "B" | "C" | "D" | "E");
    (is_letter && name.split(' ').count() >= 3 && common()).then(|| name.to_owned())
}

/// No word of kinship has more bytes, `cháu...` with its full stops included.
const MAX_KINSHIP_BYTES: usize = 8;

/// A word before the name that is no part of it: the word, and the name.
#[must_use]
pub fn kinship(text: &str) -> Option<(&str, &str)> {
    let word = words(text).next().filter(|it| it.len() <= MAX_KINSHIP_BYTES)?;
    let name = text.get(word.len() + 1..)?;
    let lower = word.trim_end_matches('.').to_lowercase();
    let is_title = matches!(
        lower.as_str(),
        "ông"
            | "bà"
            | "anh"
            | "chị"
            | "cô"
            | "em"
            | "cháu"
            | "bé"
            | "cụ"
            | "mr"
            | "ms"
            | "mrs"
            | "chú"
            | "bác"
    );
    if !is_title {
        return None;
    }
    let family = name.split(' ').next().unwrap_or_default();
    let common = FamilyName::all_of(&fold(family)).iter().any(|it| {
        it.is(FamilyName::TOP)
            && (it.name.to_lowercase() == family.to_lowercase() || name.is_ascii())
    });
    // Ông is a family name too: `Ông Lê Mẫu` may be one.
    let n_words = name.split(' ').count();
    (common && n_words >= if lower == "ông" { 3 } else { 2 }).then_some((word, name))
}

/// The first sign that no name has. Takes a tidied text. An apostrophe, a hyphen between words and
/// a full stop after one or two letters belong to names.
#[must_use]
pub fn stray_sign(text: &str) -> Option<char> {
    let mut chars = text.chars().peekable();
    let (mut before, mut n_letters, mut vowel) = (' ', 0, false);
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or('\0');
        let fits = match c {
            ' ' => true,
            '\'' => n_letters > 0 && (next.is_alphabetic() || !vowel),
            '-' => (n_letters > 0 || before == ' ') && (next.is_alphabetic() || next == ' '),
            '.' => n_letters == 1 || (n_letters == 2 && !vowel),
            _ => c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}'),
        };
        if !fits {
            return Some(c);
        }
        n_letters = if c.is_alphabetic() { n_letters + 1 } else { 0 };
        vowel = n_letters > 0 && (vowel || is_vowel(c));
        before = c;
    }
    text.starts_with('-').then_some('-')
}

/// The name with spaces for signs.
#[must_use]
pub fn without_signs(text: &str) -> String {
    let keep = |it: &char| it.is_alphanumeric() || matches!(it, '\'' | '-' | '\u{300}'..='\u{36F}');
    let without: String = text.chars().map(|it| if keep(&it) { it } else { ' ' }).collect();
    trim(&tidy_spaces(&without)).trim_matches('\'').to_owned()
}

fn is_vowel(c: char) -> bool {
    Letter::of(c).is_some_and(|it| Letter::is_vowel(it.plain))
}

/// Are there question marks or boxes where letters were? `Nguy?n Th? Mẫu`.
#[must_use]
pub fn has_lost_letters(text: &str) -> bool {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let lost = before.is_alphabetic() && chars.peek().is_some();
        if matches!(c, '\u{FFFD}' | '□') || (c == '?' && (lost || before == '?')) {
            return true;
        }
        before = c;
    }
    false
}

/// The name without the number of a namesake, or of a running count: `1. Lê Văn Mẫu`, `Mẫu2`.
#[must_use]
pub fn without_number(text: &str) -> Option<String> {
    let edge =
        |it: char| it.is_ascii_digit() || matches!(it, '.' | ')' | '(' | '-' | '/' | ' ' | '_');
    let name = text.trim_matches(edge);
    let is_name = name.contains(' ') && name.chars().all(|it| !it.is_ascii_digit());
    is_name.then(|| name.to_owned())
}

fn trim(text: &str) -> String {
    text.trim_matches(|it: char| !it.is_alphanumeric() && it != '\'' && Letter::of(it).is_none())
        .to_owned()
}
