//! A person as matching sees one: a few numbers.

use core::hash::{BuildHasher, Hash};
use std::borrow::Cow;

use foldhash::fast::FixedState;
use time::Date;

use super::rarity::{Counts, add, count};
use super::words::{Places, Word, Words};
use crate::facts::Facts;
use crate::field::Field;
use crate::parse::date::{DateReading, DateShape};
use crate::parse::insurance::{self, InsuranceReading};
use crate::parse::name::remark::Placeholder;
use crate::parse::name::{self, Content, NameState};
use crate::parse::personal_id::{Agreement, IdMeaning, PersonalNumber};
use crate::parse::phone::PhoneReading;
use crate::parse::sex::Sex;
use crate::record::{List, Record, Version};
use crate::schema::{ListInfo, Options};
use crate::table::Table;

/// Words of a name that are compared; longer names are cut.
pub(super) const MOST_WORDS: usize = 8;
/// Words of an address that are compared.
const MOST_PLACES: usize = 16;

/// A name: where its words stand in [`People::words_of`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    start: u32,
    len: u8,
    /// Has any of its words marks?
    pub(super) is_marked: bool,
    /// Hash of its strict words in order; 0 when there is no name.
    pub(super) strict: u64,
    /// Hash of its folded words in order.
    pub(super) folded: u64,
    /// Hash of its folded words in any order.
    pub(super) bag: u64,
}

/// When somebody was born, as far as the list says. Zero is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Birth {
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
}

impl Birth {
    fn of_day(date: Date) -> Self {
        let year = u16::try_from(date.year()).unwrap_or(0);
        Self { year, month: u8::from(date.month()), day: date.day() }
    }

    fn of_year(year: i32) -> Self {
        Self { year: u16::try_from(year).unwrap_or(0), ..Self::default() }
    }

    /// The date as one number.
    pub(super) fn number(self) -> u64 {
        u64::from(self.year) * 10_000 + u64::from(self.month) * 100 + u64::from(self.day)
    }

    pub(super) fn is_known(self) -> bool {
        self.year > 0
    }

    /// Only a year, or 01/01, which stands for it.
    pub(super) fn is_year(self) -> bool {
        self.day == 0 || (self.day == 1 && self.month == 1)
    }

    /// Day and month exchanged, when that is another day.
    pub(super) fn swapped(self) -> Option<Self> {
        let is_other = self.day != self.month && (1..=12).contains(&self.day);
        is_other.then_some(Self { month: self.day, day: self.month, ..self })
    }
}

/// Somebody of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    pub(super) name: Name,
    pub(super) mother: Name,
    /// Head of the household, or guardian.
    pub(super) head: Name,
    pub(super) birth: Birth,
    pub(super) sex: Option<Sex>,
    /// Personal number; 0 when there is none.
    pub(super) personal: u64,
    /// Does the rest of the row bear the number out?
    pub(super) personal_agrees: bool,
    pub(super) cmnd: u32,
    pub(super) phone: u64,
    /// The last ten digits of the insurance card: the same person's on every card.
    pub(super) insurance: u64,
    places_start: u32,
    n_places: u8,
    /// Which sheet of the list.
    pub(super) sheet: u16,
    pub(super) row_idx: u32,
}

/// The people of one list.
#[derive(Default)]
pub(super) struct People {
    pub(super) people: Vec<Person>,
    pub(super) words: Vec<Word>,
    places: Vec<u32>,
}

/// What the two lists share while they are read.
#[derive(Default)]
pub(super) struct Lexicon {
    pub(super) words: Words,
    pub(super) places: Places,
}

impl People {
    /// Takes the rows of a table in; `told` is called now and then with the rows done.
    pub(super) fn add_table(
        &mut self,
        list: List<'_>,
        sheet: u16,
        lexicon: &mut Lexicon,
        told: &mut dyn FnMut(usize),
    ) {
        const ROWS_BETWEEN_PROGRESS: usize = 4_000;
        for row_idx in 0..list.table.n_rows() {
            let record = Record::read(list, row_idx, Version::Now);
            let mut person = self.read(&record, lexicon);
            person.sheet = sheet;
            person.row_idx = u32::try_from(row_idx).unwrap_or(u32::MAX);
            self.people.push(person);
            if row_idx % ROWS_BETWEEN_PROGRESS == 0 {
                told(row_idx);
            }
        }
    }

