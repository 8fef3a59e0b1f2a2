//! The ID cell: số CCCD, số định danh, CMND, or whatever else was put there.
//!
//! The order of the steps is that of the domain notes: what is nothing first, then what is plain,
//! then what a loss-free clean-up makes plain, then what can be told from a damaged number, and
//! last what belongs to another column.

mod clean;
mod number;

use crate::cell::{Cell, CellKind};
use crate::parse::phone::{self, PhoneReading};
use crate::parse::text::fold;
use crate::record::Person;

pub use self::number::{Agreement, PersonalNumber};

/// What an ID cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdReading {
    /// What it means.
    pub meaning: IdMeaning,
    /// Is the number written as the platform takes it: digits and nothing else?
    pub is_plain: bool,
}

/// What an ID cell means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum IdMeaning {
    /// The list has no such column.
    #[default]
    Absent,
    /// Nothing in the cell.
    Missing,
    /// Words for nothing: `không có`, `chưa làm`, `x`.
    Placeholder,
    /// A number typed to get past a form: `111111111`, `123456789`.
    Filler,
    /// Twelve digits of an assigned place.
    Personal(PersonalNumber),
    /// Twelve digits whose first three were never given out; the one repair by a swap or a
    /// look-alike in the first six digits which everything else in the row confirms.
    UnknownPlace {
        /// The number as written.
        digits: String,
        /// The only candidate.
        repair: Option<PersonalNumber>,
    },
    /// CMND: nine digits of an assigned issuer.
    Cmnd(String),
    /// Nine digits of no issuer.
    CmndOfNobody(String),
    /// Eight digits: a CMND that lost its zero, or a paper that we do not know.
    EightDigits(String),
    /// Ten or eleven digits that are a personal number without its leading zeros.
    LostZeros(PersonalNumber),
    /// Letters stand for digits: what they stand for.
    LetterForDigit {
        /// The number meant.
        value: String,
        /// What the row says about it; `None` for a CMND, which nothing can confirm.
        agreement: Option<Agreement>,
    },
    /// A personal number and an old CMND.
    TwoNumbers {
        /// The twelve digits.
        personal: PersonalNumber,
        /// The nine digits.
        cmnd: String,
    },
    /// Two different personal numbers.
    TwoPersonalNumbers,
    /// CMND with the letters of the issuing province behind.
    CmndWithSuffix(String),
    /// A phone number, normalised.
    Phone(String),
    /// A health-insurance card of fifteen characters.
    Insurance(String),
    /// A Vietnamese passport, or letters and digits that a foreign one could be.
    Passport(String),
    /// A date.
    Date,
    /// Excel shows the number with an exponent and the digits are gone.
    Scientific,
    /// More digits than Excel keeps.
    DigitsLost,
    /// Anything else, with the number of digits in it.
    Malformed {
        /// Digits in the cell.
        n_digits: usize,
        /// Is there something besides digits?
        has_letters: bool,
    },
}

impl IdReading {
    fn of(meaning: IdMeaning) -> Self {
        Self { meaning, is_plain: false }
    }

    fn plain(meaning: IdMeaning) -> Self {
        Self { meaning, is_plain: true }
    }

    /// Does the cell hold a number in the form that the platform takes (8, 9 or 12 digits)?
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        use IdMeaning::{Cmnd, CmndOfNobody, EightDigits, Personal, UnknownPlace};
        let has_form = matches!(
            self.meaning,
            Personal(_) | UnknownPlace { .. } | Cmnd(_) | CmndOfNobody(_) | EightDigits(_)
        );
        has_form && self.is_plain
    }

    /// Is it a personal number or a CMND, and nothing to be put right about how it is written?
    pub(crate) fn is_in_form(&self) -> bool {
        self.is_plain && matches!(self.meaning, IdMeaning::Personal(_) | IdMeaning::Cmnd(_))
    }

    /// Is it a passport number?
    #[must_use]
    pub fn is_passport(&self) -> bool {
        matches!(self.meaning, IdMeaning::Passport(_))
    }

    /// The personal number, when the cell holds exactly one, however written.
    #[must_use]
    pub fn personal(&self) -> Option<PersonalNumber> {
        match self.meaning {
            IdMeaning::Personal(number) => Some(number),
            _ => None,
        }
    }

    /// The number in canonical form, when the cell holds one that can be compared.
    #[must_use]
    pub fn canonical(&self) -> Option<&str> {
        match &self.meaning {
            IdMeaning::Personal(number) | IdMeaning::LostZeros(number) => Some(number.as_str()),
            IdMeaning::Cmnd(digits) => Some(digits),
            IdMeaning::TwoNumbers { personal, .. } => Some(personal.as_str()),
            _ => None,
        }
    }
}

