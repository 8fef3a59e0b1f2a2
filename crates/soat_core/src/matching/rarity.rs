//! How common names, days and phones are in the second list.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::evidence::{Bits, bits};
use super::person::{Birth, Name, People};

type Counts<K> = HashMap<K, u32, FixedState>;

/// Counts of the second list.
pub(super) struct Rarity {
    /// People of both lists.
    pub(super) n_people: u32,
    /// People of the second list.
    pub(super) n_second: u32,
    strict: Counts<u64>,
    folded: Counts<u64>,
    days: Counts<Birth>,
    years: Counts<u16>,
    phones: Counts<u64>,
}

impl Rarity {
    pub(super) fn new(work: &People, second: &People) -> Self {
        let count = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let mut rarity = Self {
            n_people: count(work.people.len() + second.people.len()),
            n_second: count(second.people.len()),
            strict: Counts::default(),
            folded: Counts::default(),
            days: Counts::default(),
            years: Counts::default(),
            phones: Counts::default(),
        };
        for person in &second.people {
            *rarity.strict.entry(person.name.strict).or_default() += 1;
            *rarity.folded.entry(person.name.folded).or_default() += 1;
            *rarity.days.entry(person.birth).or_default() += 1;
            *rarity.years.entry(person.birth.year).or_default() += 1;
            if person.phone > 0 {
                *rarity.phones.entry(person.phone).or_default() += 1;
            }
        }
        rarity
    }

    /// How many people have this name to the last tone.
    pub(super) fn strict(&self, name: Name) -> u32 {
        self.strict.get(&name.strict).copied().unwrap_or(0)
    }

    /// How many people have this name with any marks.
    pub(super) fn folded(&self, name: Name) -> u32 {
        self.folded.get(&name.folded).copied().unwrap_or(0)
    }

    pub(super) fn phone(&self, phone: u64) -> u32 {
        self.phones.get(&phone).copied().unwrap_or(0)
    }

    /// What it says to be born on this day: as much as a day of sixty years does, unless the list
    /// holds it more often.
    pub(super) fn day(&self, birth: Birth) -> Bits {
        const MOST: Bits = bits(14.4);
        match self.days.get(&birth).copied().unwrap_or(0).saturating_sub(1) {
            0 => MOST,
            others => Bits::rarity(others, self.n_second).min(MOST),
        }
    }

    /// What it says to be born in this year.
    pub(super) fn year(&self, birth: Birth) -> Bits {
        let n = self.years.get(&birth.year).copied().unwrap_or(0);
        Bits::rarity(n, self.n_second).min(bits(6.0))
    }
}
