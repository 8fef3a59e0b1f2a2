//! Names of places compared: kinds before them, places of tone marks, numbers of wards.

use unicode_normalization::UnicodeNormalization;

use super::Found;
use crate::parse::text::fold;
use crate::reference::units::{Unit, Units};

/// Words of a kind, folded, the longer first.
const KINDS: &[&[&str]] = &[
    &["thanh", "pho"],
    &["thi", "tran"],
    &["thi", "xa"],
    &["dac", "khu"],
    &["tinh"],
    &["quan"],
    &["huyen"],
    &["phuong"],
    &["xa"],
    &["tp"],
    &["tx"],
    &["tt"],
    &["q"],
    &["h"],
    &["p"],
    &["x"],
];

/// What people call a province beside its name, folded without spaces.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("hcm", "hochiminh"),
    ("tphcm", "hochiminh"),
    ("saigon", "hochiminh"),
    ("brvt", "bariavungtau"),
    ("hue", "thuathienhue"),
];

/// Does the text name this unit? Marks may be left out altogether, but not differ.
pub(crate) fn same_name(text: &str, unit: Unit) -> bool {
    if is_written(text, unit) {
        return true;
    }
    let (given, own) = (Name::of(text), Name::of(unit.name));
    match given.match_with(&own) {
        Match::No => false,
        Match::Exact => true,
        Match::Folded => !has_marks(text),
    }
}

/// The only unit of this name; sure when the marks are the same too.
pub(super) fn find(units: &Units, parent: Option<u16>, text: &str) -> Option<Found> {
    let mut same = units.under(parent).filter(|it| is_written(text, *it));
    if let (Some(unit), None) = (same.next(), same.next()) {
        return Some(Found { unit, is_sure: true });
    }
    let given = Name::of(text);
    if given.folded.is_empty() {
        return None;
    }
    let matches = |it: Unit| (given.match_with(&Name::of(it.name)), it);
    let mut found: Vec<(Match, Unit)> =
        units.under(parent).map(matches).filter(|it| it.0 != Match::No).collect();
    if found.iter().any(|it| it.0 == Match::Exact) {
        found.retain(|it| it.0 == Match::Exact);
    } else if has_marks(text) {
        return None;
    }
    if found.len() > 1 {
        // `Thị trấn X` beside `Xã X`.
        let folded = fold(text);
        found.retain(|it| folded.starts_with(&format!("{} ", fold(it.1.kind))));
    }
    let [(found, unit)] = found.as_slice() else { return None };
    Some(Found { unit: *unit, is_sure: *found == Match::Exact })
}

/// Is the text the unit's name as the list has it, with its kind or without?
fn is_written(text: &str, unit: Unit) -> bool {
    let bare = || text.strip_prefix(unit.kind)?.strip_prefix(' ');
    text == unit.name || bare() == Some(unit.name)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    No,
    Folded,
    Exact,
}

/// A name for comparing, whole and without the word of its kind.
struct Name {
    exact: Vec<String>,
    folded: Vec<String>,
    /// Leading words that say the kind.
    n_kind: usize,
}

impl Name {
    fn of(text: &str) -> Self {
        let exact = words(text);
        let folded: Vec<String> = exact.iter().map(|it| fold(it)).collect();
        let is_kind = |kind: &&&[&str]| {
            folded.len() > kind.len() && kind.iter().zip(&folded).all(|(a, b)| a == b)
        };
        let n_kind = KINDS.iter().find(is_kind).map_or(0, |it| it.len());
        Self { exact, folded, n_kind }
    }

    fn match_with(&self, own: &Self) -> Match {
        let from = |words: &[String], skip: usize| words.iter().skip(skip).cloned().collect();
        let skips = [0, self.n_kind];
        let is = |given: &[String], own: &[String]| {
            let own: String = from(own, 0);
            skips.iter().any(|&it| from(given, it) == own)
        };
        if is(&self.exact, &own.exact) {
            return Match::Exact;
        }
        let own_folded: String = from(&own.folded, 0);
        let alias = skips.iter().any(|&it| {
            let given: String = from(&self.folded, it);
            OTHER_NAMES.iter().any(|(name, of)| *name == given && *of == own_folded)
        });
        match is(&self.folded, &own.folded) || alias {
            true => Match::Folded,
            false => Match::No,
        }
    }
}