    fn read(&mut self, record: &Record<'_>, lexicon: &mut Lexicon) -> Person {
        let (name, parent) = names_of(record);
        let mother = parent.map_or_else(|| own_text(record, Field::MotherName), Some);
        let head = own_text(record, Field::HouseholdHead);
        let head = head.or_else(|| own_text(record, Field::Guardian));
        let mut person = Person {
            name: self.add_name(name.as_deref(), lexicon),
            mother: self.add_name(mother.as_deref(), lexicon),
            head: self.add_name(head.as_deref(), lexicon),
            birth: birth_of(record.birth_date, record.list.options.today),
            sex: record.sex.known(),
            phone: phone_of(record),
            insurance: insurance_of(record),
            ..Person::default()
        };
        for &word in self.words_of(person.name) {
            lexicon.words.count(word);
        }
        add_ids(&mut person, record);
        self.add_places(&mut person, record, &mut lexicon.places);
        person
    }

    /// Leaves one of rows that say the same person twice: one number, one name, one birth date. A
    /// workbook often has a sheet a village and one of everybody.
    pub(super) fn join_repeated(&mut self) {
        let mut seen = Counts::default();
        self.people.retain(|it| {
            let has_number = it.personal > 0 || it.cmnd > 0;
            let key = hash([it.personal, it.cmnd.into(), it.name.folded, it.birth.number()]);
            let is_first = count(&seen, key) == 0;
            add(&mut seen, key);
            !has_number || is_first
        });
    }

    /// The words of a name.
    pub(super) fn words_of(&self, name: Name) -> &[Word] {
        let start = name.start as usize;
        self.words.get(start..start + usize::from(name.len)).unwrap_or_default()
    }

    /// The words of an address, sorted.
    pub(super) fn places_of(&self, person: &Person) -> &[u32] {
        let start = person.places_start as usize;
        self.places.get(start..start + usize::from(person.n_places)).unwrap_or_default()
    }

    fn add_name(&mut self, text: Option<&str>, lexicon: &mut Lexicon) -> Name {
        let Some(text) = text else { return Name::default() };
        let start = self.words.len();
        let mut joined = String::new();
        for piece in text.split([' ', '-']).filter(|it| !it.is_empty()) {
            // `K' Sor`, `K'Sor` and `KSor` are one name, so a letter alone goes with what follows.
            let is_letter = piece.chars().filter(|it| it.is_alphabetic()).count() <= 1;
            if !is_letter && joined.is_empty() {
                self.words.push(lexicon.words.read(piece));
                continue;
            }
            joined.push_str(piece);
            if !is_letter {
                self.words.push(lexicon.words.read(&joined));
                joined.clear();
            }
        }
        if !joined.is_empty() {
            self.words.push(lexicon.words.read(&joined));
        }
        self.words.truncate(start + MOST_WORDS);
        self.finish_name(start)
    }

    fn finish_name(&self, start: usize) -> Name {
        let words = self.words.get(start..).unwrap_or_default();
        if words.is_empty() {
            return Name::default();
        }
        let mut folded: Vec<u32> = words.iter().map(|it| it.folded).collect();
        let in_order = hash(&folded);
        folded.sort_unstable();
        Name {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            len: u8::try_from(words.len()).unwrap_or(0),
            is_marked: words.iter().any(|it| it.is_marked),
            strict: hash(words.iter().map(|it| it.strict).collect::<Vec<_>>()),
            folded: in_order,
            bag: hash(&folded),
        }
    }

    fn add_places(&mut self, person: &mut Person, record: &Record<'_>, places: &mut Places) {
        const FIELDS: [Field; 4] =
            [Field::Address, Field::CommuneName, Field::DistrictName, Field::ProvinceName];
        let mut words = Vec::new();
        for field in FIELDS {
            places.read(record.text(field), &mut words);
        }
        words.sort_unstable();
        words.dedup();
        words.truncate(MOST_PLACES);
        places.count(&words);
        person.places_start = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        person.n_places = u8::try_from(words.len()).unwrap_or(0);
        self.places.extend(words);
    }
}

/// A list as it is read for matching.
pub(super) fn list_of<'a>(table: &'a Table, info: &ListInfo, options: Options) -> List<'a> {
    List { table, options, facts: Facts::of(table, info, options.today), answers: None }
}

/// A hash that is never 0.
pub(super) fn hash(of: impl Hash) -> u64 {
    FixedState::default().hash_one(of).max(1)
}

/// The person's name and, where a parent's stands in its place, the parent's.
fn names_of<'r>(record: &'r Record<'_>) -> (Option<Cow<'r, str>>, Option<Cow<'r, str>>) {
    let cell = record.text(Field::FullName);
    let reading = record.name();
    let tidied = Cow::Borrowed(reading.name(cell));
    match (&reading.state, &reading.content) {
        (NameState::Absent | NameState::Missing, _)
        | (NameState::Placeholder(Placeholder::Filler), _) => (None, None),
        (NameState::Placeholder(Placeholder::Parent), _) => (None, parent_of(&tidied)),
        (NameState::Legacy(Some((_, decoded))), _) => (Some(Cow::Borrowed(decoded)), None),
        (NameState::Legacy(None), _) | (_, Content::Name | Content::LostLetters) => {
            (Some(tidied), None)
        }
        (_, Content::Keys(_, name) | Content::Sign(_, name) | Content::Digits(Some(name))) => {
            (Some(Cow::Borrowed(name)), None)
        }
        (_, Content::Remark(remark)) if !remark.name.is_empty() => {
            (Some(Cow::Borrowed(&remark.name)), None)
        }
        _ => (Some(tidied), None),
    }
}

