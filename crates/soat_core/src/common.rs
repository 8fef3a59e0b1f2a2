//! What two rows may have in common: the keys under which rows are laid side by side, and the
//! comparing of people.

use core::hash::{BuildHasher, Hash};
use core::num::NonZeroU64;

use foldhash::fast::FixedState;
use time::Date;

use crate::field::Field;
use crate::parse::name::{self, letters::LetterSum};
use crate::parse::phone::PhoneReading;
use crate::parse::text::fold;
use crate::record::Record;
use crate::rule::MAX_SHARED_ROWS;

/// A kind of thing that rows have in common. Each kind is one index over the list, however many
/// rules look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Common {
    /// One ID.
    Number,
    /// One name and birth date: perhaps one person.
    Person,
}

/// A hash of what rows have in common. Equal keys are only likely equal: the check compares.
pub(crate) type Key = NonZeroU64;

/// The keys of one row, in the order of [`Common::ALL`].
pub(crate) type Keys = [Option<Key>; Common::ALL.len()];

/// The key of [`Common::Number`] of rows with this number in canonical form.
pub(crate) fn key_of_number(canonical: &str) -> Option<Key> {
    hash(canonical)
}

impl Common {
    pub(crate) const ALL: [Self; 2] = [Self::Number, Self::Person];

    /// Rows beyond which a key says nothing: nobody stands in a list sixty times, but a date may
    /// have been filled down a column.
    pub(crate) fn most_rows(self) -> usize {
        match self {
            Self::Number => MAX_SHARED_ROWS,
            Self::Person => 50,
        }
    }

    /// The key of a row; `None` when it takes no part.
    pub(crate) fn key(self, record: &Record<'_>) -> Option<Key> {
        match self {
            Self::Number => hash(record.personal_id.canonical()?),
            Self::Person => person_key(record),
        }
    }
}

/// When somebody was born, as far as it tells one person from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Birth {
    /// A day of its own.
    Day(Date),
    /// Only a year, or 01/01, which stands for it: half the people of some villages have it.
    Year(i32),
}

impl Birth {
    pub(crate) fn of(record: &Record<'_>) -> Option<Self> {
        match record.birth_date.date() {
            Some(date) if date.ordinal() != 1 => Some(Self::Day(date)),
            _ => record.birth_date.year().map(Self::Year),
        }
    }
}

/// Are these likely one person: the same name to the last tone, the same birth date, no other sex?
/// A year alone is not enough: the phone must be the same too.
///
/// Lan and Lân born on one day may be twins: a mark that differs is another name.
pub(crate) fn is_likely_one_person(a: &Record<'_>, b: &Record<'_>) -> bool {
    let other_sex = a.sex.known().zip(b.sex.known()).is_some_and(|(a, b)| a != b);
    let birth = Birth::of(a);
    let is_near = birth == Birth::of(b)
        && match birth {
            Some(Birth::Day(_)) => true,
            Some(Birth::Year(_)) => phone(a).is_some_and(|it| Some(it) == phone(b)),
            None => false,
        };
    !other_sex && is_near && name_key(a) == name_key(b)
}

/// Do the rows have one phone, or one address in detail?
pub(crate) fn have_one_home(a: &Record<'_>, b: &Record<'_>) -> bool {
    let address = |it: &Record<'_>| fold(it.text(Field::Address));
    let has_address = !a.text(Field::Address).is_empty();
    phone(a).is_some_and(|it| Some(it) == phone(b)) || has_address && address(a) == address(b)
}

/// The first few row numbers in Excel, so that the line stays readable.
pub(crate) fn row_numbers(record: &Record<'_>, rows: &[usize]) -> String {
    const SHOWN: usize = 5;
    let number = |&it: &usize| record.list.table.row_number(it).to_string();
    let shown: Vec<String> = rows.iter().take(SHOWN).map(number).collect();
    let more = if rows.len() > SHOWN { "…" } else { "" };
    shown.join(", ") + more
}

fn person_key(record: &Record<'_>) -> Option<Key> {
    let birth = Birth::of(record)?;
    let phone = match birth {
        Birth::Day(_) => None,
        Birth::Year(_) => Some(phone(record)?),
    };
    // Names that are strictly equal have equal letters, so nothing need be tidied before it is known
    // that two rows may meet.
    let letters = record.name().letters;
    let letters = letters.unwrap_or_else(|| LetterSum::of(record.text(Field::FullName)));
    hash((letters.telling()?, birth, phone))
}

fn name_key(record: &Record<'_>) -> String {
    name::key(record.text(Field::FullName))
}

fn phone<'a>(record: &'a Record<'_>) -> Option<&'a str> {
    match record.phone() {
        PhoneReading::Plain => Some(record.text(Field::Phone)),
        PhoneReading::Clear { value, .. } => Some(value),
        _ => None,
    }
}

fn hash(of: impl Hash) -> Option<Key> {
    Key::new(FixedState::default().hash_one(of))
}
