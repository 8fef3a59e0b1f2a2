//! What two rows say for and against being one person, weighed.
//!
//! Each agreement is worth the logarithm of how much likelier it is of one person than of two
//! (Fellegi and Sunter, 1969), by how rare the value is in these very lists. Hundredths of a bit,
//! as whole numbers, give the same sum on every machine.

use core::iter::Sum;
use core::ops::{Add, AddAssign, Neg};

use super::births::BirthLikeness;
use super::names::{Judged, NameLikeness, NameScale};
use super::person::{Birth, Lexicon, Name, People, Person};
use super::rarity::Rarity;

/// Hundredths of a bit of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bits(pub(super) i32);

/// So many bits.
#[expect(clippy::cast_possible_truncation, reason = "constants of a few bits")]
pub(super) const fn bits(bits: f64) -> Bits {
    Bits((bits * 100.0) as i32)
}

impl Bits {
    pub(super) const ZERO: Self = Self(0);

    /// What it says that two people share what `n` of `all` have.
    pub(super) fn rarity(n: u32, all: u32) -> Self {
        Self((log2(all) - log2(n)).max(0))
    }

    pub(super) fn times(self, n: i32) -> Self {
        Self(self.0.saturating_mul(n))
    }

    /// The odds that so many bits stand for.
    pub(super) fn odds(self) -> f64 {
        let whole = self.0.div_euclid(100).clamp(-200, 200);
        2f64.powi(whole) * (1.0 + f64::from(self.0.rem_euclid(100)) / 100.0)
    }
}

/// Hundredths of the logarithm to base two, straight between powers of two: off by 0.09 at most,
/// and the same on every machine.
fn log2(n: u32) -> i32 {
    let n = n.max(1);
    let whole = n.ilog2();
    let rest = (u64::from(n - (1 << whole)) * 100) >> whole;
    i32::try_from(u64::from(whole) * 100 + rest).unwrap_or(i32::MAX)
}

impl Add for Bits {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Bits {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Bits {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Bits {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::ZERO, Add::add)
    }
}

/// How two values of one kind compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Likeness {
    /// One of the two is not known.
    #[default]
    Unknown,
    /// Equal.
    Same,
    /// A slip apart.
    Near,
    /// Neither equal nor clearly two.
    Unclear,
    /// Two values.
    Different,
}

/// Everything that two rows say of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) name: NameLikeness,
    pub(super) birth: BirthLikeness,
    pub(super) sex: Likeness,
    pub(super) personal: Likeness,
    pub(super) cmnd: Likeness,
    pub(super) insurance: Likeness,
    pub(super) phone: Likeness,
    pub(super) mother: Likeness,
    pub(super) head: Likeness,
    pub(super) address: Likeness,
    pub(super) bits: Bits,
}

impl Evidence {
    /// Is there a number that says it is this person, whatever else differs?
    pub(super) fn has_number(&self) -> bool {
        [self.personal, self.cmnd, self.insurance].contains(&Likeness::Same)
    }

    /// Do the witnesses that there are speak against it? Namesakes live in one village, so an
    /// address alone does not make up for another phone.
    pub(super) fn is_alone(&self) -> bool {
        let witnesses = [self.phone, self.mother, self.head];
        let others = [self.phone, self.mother, self.address];
        let has_witness = self.has_number() || witnesses.contains(&Likeness::Same);
        !has_witness && others.contains(&Likeness::Different)
    }

    /// Does a number say it is somebody else?
    pub(super) fn has_other_number(&self) -> bool {
        let differs = |it| matches!(it, Likeness::Different | Likeness::Near);
        differs(self.personal) || differs(self.cmnd) || differs(self.insurance)
    }
}

/// Compares people of two lists.
pub(super) struct Scale<'a> {
    pub(super) work: &'a People,
    pub(super) second: &'a People,
    pub(super) lexicon: &'a Lexicon,
    pub(super) rarity: &'a Rarity,
}

