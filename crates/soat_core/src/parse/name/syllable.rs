//! Which words can be Vietnamese syllables, and where a tone mark stands.
//!
//! A valid syllable proves nothing; an invalid one deserves a look.

use super::letters::{E_CIRCUMFLEX, Letter, Tone};
use crate::reference::names::Rhyme;

/// What the syllable model says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An ordinary syllable.
    Ordinary,
    /// Possible, mostly in loans and names of minorities.
    Rare,
    /// Ends in c, ch, p or t and has no tone mark: `Phuc`, `Dat`.
    ToneMissing,
    /// Not a Vietnamese syllable.
    Impossible,
}

impl Verdict {
    /// Could the word stand in a Vietnamese name as it is?
    #[must_use]
    pub fn is_valid(self) -> bool {
        matches!(self, Self::Ordinary | Self::Rare)
    }
}

/// Judges one word, in any case and either tone placement.
#[must_use]
pub fn judge(word: &str) -> Verdict {
    Syllable::read(word).map_or(Verdict::Impossible, |it| it.verdict())
}

const MAX_LETTERS: usize = 8;

/// A word of letters with at most one tone mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Syllable {
    letters: [u8; MAX_LETTERS],
    len: usize,
    pub(crate) tone: Tone,
    /// Which letter carries the mark.
    tone_idx: Option<usize>,
}

impl Syllable {
    /// Takes a word apart; `None` for other characters, two tone marks or more than eight letters.
    pub(crate) fn read(word: &str) -> Option<Self> {
        let mut it = Self::empty();
        for c in word.chars() {
            it.push(Letter::of(c)?)?;
        }
        (it.len > 0).then_some(it)
    }

    pub(crate) fn empty() -> Self {
        Self { letters: [0; MAX_LETTERS], len: 0, tone: Tone::Level, tone_idx: None }
    }

    pub(crate) fn push(&mut self, letter: Letter) -> Option<()> {
        if letter.tone != Tone::Level {
            if self.tone_idx.is_some() {
                return None;
            }
            (self.tone, self.tone_idx) = (letter.tone, Some(self.len));
        }
        *self.letters.get_mut(self.len)? = letter.plain;
        self.len += 1;
        Some(())
    }

    /// The plain letters.
    pub(crate) fn letters(&self) -> &[u8] {
        self.letters.get(..self.len).unwrap_or_default()
    }

    pub(crate) fn verdict(&self) -> Verdict {
        let (onset, rhyme) = self.split();
        let Some(&first) = rhyme.first() else { return Verdict::Impossible };
        let Some(found) = Rhyme::of(rhyme) else { return Verdict::Impossible };
        let front = matches!(first, b'e' | b'i' | b'y' | E_CIRCUMFLEX);
        let starts_with = |letter: u8| rhyme.starts_with(&[letter, E_CIRCUMFLEX]);
        let fits = match onset {
            b"" => !starts_with(b'i'),
            b"c" => !front,
            b"gh" | b"ngh" => front && first != b'y',
            b"ng" => !front,
            b"g" => !front || matches!(rhyme, b"i" | b"in" | b"im" | b"ip"),
            b"gi" => found.is(Rhyme::AFTER_GI),
            b"qu" => found.is(Rhyme::AFTER_QU),
            _ => is_onset(onset) && !starts_with(b'y'),
        };
        if !fits {
            return Verdict::Impossible;
        }
        match (found.is(Rhyme::STOP), self.tone) {
            (true, Tone::Level) => Verdict::ToneMissing,
            (true, Tone::Grave | Tone::Hook | Tone::Tilde) => Verdict::Impossible,
            _ if found.is(Rhyme::RARE) && onset != b"qu" && onset != b"gi" => Verdict::Rare,
            _ if onset == b"k" && !front => Verdict::Rare,
            _ => Verdict::Ordinary,
        }
    }

    /// Where the tone mark may stand: in the old style (hòa) and in the new (hoà).
    fn tone_places(&self) -> Option<[usize; 2]> {
        let (onset, rhyme) = self.split();
        let n_vowels = rhyme.iter().take_while(|&&it| Letter::is_vowel(it)).count();
        let vowels = rhyme.get(..n_vowels)?;
        let closed = n_vowels < rhyme.len();
        let marked = vowels.iter().rposition(|it| (1..=5).contains(it));
        let place = match (marked.or(vowels.iter().rposition(|&it| it == 6)), vowels) {
            (Some(marked), _) => marked,
            (None, []) => return None,
            (None, [_]) => 0,
            (None, [_, _, _]) => 1,
            (None, [_, _]) if closed => 1,
            (None, b"oa" | b"oe" | b"uy") => return Some([onset.len(), onset.len() + 1]),
            (None, _) => 0,
        };
        Some([onset.len() + place; 2])
    }

    /// Could the word stand in a name as it is, its tone mark included?
    pub(crate) fn is_plain(&self) -> bool {
        self.verdict().is_valid() && self.tone_idx.is_none_or(|from| self.may_carry_tone(from))
    }

    fn may_carry_tone(&self, place: usize) -> bool {
        self.tone_places().is_none_or(|it| it.contains(&place))
    }

    /// Is the mark on a letter where neither style puts it? Only asked of valid syllables: nothing
    /// is known of others.
    pub(crate) fn misplaced_to(&self) -> Option<(usize, usize)> {
        let from = self.tone_idx?;
        let places = self.tone_places()?;
        (!places.contains(&from) && self.verdict().is_valid()).then_some((from, places[0]))
    }

    fn split(&self) -> (&[u8], &[u8]) {
        let letters = self.letters();
        let n_consonants = letters.iter().take_while(|&&it| !Letter::is_vowel(it)).count();
        let after_two = letters.get(2).copied();
        let n = match letters {
            [b'q', b'u', ..] => 2,
            [b'g', b'i', ..] if after_two.is_some_and(Letter::is_vowel) => 2,
            _ => n_consonants,
        };
        letters.split_at(n.min(letters.len()))
    }
}

fn is_onset(onset: &[u8]) -> bool {
    matches!(
        onset,
        b"b" | b"c"
            | b"ch"
            | b"d"
            | [7]
            | b"g"
            | b"gh"
            | b"gi"
            | b"h"
            | b"k"
            | b"kh"
            | b"l"
            | b"m"
            | b"n"
            | b"ng"
            | b"ngh"
            | b"nh"
            | b"p"
            | b"ph"
            | b"qu"
            | b"r"
            | b"s"
            | b"t"
            | b"th"
            | b"tr"
            | b"v"
            | b"x"
    )
}

/// Moves a tone mark that is wrong in both styles: `Hòang` is `Hoàng`, `Hòa` and `Hoà` stay.
pub(crate) fn place_tone(word: &str) -> Option<String> {
    let (from, to) = Syllable::read(word)?.misplaced_to()?;
    let mut letters: Vec<Letter> = word.chars().filter_map(Letter::of).collect();
    let tone = letters.get(from)?.tone;
    letters.get_mut(from)?.tone = Tone::Level;
    letters.get_mut(to)?.tone = tone;
    Some(letters.into_iter().map(Letter::to_char).collect())
}

/// Puts a tone on a word without one, in the old style where the styles differ: the keyboard
/// programs' own default.
pub(crate) fn with_tone(word: &str, tone: Tone) -> Option<String> {
    let at = Syllable::read(word)?.tone_places()?[0];
    let mut letters: Vec<Letter> = word.chars().filter_map(Letter::of).collect();
    letters.get_mut(at)?.tone = tone;
    Some(letters.into_iter().map(Letter::to_char).collect())
}