/// Reads an ID cell in the light of what else the row says of the person.
#[must_use]
pub fn read(cell: Cell<'_>, person: Person) -> IdReading {
    if person.is_foreigner
        && let Some(number) = clean::foreign_passport(cell.text)
    {
        return IdReading::of(IdMeaning::Passport(number));
    }
    if cell.kind == CellKind::Text
        && let Some(reading) = read_plain(cell.text)
    {
        return reading;
    }
    if cell.is_blank() {
        return IdReading::of(IdMeaning::Missing);
    }
    match cell.kind {
        CellKind::Number => read_number(cell.text, person),
        CellKind::Date => IdReading::of(IdMeaning::Date),
        CellKind::Bool | CellKind::Error | CellKind::Uncomputed => {
            IdReading::of(IdMeaning::Missing)
        }
        CellKind::Text | CellKind::Empty => read_text(cell.text, person),
    }
}

/// The path of most cells: twelve or nine digits and nothing else.
fn read_plain(text: &str) -> Option<IdReading> {
    if !matches!(text.len(), 9 | 12) || !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    if is_filler(text) {
        return None;
    }
    let meaning = match PersonalNumber::parse(text) {
        Some(number) => IdMeaning::Personal(number),
        None if text.len() == 9 && has_issuer(text) => IdMeaning::Cmnd(text.to_owned()),
        None => return None,
    };
    Some(IdReading::plain(meaning))
}

/// A number cell has lost its leading zeros, if it had any.
fn read_number(text: &str, person: Person) -> IdReading {
    let is_whole = text.bytes().all(|it| it.is_ascii_digit());
    if !is_whole {
        let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
        return IdReading::of(IdMeaning::Malformed { n_digits, has_letters: true });
    }
    // Excel keeps fifteen significant digits: the rest of a longer number is invented.
    if text.len() > 15 {
        return IdReading::of(IdMeaning::DigitsLost);
    }
    if text.len() < 8 {
        let meaning = IdMeaning::Malformed { n_digits: text.len(), has_letters: false };
        return IdReading::of(if text == "0" { IdMeaning::Placeholder } else { meaning });
    }
    // In a number cell even twelve digits are not text yet, so nothing here is plain.
    IdReading::of(meaning_of_digits(text, person))
}

fn read_text(text: &str, person: Person) -> IdReading {
    if clean::is_placeholder(text) {
        return IdReading::of(IdMeaning::Placeholder);
    }
    let plain = text.bytes().all(|it| it.is_ascii_digit());
    if plain {
        return IdReading { meaning: meaning_of_digits(text, person), is_plain: true };
    }
    let cleaned = clean::clean(text);
    if let Some(meaning) = clean::other_kind(&cleaned) {
        return IdReading::of(meaning);
    }
    if let Some(digits) = clean::one_number(&cleaned) {
        return IdReading::of(meaning_of_digits(&digits, person));
    }
    IdReading::of(meaning_of_pieces(&cleaned, person))
}

