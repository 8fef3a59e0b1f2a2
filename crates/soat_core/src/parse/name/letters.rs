//! The letters of Vietnamese: a plain letter, a tone and a case.

/// A tone of Vietnamese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Ngang, no mark.
    Level,
    /// Huyền.
    Grave,
    /// Hỏi.
    Hook,
    /// Ngã.
    Tilde,
    /// Sắc.
    Acute,
    /// Nặng.
    Dot,
}

impl Tone {
    const ALL: [Self; 6] =
        [Self::Level, Self::Grave, Self::Hook, Self::Tilde, Self::Acute, Self::Dot];

    /// The key that VNI typing has for this tone: 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng.
    #[must_use]
    pub fn vni_key(self) -> char {
        match self {
            Self::Level => '0',
            Self::Acute => '1',
            Self::Grave => '2',
            Self::Hook => '3',
            Self::Tilde => '4',
            Self::Dot => '5',
        }
    }
}

/// A letter taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// Lower case without tone: an ASCII letter, or one of the codes below.
    pub(crate) plain: u8,
    pub(crate) tone: Tone,
    pub(crate) upper: bool,
}

pub(crate) const A_BREVE: u8 = 1;
pub(crate) const A_CIRCUMFLEX: u8 = 2;
pub(crate) const E_CIRCUMFLEX: u8 = 3;
pub(crate) const O_CIRCUMFLEX: u8 = 4;
pub(crate) const O_HORN: u8 = 5;
pub(crate) const U_HORN: u8 = 6;
pub(crate) const D_BAR: u8 = 7;

