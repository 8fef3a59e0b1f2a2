//! The personal number: what its twelve digits say, and whether the row agrees.

use core::fmt;

use crate::parse::sex::Sex;
use crate::record::Person;
use crate::reference::ids::BirthPlace;

/// A personal number (số định danh cá nhân) of an assigned place. There is no check digit.
///
/// Digits 1-3: province or country of birth registration; 4: century and sex; 5-6: year; 7-12:
/// random. Source: Nghị định 137/2015/NĐ-CP Điều 13, Thông tư 07/2016/TT-BCA Điều 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PersonalNumber {
    digits: [u8; 12],
}

/// What the row says about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Sex and birth year are known and both agree. Chance does that once in 1,500 numbers.
    Full,
    /// Nothing contradicts, but the sex, the year or both are not known.
    Partial,
    /// The sex or the year contradicts.
    Conflict,
}

impl PersonalNumber {
    /// The number of exactly twelve digits whose first three were given out.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: [u8; 12] = text.as_bytes().try_into().ok()?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = Self { digits };
        BirthPlace::of_code(number.place_code())?;
        Some(number)
    }

    /// Where the birth was registered.
    #[must_use]
    pub(crate) fn place(self) -> Option<BirthPlace> {
        BirthPlace::of_code(self.place_code())
    }

    /// The sex which the fourth digit says.
    #[must_use]
    pub fn sex(self) -> Sex {
        if self.digit(3).is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// The birth year which digits 4 to 6 say.
    #[must_use]
    pub fn birth_year(self) -> i32 {
        let [century, tens, units] = [self.digit(3), self.digit(4), self.digit(5)].map(i32::from);
        1900 + 100 * (century / 2) + 10 * tens + units
    }

    /// The twelve digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.digits).unwrap_or_default()
    }

    /// The six random digits.
    #[must_use]
    pub fn serial(&self) -> &str {
        core::str::from_utf8(&self.digits[6..]).unwrap_or_default() // OK because there are twelve digits
    }

    /// Is the fourth digit one that people born before 2100 have?
    #[must_use]
    pub fn is_of_this_century(self) -> bool {
        self.digit(3) <= 3
    }

    /// What the row says about the number.
    #[must_use]
    pub fn agreement(self, person: Person) -> Agreement {
        let sex = person.sex.map(|it| it == self.sex());
        let year = person.birth_year.map(|it| it == self.birth_year());
        match (sex, year) {
            (Some(true), Some(true)) if self.is_of_this_century() => Agreement::Full,
            (Some(false), _) | (_, Some(false)) => Agreement::Conflict,
            _ => Agreement::Partial,
        }
    }

    fn place_code(self) -> u16 {
        self.digits.iter().take(3).fold(0, |code, it| code * 10 + u16::from(it - b'0'))
    }

    fn digit(self, place: usize) -> u8 {
        self.digits.get(place).map_or(0, |it| it - b'0')
    }
}

impl fmt::Display for PersonalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(core::str::from_utf8(&self.digits).unwrap_or_default())
    }
}

/// The only number that this can have been, if the row confirms exactly one: first by one swap of
/// neighbours in the first six places, else by one digit misread there.
pub(super) fn only_repair(digits: &str, person: Person) -> Option<PersonalNumber> {
    let digits: [u8; 12] = digits.as_bytes().try_into().ok()?;
    let swap = |place: usize| {
        let mut swapped = digits;
        swapped.swap(place, place + 1);
        swapped
    };
    match confirmed((0..5).map(swap), person) {
        Confirmed::One(number) => Some(number),
        Confirmed::Several => None,
        Confirmed::None => match confirmed(misread(digits), person) {
            Confirmed::One(number) => Some(number),
            _ => None,
        },
    }
}

enum Confirmed {
    None,
    One(PersonalNumber),
    Several,
}

fn confirmed(candidates: impl Iterator<Item = [u8; 12]>, person: Person) -> Confirmed {
    let mut found = Confirmed::None;
    for candidate in candidates {
        let text = core::str::from_utf8(&candidate).unwrap_or_default();
        let Some(number) = PersonalNumber::parse(text) else { continue };
        if number.agreement(person) != Agreement::Full {
            continue;
        }
        found = match found {
            Confirmed::None => Confirmed::One(number),
            Confirmed::One(other) if other == number => found,
            _ => return Confirmed::Several,
        };
    }
    found
}

/// Every number that differs in one of the first six digits by one that is written alike.
fn misread(digits: [u8; 12]) -> impl Iterator<Item = [u8; 12]> {
    const ALIKE: [&[u8]; 4] = [b"0689", b"17", b"38", b"56"];
    let replace = move |place: usize, by: u8| {
        let mut replaced = digits;
        replaced[place] = by; // OK because places are below six
        replaced
    };
    let groups = (0..6).flat_map(|place| ALIKE.into_iter().map(move |group| (place, group)));
    let groups = groups.filter(move |(place, group)| group.contains(&digits[*place])); // OK because places are below six
    groups.flat_map(move |(place, group)| group.iter().map(move |&by| replace(place, by)))
}
