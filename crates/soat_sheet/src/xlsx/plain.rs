//! Cells as Excel writes them, read eight bytes at a time: most of the time of a list goes here.
//!
//! What is written in any other way is no plain cell, and read by [`super::cell`].

use super::strings::plain_text;

/// A cell and how many bytes it is written in.
pub(super) struct PlainCell<'b> {
    /// From 0.
    pub(super) column: u32,
    pub(super) style: u32,
    pub(super) value: PlainValue<'b>,
    pub(super) length: usize,
}

pub(super) enum PlainValue<'b> {
    None,
    /// Number of a shared string.
    Shared(u32),
    /// Digits that are the same after going through a float.
    Integer(&'b str),
    Inline(&'b str),
}

/// How the cells of a row end their place: `12"` in row 12.
#[derive(Clone, Copy, Default)]
pub(super) struct RowMark {
    word: u64,
    mask: u64,
    length: usize,
}

impl RowMark {
    /// Of a row with this number. Cells of a row whose number is too long for a word are not plain.
    pub(super) fn new(row_number: u32) -> Self {
        let (mut word, mut length, mut rest) = (u64::from(b'"'), 1, row_number);
        while length < 8 {
            word = (word << 8) + u64::from(b'0') + u64::from(rest % 10);
            length += 1;
            rest /= 10;
            if rest == 0 {
                return Self { word, mask: u64::MAX >> (64 - 8 * length), length };
            }
        }
        // Nothing masked by zero is one.
        Self { word: 1, mask: 0, length: 0 }
    }
}

/// The cell at the head of the bytes, in the row of this mark.
#[inline]
pub(super) fn plain_cell(bytes: &[u8], row: RowMark) -> Option<PlainCell<'_>> {
    let head = word(bytes, 0);
    if head & low(6) != u64::from_le_bytes(*b"<c r=\"\0\0") {
        return None;
    }
    let (column, mut at) = column(head, bytes)?;
    if word(bytes, at) & row.mask != row.word {
        return None;
    }
    at += row.length;
    let mut attribute = word(bytes, at);
    let mut style = 0;
    if attribute & low(4) == u64::from_le_bytes(*b" s=\"\0\0\0\0") {
        let (number, length) = number(attribute >> 32)?;
        style = number;
        at += 4 + length;
        if bytes.get(at) != Some(&b'"') {
            return None;
        }
        at += 1;
        attribute = word(bytes, at);
    }
    let (value, length) = if attribute == u64::from_le_bytes(*b" t=\"s\"><") {
        shared(bytes, at + 8)?
    } else if attribute & low(1) == u64::from(b'>') {
        integer(bytes, at + 1)?
    } else if attribute & low(2) == u64::from_le_bytes(*b"/>\0\0\0\0\0\0") {
        (PlainValue::None, at + 2)
    } else if attribute & low(7) == u64::from_le_bytes(*b" t=\"n\">\0") {
        integer(bytes, at + 7)?
    } else if attribute == u64::from_le_bytes(*b" t=\"inli") {
        inline(bytes, at)?
    } else {
        return None;
    };
    Some(PlainCell { column, style, value, length })
}

/// The low bytes of a word.
const fn low(n_bytes: u32) -> u64 {
    u64::MAX >> (64 - 8 * n_bytes)
}

/// Bytes that a plain cell goes on behind its value with.
const CLOSE: u64 = u64::from_le_bytes(*b"</v></c>");

/// Reads from `v>` on. Six digits are in the word with it, more are looked at again.
#[inline]
fn shared(bytes: &[u8], at: usize) -> Option<(PlainValue<'_>, usize)> {
    let value = word(bytes, at);
    if value & low(2) != u64::from_le_bytes(*b"v>\0\0\0\0\0\0") {
        return None;
    }
    let (idx, length) = match number(value >> 16)? {
        (_, 6) => number(word(bytes, at + 2))?,
        found => found,
    };
    let end = at + 2 + length;
    (word(bytes, end) == CLOSE).then_some((PlainValue::Shared(idx), end + 8))
}

#[inline]
fn integer(bytes: &[u8], at: usize) -> Option<(PlainValue<'_>, usize)> {
    let body = bytes.get(at..)?.strip_prefix(b"<v>")?;
    let length = body.iter().take(16).position(|it| !it.is_ascii_digit())?;
    let is_canonical = match body {
        [b'0', ..] => length == 1,
        _ => length > 0,
    };
    let end = at + 3 + length;
    if !is_canonical || word(bytes, end) != CLOSE {
        return None;
    }
    let digits = core::str::from_utf8(body.get(..length)?).ok()?;
    Some((PlainValue::Integer(digits), end + 8))
}

#[inline]
fn inline(bytes: &[u8], at: usize) -> Option<(PlainValue<'_>, usize)> {
    const OPEN: &[u8] = b" t=\"inlineStr\"><is>";
    let body = bytes.get(at..)?.strip_prefix(OPEN)?;
    let (said, length) = plain_text(body, b"</t></is></c>")?;
    Some((PlainValue::Inline(said), at + OPEN.len() + length))
}

