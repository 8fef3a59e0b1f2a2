//! Typing keys left in a name because the keyboard program was off: `Nguye64n`, `Nguyeenx`,
//! `Nguye^~n`.

use super::letters::{
    A_BREVE, A_CIRCUMFLEX, D_BAR, E_CIRCUMFLEX, Letter, O_CIRCUMFLEX, O_HORN, Tone, U_HORN,
};
use super::near::is_known;
use super::syllable::{Verdict, judge, with_tone};
use crate::reference::encodings::VIQR;

/// The typing method whose keys are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Digits.
    Vni,
    /// Letters.
    Telex,
    /// Signs.
    Viqr,
}

impl Method {
    /// The method's name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Vni => "VNI",
            Self::Telex => "Telex",
            Self::Viqr => "VIQR",
        }
    }
}

/// The name that the keys were meant to give.
#[must_use]
pub fn decode(name: &str) -> Option<(Method, String)> {
    if name.bytes().any(|it| it.is_ascii_digit()) {
        return vni(name).map(|it| (Method::Vni, it));
    }
    if name.contains(['^', '(', '+', '~', '`', '\'', '?', '.']) {
        return viqr(name).map(|it| (Method::Viqr, it));
    }
    telex(name).map(|it| (Method::Telex, it))
}

fn vni(name: &str) -> Option<String> {
    let digits = || name.bytes().filter(u8::is_ascii_digit);
    // One tone key at the very end is more often a number for namesakes: `Lê Văn Mẫu 2`, `Mẫu2`.
    let ends_in_tone = name.ends_with(['1', '2', '3', '4', '5']);
    if digits().count() == 1 && ends_in_tone {
        return None;
    }
    let words = name.split(' ').map(|word| {
        if !word.bytes().any(|it| it.is_ascii_digit()) {
            return Some(word.to_owned());
        }
        let typed = type_vni(word)?;
        judge(&typed).is_valid().then_some(typed)
    });
    Some(words.collect::<Option<Vec<_>>>()?.join(" "))
}

fn type_vni(word: &str) -> Option<String> {
    let mut typing = Typing::default();
    for c in word.chars() {
        match c {
            '1' => typing.tone(Tone::Acute)?,
            '2' => typing.tone(Tone::Grave)?,
            '3' => typing.tone(Tone::Hook)?,
            '4' => typing.tone(Tone::Tilde)?,
            '5' => typing.tone(Tone::Dot)?,
            '6' => typing.circumflex()?,
            '7' => typing.horn()?,
            '8' => typing.turn_last(&[(b'a', A_BREVE)])?,
            '9' => typing.turn_last(&[(b'd', D_BAR)])?,
            _ => typing.letters.push(Letter::of(c)?),
        }
    }
    typing.finish()
}

/// Telex has no keys but letters, so a word is taken only when it is no syllable as it stands and
/// gives a word known from names. Beside such a word, `Coong` is Công too.
fn telex(name: &str) -> Option<String> {
    let sure = |word: &str| judge(word) == Verdict::Impossible;
    if !name.split(' ').any(|it| sure(it) && known_from_telex(it).is_some()) {
        return None;
    }
    let likely = |word: &str| known_from_telex(word).unwrap_or_else(|| word.to_owned());
    Some(name.split(' ').map(likely).collect::<Vec<_>>().join(" "))
}

/// The known word that an unknown one was meant to be.
fn known_from_telex(word: &str) -> Option<String> {
    let toneless = word.chars().all(|it| Letter::of(it).is_some_and(|it| it.tone == Tone::Level));
    if !toneless || is_known(word) {
        return None;
    }
    type_telex(word).filter(|it| judge(it).is_valid() && is_known(it))
}

fn type_telex(word: &str) -> Option<String> {
    let mut typing = Typing::default();
    for c in word.chars() {
        let letter = Letter::of(c)?;
        let last = typing.letters.last().map(|it| it.plain);
        let after_vowel = typing.letters.iter().any(|it| Letter::is_vowel(it.plain));
        match letter.plain {
            b's' if after_vowel => typing.tone(Tone::Acute)?,
            b'f' if after_vowel => typing.tone(Tone::Grave)?,
            b'r' if after_vowel => typing.tone(Tone::Hook)?,
            b'x' if after_vowel => typing.tone(Tone::Tilde)?,
            b'j' if after_vowel => typing.tone(Tone::Dot)?,
            b'w' if after_vowel => typing.hook()?,
            b'd' if last == Some(b'd') => typing.turn_last(&[(b'd', D_BAR)])?,
            plain @ (b'a' | b'e' | b'o') if last == Some(plain) => typing.circumflex()?,
            _ => typing.letters.push(letter),
        }
    }
    typing.finish()
}

