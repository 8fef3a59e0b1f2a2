//! Keys under which two people meet. Nobody is compared with everybody.

use super::person::{Birth, People, Person, hash};
use super::rarity::Counts;
use super::words::Word;

/// People of the second list under one key beyond which the key tells nothing: everybody of a
/// village under 01/01/1960. More special keys still bring the right ones together.
const MOST_UNDER_KEY: usize = 200;

/// Which of the two lists a person is of. Some keys only help people whose row says little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The list under work.
    Work,
    /// The second list.
    Second,
}

/// The people of the second list by their keys.
pub(super) struct Index {
    numbers: Counts,
    /// Where the people of each key start in `people`; one more than there are keys.
    starts: Vec<u32>,
    people: Vec<u32>,
}

impl Index {
    /// Indexes the second list under those keys alone that the work's people have.
    pub(super) fn new(work: &People, second: &People) -> Self {
        let mut numbers = Counts::default();
        let mut keys = Vec::new();
        for person in &work.people {
            collect(work, person, Side::Work, &mut keys);
            for &key in &keys {
                let new = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                numbers.entry(key).or_insert(new);
            }
        }
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let mut starts = vec![0u32; numbers.len() + 1];
        for (idx, person) in (0u32..).zip(&second.people) {
            collect(second, person, Side::Second, &mut keys);
            for number in keys.iter().filter_map(|it| numbers.get(it)) {
                pairs.push((*number, idx));
                if let Some(count) = starts.get_mut(*number as usize + 1) {
                    *count += 1;
                }
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1]; // OK because `at` runs within the vector from 1
        }
        let mut next = starts.clone();
        let mut people = vec![0; pairs.len()];
        for (number, idx) in pairs {
            let Some(at) = next.get_mut(number as usize) else { continue };
            if let Some(place) = people.get_mut(*at as usize) {
                *place = idx;
            }
            *at += 1;
        }
        Self { numbers, starts, people }
    }

    /// Indices into the second list of everybody who shares a key with this person, in order.
    pub(super) fn meet(
        &self,
        work: &People,
        person: &Person,
        keys: &mut Vec<u64>,
        met: &mut Vec<u32>,
    ) {
        met.clear();
        collect(work, person, Side::Work, keys);
        for key in keys.iter() {
            let under = self.under(*key);
            if under.len() <= MOST_UNDER_KEY {
                met.extend_from_slice(under);
            }
        }
        met.sort_unstable();
        met.dedup();
    }

    fn under(&self, key: u64) -> &[u32] {
        let range = self.numbers.get(&key).and_then(|&it| {
            let it = it as usize;
            Some(*self.starts.get(it)? as usize..*self.starts.get(it + 1)? as usize)
        });
        range.and_then(|it| self.people.get(it)).unwrap_or_default()
    }
}

/// Kinds of keys, so that two kinds never meet.
#[derive(Clone, Copy)]
enum Kind {
    Personal,
    Cmnd,
    Insurance,
    Serial,
    PhoneAndGiven,
    NameAndYear,
    NameAndDay,
    NameAndNoBirth,
    NoBirthAndName,
    DateAndFamily,
    DateAndGiven,
    YearAndEnds,
    YearAndAllButFamily,
    YearAndAllButGiven,
    MotherAndBirth,
}

/// The keys of a person.
pub(super) fn collect(people: &People, person: &Person, side: Side, keys: &mut Vec<u64>) {
    keys.clear();
    let Person { birth, personal, cmnd, insurance, phone, .. } = *person;
    let words = people.words_of(person.name);
    let family = words.first().map_or(0, |it| u64::from(it.folded) + 1);
    let given = words.last().map_or(0, |it| u64::from(it.folded) + 1);
    let mut push = |kind, is_known: bool, parts| {
        if is_known {
            keys.push(key(kind, parts));
        }
    };
    push(Kind::Personal, personal > 0, [personal, 0, 0]);
    push(Kind::Serial, personal > 0, [personal % 100_000_000, 0, 0]);
    push(Kind::Cmnd, cmnd > 0, [cmnd.into(), 0, 0]);
    push(Kind::Insurance, insurance > 0, [insurance, 0, 0]);
    push(Kind::PhoneAndGiven, phone > 0, [phone, given, 0]);
    let has_mother = person.mother.bag > 0 && birth.is_known();
    push(Kind::MotherAndBirth, has_mother, [person.mother.bag, birth.number(), 0]);
    if words.is_empty() {
        return;
    }
    let (bag, year) = (person.name.bag, u64::from(birth.year));
    // Whoever has no birth date meets everybody of that name.
    let (no_birth, any) = match side {
        Side::Work => (Kind::NoBirthAndName, Kind::NameAndNoBirth),
        Side::Second => (Kind::NameAndNoBirth, Kind::NoBirthAndName),
    };
    push(any, true, [bag, 0, 0]);
    push(no_birth, !birth.is_known(), [bag, 0, 0]);
    push(Kind::NameAndYear, birth.is_known(), [bag, year, 0]);
    push(Kind::YearAndEnds, birth.is_known(), [year, family, given]);
    let has_day = birth.is_known() && !birth.is_year();
    push(Kind::NameAndDay, has_day, [bag, birth.month.into(), birth.day.into()]);
    // The second list is indexed under its own dates, and asked for either order.
    let swapped = birth.swapped().filter(|_| side == Side::Work);
    for date in [Some(birth), swapped].into_iter().flatten() {
        push(Kind::DateAndFamily, has_day, [date.number(), family, 0]);
        push(Kind::DateAndGiven, has_day, [date.number(), given, 0]);
    }
    if birth.is_known() {
        by_year(words, birth, side, keys);
    }
}

#[inline(never)]
fn key(kind: Kind, parts: [u64; 3]) -> u64 {
    hash((kind as u64, parts))
}

/// A name that is not quite the same under a year alone.
fn by_year(words: &[Word], birth: Birth, side: Side, keys: &mut Vec<u64>) {
    let most = words.len().saturating_sub(1);
    if most < 2 {
        return;
    }
    let ends = [
        (Kind::YearAndAllButFamily, words.get(1..)),
        (Kind::YearAndAllButGiven, words.get(..most)),
    ];
    for (kind, rest) in ends {
        let folded: Vec<u32> = rest.unwrap_or_default().iter().map(|it| it.folded).collect();
        // Under a full date these people meet by other keys.
        for of in [Side::Work, Side::Second] {
            if birth.is_year() || of != side {
                keys.push(key(
                    kind,
                    [u64::from(of == Side::Work), birth.year.into(), hash(&folded)],
                ));
            }
        }
    }
}
