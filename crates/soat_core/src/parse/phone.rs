//! Telephone numbers.

use crate::cell::{Cell, CellKind};
use crate::parse::text::{fold, is_invisible};
use crate::reference::phones::{converted_2018, converted_landline, is_landline, is_mobile_prefix};

/// What a phone cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhoneReading {
    /// Nothing in the cell, or a word for nothing.
    Missing,
    /// Ten digits of a mobile or eleven of a landline, as they should be.
    Plain,
    /// A number typed to get past the form: `0999999999`.
    Filler,
    /// Clear, but to be rewritten.
    Clear {
        /// The number as it should be.
        value: String,
        /// What is wrong with the cell.
        slip: Slip,
        /// Is there no other way to read the cell?
        is_sure: bool,
    },
    /// Two numbers in one cell.
    Two {
        /// The one that stays.
        first: String,
        /// The other.
        second: String,
    },
    /// One number among words: `0912345670 (mẹ)`.
    AmongWords(String),
    /// Letters where digits should be.
    NotDigits,
    /// So many digits, which no number has.
    DigitCount(usize),
    /// Ten digits that begin like no number.
    UnknownPrefix,
}

/// What is wrong with a clear number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Spaces, dots, brackets, `+`.
    Separators,
    /// `84` instead of the zero, and nothing but digits.
    CountryCode,
    /// The zero that Excel drops.
    LostZero,
    /// Eleven digits of before 15/09/2018.
    ElevenDigits,
    /// An area code of before 2017.
    OldLandline,
}

/// Reads a phone cell.
#[must_use]
pub fn read(cell: Cell<'_>) -> PhoneReading {
    let text = match cell.kind {
        CellKind::Number => cell.text.strip_suffix(".0").unwrap_or(cell.text),
        _ => cell.text,
    };
    if is_digits(text) && matches!(text.len(), 10 | 11) && (is_mobile(text) || is_landline(text)) {
        return if is_filler(text) { PhoneReading::Filler } else { PhoneReading::Plain };
    }
    if is_missing(text) {
        return PhoneReading::Missing;
    }
    let digits: String = text.chars().filter_map(digit).collect();
    if let Some((first, second)) = two_numbers(text) {
        return PhoneReading::Two { first, second };
    }
    if text.chars().any(|it| it.is_alphabetic()) {
        return match tidied(&digits) {
            Some((value, ..)) if is_mobile(&value) => PhoneReading::AmongWords(value),
            _ => PhoneReading::NotDigits,
        };
    }
    by_digits(&digits, !is_digits(text))
}

/// Does the platform take the cell as a number: nothing but digits, ten or more?
#[must_use]
pub fn is_accepted(cell: Cell<'_>) -> bool {
    is_digits(cell.text) && cell.text.len() >= 10
}

fn by_digits(digits: &str, has_separators: bool) -> PhoneReading {
    match tidied(digits) {
        Some((value, _, _)) if is_filler(&value) => PhoneReading::Filler,
        Some((value, slip, is_sure)) => {
            let slip = match slip {
                None | Some(Slip::CountryCode) if has_separators => Some(Slip::Separators),
                _ => slip,
            };
            match slip {
                Some(slip) => PhoneReading::Clear { value, slip, is_sure },
                None => PhoneReading::Plain,
            }
        }
        None if is_filler(digits) => PhoneReading::Filler,
        None if digits.len() == 10 => PhoneReading::UnknownPrefix,
        None if digits.is_empty() => PhoneReading::NotDigits,
        None => PhoneReading::DigitCount(digits.len()),
    }
}