fn viqr(name: &str) -> Option<String> {
    if !name.contains(['^', '+', '~', '`']) && !name.contains("a(") && !name.contains("A(") {
        return None;
    }
    let mut typed = String::with_capacity(name.len());
    let mut rest = name;
    let mut n_typed = 0;
    while let Some(c) = rest.chars().next() {
        let found = VIQR.iter().find(|it| rest.starts_with(it.0));
        let len = match found {
            Some((keys, letter)) => {
                typed.push(*letter);
                n_typed += 1;
                keys.len()
            }
            None => {
                typed.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(len..).unwrap_or_default();
    }
    (n_typed > 0 && typed.split(' ').all(|it| judge(it).is_valid())).then_some(typed)
}

/// A word being typed.
#[derive(Default)]
struct Typing {
    letters: Vec<Letter>,
    tone: Option<Tone>,
}

impl Typing {
    fn tone(&mut self, tone: Tone) -> Option<()> {
        self.tone.replace(tone).is_none().then_some(())
    }

    fn circumflex(&mut self) -> Option<()> {
        self.turn_last(&[(b'a', A_CIRCUMFLEX), (b'e', E_CIRCUMFLEX), (b'o', O_CIRCUMFLEX)])
    }

    /// A horn on the last o or u, and on the u before it too: `uo7` is ươ.
    fn horn(&mut self) -> Option<()> {
        let at = self.letters.iter().rposition(|it| matches!(it.plain, b'o' | b'u'))?;
        let plain = if self.letters.get(at)?.plain == b'o' { O_HORN } else { U_HORN };
        self.letters.get_mut(at)?.plain = plain;
        if let Some(before) = at.checked_sub(1).and_then(|it| self.letters.get_mut(it))
            && before.plain == b'u'
            && plain == O_HORN
        {
            before.plain = U_HORN;
        }
        Some(())
    }

    /// The key `w`: a horn, or a breve where there is nothing for a horn.
    fn hook(&mut self) -> Option<()> {
        self.horn().or_else(|| self.turn_last(&[(b'a', A_BREVE)]))
    }

    fn turn_last(&mut self, turns: &[(u8, u8)]) -> Option<()> {
        let turn = |it: &Letter| turns.iter().find(|(from, _)| *from == it.plain).map(|it| it.1);
        let (letter, to) =
            self.letters.iter_mut().rev().find_map(|it| turn(it).map(|to| (it, to)))?;
        letter.plain = to;
        Some(())
    }

    fn finish(self) -> Option<String> {
        let word: String = self.letters.iter().map(|it| it.to_char()).collect();
        match self.tone {
            Some(tone) => with_tone(&word, tone),
            None => Some(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_three_methods() {
        let decoded = |it| decode(it).map(|it| it.1);
        assert_eq!(decoded("Nguye64n Va8n Ma64u").as_deref(), Some("Nguyễn Văn Mẫu"));
        assert_eq!(decoded("D9a85ng Thi5 Hoa").as_deref(), Some("Đặng Thị Hoa"));
        assert_eq!(decoded("Tru7o7ng Phuo75ng").as_deref(), Some("Trương Phượng"));
        assert_eq!(decoded("Nguyeenx Vawn Maaux").as_deref(), Some("Nguyễn Văn Mẫu"));
        assert_eq!(decoded("Ddawngj Thij Hoa").as_deref(), Some("Đặng Thị Hoa"));
        assert_eq!(decoded("Nguye^~n Va(n Ma^~u").as_deref(), Some("Nguyễn Văn Mẫu"));
        for name in
            ["Lê Văn Mẫu 2", "Lê Văn Mẫu2", "Nguyễn Kevin", "John Smith", "Ksor H'Bia", "Maria"]
        {
            assert_eq!(decode(name), None, "{name}");
        }
    }
}
