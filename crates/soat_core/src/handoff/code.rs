//! Codes of lists and of their rows: short, read aloud, and wrong when one sign of them is wrong.
//!
//! Of signs that are taken for each other on paper or over the phone, at most one is in the
//! alphabet: none of `0 O Q`, `1 I J L`, `2 Z`, `5 S`, `8 B` or `U V W`, and `6` without `G`.
//! Nineteen are left, a prime: so one check sign can do what is asked of it.
//!
//! The check is the pure system of ISO 7064 with modulus 19 and radix 2: the signs, read as numbers
//! and each weighted by a power of 2, add up to a multiple of 19. A prime divides no product of
//! smaller numbers, so every one-sign slip shows; 2 is a primitive root of 19, so all weights of a
//! code differ and every swap of two different signs shows, neighbours or not.

use core::fmt;

/// The signs of codes, in the order of their numbers.
const SIGNS: &[u8; 19] = b"ACDEFHKMNPRTXY34679";
const BASE: u32 = 19;
/// A list's code starts with a letter: Excel would take `7E34` for a number.
const LETTERS: u32 = 14;
const N_LISTS: u32 = LETTERS * BASE * BASE;
/// Rows that a list can have codes for.
pub(super) const MOST_ROWS: u32 = BASE * BASE * BASE * BASE;
const ROUNDS: u64 = 6;
/// Names of months that Excel makes dates of: `MAR3`, `DEC-9`.
const MONTHS: [&str; 4] = ["MAR", "APR", "MAY", "DEC"];

/// The code of a list that left: four signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListCode(pub(super) u16);

/// The code of a row of a list that left: eight signs, written `K7M-3XRTC`.
///
/// It tells nothing of the person: it is the row's place in its list, shuffled by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowCode {
    /// The list.
    pub list: ListCode,
    pub(super) place: u32,
}

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotACode {
    /// It has other signs or another length.
    OtherForm,
    /// It has the form, but the check sign says that something in it is wrong.
    WrongSign,
}

impl ListCode {
    /// The code of the list of this number, from 0. `None` when there are too many lists, and for
    /// the few codes that Excel would take for dates.
    pub(super) fn of_number(number: u32, key: u64) -> Option<Self> {
        if number >= N_LISTS {
            return None;
        }
        let code = Self(u16::try_from(shuffle(number, [LETTERS, BASE * BASE], key)).ok()?);
        let text = code.to_string();
        (!MONTHS.iter().any(|it| text.starts_with(it))).then_some(code)
    }

    /// Reads a code as people write it.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let [a, b, c, _] = digits(text)?;
        let number = number(&[a, b, c]);
        match u16::try_from(number) {
            Ok(code) if number < N_LISTS => Ok(Self(code)),
            _ => Err(NotACode::OtherForm),
        }
    }

    fn digits(self) -> [u32; 3] {
        let number = u32::from(self.0);
        [number / BASE / BASE, number / BASE % BASE, number % BASE]
    }
}

impl RowCode {
    /// The code of the row at this place of a list, from 0.
    pub(super) fn of_place(list: ListCode, place_idx: u32, key: u64) -> Option<Self> {
        let place = shuffle(place_idx, [BASE * BASE; 2], list_key(list, key));
        (place_idx < MOST_ROWS).then_some(Self { list, place })
    }

    /// The place of the row in its list, from 0.
    pub(super) fn place_idx(self, key: u64) -> usize {
        unshuffle(self.place, [BASE * BASE; 2], list_key(self.list, key)) as usize
    }

    /// Reads a code as people write it: small letters, spaces and dashes do not matter.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let [a, b, c, d, e, f, g, _] = digits(text)?;
        let list = number(&[a, b, c]);
        match u16::try_from(list) {
            Ok(code) if list < N_LISTS => {
                Ok(Self { list: ListCode(code), place: number(&[d, e, f, g]) })
            }
            _ => Err(NotACode::OtherForm),
        }
    }
}

impl fmt::Display for ListCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        write_signs(f, &digits)?;
        write_signs(f, &[check_digit(&digits)])
    }
}

impl fmt::Display for RowCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c] = self.list.digits();
        let place = [BASE.pow(3), BASE.pow(2), BASE, 1].map(|it| self.place / it % BASE);
        let [d, e, g, h] = place;
        write_signs(f, &[a, b, c])?;
        f.write_str("-")?;
        write_signs(f, &place)?;
        write_signs(f, &[check_digit(&[a, b, c, d, e, g, h])])
    }
}

fn write_signs(f: &mut fmt::Formatter<'_>, digits: &[u32]) -> fmt::Result {
    let sign = |it: &u32| SIGNS.get(*it as usize).map_or('?', |it| char::from(*it));
    digits.iter().try_for_each(|it| fmt::Write::write_char(f, sign(it)))
}