impl Scale<'_> {
    /// Weighs two rows; `None` when nothing can make them one person.
    pub(super) fn weigh(&self, a: &Person, b: &Person) -> Option<Evidence> {
        let birth = BirthLikeness::of(a.birth, b.birth);
        let personal = self.personal(a, b);
        let cmnd = likeness(u64::from(a.cmnd), u64::from(b.cmnd));
        let insurance = likeness(a.insurance, b.insurance);
        let phone = likeness(a.phone, b.phone);
        let (name, name_bits) = self.names(a, b, birth);
        let has_number = [personal, cmnd, insurance].contains(&Likeness::Same);
        let is_other = name == NameLikeness::Different
            || (birth == BirthLikeness::Different && name > NameLikeness::Unmarked);
        if is_other && !has_number {
            return None;
        }
        let sex = match (a.sex, b.sex) {
            (Some(a), Some(b)) if a == b => Likeness::Same,
            (Some(_), Some(_)) => Likeness::Different,
            _ => Likeness::Unknown,
        };
        let (mother, mother_bits) = self.relative(a.mother, b.mother, bits(6.0), bits(-5.0));
        let (head, head_bits) = self.relative(a.head, b.head, bits(4.0), Bits::ZERO);
        let (address, address_bits) = self.address(a, b);
        let sum = name_bits
            + self.birth_bits(birth, a.birth, b.birth)
            + number_bits(personal, cmnd, insurance, a, b)
            + self.phone_bits(phone, b.phone)
            + if sex == Likeness::Same { bits(0.5) } else { Bits::ZERO }
            + if sex == Likeness::Different { bits(-5.0) } else { Bits::ZERO }
            + mother_bits
            + head_bits
            + address_bits;
        Some(Evidence {
            name,
            birth,
            sex,
            personal,
            cmnd,
            insurance,
            phone,
            mother,
            head,
            address,
            bits: sum,
        })
    }

    /// Names weighed by their words, but no heavier than the whole name is rare: some whole names
    /// are commoner than their words foretell.
    fn names(&self, a: &Person, b: &Person, birth: BirthLikeness) -> Judged {
        let n_people = self.rarity.n_people;
        let scale = NameScale { words: &self.lexicon.words, n_people, is_bare: false };
        let (likeness, sum) = scale.compare((a.name, self.work), (b.name, self.second));
        let n_alike = match likeness {
            NameLikeness::Same => self.rarity.strict(b.name),
            NameLikeness::Unmarked | NameLikeness::PartlyUnmarked => self.rarity.folded(b.name),
            _ => 0,
        };
        let most = match n_alike {
            0 | 1 => Bits(i32::MAX),
            n => Bits::rarity(n - 1, self.rarity.n_second),
        };
        // A child without a name of its own is told by its mother and its birthday.
        let has_no_name = likeness == NameLikeness::Unknown && birth == BirthLikeness::SameDay;
        if has_no_name { (likeness, bits(-2.0)) } else { (likeness, sum.min(most)) }
    }

    fn birth_bits(&self, likeness: BirthLikeness, a: Birth, b: Birth) -> Bits {
        match likeness {
            BirthLikeness::SameDay => self.rarity.day(b),
            // Both have 01/01, which fewer have than the year.
            BirthLikeness::SameYear if a == b && a.day > 0 => self.rarity.day(b).min(bits(9.0)),
            BirthLikeness::SameYear => self.rarity.year(b),
            BirthLikeness::Swapped => bits(8.0),
            BirthLikeness::DaySlip => bits(5.0),
            BirthLikeness::YearSlip if a.is_year() => bits(-2.5),
            BirthLikeness::YearSlip => bits(4.0),
            BirthLikeness::OtherDay | BirthLikeness::OtherYear => bits(-3.5),
            BirthLikeness::Unknown => Bits::ZERO,
            BirthLikeness::Different => bits(-10.0),
        }
    }

    fn personal(&self, a: &Person, b: &Person) -> Likeness {
        match likeness(a.personal, b.personal) {
            Likeness::Different if digits_apart(a.personal, b.personal) <= 1 => Likeness::Near,
            it => it,
        }
    }

    /// A phone is shared by a household, or is the officer's own.
    fn phone_bits(&self, likeness: Likeness, phone: u64) -> Bits {
        match likeness {
            Likeness::Same => match self.rarity.phone(phone) {
                0..=2 => bits(7.0),
                3..=5 => bits(5.0),
                6..=20 => bits(2.0),
                _ => Bits::ZERO,
            },
            Likeness::Different => bits(-1.0),
            _ => Bits::ZERO,
        }
    }

    fn relative(&self, a: Name, b: Name, same: Bits, different: Bits) -> (Likeness, Bits) {
        if a.strict == 0 || b.strict == 0 {
            return (Likeness::Unknown, Bits::ZERO);
        }
        let n_people = self.rarity.n_people;
        let scale = NameScale { words: &self.lexicon.words, n_people, is_bare: false };
        let (likeness, sum) = scale.compare((a, self.work), (b, self.second));
        match likeness {
            NameLikeness::Same | NameLikeness::Unmarked => (Likeness::Same, sum.min(same)),
            NameLikeness::Different => (Likeness::Different, different),
            _ => (Likeness::Near, bits(2.0)),
        }
    }

    /// Addresses by the words that they share, each by how few people have it.
    fn address(&self, a: &Person, b: &Person) -> (Likeness, Bits) {
        let (places_a, places_b) = (self.work.places_of(a), self.second.places_of(b));
        if places_a.is_empty() || places_b.is_empty() {
            return (Likeness::Unknown, Bits::ZERO);
        }
        let weight = |it: &u32| {
            Bits::rarity(self.lexicon.places.n_people(*it), self.rarity.n_people).min(bits(9.0))
        };
        let of = |places: &[u32]| places.iter().map(weight).sum::<Bits>();
        let shared = places_a.iter().filter(|it| places_b.binary_search(it).is_ok());
        let shared: Bits = shared.map(weight).sum();
        let least = of(places_a).min(of(places_b));
        if least < bits(1.0) {
            return (Likeness::Unclear, Bits::ZERO);
        }
        match shared.0.saturating_mul(100) / least.0 {
            // A household shares an address, so it never says more than a few bits.
            65.. if shared >= bits(3.0) => (Likeness::Same, Bits(shared.0 * 6 / 10).min(bits(6.0))),
            65.. => (Likeness::Unclear, Bits(shared.0 / 2)),
            30.. => (Likeness::Unclear, Bits::ZERO),
            _ => (Likeness::Different, bits(-1.5)),
        }
    }
}

