//! Codes of the priority groups (QĐ 3355/QĐ-BYT): 1 to 16, and 17 `Trẻ em` in November 2021.

use crate::cell::Cell;
use crate::parse::text::fold;

/// What a group cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupReading {
    /// Nothing in the cell.
    Missing,
    /// A whole number as it should be written.
    Plain(u32),
    /// The same number with a zero before it, spaces or a stop.
    Untidy(u32),
    /// A number behind or before words: `Nhóm 8`, `8. Giáo viên`.
    AmongWords(u32),
    /// No number, or several.
    NotNumber,
}

/// Reads a group cell.
#[must_use]
pub fn read(cell: Cell<'_>) -> GroupReading {
    if let Some(number) = plain(cell.text) {
        return GroupReading::Plain(number);
    }
    let folded = fold(cell.text);
    let text = folded.trim_matches(|it: char| it.is_ascii_punctuation() || it == ' ');
    if text.is_empty() {
        return GroupReading::Missing;
    }
    let whole = text.strip_suffix(".0").unwrap_or(text);
    if let Some(number) = plain(whole.trim_start_matches('0')) {
        return GroupReading::Untidy(number);
    }
    let after_word = ["nhom", "ma nhom", "doi tuong", "nhom doi tuong", "ma"]
        .iter()
        .find_map(|it| text.strip_prefix(it))
        .map(|it| it.trim_start_matches([' ', ':', '0']));
    // `8. Giáo viên`: the number, then its words.
    let before_words = || {
        let (number, words) = text.split_once(['.', '-', ':', ' '])?;
        let has_digits = words.contains(|it: char| it.is_ascii_digit());
        (!has_digits && words.contains(char::is_alphabetic)).then(|| plain(number)).flatten()
    };
    after_word
        .and_then(plain)
        .or_else(before_words)
        .map_or(GroupReading::NotNumber, GroupReading::AmongWords)
}

fn plain(text: &str) -> Option<u32> {
    let is_number = text.bytes().all(|it| it.is_ascii_digit()) && !text.starts_with('0');
    (is_number && text.len() <= 6).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups() {
        for (text, reading) in [
            ("8", GroupReading::Plain(8)),
            ("", GroupReading::Missing),
            (" - ", GroupReading::Missing),
            ("08", GroupReading::Untidy(8)),
            (" 8.", GroupReading::Untidy(8)),
            ("8.0", GroupReading::Untidy(8)),
            ("Nhóm 8", GroupReading::AmongWords(8)),
            ("8. Giáo viên", GroupReading::AmongWords(8)),
            ("8, 9", GroupReading::NotNumber),
            ("giáo viên", GroupReading::NotNumber),
            ("0", GroupReading::NotNumber),
        ] {
            assert_eq!(read(Cell::typed(text)), reading, "{text}");
        }
    }
}