fn has_marks(text: &str) -> bool {
    !text.is_ascii()
}

/// Words in lower case with a sign for the tone at the end, so that its place does not matter: `Hòa` and
/// `Hoà` alike. Numbers lose their zeros, `P1` is two words.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut tone) = (String::new(), None);
    let mut end = |word: &mut String, tone: &mut Option<char>| {
        word.extend(tone.take());
        let word = core::mem::take(word);
        if word.is_empty() {
            return;
        }
        let number = word.trim_start_matches('0');
        let is_number = word.bytes().all(|it| it.is_ascii_digit()) && !number.is_empty();
        words.push(if is_number { number.to_owned() } else { word });
    };
    for c in text.nfd() {
        match c {
            '\u{0300}' => tone = Some('\u{1}'),
            '\u{0301}' => tone = Some('\u{2}'),
            '\u{0303}' => tone = Some('\u{3}'),
            '\u{0309}' => tone = Some('\u{4}'),
            '\u{0323}' => tone = Some('\u{5}'),
            '\u{0302}' | '\u{0306}' | '\u{031B}' => word.push(c),
            '\'' | '’' | '`' | '\u{2018}' => {}
            'đ' | 'Đ' | 'ð' | 'Ð' => word.push('đ'),
            _ if !c.is_alphanumeric() => end(&mut word, &mut tone),
            _ => {
                let last_is_digit = word.ends_with(|it: char| it.is_ascii_digit());
                if c.is_ascii_digit() != last_is_digit {
                    end(&mut word, &mut tone);
                }
                word.extend(c.to_lowercase());
            }
        }
    }
    end(&mut word, &mut tone);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::units::{COMMUNES_2022, DISTRICTS_2022, PROVINCES_2022};

    #[test]
    fn names_of_one_place() {
        let unit = |units: &Units, code| units.find(code).unwrap();
        let (hue, vung_tau) = (unit(&PROVINCES_2022, 46), unit(&PROVINCES_2022, 77));
        let (hcm, ward) = (unit(&PROVINCES_2022, 79), unit(&COMMUNES_2022, 19333));
        let thanh_hoa = unit(&PROVINCES_2022, 38);
        for (text, unit, is_same) in [
            ("Tỉnh Thừa Thiên - Huế", hue, true),
            ("Thừa Thiên Huế", hue, true),
            ("Huế", hue, false),
            ("Bà Rịa-Vũng Tàu", vung_tau, true),
            ("TP. Hồ Chí Minh", hcm, true),
            ("TP HCM", hcm, true),
            ("Hồ Chi Minh", hcm, false),
            ("ho chi minh", hcm, true),
            ("Thanh Hoá", thanh_hoa, true),
            ("Thanh Hóa", thanh_hoa, true),
            ("Phường 01", ward, true),
            ("P1", ward, true),
            ("phường 1", ward, true),
            ("Phường 11", ward, false),
            ("Hà Nội", hcm, false),
        ] {
            assert_eq!(same_name(text, unit), is_same, "{text}");
        }
    }

    #[test]
    fn found_only_when_alone() {
        let code = |parent, text| find(&DISTRICTS_2022, parent, text).map(|it| it.unit.code);
        assert_eq!(code(Some(1), "Thanh Trì"), Some(20));
        assert_eq!(code(Some(1), "h. thanh tri"), Some(20));
        assert_eq!(code(Some(1), "Thanh Trí"), None);
        assert_eq!(code(Some(79), "Quận 1"), Some(760));
        let sure = |text| find(&DISTRICTS_2022, Some(1), text).map(|it| it.is_sure);
        assert_eq!((sure("Thanh Trì"), sure("Thanh Tri")), (Some(true), Some(false)));
        // A town and the commune around it share a name.
        let twins = DISTRICTS_2022
            .under(None)
            .step_by(5)
            .flat_map(|it| COMMUNES_2022.under(Some(it.code)))
            .filter(|it| find(&COMMUNES_2022, Some(it.parent), it.name).is_none())
            .count();
        assert!((1..20).contains(&twins), "{twins}");
    }
}
