//! Which names follow Vietnamese spelling, and which known word an odd one is near to.

use super::letters::{Letter, is_highland_letter};
use super::syllable::judge;
use crate::parse::text::fold;
use crate::reference::names::{FAMILY_NAMES, FamilyName, NAME_WORDS, name_words};

/// How closely the spelling of a name is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scrutiny {
    /// A Kinh family name: every odd syllable deserves a look.
    Close,
    /// Unknown: only words that are one slip away from a known one.
    Loose,
    /// A minority's or a foreign name: nothing is known of its spelling.
    Off,
}

/// Decides by the name alone how closely to look.
#[must_use]
pub fn scrutiny(name: &str) -> Scrutiny {
    if has_minority_mark(name) {
        return Scrutiny::Off;
    }
    let mut words = name.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let pair = families(&format!("{first} {second}"));
    let one = families(first);
    let known = if pair.is_empty() { &one } else { &pair };
    let is = |groups| known.iter().any(|it| it.is(groups));
    // Hồ and Lý are borne by Kinh people and by peoples with names of their own alike.
    if is(FamilyName::TOP) && !matches!(fold(first).as_str(), "ho" | "ly") {
        Scrutiny::Close
    } else if is(FamilyName::OTHER) {
        Scrutiny::Off
    } else {
        Scrutiny::Loose
    }
}

/// Decides by the name and the cell of ethnicity, which says more where there is one.
#[must_use]
pub fn scrutiny_among(name: &str, ethnicity: &str) -> Scrutiny {
    match fold(ethnicity).as_str() {
        "" | "kinh" => scrutiny(name),
        _ => Scrutiny::Off,
    }
}

/// The family names that this word or these words are, marks and all.
fn families(text: &str) -> Vec<&'static FamilyName> {
    let lower = text.to_lowercase();
    let same = |it: &&FamilyName| super::tidy_key(it.name) == super::tidy_key(&lower);
    FamilyName::all_of(&fold(text)).iter().filter(same).collect()
}

/// Has the name what only names of minorities have: `H'`, `Y`, `A` in second place, `Neang`, clusters
/// of consonants, letters of Tây Nguyên scripts?
pub(super) fn has_minority_mark(name: &str) -> bool {
    name.split(' ').enumerate().any(|(i, word)| {
        let lower = word.to_lowercase();
        let particle = match lower.as_str() {
            "y" | "ka" | "ha" | "hơ" | "điểu" | "neang" | "neáng" | "néang" | "chau" | "thị" => {
                i == 0
            }
            "a" => i <= 1,
            _ => false,
        };
        particle
            || word.contains('\'')
            || word.chars().any(is_highland_letter)
            || has_cluster(&lower)
    })
}

/// Two consonants at the start that no Vietnamese syllable starts with, as in `Kpă`, `Rmah`, `Blưm`.
fn has_cluster(lower: &str) -> bool {
    let mut chars = lower.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return false };
    let consonant = |c: char| Letter::of(c).is_some_and(|it| !Letter::is_vowel(it.plain));
    let liquid = matches!(second, 'l' | 'r') && first != 't';
    let prefix = matches!(first, 'k' | 'r' | 'm' | 'h') && second != 'h' && consonant(second);
    consonant(first) && first != second && (liquid || prefix)
}

/// Is this word, marks and all, in the lists of family names or of name words?
#[must_use]
pub fn is_known(word: &str) -> bool {
    let (folded, key) = (fold(word), super::tidy_key(word));
    name_words(&folded).any(|it| super::tidy_key(it) == key)
        || FamilyName::all_of(&folded).iter().any(|it| super::tidy_key(it.name) == key)
}

/// Known words one slip away, the nearest only: at a family name's place, family names first.
#[must_use]
pub fn near(word: &str, word_idx: usize) -> Vec<String> {
    let folded = fold(word);
    let lower = word.to_lowercase();
    let top =
        || FAMILY_NAMES.iter().filter(|it| it.is(FamilyName::TOP)).map(|it| (it.folded, it.name));
    let words = || NAME_WORDS.iter().copied();
    let mut best: Vec<String> = Vec::new();
    if word_idx == 0 {
        best = nearest(&lower, &folded, top());
    }
    if best.is_empty() {
        best = nearest(&lower, &folded, words());
    }
    best.iter().map(|it| super::case::title_case(it)).collect()
}