/// The column of the letters behind `<c r="`, and where they end. Two are in the head's word.
#[inline]
fn column(head: u64, bytes: &[u8]) -> Option<(u32, usize)> {
    let letter = |byte: u8| {
        let letter = byte.wrapping_sub(b'A');
        (letter < 26).then_some(u32::from(letter))
    };
    let [.., first, second] = head.to_le_bytes();
    let first = letter(first)?;
    let Some(second) = letter(second) else { return Some((first, 7)) };
    let column = (first + 1) * 26 + second;
    match letter(*bytes.get(8)?) {
        None => Some((column, 8)),
        Some(third) => Some(((column + 1) * 26 + third, 9)),
    }
}

/// The eight bytes at a place, the first one lowest; 0 where there are not so many.
#[inline]
fn word(bytes: &[u8], at: usize) -> u64 {
    let word = bytes.get(at..).and_then(<[u8]>::first_chunk);
    word.map_or(0, |it| u64::from_le_bytes(*it))
}

/// The number that one to seven digits at the head of a word are, and how many they are. Without
/// a loop, for its end would be guessed wrong each time that the length changes.
#[inline]
fn number(word: u64) -> Option<(u32, usize)> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let digits = word ^ 0x3030_3030_3030_3030;
    // A byte's high bit is set where it is no digit.
    let others = (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & HIGH;
    let n_digits = (others.trailing_zeros() / 8) as usize;
    if !(1..8).contains(&n_digits) {
        return None;
    }
    // The digits go to the high end, zeros in front of them; then neighbours are joined: to tens,
    // to thousands, to all.
    let aligned = digits << (64 - 8 * n_digits);
    let pairs = (aligned.wrapping_mul(10) + (aligned >> 8)) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs.wrapping_mul(100) + (pairs >> 16)) & 0x0000_FFFF_0000_FFFF;
    let number = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xFFFF_FFFF;
    u32::try_from(number).ok().map(|it| (it, n_digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_length() {
        let read = |text: &[u8; 8]| number(u64::from_le_bytes(*text));
        assert_eq!(read(b"0<......"), Some((0, 1)));
        assert_eq!(read(b"7<9/:;00"), Some((7, 1)));
        assert_eq!(read(b"12345</v"), Some((12_345, 5)));
        assert_eq!(read(b"9876543<"), Some((9_876_543, 7)));
        assert_eq!(read(b"12345678"), None);
        assert_eq!(read(b"<1234567"), None);
        assert_eq!(read(b"\xB01234567"), None);
        for n in (0..10_000_000).step_by(4_999) {
            let written = format!("{n}\"       ");
            let bytes: [u8; 8] = written.as_bytes()[..8].try_into().unwrap();
            assert_eq!(read(&bytes), Some((n, n.to_string().len())));
        }
    }

    fn shown(cell: &str, row_number: u32) -> Option<String> {
        let bytes = format!("{cell}<c r=\"ZZ9\"/>        ");
        let read = plain_cell(bytes.as_bytes(), RowMark::new(row_number))?;
        assert_eq!(read.length, cell.len());
        let value = match read.value {
            PlainValue::None => "-".to_owned(),
            PlainValue::Shared(idx) => format!("#{idx}"),
            PlainValue::Integer(it) => it.to_owned(),
            PlainValue::Inline(it) => format!("'{it}'"),
        };
        Some(format!("{},{} {value}", read.column, read.style))
    }

    #[test]
    fn cells_as_excel_writes_them() {
        let is = |cell, expected: &str| assert_eq!(shown(cell, 12).as_deref(), Some(expected));
        is("<c r=\"A12\"/>", "0,0 -");
        is("<c r=\"Z12\" s=\"3\"/>", "25,3 -");
        is("<c r=\"AA12\" s=\"312\" t=\"s\"><v>40</v></c>", "26,312 #40");
        is("<c r=\"XFD12\" t=\"s\"><v>0</v></c>", "16383,0 #0");
        is("<c r=\"A12\" t=\"s\"><v>123456</v></c>", "0,0 #123456");
        is("<c r=\"A12\" t=\"s\"><v>1234567</v></c>", "0,0 #1234567");
        is("<c r=\"B12\"><v>79085001234</v></c>", "1,0 79085001234");
        is("<c r=\"B12\" t=\"n\"><v>0</v></c>", "1,0 0");
        is("<c r=\"B12\" s=\"1\" t=\"inlineStr\"><is><t>Đào</t></is></c>", "1,1 'Đào'");
        for cell in [
            "<c r=\"A13\"/>",
            "<c r=\"A123\"/>",
            "<c r=\"A12\"><v>007</v></c>",
            "<c r=\"A12\"><v>1.5</v></c>",
            "<c r=\"A12\"><v>1234567890123456</v></c>",
            "<c r=\"A12\"><f>1</f><v>1</v></c>",
            "<c r=\"A12\" s=\"\"/>",
            "<c r=\"A12\" s=\"1' t=\"s\"><v>40</v></c>",
            "<c r=\"A12\" t=\"s\"><v>12345678</v></c>",
            "<c r=\"A12\" t=\"s\"><v>1</v> </c>",
            "<c r=\"a12\"/>",
        ] {
            assert_eq!(shown(cell, 12), None, "{cell}");
        }
        assert_eq!(shown("<c r=\"A1000000000\"/>", 1_000_000_000), None);
    }
}
