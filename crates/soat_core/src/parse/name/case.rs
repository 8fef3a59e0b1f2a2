//! Capital and small letters of a name.

use super::syllable::judge;

/// How a name uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `Nguyễn Thị Mẫu`, `H'Bia Êban`, `KSor Y Ka`.
    Title,
    /// `NGUYỄN THỊ MẪU`: the identity card's own style.
    Capitals,
    /// `nguyễn thị mẫu`.
    Small,
    /// Anything else: `Nguyễn thị Mẫu`, `NGuyễn Thị Mẫu`.
    Mixed,
}

/// Reads the case of a name.
#[must_use]
pub fn case_of(name: &str) -> Case {
    let (mut any_upper, mut any_lower) = (false, false);
    for c in name.chars() {
        any_upper |= c.is_uppercase();
        any_lower |= c.is_lowercase();
    }
    match (any_upper, any_lower) {
        (_, false) => Case::Capitals,
        (false, true) => Case::Small,
        _ if name.split(' ').all(is_title_word) => Case::Title,
        _ => Case::Mixed,
    }
}

/// Writes every word with a capital and the rest small. The letter after `H'` and `K'` is a
/// capital, and words in the peoples' own way, such as `KSor`, stay.
#[must_use]
pub fn title_case(name: &str) -> String {
    let words = name
        .split(' ')
        .map(|word| if is_title_word(word) { word.to_owned() } else { title_word(word) });
    words.collect::<Vec<_>>().join(" ")
}

fn title_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let (mut starts, mut n_letters) = (true, 0);
    for c in word.chars() {
        if starts {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        n_letters += usize::from(c.is_alphabetic());
        starts = matches!(c, '-' | '.') || (c == '\'' && n_letters <= 1);
    }
    out
}

fn is_title_word(word: &str) -> bool {
    word.split(['-', '.', '\'']).enumerate().all(|(i, part)| {
        let mut chars = part.chars();
        let Some(first) = chars.next() else { return true };
        let rest_small = chars.clone().all(|it| !it.is_uppercase());
        // After an apostrophe both are written: H'Bia, Bh'nướch.
        (rest_small && (!first.is_lowercase() || i > 0)) || is_cluster(part)
    })
}

/// `KSor`, `HBia`, `RCom`: the prefix of Tây Nguyên names without its apostrophe. `KHánh` is a slip
/// of the shift key, for `Khánh` is a syllable.
fn is_cluster(word: &str) -> bool {
    let mut chars = word.chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return false };
    matches!(first, 'H' | 'K' | 'R' | 'Y')
        && second.is_uppercase()
        && chars.clone().count() > 0
        && chars.all(|it| !it.is_uppercase())
        && !judge(word).is_valid()
}

/// Cuts words that were typed without a space: `VănAn` is `Văn An`. `None` when there are none.
#[must_use]
pub fn split_words(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len() + 2);
    let mut before = ' ';
    for c in name.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    let split = out.len() > name.len();
    (split && out.split(' ').all(|it| judge(it).is_valid() && is_title_word(it))).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        for name in
            ["Nguyễn Thị Mẫu", "H'Bia Êban", "KSor Y Ka", "Bh'nướch A", "Êñuôl Y Ka", "Giàng A Páo"]
        {
            assert_eq!(case_of(name), Case::Title, "{name}");
        }
        for name in ["Nguyễn thị Mẫu", "NGuyễn Thị Mẫu", "Lê KHánh", "LÊ Văn Mẫu", "Lê Văn mẫu"]
        {
            assert_eq!(case_of(name), Case::Mixed, "{name}");
        }
        assert_eq!(case_of("LÊ THỊ MẪU"), Case::Capitals);
        assert_eq!(case_of("y ka êban"), Case::Small);
        assert_eq!(title_case("h'bia êban"), "H'Bia Êban");
        assert_eq!(title_case("điểu k'RÉ"), "Điểu K'Ré");
        assert_eq!(title_case("NGuyễn thị mẫu"), "Nguyễn Thị Mẫu");
        assert_eq!(title_case("KSor y ka"), "KSor Y Ka");
        assert_eq!(split_words("Nguyễn VănAn").as_deref(), Some("Nguyễn Văn An"));
        assert_eq!(split_words("Ronald McDonald"), None);
    }
}