fn nearest(
    lower: &str,
    folded: &str,
    known: impl Iterator<Item = (&'static str, &'static str)>,
) -> Vec<String> {
    let mut best = (2, Vec::new());
    for (known_folded, name) in known.filter(|it| one_slip(folded, it.0)) {
        let name = name.to_lowercase();
        let distance = u8::from(!one_slip(lower, &name)) + u8::from(known_folded != folded);
        if distance < best.0 {
            best = (distance, Vec::new());
        }
        if distance == best.0 && judge(&name).is_valid() {
            best.1.push(name);
        }
    }
    best.1.dedup();
    best.1
}

/// Are two words equal but for one letter changed, added, dropped, or two neighbours swapped?
pub(crate) fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let n = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (a.get(n..).unwrap_or_default(), b.get(n..).unwrap_or_default());
    match (rest_a, rest_b) {
        ([x, y, tail_a @ ..], [v, w, tail_b @ ..]) if x == w && y == v && tail_a == tail_b => true,
        ([_, tail_a @ ..], [_, tail_b @ ..]) if tail_a == tail_b => true,
        ([_, tail @ ..], other) if tail == other => true,
        (other, [_, tail @ ..]) if tail == other => true,
        (a, b) => a.is_empty() && b.is_empty(),
    }
}

/// What a word without marks may have been, from the lists.
#[must_use]
pub fn with_marks(word: &str) -> Vec<String> {
    let folded = fold(word);
    let mut found: Vec<String> = name_words(&folded).map(str::to_owned).collect();
    found.retain(|it| !it.is_ascii());
    found.iter().map(|it| super::case::title_case(it)).collect()
}

/// Family names with marks that are written like this word without them.
#[must_use]
pub fn family_with_marks(word: &str) -> Vec<&'static str> {
    let all = FamilyName::all_of(&word.to_ascii_lowercase());
    let top = all.iter().any(|it| it.is(FamilyName::TOP) && !it.name.is_ascii());
    let bare =
        all.iter().any(|it| it.name.is_ascii() && it.is(FamilyName::KINH | FamilyName::NEAR));
    let lacks_marks = top && !bare;
    all.iter().filter(|it| lacks_marks && !it.name.is_ascii()).map(|it| it.name).collect()
}

/// The one common family name that differs from this word in marks only, when the word is not a
/// family name itself.
#[must_use]
pub fn top_family_like(word: &str) -> Option<&'static str> {
    // Nine names in ten end here, before anything is folded.
    if FamilyName::COMMONEST.contains(&word) {
        return None;
    }
    let all = FamilyName::all_of(&fold(word));
    let key = super::tidy_key(word);
    if all.iter().any(|it| super::tidy_key(it.name) == key) {
        return None;
    }
    let mut top = all.iter().filter(|it| it.is(FamilyName::TOP));
    top.next().filter(|_| top.next().is_none()).map(|it| it.name)
}

/// Does a name in plain letters lack its marks? `Phan Kim Mai` does not, `Nguyen Thi Lan` does.
#[must_use]
pub fn lacks_marks(name: &str) -> bool {
    if scrutiny(name) == Scrutiny::Off
        && family_with_marks(name.split(' ').next().unwrap_or_default()).is_empty()
    {
        return false;
    }
    let n_words = name.split(' ').count();
    name.split(' ').enumerate().any(|(i, word)| {
        let lower = word.to_ascii_lowercase();
        if i == 0 {
            return !family_with_marks(word).is_empty();
        }
        let middle = i + 1 < n_words && matches!(lower.as_str(), "thi" | "van");
        let mut known = name_words(&lower).peekable();
        middle || (known.peek().is_some() && known.all(|it| !it.is_ascii()))
    })
}
