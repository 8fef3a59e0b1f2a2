//! One quick look at a name: nearly all names of a list are plain, and need no other.

use super::case::Case;
use super::letters::Letter;
use super::syllable::Syllable;

/// What one pass over a plain name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    pub(super) case: Case,
    pub(super) n_words: usize,
}

/// Recognises a name of two or three valid syllables, one space apart, in one of the usual cases,
/// with tones in their places, that cannot be anything but a name. `None` says nothing.
pub(super) fn plain(text: &str) -> Option<Plain> {
    let mut scan = Scan { n_words: 0, n_title: 0, n_upper: 0, n_lower: 0 };
    let mut last_len = 0;
    for word in text.split(' ') {
        last_len = scan.word(word)?;
    }
    let Scan { n_words, n_title, n_upper, n_lower } = scan;
    let case = match n_words {
        n if n == n_title => Case::Title,
        n if n == n_upper => Case::Capitals,
        n if n == n_lower => Case::Small,
        _ => return None,
    };
    let usual = (2..=3).contains(&n_words) && last_len > 1 && !may_be_placeholder(text);
    usual.then_some(Plain { case, n_words })
}

struct Scan {
    n_words: usize,
    /// Words with a capital and then small letters.
    n_title: usize,
    n_upper: usize,
    n_lower: usize,
}

impl Scan {
    /// Takes a word; its length, or `None` when the name needs a closer look.
    fn word(&mut self, word: &str) -> Option<usize> {
        let mut syllable = Syllable::empty();
        let (mut first_upper, mut n_upper, mut len) = (false, 0, 0);
        for c in word.chars() {
            let letter = Letter::of(c)?;
            syllable.push(letter)?;
            first_upper |= len == 0 && letter.upper;
            n_upper += usize::from(letter.upper);
            len += 1;
        }
        if len == 0 || !syllable.verdict().is_valid() || syllable.misplaced_to().is_some() {
            return None;
        }
        self.n_words += 1;
        self.n_title += usize::from(first_upper && n_upper == 1);
        self.n_upper += usize::from(n_upper == len);
        self.n_lower += usize::from(n_upper == 0);
        Some(len)
    }
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
