//! Headings made comparable: staff type them in every form, and Excel breaks their lines.

use unicode_normalization::UnicodeNormalization;

/// Huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Letters that a heading may have; the platform's longest has sixty.
const MOST_LETTERS: usize = 500;

/// The heading without what does not matter: case, Unicode form, place of the tone mark,
/// punctuation, line breaks and spaces. Of a text too long for a heading, only its start.
pub(crate) fn heading_key(text: &str) -> String {
    let mut key = String::new();
    let mut tone = None;
    for c in text.chars().take(MOST_LETTERS).nfd() {
        match c {
            _ if TONES.contains(&c) => tone = Some(c),
            // The circumflex, breve and horn make letters of their own.
            '\u{302}' | '\u{306}' | '\u{31B}' => key.push(c),
            'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' => key.push('đ'),
            _ if c.is_alphanumeric() || c == '#' => key.extend(c.to_lowercase()),
            _ if soat_core::parse::text::is_invisible(c) => {}
            _ => end_word(&mut key, &mut tone),
        }
    }
    end_word(&mut key, &mut tone);
    key.truncate(key.trim_end().len());
    key
}

/// A word's tone goes to its end, so that `hòa` and `hoà` are one.
fn end_word(key: &mut String, tone: &mut Option<char>) {
    key.extend(tone.take());
    if !key.is_empty() && !key.ends_with(' ') {
        key.push(' ');
    }
}

/// The heading without its hints in brackets, such as `(*)` and `(Loại 8,9,12 số)`.
pub(crate) fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// A key without any marks, for headings typed without them.
pub(crate) fn plain_key(key: &str) -> String {
    let letters = key.chars().map(|it| if it == 'đ' { 'd' } else { it });
    letters.filter(|&it| !('\u{300}'..='\u{36F}').contains(&it)).collect()
}

/// A stable number for the shape of a header: the headings alone, in order, no person's data. The
/// mapping that a user chose for a list is remembered by it.
pub fn header_shape<'a>(headings: impl IntoIterator<Item = &'a str>) -> u64 {
    // FNV-1a: the number is kept on the user's machine, so it may not change with a library.
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for heading in headings {
        for byte in heading_key(heading).bytes().chain([b'\n']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_heading_are_equal() {
        let key = heading_key("Số thẻ bảo hiểm y tế");
        assert_eq!(heading_key("  SỐ THẺ\n bảo   hiểm y tế (*)"), key);
        assert_eq!(heading_key(&"số thẻ bảo hiểm y tế".nfd().collect::<String>()), key);
        assert_eq!(heading_key("Hoà Bình"), heading_key("Hòa Bình"));
        assert_ne!(heading_key("Nam"), heading_key("Năm"));
        assert_eq!(plain_key(&heading_key("Số điện thoại")), "so dien thoai");
        assert_eq!(heading_key(" # "), "#");
    }

    #[test]
    fn hints_go() {
        assert_eq!(without_brackets("Giới tính (*)\n(0:nam, 1:nữ)").trim(), "Giới tính");
        assert_eq!(without_brackets("Mũi 1 (chưa đóng").trim(), "Mũi 1");
    }

    #[test]
    fn shapes_are_of_headings_alone() {
        let shape = header_shape(["Họ và tên (*)", "Ngày sinh"]);
        assert_eq!(header_shape(["HỌ VÀ TÊN", "ngày  sinh"]), shape);
        assert_ne!(header_shape(["Ngày sinh", "Họ và tên"]), shape);
    }
}
