//! Words of names and addresses as numbers, so that comparing two people compares numbers.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::parse::name;
use crate::parse::name::letters::Letter;
use crate::parse::name::near::is_known;
use crate::parse::text::fold;

/// A word of a name: equal numbers mean equal words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Letters, quality marks and tone; neither case nor the place of the tone.
    pub(super) strict: u32,
    /// Plain letters.
    pub(super) folded: u32,
    /// Has it a tone, a quality mark or a đ?
    pub(super) is_marked: bool,
    /// Is it, marks and all, a word that names are made of?
    pub(super) is_known: bool,
}

type Numbers = HashMap<Box<str>, u32, FixedState>;

/// Every word met, each read once.
#[derive(Default)]
pub(super) struct Words {
    by_text: Numbers,
    words: Vec<Word>,
    strict: Numbers,
    folded: Numbers,
    /// How often each strict and each folded form stands in a name, for the rarity of names.
    n_strict: Vec<u32>,
    n_folded: Vec<u32>,
    /// The text of each folded form.
    folded_texts: Vec<Box<str>>,
}

impl Words {
    /// The word of a text without spaces.
    pub(super) fn read(&mut self, text: &str) -> Word {
        let known = self.by_text.get(text).and_then(|&it| self.words.get(it as usize));
        if let Some(&word) = known {
            return word;
        }
        let folded = with_i(fold(text));
        let strict = with_i(name::key(text));
        let word = Word {
            is_marked: strict != folded,
            is_known: is_known(text),
            strict: number(&mut self.strict, &strict),
            folded: number(&mut self.folded, &folded),
        };
        self.folded_texts.resize(self.folded.len(), Box::default());
        if let Some(place) = self.folded_texts.get_mut(word.folded as usize) {
            *place = folded.into();
        }
        self.by_text.insert(text.into(), u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        self.words.push(word);
        word
    }

    /// Counts a word of somebody's name.
    pub(super) fn count(&mut self, word: Word) {
        add(&mut self.n_strict, word.strict);
        add(&mut self.n_folded, word.folded);
    }

    /// In how many names a word stands as it is, and with any marks.
    pub(super) fn counts(&self, word: Word) -> (u32, u32) {
        let of = |counts: &[u32], it: u32| counts.get(it as usize).copied().unwrap_or(0);
        (of(&self.n_strict, word.strict), of(&self.n_folded, word.folded))
    }

    /// The plain letters of a word.
    pub(super) fn letters(&self, word: Word) -> &str {
        self.folded_texts.get(word.folded as usize).map_or("", |it| it)
    }
}

fn number(numbers: &mut Numbers, text: &str) -> u32 {
    if let Some(&known) = numbers.get(text) {
        return known;
    }
    let new = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    numbers.insert(text.into(), new);
    new
}

fn add(counts: &mut Vec<u32>, at: u32) {
    let at = at as usize;
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

/// Lý and Lí, Mỹ and Mĩ, Quý and Quí are spellings of one name. Mai and May are two.
fn with_i(mut key: String) -> String {
    let letters = key.trim_end_matches(|it: char| it.is_ascii_digit());
    let Some(onset) = letters.strip_suffix('y') else { return key };
    let is_vowel = |c: char| Letter::of(c).is_some_and(|it| Letter::is_vowel(it.plain));
    let last_is_vowel = onset.chars().next_back().is_some_and(is_vowel);
    if onset.is_empty() || (last_is_vowel && onset != "qu") {
        return key;
    }
    let at = onset.len();
    key.replace_range(at..=at, "i");
    key
}

/// Words of an address as numbers, without the words that say what kind of place it is.
#[derive(Default)]
pub(super) struct Places {
    numbers: Numbers,
    counts: Vec<u32>,
    word: String,
}

impl Places {
    /// Adds the words of a text to `out`. Each is counted once a person by [`Self::count`].
    pub(super) fn read(&mut self, text: &str, out: &mut Vec<u32>) {
        let mut word = core::mem::take(&mut self.word);
        for c in text.chars().chain([' ']) {
            match plain(c) {
                Some(c) => word.push(c),
                None if ('\u{300}'..='\u{36F}').contains(&c) => {}
                None if word.is_empty() => {}
                None => {
                    if !is_kind_of_place(&word) {
                        out.push(number(&mut self.numbers, word.trim_start_matches('0')));
                    }
                    word.clear();
                }
            }
        }
        self.word = word;
    }

    /// Counts the words of one person's address.
    pub(super) fn count(&mut self, words: &[u32]) {
        for &word in words {
            add(&mut self.counts, word);
        }
    }

    /// How many people's addresses hold a word.
    pub(super) fn n_people(&self, word: u32) -> u32 {
        self.counts.get(word as usize).copied().unwrap_or(0)
    }
}

/// The small plain letter or digit of a character.
fn plain(c: char) -> Option<char> {
    const BARE: [u8; 8] = *b"?aaeooud";
    if c.is_ascii_digit() {
        return Some(c);
    }
    if matches!(c, 'ð' | 'Ð' | 'Ɖ') {
        return Some('d');
    }
    let plain = Letter::of(c)?.plain;
    Some(char::from(BARE.get(usize::from(plain)).copied().unwrap_or(plain)))
}

fn is_kind_of_place(word: &str) -> bool {
    matches!(
        word,
        "so" | "nha"
            | "to"
            | "thon"
            | "ap"
            | "ban"
            | "buon"
            | "lang"
            | "xom"
            | "doi"
            | "khu"
            | "pho"
            | "kp"
            | "khom"
            | "duong"
            | "ngo"
            | "hem"
            | "ngach"
            | "xa"
            | "x"
            | "phuong"
            | "p"
            | "thi"
            | "tran"
            | "tt"
            | "huyen"
            | "h"
            | "quan"
            | "q"
            | "tx"
            | "thanh"
            | "tp"
            | "tinh"
            | "t"
            | "dan"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name() {
        let mut words = Words::default();
        let mut same = |a: &str, b: &str| words.read(a).strict == words.read(b).strict;
        assert!(same("Hòa", "HOÀ"));
        assert!(same("Lý", "Lí"));
        assert!(same("Quý", "Quí"));
        assert!(same("Thúy", "Thuý"));
        assert!(!same("Mai", "May"));
        assert!(!same("Lan", "Lân"));
    }

    #[test]
    fn addresses_without_kinds_of_places() {
        let mut places = Places::default();
        let (mut a, mut b) = (Vec::new(), Vec::new());
        places.read("Thôn 03, xã Đông Hà", &mut a);
        places.read("T.3 Đông Hà", &mut b);
        assert_eq!(a, b);
    }
}
