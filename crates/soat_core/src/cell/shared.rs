//! The texts that the cells of a workbook share: one long string, held once for all its sheets.

use super::Cell;
use super::index::Index;
use crate::field::Field;

/// The shared texts of a workbook, found by number or by what they say.
#[derive(Default)]
pub struct SharedTexts {
    text: String,
    /// Where each text ends; it starts where the one before ends.
    ends: Vec<u32>,
    states: Vec<TextState>,
    index: Index,
    /// For each number the first with the same text; empty when no text is there twice, as in the
    /// files of most programs.
    firsts: Vec<u32>,
    /// Is one longer than [`Field::MOST_READ`]?
    has_long: bool,
}

/// What can be seen of a shared text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextState {
    /// It is not there, or could not be read.
    Unreadable,
    /// It has no letters.
    Empty,
    /// Nothing but white space and invisible characters.
    Blank,
    /// There is something to be seen.
    Seen,
}

impl SharedTexts {
    /// How many there are; their numbers start at 0.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// What can be seen of a text.
    #[must_use]
    #[inline]
    pub fn state(&self, number: u32) -> TextState {
        self.states.get(number as usize).copied().unwrap_or(TextState::Unreadable)
    }

    /// The text with this number; `None` when it is unreadable.
    #[must_use]
    #[inline]
    pub fn get(&self, number: u32) -> Option<&str> {
        if self.state(number) == TextState::Unreadable {
            return None;
        }
        let number = number as usize;
        let end = *self.ends.get(number)?;
        let before = number.checked_sub(1).and_then(|it| self.ends.get(it));
        self.text.get(before.map_or(0, |it| *it as usize)..end as usize)
    }

    /// Is there a text of more than [`Field::MOST_READ`] characters?
    pub(super) fn has_long(&self) -> bool {
        self.has_long
    }

    /// The first number with the same text.
    #[inline]
    pub(super) fn first(&self, number: u32) -> u32 {
        self.firsts.get(number as usize).copied().unwrap_or(number)
    }

    /// The first number of a text that is not empty.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        self.index.find(self.index.hash(text), |it| self.get(it) == Some(text))
    }

    /// One tight loop over texts that lie side by side: put in one by one while a sheet is read,
    /// each would wait for memory.
    fn fill_index(&mut self) {
        let n_texts = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let mut index = Index::with_capacity(self.len());
        let mut firsts = Vec::new();
        for number in 0..n_texts {
            let text = self.get(number).unwrap_or_default();
            let mut first = number;
            if !text.is_empty() {
                let hash = index.hash(text);
                match index.find(hash, |it| self.get(it) == Some(text)) {
                    Some(it) => first = it,
                    None => index.insert(hash, number),
                }
            }
            if first != number && firsts.is_empty() {
                firsts = (0..number).collect();
            }
            if !firsts.is_empty() {
                firsts.push(first);
            }
        }
        (self.index, self.firsts) = (index, firsts);
    }
}

/// Gathers the shared texts of a workbook in the order of their numbers.
#[derive(Default)]
pub struct SharedTextsBuilder {
    texts: SharedTexts,
}

impl SharedTextsBuilder {
    /// Makes room for so many bytes and texts.
    pub fn reserve(&mut self, n_bytes: usize, n_texts: usize) {
        self.texts.text.reserve(n_bytes);
        self.texts.ends.reserve(n_texts);
        self.texts.states.reserve(n_texts);
    }

    /// Texts added so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Is there none yet?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Bytes of all texts added so far.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        self.texts.text.len()
    }

    /// Adds the next text.
    #[inline]
    pub fn add(&mut self, text: &str) {
        self.texts.text.push_str(text);
        self.end_text(self.n_bytes() - text.len(), true);
    }

    /// Adds the next text as it is written behind the others; `write` says whether it could be read.
    ///
    /// # Errors
    /// That of `write`; then nothing is added.
    pub fn add_written<E>(
        &mut self,
        write: impl FnOnce(&mut String) -> Result<bool, E>,
    ) -> Result<(), E> {
        let start = self.n_bytes();
        let written = write(&mut self.texts.text);
        match &written {
            Ok(is_readable) => self.end_text(start, *is_readable),
            Err(_) => self.texts.text.truncate(start),
        }
        written.map(drop)
    }

    /// All texts.
    #[must_use]
    pub fn finish(mut self) -> SharedTexts {
        self.texts.text.shrink_to_fit();
        self.texts.fill_index();
        self.texts
    }

    /// Texts beyond four gigabytes, which no 32-bit page can hold, are unreadable.
    #[inline]
    fn end_text(&mut self, start: usize, is_readable: bool) {
        let said = self.texts.text.get(start..).unwrap_or_default();
        self.texts.has_long |= Cell::typed(said).is_longer_than(Field::MOST_READ);
        let state = match u32::try_from(self.texts.text.len()) {
            Ok(_) if is_readable && said.is_empty() => TextState::Empty,
            Ok(_) if is_readable && Cell::typed(said).is_blank() => TextState::Blank,
            Ok(_) if is_readable => TextState::Seen,
            _ => TextState::Unreadable,
        };
        if state == TextState::Unreadable {
            self.texts.text.truncate(start);
        }
        // OK because a text that would end beyond has been cut off.
        self.texts.ends.push(u32::try_from(self.texts.text.len()).unwrap_or(u32::MAX));
        self.texts.states.push(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_by_number_and_what_can_be_seen_of_them() {
        let mut texts = SharedTextsBuilder::default();
        texts.add("Đào");
        texts.add("");
        texts.add(" \u{200b}");
        let half = |text: &mut String| {
            text.push_str("half");
            Ok::<_, ()>(false)
        };
        assert_eq!(texts.add_written(half), Ok(()));
        let none = |text: &mut String| {
            text.push_str("none");
            Err("cut")
        };
        assert_eq!(texts.add_written(none), Err("cut"));
        texts.add("Lê");
        let texts = texts.finish();
        let said = [0, 1, 2, 3, 4, 5].map(|it| (texts.get(it), texts.state(it)));
        let expected = [
            (Some("Đào"), TextState::Seen),
            (Some(""), TextState::Empty),
            (Some(" \u{200b}"), TextState::Blank),
            (None, TextState::Unreadable),
            (Some("Lê"), TextState::Seen),
            (None, TextState::Unreadable),
        ];
        assert_eq!(said, expected);
        assert_eq!(texts.find("Lê"), Some(4));
        assert_eq!(texts.find("half"), None);
    }

    #[test]
    fn a_text_that_is_there_twice_is_the_first() {
        let mut texts = SharedTextsBuilder::default();
        ["a", "", "b", "a", "", "c", "b"].iter().for_each(|it| texts.add(it));
        let texts = texts.finish();
        assert_eq!([0, 1, 2, 3, 4, 5, 6].map(|it| texts.first(it)), [0, 1, 2, 0, 4, 5, 2]);
        assert_eq!(texts.find("b"), Some(2));
    }
}