/// The vowels: code, lower-case forms by tone, upper-case forms by tone.
const VOWELS: [(u8, [char; 6], [char; 6]); 12] = [
    (b'a', ['a', 'à', 'ả', 'ã', 'á', 'ạ'], ['A', 'À', 'Ả', 'Ã', 'Á', 'Ạ']),
    (A_BREVE, ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'], ['Ă', 'Ằ', 'Ẳ', 'Ẵ', 'Ắ', 'Ặ']),
    (A_CIRCUMFLEX, ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'], ['Â', 'Ầ', 'Ẩ', 'Ẫ', 'Ấ', 'Ậ']),
    (b'e', ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'], ['E', 'È', 'Ẻ', 'Ẽ', 'É', 'Ẹ']),
    (E_CIRCUMFLEX, ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'], ['Ê', 'Ề', 'Ể', 'Ễ', 'Ế', 'Ệ']),
    (b'i', ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'], ['I', 'Ì', 'Ỉ', 'Ĩ', 'Í', 'Ị']),
    (b'o', ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'], ['O', 'Ò', 'Ỏ', 'Õ', 'Ó', 'Ọ']),
    (O_CIRCUMFLEX, ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'], ['Ô', 'Ồ', 'Ổ', 'Ỗ', 'Ố', 'Ộ']),
    (O_HORN, ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'], ['Ơ', 'Ờ', 'Ở', 'Ỡ', 'Ớ', 'Ợ']),
    (b'u', ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'], ['U', 'Ù', 'Ủ', 'Ũ', 'Ú', 'Ụ']),
    (U_HORN, ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'], ['Ư', 'Ừ', 'Ử', 'Ữ', 'Ứ', 'Ự']),
    (b'y', ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'], ['Y', 'Ỳ', 'Ỷ', 'Ỹ', 'Ý', 'Ỵ']),
];

const LOW: u32 = 0xC0;
const HIGH: u32 = 0x1EA0;
/// Letters U+00C0..=U+01B0, packed as code, tone and case; 0 for other characters.
static LOW_LETTERS: [u16; 0x1B1 - 0xC0] = table(LOW);
/// Letters U+1EA0..=U+1EF9, packed likewise.
static HIGH_LETTERS: [u16; 0x1EFA - 0x1EA0] = table(HIGH);

const UPPER: u16 = 1 << 12;

const fn table<const N: usize>(from: u32) -> [u16; N] {
    let mut table = [0; N];
    let mut row = 0;
    while row < VOWELS.len() {
        let mut tone = 0;
        while tone < 6 {
            let packed = VOWELS[row].0 as u16 | (tone as u16) << 8; // OK because evaluated at compile time
            put(&mut table, from, VOWELS[row].1[tone] as u32, packed); // OK because evaluated at compile time
            put(&mut table, from, VOWELS[row].2[tone] as u32, packed | UPPER); // OK because evaluated at compile time
            tone += 1;
        }
        row += 1;
    }
    put(&mut table, from, 'đ' as u32, D_BAR as u16);
    put(&mut table, from, 'Đ' as u32, D_BAR as u16 | UPPER);
    table
}

const fn put<const N: usize>(table: &mut [u16; N], from: u32, c: u32, packed: u16) {
    if c >= from && ((c - from) as usize) < N {
        table[(c - from) as usize] = packed; // OK because just compared
    }
}

/// A sum over the plain letters of a name, without quality marks and tones: names that are strictly
/// equal have equal sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LetterSum {
    sum: u64,
    n_letters: usize,
}

impl LetterSum {
    /// Of any text; what is no letter does not count.
    pub(crate) fn of(text: &str) -> Self {
        let mut sum = Self::default();
        for c in text.chars() {
            match Letter::of(c) {
                Some(letter) => sum.add(letter.plain),
                None if matches!(c, 'ð' | 'Ð' | 'Ɖ') => sum.add(D_BAR),
                None => {}
            }
        }
        sum
    }

    /// Adds a plain letter.
    pub(crate) fn add(&mut self, plain: u8) {
        const BARE: [u8; 8] = *b"?aaeooud";
        let bare = BARE.get(usize::from(plain)).copied().unwrap_or(plain);
        self.sum = (self.sum.rotate_left(5) ^ u64::from(bare)).wrapping_mul(0x517C_C1B7_2722_0A95);
        self.n_letters += 1;
    }

    /// The sum, when there are letters enough to tell one name from another.
    pub(crate) fn telling(self) -> Option<u64> {
        (self.n_letters >= 2).then_some(self.sum)
    }
}

impl Letter {
    /// Takes a character apart; `None` when it is no letter of the Vietnamese or English alphabet.
    pub(crate) fn of(c: char) -> Option<Self> {
        if c.is_ascii_alphabetic() {
            let plain = u8::try_from(c.to_ascii_lowercase()).ok()?;
            return Some(Self { plain, tone: Tone::Level, upper: c.is_ascii_uppercase() });
        }
        let code = u32::from(c);
        let packed = match code {
            LOW..HIGH => LOW_LETTERS.get((code - LOW) as usize),
            HIGH.. => HIGH_LETTERS.get((code - HIGH) as usize),
            _ => None,
        };
        let packed = *packed.filter(|&&it| it != 0)?;
        let tone = *Tone::ALL.get(usize::from(packed >> 8 & 7))?;
        let plain = (packed & 0xFF) as u8;
        Some(Self { plain, tone, upper: packed & UPPER != 0 })
    }

    /// The character; a tone on a consonant is dropped.
    pub(crate) fn to_char(self) -> char {
        if let Some((_, lower, upper)) = VOWELS.iter().find(|it| it.0 == self.plain) {
            return (if self.upper { upper } else { lower })[self.tone as usize]; // OK because there are six tones
        }
        match (self.plain, self.upper) {
            (D_BAR, true) => 'Đ',
            (D_BAR, false) => 'đ',
            (plain, true) => char::from(plain.to_ascii_uppercase()),
            (plain, false) => char::from(plain),
        }
    }

    /// Is this plain letter a vowel, `y` included?
    pub(crate) fn is_vowel(plain: u8) -> bool {
        matches!(plain, 1..=6 | b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
    }
}

/// Letters which the Latin spelling of the peoples of Tây Nguyên has besides the Vietnamese ones.
pub(crate) fn is_highland_letter(c: char) -> bool {
    matches!(c.to_lowercase().next(), Some('ƀ' | 'č' | 'ĕ' | 'ĭ' | 'ñ' | 'ŏ' | 'ŭ' | 'ĉ'))
        // A breve over ê, ô, ơ, ư has no letter of its own.
        || c == '\u{0306}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_comes_back() {
        let mut n = 0;
        for c in '\u{41}'..='\u{1EF9}' {
            let Some(letter) = Letter::of(c) else { continue };
            assert_eq!(letter.to_char(), c);
            n += 1;
        }
        assert_eq!(n, 26 * 2 + (12 * 6 - 6) * 2 + 2);
        assert_eq!(Letter::of('Ð'), None);
        assert_eq!(Letter::of('ƒ'), None);
    }
}
