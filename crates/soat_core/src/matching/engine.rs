//! The keys of matching for an engine that joins lists too large for one machine.

use super::keys::{Side, collect};
use super::person::{Lexicon, Name, People, hash};
use crate::part::Terms;
use crate::table::Table;

/// The keys of each row: two people of two lists are worth comparing when they share one. A key under
/// which the second list has more than 200 people tells nothing and is best left out of a join.
///
/// Stable within one version of Soát, whatever other rows there are.
#[must_use]
pub fn blocking_keys(table: &Table, terms: Terms, side: Side) -> Vec<Vec<u64>> {
    let mut people = People::default();
    let mut lexicon = Lexicon::default();
    people.add_table(terms.list(table), 0, &mut lexicon, &mut |_| {});
    people.name_words_by_letters(&lexicon);
    let keys_of = |person| {
        let mut keys = Vec::new();
        collect(&people, person, side, &mut keys);
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    people.people.iter().map(keys_of).collect()
}

impl People {
    /// Words are numbered as they come, so that their numbers mean nothing elsewhere. Their letters do:
    /// two words whose hashes are equal only bring people together who need not meet.
    fn name_words_by_letters(&mut self, lexicon: &Lexicon) {
        for word in &mut self.words {
            word.folded = hash(lexicon.words.letters(*word)) as u32;
        }
        let mut people = core::mem::take(&mut self.people);
        for name in people.iter_mut().flat_map(|it| [&mut it.name, &mut it.mother]) {
            name.bag = self.bag_of(*name);
        }
        self.people = people;
    }

    fn bag_of(&self, name: Name) -> u64 {
        let mut folded: Vec<u32> = self.words_of(name).iter().map(|it| it.folded).collect();
        folded.sort_unstable();
        if folded.is_empty() { 0 } else { hash(&folded) }
    }
}