/// What a run of digits means.
fn meaning_of_digits(digits: &str, person: Person) -> IdMeaning {
    if is_filler(digits) {
        return IdMeaning::Filler;
    }
    let malformed = IdMeaning::Malformed { n_digits: digits.len(), has_letters: false };
    match digits.len() {
        12 => match PersonalNumber::parse(digits) {
            Some(number) => IdMeaning::Personal(number),
            None => IdMeaning::UnknownPlace {
                digits: digits.to_owned(),
                repair: number::only_repair(digits, person),
            },
        },
        10 | 11 => meaning_of_short(digits).unwrap_or(malformed),
        9 if has_issuer(digits) => IdMeaning::Cmnd(digits.to_owned()),
        9 => IdMeaning::CmndOfNobody(digits.to_owned()),
        8 => IdMeaning::EightDigits(digits.to_owned()),
        _ => malformed,
    }
}

/// Ten or eleven digits: a personal number without its zeros, else a phone.
fn meaning_of_short(digits: &str) -> Option<IdMeaning> {
    // Eleven digits that still begin with 0 have lost some other digit: never pad.
    if !digits.starts_with('0')
        && let Some(number) = PersonalNumber::parse(&format!("{digits:0>12}"))
        && number.is_of_this_century()
    {
        return Some(IdMeaning::LostZeros(number));
    }
    phone_number(digits).map(IdMeaning::Phone)
}

/// The phone that the text is, normalised.
fn phone_number(text: &str) -> Option<String> {
    match phone::read(Cell::typed(text)) {
        PhoneReading::Plain => Some(text.to_owned()),
        PhoneReading::Clear { value, .. } => Some(value),
        _ => None,
    }
}

/// What several pieces mean, when they are not one number.
fn meaning_of_pieces(cleaned: &str, person: Person) -> IdMeaning {
    let runs = clean::digit_runs(cleaned);
    let twelve: Vec<&str> = runs.iter().copied().filter(|it| it.len() == 12).collect();
    let nine: Vec<&str> = runs.iter().copied().filter(|it| it.len() == 9).collect();
    if let [first, rest @ ..] = twelve.as_slice() {
        if rest.iter().any(|it| it != first) {
            return IdMeaning::TwoPersonalNumbers;
        }
        let nothing_else = runs.len() == twelve.len() + nine.len();
        let personal = PersonalNumber::parse(first).filter(|_| nothing_else);
        if let (Some(personal), Some(cmnd)) = (personal, nine.first()) {
            return IdMeaning::TwoNumbers { personal, cmnd: (*cmnd).to_owned() };
        }
    }
    if let Some(value) = clean::letters_as_digits(cleaned) {
        return IdMeaning::LetterForDigit { agreement: agreement(&value, person), value };
    }
    let n_digits = runs.iter().map(|it| it.len()).sum();
    IdMeaning::Malformed { n_digits, has_letters: true }
}

fn agreement(value: &str, person: Person) -> Option<Agreement> {
    PersonalNumber::parse(value).map(|it| it.agreement(person))
}

fn has_issuer(digits: &str) -> bool {
    let prefix = digits.get(..2).and_then(|it| it.parse().ok());
    prefix.and_then(crate::reference::ids::cmnd_issuer).is_some()
}

/// Numbers typed to get past a form. Source: `names/placeholders.tsv` and the fillers that helper
/// sites of 2021 wrote (`188888888`).
fn is_filler(digits: &str) -> bool {
    const LISTED: [&str; 3] = ["123456789123", "123456123456", "111222333"];
    if digits.len() < 8 {
        return digits.bytes().all(|it| it == b'0');
    }
    let bytes = digits.as_bytes();
    let step = |by: u8| bytes.windows(2).all(|it| (it[0] - b'0' + by) % 10 == it[1] - b'0'); // OK because windows have two digits
    let repeats = |n: usize| bytes.iter().zip(bytes.iter().skip(n)).all(|(a, b)| a == b);
    let tail_repeats = bytes.iter().skip(1).zip(bytes.iter().skip(2)).all(|(a, b)| a == b);
    tail_repeats || repeats(2) || repeats(3) || step(1) || step(9) || LISTED.contains(&digits)
}

/// Words in an ID cell that mean there is none.
pub(crate) fn folded_letters(text: &str) -> String {
    fold(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests;