/// The digits of a code whose check sign is right.
fn digits<const N: usize>(text: &str) -> Result<[u32; N], NotACode> {
    let mut digits = [0; N];
    let mut n_digits = 0;
    let is_dash = |c: char| matches!(c, '-' | '.' | '_' | '\'' | '\u{2010}'..='\u{2015}');
    for c in text.chars().filter(|&c| !crate::parse::text::is_space_or_invisible(c) && !is_dash(c))
    {
        let sign = match c {
            'Đ' | 'đ' => 'D',
            _ => c.to_ascii_uppercase(),
        };
        let digit = SIGNS.iter().position(|&it| char::from(it) == sign);
        let digit = digit.and_then(|it| u32::try_from(it).ok()).ok_or(NotACode::OtherForm)?;
        *digits.get_mut(n_digits).ok_or(NotACode::OtherForm)? = digit;
        n_digits += 1;
    }
    match n_digits {
        n if n != N => Err(NotACode::OtherForm),
        _ if weighted_sum(&digits) == 0 => Ok(digits),
        _ => Err(NotACode::WrongSign),
    }
}

fn check_digit(digits: &[u32]) -> u32 {
    (BASE - weighted_sum(digits) * 2 % BASE) % BASE
}

/// Each digit times 2 to the power of the digits after it, modulo 19.
fn weighted_sum(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |sum, it| (sum * 2 + it) % BASE)
}

fn number(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |number, it| number * BASE + it)
}

fn list_key(list: ListCode, key: u64) -> u64 {
    key ^ (u64::from(list.0) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A Feistel network: whatever the rounds add, each can be taken back, so no two numbers meet.
fn shuffle(number: u32, [n_left, n_right]: [u32; 2], key: u64) -> u32 {
    let (mut left, mut right) = (number / n_right % n_left, number % n_right);
    for round in 0..ROUNDS {
        if round % 2 == 0 {
            left = (left + noise(right, round, key) % n_left) % n_left;
        } else {
            right = (right + noise(left, round, key) % n_right) % n_right;
        }
    }
    left * n_right + right
}

fn unshuffle(number: u32, [n_left, n_right]: [u32; 2], key: u64) -> u32 {
    let (mut left, mut right) = (number / n_right % n_left, number % n_right);
    for round in (0..ROUNDS).rev() {
        if round % 2 == 0 {
            left = (left + n_left - noise(right, round, key) % n_left) % n_left;
        } else {
            right = (right + n_right - noise(left, round, key) % n_right) % n_right;
        }
    }
    left * n_right + right
}

/// The mixer of splitmix64. Codes are no secret; they only must not show the order of the list.
fn noise(half: u32, round: u64, key: u64) -> u32 {
    let mut it = key ^ (u64::from(half) << 8 | round).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (it >> 33) as u32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const KEY: u64 = 0x5EED;

    fn codes() -> impl Iterator<Item = RowCode> {
        let list = |it| ListCode::of_number(it, KEY).unwrap();
        [0, 1, 5_000].into_iter().flat_map(move |number| {
            (0..200).map(move |it| RowCode::of_place(list(number), it * 600, KEY).unwrap())
        })
    }

    #[test]
    fn every_place_has_a_code_of_its_own_and_comes_back() {
        let list = ListCode::of_number(7, KEY).unwrap();
        let mut seen = BTreeSet::new();
        for place_idx in 0..MOST_ROWS {
            let code = RowCode::of_place(list, place_idx, KEY).unwrap();
            assert!(seen.insert(code.place));
            assert_eq!(code.place_idx(KEY), place_idx as usize);
        }
        assert_eq!(RowCode::of_place(list, MOST_ROWS, KEY), None);
        let lists: BTreeSet<ListCode> =
            (0..N_LISTS).filter_map(|it| ListCode::of_number(it, KEY)).collect();
        assert_eq!(lists.len(), (N_LISTS - 4) as usize);
        assert!(lists.iter().all(|it| ListCode::parse(&it.to_string()) == Ok(*it)));
    }

    #[test]
    fn one_slip_and_one_swap_always_show() {
        for code in codes() {
            let text: Vec<u8> = code.to_string().bytes().filter(|it| *it != b'-').collect();
            let parse = |it: &[u8]| RowCode::parse(core::str::from_utf8(it).unwrap());
            assert_eq!(parse(&text), Ok(code));
            for place in 0..text.len() {
                for &sign in SIGNS.iter().filter(|it| **it != text[place]) {
                    let mut slip = text.clone();
                    slip[place] = sign;
                    assert_eq!(parse(&slip), Err(NotACode::WrongSign));
                }
                for other in (0..text.len()).filter(|it| text[*it] != text[place]) {
                    let mut swapped = text.clone();
                    swapped.swap(place, other);
                    assert_eq!(parse(&swapped), Err(NotACode::WrongSign));
                }
            }
        }
    }

    #[test]
    fn people_write_codes_in_many_ways() {
        let code = codes().nth(3).unwrap();
        let text = code.to_string();
        let spaced: String = text.chars().flat_map(|it| [it, ' ']).collect();
        for way in [text.to_lowercase(), spaced, text.replace('-', ""), text.replace('-', " – ")]
        {
            assert_eq!(RowCode::parse(&way), Ok(code), "{way}");
        }
        assert_eq!(RowCode::parse(&text[1..]), Err(NotACode::OtherForm));
        assert_eq!(RowCode::parse("Nguyễn Thị Lan"), Err(NotACode::OtherForm));
        assert_eq!(RowCode::parse(""), Err(NotACode::OtherForm));
    }
}
