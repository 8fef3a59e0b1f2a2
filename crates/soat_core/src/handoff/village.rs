//! The village that an address names: thôn, ấp, bản, khu phố, tổ dân phố.

use crate::parse::text::{fold, tidy_spaces};

/// Words for a village, folded, the longest of those that start alike first. A tổ is inside a
/// khu phố or thôn where one is named, so it comes last.
const KINDS: &[(&str, &str)] = &[
    ("to dan pho", "Tổ dân phố"),
    ("tdp", "Tổ dân phố"),
    ("khu pho", "Khu phố"),
    ("kp", "Khu phố"),
    ("khu dan cu", "Khu dân cư"),
    ("kdc", "Khu dân cư"),
    ("khu vuc", "Khu vực"),
    ("kv", "Khu vực"),
    ("tieu khu", "Tiểu khu"),
    ("thon", "Thôn"),
    ("ap", "Ấp"),
    ("buon", "Buôn"),
    ("ban", "Bản"),
    ("lang", "Làng"),
    ("xom", "Xóm"),
    ("khoi", "Khối"),
    ("soc", "Sóc"),
    ("phum", "Phum"),
    ("khom", "Khóm"),
    ("doi", "Đội"),
    ("khu", "Khu"),
    ("to", "Tổ"),
];

/// Words that end the name of a village: what stands above it.
const ABOVE: &[&str] = &["xa", "phuong", "thi", "huyen", "quan", "tinh", "tp", "thanh", "tt"];
/// Names are this long at most: what is longer is no name.
const MOST_WORDS: usize = 4;

/// A village, as found in an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Village {
    /// Folded, for comparing: `thon 3`.
    pub key: String,
    /// As shown: `Thôn 3`.
    pub name: String,
}

/// Finds the village in an address: `số 5 thon 03, xã X` is of `Thôn 3`.
///
/// The largest unit wins: `Tổ 12 KP 4` is of `Khu phố 4`, for a list goes to its head.
#[must_use]
pub fn village(address: &str) -> Option<Village> {
    let tidy = tidy_spaces(&separated(address));
    let words: Vec<&str> = tidy.split(' ').collect();
    let folded: Vec<String> = words.iter().map(|it| fold(it)).collect();
    let found = (0..words.len()).filter_map(|at| village_at(&words, &folded, at));
    found.min_by_key(|it| it.0).map(|it| it.1)
}

/// Commas stand alone, and a number stands apart from the letters before it: `KP4`, `Thôn3`.
fn separated(address: &str) -> String {
    let mut text = String::with_capacity(address.len() + 8);
    let mut before = ' ';
    for c in address.chars() {
        match c {
            ',' | ';' | '-' | '–' | '(' | ')' | '\n' | '/' => text.push_str(" , "),
            '.' | ':' => text.push(' '),
            _ if c.is_ascii_digit() && before.is_alphabetic() => text.extend([' ', c]),
            _ => text.push(c),
        }
        before = c;
    }
    text
}

/// The village whose word starts here, with the rank of its kind.
fn village_at(words: &[&str], folded: &[String], at: usize) -> Option<(usize, Village)> {
    let starts = |kind: &str| {
        let n_words = kind.split(' ').count();
        let here = folded.get(at..at + n_words)?;
        here.iter().map(String::as_str).eq(kind.split(' ')).then_some(n_words)
    };
    let (rank, n_words, &(_, kind)) =
        KINDS.iter().enumerate().find_map(|(rank, it)| Some((rank, starts(it.0)?, it)))?;
    // `Lang`, `Ban` and `To` are also names and streets: a street's word before them decides.
    let before = at.checked_sub(1).and_then(|it| folded.get(it)).map_or("", String::as_str);
    if matches!(before, "duong" | "pho" | "ong" | "ba" | "cau" | "cho") {
        return None;
    }
    let mut start = at + n_words;
    if matches!(folded.get(start).map(String::as_str), Some("so")) {
        start += 1;
    }
    let name = name_from(words, folded, start)?;
    let name = format!("{kind} {name}");
    // All kinds but tổ and đội are as large as each other; of two, the first stands.
    let is_small = usize::from(rank + 1 == KINDS.len() || kind == "Đội");
    Some((is_small, Village { key: fold(&name), name }))
}

/// A number alone, or the words up to a comma, a digit or what is above a village.
fn name_from(words: &[&str], folded: &[String], start: usize) -> Option<String> {
    let first = words.get(start)?;
    if first.starts_with(|c: char| c.is_ascii_digit()) {
        let n_digits = first.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, suffix) = first.split_at(n_digits);
        let digits = digits.trim_start_matches('0');
        let suffix =
            if suffix.chars().count() <= 1 { suffix.to_uppercase() } else { String::new() };
        return (!digits.is_empty()).then(|| format!("{digits}{suffix}"));
    }
    let is_kind = |it: &str| KINDS.iter().any(|kind| kind.0.split(' ').next() == Some(it));
    let is_end = |idx: usize| {
        let (word, plain) = (words[idx], folded[idx].as_str()); // OK because idx is below both lengths
        plain == ","
            || ABOVE.contains(&plain)
            || idx > start && is_kind(plain)
            || plain == "so"
            || idx > start && word.starts_with(|c: char| c.is_ascii_digit()) && !plain.len().eq(&1)
    };
    let n_words = words.len().min(folded.len());
    let end = (start..n_words).find(|&it| is_end(it)).unwrap_or(n_words);
    let name = words.get(start..end)?;
    (1..=MOST_WORDS)
        .contains(&name.len())
        .then(|| name.iter().map(|it| titled(it)).collect::<Vec<_>>().join(" "))
}

fn titled(word: &str) -> String {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return String::new() };
    first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn villages_as_people_write_them() {
        for (address, expected) in [
            ("Thôn 3", "Thôn 3"),
            ("thon 3", "Thôn 3"),
            ("thôn 03, xã Mẫu", "Thôn 3"),
            ("số nhà 5, Thôn3", "Thôn 3"),
            ("Ấp Bình Hòa", "Ấp Bình Hòa"),
            ("12/5 ấp BÌNH HÒA, xã Mẫu", "Ấp Bình Hòa"),
            ("TDP số 5", "Tổ dân phố 5"),
            ("Tổ dân phố số 05", "Tổ dân phố 5"),
            ("Tổ 12 KP 4", "Khu phố 4"),
            ("KP4, Tổ 12", "Khu phố 4"),
            ("kp. 4", "Khu phố 4"),
            ("Tổ 7", "Tổ 7"),
            ("Tổ 7 thôn Đông Hạ xã Mẫu", "Thôn Đông Hạ"),
            ("Khu 2A", "Khu 2A"),
            ("Bản Nậm Mẫu - xã Mẫu", "Bản Nậm Mẫu"),
            ("Buôn Mẫu huyện Mẫu", "Buôn Mẫu"),
            ("Xóm Đình thôn 2", "Xóm Đình"),
        ] {
            assert_eq!(village(address).map(|it| it.name).as_deref(), Some(expected), "{address}");
        }
        for address in ["", "12 đường Làng Mẫu", "xã Mẫu", "Thôn", "Thôn, xã Mẫu", "123"]
        {
            assert_eq!(village(address), None, "{address}");
        }
        assert_eq!(village("THON 3").unwrap().key, village("thôn 03").unwrap().key);
    }
}