fn number_bits(
    personal: Likeness,
    cmnd: Likeness,
    insurance: Likeness,
    a: &Person,
    b: &Person,
) -> Bits {
    let personal = match personal {
        Likeness::Same => bits(24.0),
        // Twins are often registered one after the other, so that a digit says little.
        Likeness::Near => bits(4.0),
        Likeness::Different if a.personal_agrees && b.personal_agrees => bits(-9.0),
        Likeness::Different => bits(-3.0),
        _ => Bits::ZERO,
    };
    let cmnd = match cmnd {
        Likeness::Same => bits(20.0),
        // Whoever moved to another province got a new one.
        Likeness::Different => bits(-3.0),
        _ => Bits::ZERO,
    };
    let insurance = match insurance {
        Likeness::Same => bits(18.0),
        Likeness::Different => bits(-3.0),
        _ => Bits::ZERO,
    };
    personal + cmnd + insurance
}

fn likeness(a: u64, b: u64) -> Likeness {
    match (a, b) {
        (0, _) | (_, 0) => Likeness::Unknown,
        (a, b) if a == b => Likeness::Same,
        _ => Likeness::Different,
    }
}

/// Digits that differ between two personal numbers; two neighbours exchanged are one.
fn digits_apart(a: u64, b: u64) -> usize {
    let digits = |mut it: u64| {
        core::array::from_fn::<u8, 12, _>(|_| {
            let digit = u8::try_from(it % 10).unwrap_or(0);
            it /= 10;
            digit
        })
    };
    let (a, b) = (digits(a), digits(b));
    let apart: Vec<usize> = (0..12).filter(|&it| a.get(it) != b.get(it)).collect();
    match apart.as_slice() {
        &[x, y] if y == x + 1 && a.get(x) == b.get(y) && a.get(y) == b.get(x) => 1,
        it => it.len(),
    }
}
