//! The texts that cells share, each once.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::records::{self, MOST};

const SHARED_STRINGS: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
const IS_WIDE: u8 = 1;
const HAS_RUNS: u8 = 8;

/// From which letter on which font holds.
pub(super) type Run = (u16, u16);

/// The record of the texts, and those that continue it.
pub(super) struct Strings<'a> {
    bytes: Vec<u8>,
    /// Where the data of the record begin that is being filled.
    start: usize,
    places: HashMap<&'a str, u32, FixedState>,
    n_texts: u32,
    n_uses: u32,
}

/// The text is longer than a cell can hold.
#[derive(Debug)]
pub(super) struct TooLong;

impl<'a> Strings<'a> {
    pub(super) fn new() -> Self {
        let mut bytes = Vec::new();
        let start = records::begin(&mut bytes, SHARED_STRINGS);
        bytes.extend([0; 8]);
        Self { bytes, start, places: HashMap::default(), n_texts: 0, n_uses: 0 }
    }

    /// The number of a text, which is written when it comes first.
    pub(super) fn place_of(&mut self, text: &'a str) -> Result<u32, TooLong> {
        if let Some(&place) = self.places.get(text) {
            self.n_uses += 1;
            return Ok(place);
        }
        let place = self.add(text, &[])?;
        self.places.insert(text, place);
        Ok(place)
    }

    /// Writes a text in runs of several fonts.
    pub(super) fn add(&mut self, text: &str, runs: &[Run]) -> Result<u32, TooLong> {
        let n_units = text.encode_utf16().take(LONGEST + 1).count();
        let n_letters = u16::try_from(n_units).map_err(|_| TooLong)?;
        if n_units > LONGEST {
            return Err(TooLong);
        }
        // Letters of Latin-1 could be narrow too, but some readers take them for a code page's.
        let wide = if text.is_ascii() { 0 } else { IS_WIDE };
        // What stands before a text is never parted from its first letter.
        self.make_room(if runs.is_empty() { 7 } else { 9 });
        records::put_words(&mut self.bytes, &[n_letters]);
        self.bytes.push(wide | if runs.is_empty() { 0 } else { HAS_RUNS });
        if !runs.is_empty() {
            records::put_words(&mut self.bytes, &[u16::try_from(runs.len()).unwrap_or(0)]);
        }
        match wide {
            0 => self.put_narrow(text.as_bytes()),
            _ => self.put_wide(text),
        }
        for &(first, font) in runs {
            self.make_room(4);
            records::put_words(&mut self.bytes, &[first, font]);
        }
        self.n_texts += 1;
        self.n_uses += 1;
        Ok(self.n_texts - 1)
    }

    fn put_narrow(&mut self, mut letters: &[u8]) {
        loop {
            let (here, rest) = letters.split_at(letters.len().min(self.room()));
            self.bytes.extend(here);
            if rest.is_empty() {
                return;
            }
            letters = rest;
            self.proceed();
            self.bytes.push(0);
        }
    }

    /// The halves of a letter stay together: readers take each record's letters by themselves.
    fn put_wide(&mut self, text: &str) {
        for letter in text.chars() {
            if self.make_room(2 * letter.len_utf16()) {
                self.bytes.push(IS_WIDE);
            }
            records::put_words(&mut self.bytes, letter.encode_utf16(&mut [0; 2]));
        }
    }

    fn room(&self) -> usize {
        MOST - (self.bytes.len() - self.start)
    }

    /// Goes on in a new record when this one has no room for so many bytes. Says whether it did.
    fn make_room(&mut self, n_bytes: usize) -> bool {
        let is_full = self.room() < n_bytes;
        if is_full {
            self.proceed();
        }
        is_full
    }

    fn proceed(&mut self) {
        records::end(&mut self.bytes, self.start);
        self.start = records::begin(&mut self.bytes, CONTINUE);
    }

    /// The records, all said that is said at their beginning.
    pub(super) fn finish(mut self) -> Vec<u8> {
        records::end(&mut self.bytes, self.start);
        self.bytes[4..8].copy_from_slice(&self.n_uses.to_le_bytes()); // OK because `new` put them
        self.bytes[8..12].copy_from_slice(&self.n_texts.to_le_bytes()); // OK because `new` put them
        self.bytes
    }
}
