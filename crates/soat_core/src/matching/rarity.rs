//! How common names, days and phones are in the second list.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::evidence::{Bits, bits};
use super::person::{Birth, Name, People};

/// Numbers by what they count or name. One kind of map serves all: the page has to stay small.
pub(super) type Counts = HashMap<u64, u32, FixedState>;

#[inline(never)]
pub(super) fn add(counts: &mut Counts, key: u64) {
    *counts.entry(key).or_default() += 1;
}

#[inline(never)]
pub(super) fn count(counts: &Counts, key: u64) -> u32 {
    counts.get(&key).copied().unwrap_or(0)
}

/// Counts of the second list.
pub(super) struct Rarity {
    /// People of both lists.
    pub(super) n_people: u32,
    /// People of the second list.
    pub(super) n_second: u32,
    strict: Counts,
    folded: Counts,
    days: Counts,
    years: Counts,
    phones: Counts,
}

impl Rarity {
    pub(super) fn new(work: &People, second: &People) -> Self {
        let size = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let mut rarity = Self {
            n_people: size(work.people.len() + second.people.len()),
            n_second: size(second.people.len()),
            strict: Counts::default(),
            folded: Counts::default(),
            days: Counts::default(),
            years: Counts::default(),
            phones: Counts::default(),
        };
        for person in &second.people {
            add(&mut rarity.strict, person.name.strict);
            add(&mut rarity.folded, person.name.folded);
            add(&mut rarity.days, person.birth.number());
            add(&mut rarity.years, person.birth.year.into());
            if person.phone > 0 {
                add(&mut rarity.phones, person.phone);
            }
        }
        rarity
    }

    /// How many people have this name to the last tone.
    pub(super) fn strict(&self, name: Name) -> u32 {
        count(&self.strict, name.strict)
    }

    /// How many people have this name with any marks.
    pub(super) fn folded(&self, name: Name) -> u32 {
        count(&self.folded, name.folded)
    }

    pub(super) fn phone(&self, phone: u64) -> u32 {
        count(&self.phones, phone)
    }

    /// What it says to be born on this day: as much as a day of sixty years does, unless the list
    /// holds it more often.
    pub(super) fn day(&self, birth: Birth) -> Bits {
        const MOST: Bits = bits(14.4);
        match count(&self.days, birth.number()).saturating_sub(1) {
            0 => MOST,
            others => Bits::rarity(others, self.n_second).min(MOST),
        }
    }

    /// What it says to be born in this year.
    pub(super) fn year(&self, birth: Birth) -> Bits {
        let n = count(&self.years, birth.year.into());
        Bits::rarity(n, self.n_second).min(bits(6.0))
    }
}
