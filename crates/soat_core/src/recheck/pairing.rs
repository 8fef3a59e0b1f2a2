//! Which row of one export is which person of another.
//!
//! People are laid side by side by what they have in common, the most telling first: everything;
//! the ID and more; name and birth date; and so on down to what a correction leaves standing. A
//! person found is out of the search, so that a later, looser key meets only who is left. Loose keys
//! count only where they name one person on each side: of two namesakes nobody is guessed.

use core::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::traits::Traits;
use crate::common::Birth;

/// One way to tell a person.
struct Key {
    /// A hash of what must be the same; `None` when it is not written.
    of: fn(&Traits) -> Option<u64>,
    /// What else must hold of the two.
    allows: fn(&Traits, &Traits) -> bool,
    among: Among,
}

/// Whom a key must tell apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    /// Nobody: rows that are the same in this are one person written twice, and go in order.
    InOrder,
    /// Those not yet found.
    Rest,
    /// Everybody, those found too: the key says little by itself.
    All,
}

const KEYS: [Key; 16] = [
    Key { of: everything, allows: always, among: Among::InOrder },
    Key {
        of: |it| hash((it.id.as_ref()?, it.name.as_ref()?, it.birth?)),
        allows: always,
        among: Among::InOrder,
    },
    Key { of: |it| hash((it.id.as_ref()?, named(it)?)), allows: always, among: Among::Rest },
    Key { of: |it| hash((it.id.as_ref()?, it.birth?)), allows: always, among: Among::Rest },
    Key {
        of: |it| hash((it.name.as_ref()?, it.birth?, it.phone.as_ref()?)),
        allows: always,
        among: Among::Rest,
    },
    Key {
        of: |it| hash((it.name.as_ref()?, day(it)?, it.address.as_ref()?)),
        allows: are_not_two,
        among: Among::Rest,
    },
    Key {
        of: |it| hash((it.name.as_ref()?, day(it)?, it.sex?)),
        allows: are_not_two,
        among: Among::Rest,
    },
    Key { of: |it| hash((it.name.as_ref()?, day(it)?)), allows: are_not_two, among: Among::Rest },
    Key { of: |it| hash((named(it)?, day(it)?)), allows: are_not_two, among: Among::Rest },
    Key { of: |it| hash(it.id.as_ref()?), allows: are_alike, among: Among::All },
    Key { of: |it| hash((named(it)?, turned(it)?)), allows: are_not_two, among: Among::All },
    Key {
        of: |it| hash((it.name.as_ref()?, it.phone.as_ref()?)),
        allows: are_not_two,
        among: Among::All,
    },
    Key {
        of: |it| hash((day(it)?, it.phone.as_ref()?, it.given())),
        allows: are_not_two,
        among: Among::All,
    },
    Key {
        of: |it| hash((day(it)?, it.phone.as_ref()?, it.sex?)),
        allows: |a, b| a.has_name_like(b) && are_not_two(a, b),
        among: Among::All,
    },
    Key {
        of: |it| hash((it.name.as_ref()?, it.year?, it.address.as_ref()?)),
        allows: lacks_day,
        among: Among::All,
    },
    Key {
        of: |it| hash((it.name.as_ref()?, it.year?)),
        allows: |a, b| lacks_day(a, b) && !a.has_other_home(b),
        among: Among::All,
    },
];

/// The old person of each new row. Old people may be known by several rows: as opened, and as
/// corrected.
pub(crate) fn pair(old: &[&[Traits]], new: &[Traits]) -> Vec<Option<usize>> {
    let mut pairing =
        Pairing { old, new, of_new: vec![None; new.len()], is_found: vec![false; old.len()] };
    for key in &KEYS {
        pairing.run(key);
    }
    pairing.of_new
}

struct Pairing<'a> {
    old: &'a [&'a [Traits]],
    new: &'a [Traits],
    of_new: Vec<Option<usize>>,
    is_found: Vec<bool>,
}

/// Who has a key: the first few, for more tell nothing.
#[derive(Default)]
struct Holders {
    old: Vec<usize>,
    n_new: usize,
}

/// Rows under one key that are looked at: as many as one person could stand in a list.
const MOST_OLD: usize = 200;

