//! Sex as lists write it.

use crate::cell::Cell;
use crate::parse::text::{fold, is_space_or_invisible};
use crate::schema::SexCoding;

/// Sex as on the identity paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

impl Sex {
    /// The Vietnamese word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Male => "Nam",
            Self::Female => "Nữ",
        }
    }

    /// The text of this sex in a list's own coding.
    #[must_use]
    pub fn text(self, coding: SexCoding) -> &'static str {
        match (coding, self) {
            (SexCoding::ZeroIsMale, Self::Male) | (SexCoding::OneIsMale, Self::Female) => "0",
            (SexCoding::OneAndTwo, Self::Female) => "2",
            (SexCoding::ZeroIsMale | SexCoding::OneIsMale | SexCoding::OneAndTwo, _) => "1",
            (SexCoding::Words, _) => self.word(),
        }
    }
}

/// What a sex cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SexReading {
    /// The list has no such column.
    Absent,
    /// Nothing in the cell.
    Missing,
    /// Written in the list's own coding.
    Plain(Sex),
    /// Clear, but in another form than the list's own: `Nam` where `0` is asked for.
    Synonym(Sex),
    /// Could be either, or means nothing.
    Unclear,
}

impl SexReading {
    /// The sex, when the cell says it clearly.
    #[must_use]
    pub fn known(self) -> Option<Sex> {
        match self {
            Self::Plain(sex) | Self::Synonym(sex) => Some(sex),
            _ => None,
        }
    }
}

/// Reads a sex cell. `N` alone is never guessed: it abbreviates Nam and Nữ alike.
#[must_use]
pub fn read(cell: Cell<'_>, coding: SexCoding) -> SexReading {
    if cell.is_blank() {
        return SexReading::Missing;
    }
    let by_coding = [Sex::Male, Sex::Female].into_iter().find(|it| it.text(coding) == cell.text);
    if let Some(sex) = by_coding {
        return SexReading::Plain(sex);
    }
    match code(cell.text, coding).or_else(|| word(cell.text)) {
        Some(sex) => SexReading::Synonym(sex),
        None => SexReading::Unclear,
    }
}

/// A code of the list with signs around it: `'0`, ` 1 `, and `1.0` of Google Sheets.
fn code(text: &str, coding: SexCoding) -> Option<Sex> {
    let is_noise = |c: char| is_space_or_invisible(c) || matches!(c, '\'' | '.' | '`');
    let text = text.trim_matches(is_noise);
    let text = text.strip_suffix(".0").unwrap_or(text);
    [Sex::Male, Sex::Female].into_iter().find(|it| it.text(coding) == text)
}

/// A word for a sex. Source: `names/sex_values.tsv`, the values that are never ambiguous.
fn word(text: &str) -> Option<Sex> {
    // `nư`, `nứ`, `nử` are slips of nữ; folding takes them with `nu`. TCVN3, VNI and mojibake
    // forms are compared as they stand, for folding would change them.
    const LEGACY_FEMALE: [&str; 4] = ["N÷", "Nöõ", "NÖÕ", "Ná»¯"];
    let folded = fold(text);
    match folded.trim_end_matches('.') {
        "nam" | "male" | "m" | "trai" | "con trai" | "nam gioi" | "ong" | "♂" => Some(Sex::Male),
        "nu" | "female" | "f" | "gai" | "con gai" | "nu gioi" | "phu nu" | "♀" => {
            Some(Sex::Female)
        }
        _ => LEGACY_FEMALE
            .iter()
            .any(|it| text.trim().eq_ignore_ascii_case(it))
            .then_some(Sex::Female),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_codes() {
        let read = |text| read(Cell::typed(text), SexCoding::ZeroIsMale);
        assert_eq!(read("0"), SexReading::Plain(Sex::Male));
        assert_eq!(read("1"), SexReading::Plain(Sex::Female));
        assert_eq!(read(" NỮ "), SexReading::Synonym(Sex::Female));
        assert_eq!(read("N÷"), SexReading::Synonym(Sex::Female));
        assert_eq!(read("nam."), SexReading::Synonym(Sex::Male));
        assert_eq!(read("'0"), SexReading::Synonym(Sex::Male));
        assert_eq!(read("1.0"), SexReading::Synonym(Sex::Female));
        for unclear in ["N", "2", "x", "?", "khác"] {
            assert_eq!(read(unclear), SexReading::Unclear, "{unclear}");
        }
        assert_eq!(read(" "), SexReading::Missing);
    }
}
