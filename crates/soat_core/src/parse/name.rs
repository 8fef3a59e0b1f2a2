//! Names of people: their form, their letters, and what stands beside them.
//!
//! The order of steps matters: an encoding from before Unicode is decided first, for it uses
//! characters that tidying would remove.

pub mod case;
pub mod form;
pub mod keys;
pub mod legacy;
pub mod letters;
pub mod near;
pub mod remark;
mod scan;
pub mod syllable;

use crate::cell::{Cell, CellKind};
use crate::parse::text::is_space_or_invisible;
use case::Case;
pub use form::{Changes, Tidied, tidy, tidy_foreign};
use keys::Method;
use legacy::Encoding;
use letters::{LetterSum, Tone};
use remark::{Placeholder, Remark};
use syllable::Syllable;

/// A name taken for comparing: case, tone placement, apostrophes and the space after a one-letter
/// word make no difference; every letter, quality mark and tone does. Never shown.
#[must_use]
pub fn key(name: &str) -> String {
    tidy_key(&tidy(name).text)
}

/// The key of a name in good form.
fn tidy_key(name: &str) -> String {
    let tidied = name.to_lowercase();
    let mut key = String::with_capacity(tidied.len());
    let mut joins = true;
    for word in tidied.split([' ', '-']) {
        let word = word.replace(['\'', '.'], "");
        if !joins {
            key.push(' ');
        }
        joins = word.chars().count() <= 1;
        match Syllable::read(&word) {
            Some(syllable) if syllable.tone != Tone::Level => {
                let level = |it: letters::Letter| letters::Letter { tone: Tone::Level, ..it };
                key.extend(
                    word.chars().filter_map(letters::Letter::of).map(|it| level(it).to_char()),
                );
                key.push(syllable.tone.vni_key());
            }
            _ => key.push_str(&word),
        }
    }
    key
}

/// What a name cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameReading {
    /// What there is.
    pub state: NameState,
    /// The name in good form, when the cell's form is not.
    pub tidied: Option<Tidied>,
    /// What is in the cell besides a name.
    pub content: Content,
    /// Its capitals.
    pub case: Case,
    /// Words, separated by spaces.
    pub n_words: usize,
    /// Is there a word which is no Vietnamese syllable, lacks its tone, or has it misplaced?
    pub has_odd_word: bool,
    /// Is it like most names: a common family name, valid words with marks, usual capitals? No
    /// says nothing.
    pub is_common: bool,
    /// The sum of its letters, when it was taken on the way.
    pub(crate) letters: Option<LetterSum>,
}

/// Whether there is a name at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameState {
    /// The list has no such column.
    Absent,
    /// Nothing in the cell.
    Missing,
    /// Something in place of a name.
    Placeholder(Placeholder),
    /// An encoding from before Unicode; decoded when one cell is enough to know.
    Legacy(Option<(Encoding, String)>),
    /// A name.
    Written,
}

/// What is in a name cell besides a name. The first that is found: the others follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing else.
    Name,
    /// Letters were lost when the file was saved: `Nguy?n`.
    LostLetters,
    /// Typing keys, and the name they were meant to give.
    Keys(Method, String),
    /// A remark.
    Remark(Remark),
    /// Digits, and the name without them where they stand at an end.
    Digits(Option<String>),
    /// A sign, and the name without such signs.
    Sign(char, String),
}

impl NameReading {
    /// A list without such a column.
    #[must_use]
    pub fn absent() -> Self {
        Self {
            state: NameState::Absent,
            tidied: None,
            content: Content::Name,
            case: Case::Title,
            n_words: 0,
            has_odd_word: false,
            is_common: false,
            letters: None,
        }
    }

    /// The name in good form.
    #[must_use]
    pub fn name<'a>(&'a self, cell_text: &'a str) -> &'a str {
        self.tidied.as_ref().map_or(cell_text, |it| &it.text)
    }

    /// Is there a name of words as they should be, and nothing beside it? Its case may be any.
    pub(crate) fn is_in_form(&self) -> bool {
        self.is_plain() && self.tidied.is_none() && !self.has_odd_word
    }

    /// Is there a name and nothing beside it, so that its words can be judged?
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.state == NameState::Written && self.content == Content::Name
    }
}

/// Reads a name cell of a column whose names are in an old encoding, when they are.
#[must_use]
pub fn read_in_column(cell: Cell<'_>, encoding: Option<Encoding>) -> NameReading {
    let decoded = encoding.and_then(|it| Some((it, legacy::decode_in_column(it, cell.text)?)));
    match decoded {
        Some(decoded) => {
            NameReading { state: NameState::Legacy(Some(decoded)), ..NameReading::absent() }
        }
        None => read(cell),
    }
}

/// Reads a name cell.
#[must_use]
pub fn read(cell: Cell<'_>) -> NameReading {
    match scan::plain(cell.text) {
        Some(scan::Plain { case, n_words, is_common, letters }) => {
            let (state, letters) = (NameState::Written, Some(letters));
            NameReading { state, case, n_words, is_common, letters, ..NameReading::absent() }
        }
        None => read_closely(cell),
    }
}

fn read_closely(cell: Cell<'_>) -> NameReading {
    let reading = NameReading::absent();
    if cell.text.chars().all(is_space_or_invisible) {
        return NameReading { state: NameState::Missing, ..reading };
    }
    if cell.kind == CellKind::Error {
        return NameReading { state: NameState::Placeholder(Placeholder::Filler), ..reading };
    }
    let untidy = form::may_be_untidy(cell.text);
    let legacy = if untidy { legacy::looks_legacy(cell.text) } else { legacy::may_be(cell.text) };
    if legacy && (untidy || legacy::guess(cell.text).is_some()) {
        return NameReading { state: NameState::Legacy(legacy::guess(cell.text)), ..reading };
    }
    let tidied = (untidy || form::has_misplaced_tone(cell.text)).then(|| tidy(cell.text));
    let tidied = tidied.filter(|it| it.changes.any());
    let name = tidied.as_ref().map_or(cell.text, |it| &it.text);
    if tidied.is_some() && legacy::looks_legacy(name) {
        return NameReading { state: NameState::Legacy(legacy::guess(name)), ..reading };
    }
    if name.is_empty() {
        return NameReading { state: NameState::Missing, ..reading };
    }
    let (case, n_words) = (case::case_of(name), name.split(' ').count());
    let odd = |it: &str| !syllable::judge(it).is_valid() || form::doubtful_tone(it).is_some();
    let has_odd_word = name.split(' ').any(odd);
    if let Some(placeholder) = remark::placeholder(name) {
        return NameReading { state: NameState::Placeholder(placeholder), tidied, ..reading };
    }
    let content = read_content(name, has_odd_word);
    let state = NameState::Written;
    NameReading { state, content, case, n_words, has_odd_word, tidied, ..reading }
}

fn read_content(name: &str, has_odd_word: bool) -> Content {
    if remark::has_lost_letters(name) {
        return Content::LostLetters;
    }
    if has_odd_word && let Some((method, typed)) = keys::decode(name) {
        return Content::Keys(method, typed);
    }
    if let Some(remark) = remark::remark(name) {
        return Content::Remark(remark);
    }
    if name.bytes().any(|it| it.is_ascii_digit()) {
        return Content::Digits(remark::without_number(name));
    }
    match remark::stray_sign(name) {
        Some(sign) => Content::Sign(sign, remark::without_signs(name)),
        None => Content::Name,
    }
}

#[cfg(test)]
mod clean;
#[cfg(test)]
mod vectors;
