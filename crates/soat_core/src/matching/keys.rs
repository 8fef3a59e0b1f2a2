//! Keys under which two people meet. Nobody is compared with everybody.

use hashbrown::HashMap;

use foldhash::fast::FixedState;

use super::person::{Birth, People, Person, hash};
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
    numbers: HashMap<u64, u32, FixedState>,
    /// Where the people of each key start in `people`; one more than there are keys.
    starts: Vec<u32>,
    people: Vec<u32>,
}

impl Index {
    /// Indexes the second list under those keys alone that the work's people have.
    pub(super) fn new(work: &People, second: &People) -> Self {
        let mut numbers: HashMap<u64, u32, FixedState> = HashMap::default();
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
#[derive(Clone, Copy, Hash)]
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
    let family = words.first().map(|it| it.folded);
    let given = words.last().map(|it| it.folded);
    if personal > 0 {
        keys.push(hash((Kind::Personal, personal)));
        keys.push(hash((Kind::Serial, personal % 1_000_000, personal / 1_000_000 % 100)));
    }
    if cmnd > 0 {
        keys.push(hash((Kind::Cmnd, cmnd)));
    }
    if insurance > 0 {
        keys.push(hash((Kind::Insurance, insurance)));
    }
    if phone > 0 {
        keys.push(hash((Kind::PhoneAndGiven, phone, given)));
    }
    if person.mother.bag > 0 && birth.is_known() {
        keys.push(hash((Kind::MotherAndBirth, person.mother.bag, birth)));
    }
    if words.is_empty() {
        return;
    }
    name_and_no_birth(person, side, keys);
    if !birth.is_known() {
        return;
    }
    let (bag, year) = (person.name.bag, birth.year);
    keys.push(hash((Kind::NameAndYear, bag, year)));
    keys.push(hash((Kind::YearAndEnds, year, family, given)));
    by_year(words, birth, side, keys);
    if birth.is_year() {
        return;
    }
    keys.push(hash((Kind::NameAndDay, bag, birth.month, birth.day)));
    // The second list is indexed under its own dates, and asked for either order.
    let swapped = birth.swapped().filter(|_| side == Side::Work);
    for date in [Some(birth), swapped].into_iter().flatten() {
        keys.push(hash((Kind::DateAndFamily, date, family)));
        keys.push(hash((Kind::DateAndGiven, date, given)));
    }
}

/// Whoever has no birth date meets everybody of that name.
fn name_and_no_birth(person: &Person, side: Side, keys: &mut Vec<u64>) {
    let (no_birth, any) = match side {
        Side::Work => (Kind::NoBirthAndName, Kind::NameAndNoBirth),
        Side::Second => (Kind::NameAndNoBirth, Kind::NoBirthAndName),
    };
    keys.push(hash((any, person.name.bag)));
    if !person.birth.is_known() {
        keys.push(hash((no_birth, person.name.bag)));
    }
}

/// A name that is not quite the same under a year alone.
fn by_year(words: &[Word], birth: Birth, side: Side, keys: &mut Vec<u64>) {
    let year = birth.year;
    let mut push = |words: &[Word], kind: Kind| {
        let folded: Vec<u32> = words.iter().map(|it| it.folded).collect();
        // Under a full date these people meet by other keys.
        let own = birth.is_year();
        for of in [Side::Work, Side::Second] {
            if own || of != side {
                keys.push(hash((kind, of == Side::Work, year, &folded)));
            }
        }
    };
    if let [_, rest @ ..] = words
        && rest.len() >= 2
    {
        push(rest, Kind::YearAndAllButFamily);
    }
    if let [rest @ .., _] = words
        && rest.len() >= 2
    {
        push(rest, Kind::YearAndAllButGiven);
    }
}