impl Pairing<'_> {
    fn run(&mut self, key: &Key) {
        let mut holders = self.holders(key);
        for (new_idx, row) in self.new.iter().enumerate() {
            if self.of_new.get(new_idx).is_none_or(Option::is_some) {
                continue;
            }
            let Some(here) = (key.of)(row).and_then(|it| holders.get_mut(&it)) else { continue };
            if key.among != Among::InOrder && (here.old.len() > 1 || here.n_new > 1) {
                continue;
            }
            let fits = |&it: &usize| {
                let is_found = self.is_found.get(it).is_none_or(|it| *it);
                let rows = self.old.get(it).copied().unwrap_or_default();
                !is_found && rows.iter().any(|it| (key.allows)(it, row))
            };
            let Some(place) = here.old.iter().position(fits) else { continue };
            let old_idx = here.old.remove(place);
            self.put(old_idx, new_idx);
        }
    }

    fn put(&mut self, old_idx: usize, new_idx: usize) {
        if let Some(is_found) = self.is_found.get_mut(old_idx) {
            *is_found = true;
        }
        if let Some(of_new) = self.of_new.get_mut(new_idx) {
            *of_new = Some(old_idx);
        }
    }

    fn holders(&self, key: &Key) -> HashMap<u64, Holders, FixedState> {
        let mut holders: HashMap<u64, Holders, FixedState> = HashMap::default();
        let counts_found = key.among == Among::All;
        for (idx, (rows, is_found)) in self.old.iter().zip(&self.is_found).enumerate() {
            let keys = rows.iter().filter_map(key.of).filter(|_| counts_found || !is_found);
            for it in keys {
                let old = &mut holders.entry(it).or_default().old;
                if old.last() != Some(&idx) && old.len() < MOST_OLD {
                    old.push(idx);
                }
            }
        }
        for (row, of_new) in self.new.iter().zip(&self.of_new) {
            if (counts_found || of_new.is_none())
                && let Some(here) = (key.of)(row).and_then(|it| holders.get_mut(&it))
            {
                here.n_new += 1;
            }
        }
        holders
    }
}

fn always(_: &Traits, _: &Traits) -> bool {
    true
}

/// Two sure IDs are of two people, unless they have one home and the numbers are nearly the same.
fn are_not_two(a: &Traits, b: &Traits) -> bool {
    let (Some(id), Some(other)) = (&a.id, &b.id) else { return true };
    let n_differ = id.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
    let is_near = id.len() == other.len() && n_differ <= 2;
    !(a.is_id_sure && b.is_id_sure) || is_near || a.shares_home(b)
}

/// The day of birth was found out, or lost.
fn lacks_day(a: &Traits, b: &Traits) -> bool {
    (day(a).is_none() || day(b).is_none()) && are_not_two(a, b)
}

/// One ID may have been typed for two people: something else must agree.
fn are_alike(a: &Traits, b: &Traits) -> bool {
    a.given() == b.given() || a.has_name_like(b) || a.shares_home(b) && a.year == b.year
}

/// Everything that is compared, of a person who is told by more than a name.
fn everything(it: &Traits) -> Option<u64> {
    let is_told = it.id.is_some() || it.phone.is_some() || it.address.is_some();
    let of = (&it.id, it.name.as_ref()?, it.birth, it.sex, &it.phone, &it.address);
    is_told.then(|| hash(of)).flatten()
}

fn named(it: &Traits) -> Option<&str> {
    it.name.is_some().then_some(it.folded.as_str())
}

/// A birth day of its own: a year alone, or 01/01, tells nobody apart.
fn day(it: &Traits) -> Option<time::Date> {
    match it.birth? {
        Birth::Day(date) => Some(date),
        Birth::Year(_) => None,
    }
}

/// The birth day whichever way day and month stand.
fn turned(it: &Traits) -> Option<(i32, u8, u8)> {
    let date = day(it)?;
    let (day, month) = (date.day(), u8::from(date.month()));
    (day <= 12).then_some((date.year(), day.min(month), day.max(month)))
}

fn hash(of: impl Hash) -> Option<u64> {
    Some(FixedState::default().hash_one(of))
}
