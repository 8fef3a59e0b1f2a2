//! Numbers of health-insurance cards: `insurance_number` is "số thẻ BHYT".

use crate::cell::Cell;
use crate::parse::text::is_space_or_invisible;
use crate::reference::units::PROVINCES_2022;

/// What an insurance cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InsuranceReading {
    /// Nothing in the cell: the number is never required.
    Missing,
    /// Ten digits, or fifteen characters, as on the card.
    Plain,
    /// As on the card once spaces and small letters are put right.
    Untidy(String),
    /// Ten digits which have lost a zero.
    LostZero(String),
    /// Fifteen characters with a province that there is not: its digits.
    UnknownProvince(String),
    /// So many characters, which no card has.
    Length(usize),
    /// The right length but not the card's pattern.
    OtherPattern,
}

/// Reads an insurance cell.
#[must_use]
pub fn read(cell: Cell<'_>) -> InsuranceReading {
    if cell.text.is_empty() {
        return InsuranceReading::Missing;
    }
    if let Some(reading) = well_formed(cell.text) {
        return reading;
    }
    let is_noise = |c: char| is_space_or_invisible(c) || matches!(c, '.' | '-' | '\'' | '_');
    let tidy: String =
        cell.text.chars().filter(|it| !is_noise(*it)).flat_map(char::to_uppercase).collect();
    if tidy.is_empty() {
        return InsuranceReading::Missing;
    }
    let is_number = tidy.bytes().all(|it| it.is_ascii_digit());
    match (well_formed(&tidy), tidy.len()) {
        (Some(InsuranceReading::Plain), _) => InsuranceReading::Untidy(tidy),
        (Some(other), _) => other,
        (None, 9) if is_number => InsuranceReading::LostZero(format!("0{tidy}")),
        (None, 10 | 15) => InsuranceReading::OtherPattern,
        (None, _) => InsuranceReading::Length(tidy.chars().count()),
    }
}

/// The pattern of a card: letters of the holder's kind, benefit 1 to 5, province, ten digits.
/// Source: Công văn 3340/BHXH-ST (2017); the ten digits alone since QĐ 1666/QĐ-BHXH (2021).
fn well_formed(text: &str) -> Option<InsuranceReading> {
    let is_digits = |it: &[u8]| it.iter().all(u8::is_ascii_digit);
    match text.as_bytes() {
        ten if ten.len() == 10 => is_digits(ten).then_some(InsuranceReading::Plain),
        [a, b, b'1'..=b'5', rest @ ..] if rest.len() == 12 && is_digits(rest) => {
            if !a.is_ascii_uppercase() || !b.is_ascii_uppercase() {
                return None;
            }
            // 97 is the army, 98 and 99 are the police and others.
            let province = text.get(3..5)?;
            let code: u16 = province.parse().ok()?;
            let is_known = PROVINCES_2022.has(code) || (97..=99).contains(&code);
            Some(match is_known {
                true => InsuranceReading::Plain,
                false => InsuranceReading::UnknownProvince(province.to_owned()),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards() {
        let read = |text| read(Cell::typed(text));
        assert_eq!(read("GD4790123456789"), InsuranceReading::Plain);
        assert_eq!(read("0123456789"), InsuranceReading::Plain);
        let tidy = |it: &str| InsuranceReading::Untidy(it.to_owned());
        assert_eq!(read("gd 4 79 01234 56789"), tidy("GD4790123456789"));
        assert_eq!(read("123456789"), InsuranceReading::LostZero("0123456789".to_owned()));
        assert_eq!(read("gd4030123456789"), InsuranceReading::UnknownProvince("03".to_owned()));
        assert_eq!(read("GD47901234567"), InsuranceReading::Length(13));
        assert_eq!(read("GD9790123456789"), InsuranceReading::OtherPattern);
        assert_eq!(read(" - "), InsuranceReading::Missing);
    }
}