/// The number that these digits stand for, what is wrong with them, and whether that is sure.
fn tidied(digits: &str) -> Option<(String, Option<Slip>, bool)> {
    if is_mobile(digits) || is_landline(digits) {
        return Some((digits.to_owned(), None, true));
    }
    if let Some(rest) = digits.strip_prefix("0084").or_else(|| digits.strip_prefix("84"))
        && let national = rest.strip_prefix('0').unwrap_or(rest)
        && national.len() == 9
        && is_mobile(&format!("0{national}"))
    {
        return Some((format!("0{national}"), Some(Slip::CountryCode), true));
    }
    if let Some(value) = converted_2018(digits) {
        return Some((value, Some(Slip::ElevenDigits), true));
    }
    if let Some(value) = converted_landline(digits) {
        return Some((value, Some(Slip::OldLandline), false));
    }
    let padded = format!("0{digits}");
    if digits.starts_with('0') {
        return None;
    }
    if is_mobile(&padded) {
        // A CMND also has nine digits and begins with 01 to 38.
        return Some((padded, Some(Slip::LostZero), digits > "39"));
    }
    match converted_2018(&padded) {
        Some(value) => Some((value, Some(Slip::ElevenDigits), false)),
        None => is_landline(&padded).then_some((padded, Some(Slip::LostZero), false)),
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 10 && is_mobile_prefix(digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '\u{FF10}'..='\u{FF19}' => char::from_digit(u32::from(c) - 0xFF10, 10),
        _ => None,
    }
}

/// Source: `names/placeholders.tsv` of the research; 0900000000 and the like by their shape.
fn is_filler(digits: &str) -> bool {
    let Some(tail) = digits.as_bytes().get(digits.len().saturating_sub(8)..) else { return false };
    let all_same = digits.len() >= 8 && tail.iter().all(|it| Some(it) == tail.first());
    all_same || matches!(digits, "0123456789" | "0987654321" | "123456789" | "1234567890")
}

fn is_missing(text: &str) -> bool {
    const WORDS: &[&str] = &["", "khong co", "khong", "ko", "k", "kc", "x", "0", "null", "na"];
    let invisible = |c: char| c.is_whitespace() || is_invisible(c);
    if text.len() > 24 || text.chars().filter(|it| !invisible(*it)).count() > 9 {
        return false;
    }
    let letters: String =
        fold(text).chars().filter(|it| it.is_alphanumeric() || *it == ' ').collect();
    WORDS.contains(&letters.trim())
}

/// Two numbers, each whole, with something between them.
fn two_numbers(text: &str) -> Option<(String, String)> {
    let mut numbers = Vec::new();
    for part in text.split(['/', ',', ';', '-', '&', '\n', '+', '|']) {
        let digits: String = part.chars().filter_map(digit).collect();
        match digits.len() {
            0 => {}
            9.. => numbers.push(tidied(&digits)?.0),
            _ => return None,
        }
    }
    let [first, second] = numbers.as_slice() else { return None };
    (first != second).then(|| (first.clone(), second.clone()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn value(text: &str) -> String {
        match read(Cell::typed(text)) {
            PhoneReading::Plain => text.to_owned(),
            PhoneReading::Clear { value, .. } => value,
            PhoneReading::Two { first, .. } => first,
            _ => String::new(),
        }
    }

    #[test]
    fn vectors() {
        let file: Value = serde_json::from_str(include_str!("vectors/phone.json")).unwrap();
        for case in file["cases"].as_array().unwrap() {
            let input = case["input"].as_str().unwrap();
            assert_eq!(value(input), case["expect"].as_str().unwrap(), "{input}");
        }
    }

    #[test]
    fn slips() {
        let slip = |text| match read(Cell::typed(text)) {
            PhoneReading::Clear { slip, is_sure, .. } => (slip, is_sure),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(slip("912345670"), (Slip::LostZero, true));
        assert_eq!(slip("322345670"), (Slip::LostZero, false));
        assert_eq!(slip("84912345670"), (Slip::CountryCode, true));
        assert_eq!(slip("+84 912 345 670"), (Slip::Separators, true));
        assert_eq!(slip("1621234567"), (Slip::ElevenDigits, false));
        assert_eq!(value("0162.123.4567"), "0321234567");
        for (text, reading) in [
            ("0999.999.999", PhoneReading::Filler),
            ("0912345xxx", PhoneReading::NotDigits),
            ("0912345670 (mẹ)", PhoneReading::AmongWords("0912345670".to_owned())),
            ("0101234567", PhoneReading::UnknownPrefix),
            ("091234567012", PhoneReading::DigitCount(12)),
            ("ko", PhoneReading::Missing),
            ("-", PhoneReading::Missing),
            ("02438251234", PhoneReading::Plain),
        ] {
            assert_eq!(read(Cell::typed(text)), reading, "{text}");
        }
    }
}
