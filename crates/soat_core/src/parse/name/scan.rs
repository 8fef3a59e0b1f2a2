//! One quick look at a name: nearly all names of a list are plain, and need no other.

use super::case::Case;
use super::letters::{
    A_BREVE, A_CIRCUMFLEX, D_BAR, E_CIRCUMFLEX, Letter, LetterSum, O_CIRCUMFLEX, O_HORN, Tone,
    U_HORN,
};
use super::syllable::Syllable;
use crate::parse::text::words;

/// What one pass over a plain name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) case: Case,
    pub(super) n_words: usize,
    /// See [`super::NameReading::is_common`].
    pub(super) is_common: bool,
    pub(super) letters: LetterSum,
}

/// Recognises a name of two to six valid syllables, one space apart, in one of the usual cases,
/// with tones in their places, that cannot be anything but a name. `None` says nothing.
pub(super) fn plain(text: &str) -> Option<Plain> {
    let mut scan = Scan::default();
    let mut last_len = 0;
    for word in words(text) {
        last_len = scan.word(word)?;
    }
    let Scan { n_words, n_title, n_upper, n_lower, has_common_family, letters } = scan;
    let case = match n_words {
        n if n == n_title => Case::Title,
        n if n == n_upper => Case::Capitals,
        n if n == n_lower => Case::Small,
        _ => return None,
    };
    let usual = (2..=6).contains(&n_words) && last_len > 1 && !may_be_placeholder(text);
    let is_common = has_common_family && !text.is_ascii() && case != Case::Small;
    usual.then_some(Plain { case, n_words, is_common, letters })
}

#[derive(Default)]
struct Scan {
    n_words: usize,
    /// Words with a capital and then small letters.
    n_title: usize,
    n_upper: usize,
    n_lower: usize,
    has_common_family: bool,
    letters: LetterSum,
}

impl Scan {
    /// Takes a word; its length, or `None` when the name needs a closer look.
    fn word(&mut self, word: &str) -> Option<usize> {
        let mut syllable = Syllable::empty();
        let (mut first_upper, mut n_upper, mut len) = (false, 0, 0);
        for c in word.chars() {
            let letter = Letter::of(c)?;
            syllable.push(letter)?;
            self.letters.add(letter.plain);
            first_upper |= len == 0 && letter.upper;
            n_upper += usize::from(letter.upper);
            len += 1;
        }
        let may_be_remark = self.n_words >= 2 && begins_remark(&syllable);
        if len == 0 || may_be_remark || !syllable.is_plain() {
            return None;
        }
        self.has_common_family |= self.n_words == 0 && is_common_family(&syllable);
        self.n_words += 1;
        self.n_title += usize::from(first_upper && n_upper == 1);
        self.n_upper += usize::from(n_upper == len);
        self.n_lower += usize::from(n_upper == 0);
        Some(len)
    }
}

/// Is this one of the words that a remark after a name begins with? `Lê Văn Mẫu Đã Mất`.
fn begins_remark(syllable: &Syllable) -> bool {
    matches!(
        (syllable.letters(), syllable.tone),
        (b"con" | b"cha" | b"em", Tone::Level)
            | ([b'v', O_HORN], Tone::Dot)
            | ([b'c', b'h', O_CIRCUMFLEX, b'n', b'g'], Tone::Grave)
            | (b"chau" | [b'b', O_CIRCUMFLEX], Tone::Acute)
            | (b"me" | b"chi", Tone::Dot)
            | ([D_BAR, b'a'], Tone::Tilde)
            | ([b'c', b'h', b'u', b'y', E_CIRCUMFLEX, b'n'], Tone::Hook)
    )
}

/// Is this one of the sixteen family names that nine Vietnamese in ten bear?
fn is_common_family(syllable: &Syllable) -> bool {
    matches!(
        (syllable.letters(), syllable.tone),
        ([b'n', b'g', b'u', b'y', E_CIRCUMFLEX, b'n'] | [D_BAR, O_CIRCUMFLEX], Tone::Tilde)
            | (b"vu" | b"vo", Tone::Tilde)
            | ([b't', b'r', A_CIRCUMFLEX, b'n'] | [b'h', O_CIRCUMFLEX], Tone::Grave)
            | (b"hoang" | b"huynh" | b"bui", Tone::Grave)
            | ([b'l', E_CIRCUMFLEX] | [b'n', b'g', O_CIRCUMFLEX] | b"phan", Tone::Level)
            | ([b'd', U_HORN, O_HORN, b'n', b'g'], Tone::Level)
            | (b"pham" | [D_BAR, A_BREVE, b'n', b'g'], Tone::Dot)
            | (b"ly", Tone::Acute)
    )
}

/// Could the text be one of the placeholders of two or three words? By the start of their first.
fn may_be_placeholder(text: &str) -> bool {
    let mut start = ['\0'; 3];
    for (place, c) in start.iter_mut().zip(text.chars()) {
        *place = Letter::of(c).map_or(c, |it| Letter { upper: false, ..it }.to_char());
    }
    matches!(
        start,
        ['c', 'h', 'ư' | 'á']
            | ['c', 'o', 'n']
            | ['k', 'h', 'ô' | 'o']
            | ['t', 'r', 'ẻ' | 'e']
            | ['h', 'ọ' | 'o', ' ']
            | ['c', 'b', ' ']
            | ['b', 'é' | 'e', ' ']
            | ['e', 'm', ' ']
            | ['v', 'ô' | 'o', ' ']
            | ['s', 'ơ' | 'o', ' ']
            | ['t', 'e', 's']
            | ['c', 'h', 'u']
            | ['a' | 'x', ..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::name::{NameReading, read, read_closely};
    use crate::reference::names::FamilyName;

    /// Names and remarks put together in every way: the quick look never differs from the close one.
    #[test]
    fn a_quick_look_sees_what_a_close_one_does() {
        let words = "Nguyễn Ông Thị An Mẹ Đã Mất Vợ Bà Con Chuyển Đi Em Của Cháu Bé Trai Test B đi mất MINH";
        let words: Vec<&str> = words.split(' ').collect();
        let mut n_plain = 0;
        for i in 0..words.len().pow(4) {
            let pick = |place: u32| words[i / words.len().pow(place) % words.len()];
            let name = [pick(0), pick(1), pick(2), pick(3)].join(" ");
            let cell = crate::Cell::typed(&name);
            n_plain += usize::from(plain(&name).is_some());
            let quick = read(cell);
            assert!(quick.letters.is_none_or(|it| it == LetterSum::of(&name)), "{name}");
            let quick = NameReading { is_common: false, letters: None, ..quick };
            assert_eq!(quick, read_closely(cell), "{name}");
        }
        assert!(n_plain > 10_000, "{n_plain}");
    }

    #[test]
    fn the_sixteen_families_are_common() {
        for family in FamilyName::COMMONEST {
            for family in [family.to_owned(), family.to_uppercase()] {
                let syllable = Syllable::read(&family).unwrap();
                assert!(is_common_family(&syllable), "{family}");
            }
        }
        assert!(!is_common_family(&Syllable::read("Nguyên").unwrap()));
    }
}