/// `Con bà Lê Thị Mẫu`, `M_Lê Thị Mẫu`, `CB Lê Thị Mẫu`: the name of three words or so at the end.
fn parent_of(text: &str) -> Option<Cow<'static, str>> {
    const TITLES: [&str; 14] = [
        "cb", "con", "bà", "ông", "chị", "anh", "cô", "của", "cháu", "bé", "trai", "gái", "mẹ", "m",
    ];
    let spaced = text.replace(['_', '.', '/'], " ");
    let is_title = |it: &&str| TITLES.contains(&it.to_lowercase().as_str());
    let words: Vec<&str> = spaced.split(' ').filter(|it| !it.is_empty()).collect();
    let rest: Vec<&str> = words.into_iter().skip_while(is_title).collect();
    (rest.len() >= 2).then(|| Cow::Owned(rest.join(" ")))
}

fn own_text<'r>(record: &'r Record<'_>, field: Field) -> Option<Cow<'r, str>> {
    let cell = record.cell(field).filter(|it| !it.is_blank() && !record.is_unread(field))?;
    let reading = name::read(cell);
    Some(Cow::Owned(reading.name(cell.text).to_owned()))
}

fn birth_of(reading: DateReading, today: Date) -> Birth {
    let day = match reading.shape {
        DateShape::Plain(it)
        | DateShape::DateCell(it)
        | DateShape::SwappedCell(it)
        | DateShape::ShiftedCell(it)
        | DateShape::OtherForm(it)
        | DateShape::BareNumber(it)
        | DateShape::MonthFirst(it) => Birth::of_day(it),
        DateShape::TwoDigitYear { day, month, year } => {
            let this_century = today.year() - today.year() % 100;
            let later = this_century + i32::from(year);
            let year = if later > today.year() { later - 100 } else { later };
            Birth { month, day, ..Birth::of_year(year) }
        }
        DateShape::MonthOnly { month, year } => Birth { month, ..Birth::of_year(year) },
        DateShape::YearOnly(year) | DateShape::YearAsSerial(year) | DateShape::Impossible(year) => {
            Birth::of_year(year)
        }
        _ => Birth::default(),
    };
    let is_likely = i32::from(day.year) <= today.year() && i32::from(day.year) + 130 > today.year();
    if is_likely { day } else { Birth::default() }
}

fn add_ids(person: &mut Person, record: &Record<'_>) {
    let personal = match &record.personal_id.meaning {
        IdMeaning::Personal(it) | IdMeaning::LostZeros(it) => Some(*it),
        IdMeaning::TwoNumbers { personal, cmnd } => {
            person.cmnd = cmnd.parse().unwrap_or(0);
            Some(*personal)
        }
        IdMeaning::Cmnd(digits) | IdMeaning::EightDigits(digits) => {
            person.cmnd = digits.parse().unwrap_or(0);
            None
        }
        IdMeaning::LetterForDigit { value, .. } => PersonalNumber::parse(value),
        _ => None,
    };
    let Some(number) = personal else { return };
    person.personal = number.as_str().parse().unwrap_or(0);
    person.personal_agrees = number.agreement(record.person()) != Agreement::Conflict;
    if number.is_of_this_century() {
        person.sex = person.sex.or(Some(number.sex()));
        if !person.birth.is_known() {
            person.birth = Birth::of_year(number.birth_year());
        }
    }
}

fn phone_of(record: &Record<'_>) -> u64 {
    let digits = match record.phone() {
        PhoneReading::Plain => record.text(Field::Phone),
        PhoneReading::Clear { value, .. }
        | PhoneReading::AmongWords(value)
        | PhoneReading::Two { first: value, .. } => value,
        _ => return 0,
    };
    digits.parse().unwrap_or(0)
}

fn insurance_of(record: &Record<'_>) -> u64 {
    let Some(cell) = record.cell(Field::InsuranceNumber) else { return 0 };
    let reading = insurance::read(cell);
    let number = match &reading {
        InsuranceReading::Plain | InsuranceReading::UnknownProvince(_) => cell.text,
        InsuranceReading::Untidy(it) | InsuranceReading::LostZero(it) => it,
        _ => return 0,
    };
    let start = number.len().saturating_sub(10);
    number.get(start..).and_then(|it| it.parse().ok()).unwrap_or(0)
}
