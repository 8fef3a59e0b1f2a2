//! White space, invisible characters and folding, for every kind of cell.

use unicode_normalization::UnicodeNormalization;

/// Is this a space of any kind, a line break, or a character that nobody sees?
#[must_use]
pub fn is_space_or_invisible(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Zero-width characters, soft hyphen, byte-order mark, direction marks and control characters.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}')
        || (c.is_control() && !c.is_whitespace())
}

/// One space between words, none at the ends, nothing invisible.
#[must_use]
pub fn tidy_spaces(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace) {
        let start = tidy.len();
        if start > 0 {
            tidy.push(' ');
        }
        let word_start = tidy.len();
        tidy.extend(word.chars().filter(|&c| !is_invisible(c)));
        if tidy.len() == word_start {
            tidy.truncate(start);
        }
    }
    tidy
}

/// The words of a short text. Looking for the next space byte by byte is quicker than the searcher
/// that `split` starts for each.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(|it| it == b' ').unwrap_or(text.len());
        rest = text.get(end + 1..);
        text.get(..end)
    })
}

/// Letters for comparing: lower case, marks and tones dropped, `đ` as `d`, single spaces.
/// Never shown, never written.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in tidy_spaces(text).nfd() {
        match c {
            '\u{0300}'..='\u{036F}' => {}
            'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' => folded.push('d'),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_folding() {
        assert_eq!(tidy_spaces(" Lê\u{a0} Thị\u{200b}\t Đào \u{feff} "), "Lê Thị Đào");
        assert_eq!(fold("  ĐẶNG  Thuỳ Dương"), "dang thuy duong");
        assert_eq!(fold("Nguye\u{302}\u{303}n"), "nguyen");
        assert_eq!(tidy_spaces("\u{200b} \n"), "");
    }
}
