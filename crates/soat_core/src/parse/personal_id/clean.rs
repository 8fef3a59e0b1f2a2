//! Loss-free clean-up of an ID cell: labels, separators, full-width digits, Excel's leftovers.

use unicode_normalization::UnicodeNormalization;

use super::{IdMeaning, folded_letters};
use crate::parse::text::{fold, tidy_spaces};

/// Words that stand for no number, letters and digits only, marks dropped.
/// Source: `names/placeholders.tsv`, field id.
const PLACEHOLDERS: &[&str] = &[
    "0",
    "00",
    "000",
    "bihu",
    "bimat",
    "bosungsau",
    "bssau",
    "capnhatsau",
    "chua",
    "chuacap",
    "chuaco",
    "chualam",
    "chualamcccd",
    "chuaro",
    "dangcap",
    "dangcapdoi",
    "dangcho",
    "danglam",
    "danglamcccd",
    "giaykhaisinh",
    "gks",
    "hethan",
    "k",
    "kc",
    "kcc",
    "kco",
    "kcocmnd",
    "khong",
    "khongco",
    "khongcocccd",
    "khongcocmnd",
    "khongcung cap",
    "khongcungcap",
    "khongmang",
    "khongnho",
    "khongro",
    "ko",
    "koco",
    "kococccd",
    "kococmnd",
    "lamlai",
    "mat",
    "matcmnd",
    "na",
    "nan",
    "none",
    "null",
    "tre",
    "treem",
    "trong",
    "undefined",
    "x",
    "xx",
    "xxx",
    "xxxx",
];

/// Labels that people put before a number.
const LABELS: &[&str] = &[
    "cccd",
    "cmnd",
    "cmtnd",
    "cmt",
    "cc",
    "cancuoccongdan",
    "cancuoc",
    "sodinhdanh",
    "madinhdanh",
    "dinhdanh",
    "ddcn",
    "socccd",
    "socmnd",
    "socmt",
    "so",
    "id",
    "ma",
    "congdan",
    "can",
    "cuoc",
    "dinh",
    "danh",
    "ca",
    "nhan",
    "cong",
    "dan",
    "chung",
    "minh",
    "thu",
    "the",
    "ms",
    "no",
];

/// Do the words say that there is no number?
pub(super) fn is_placeholder(text: &str) -> bool {
    let letters = folded_letters(text);
    letters.is_empty() || PLACEHOLDERS.contains(&letters.as_str())
}

/// The text with compatibility digits as ASCII, one space between words, labels and apostrophes
/// gone.
pub(super) fn clean(text: &str) -> String {
    let ascii_digit =
        |c: char| c.to_digit(10).map_or_else(|| arabic_digit(c), |it| char::from_digit(it, 10));
    let compatible: String =
        text.nfkc().map(|c| ascii_digit(c).unwrap_or(c)).filter(|it| !is_quote(*it)).collect();
    let tidy = tidy_spaces(&compatible);
    let is_break = |c: char| c == ' ' || c == ':';
    let words = tidy.split(is_break).filter(|it| !it.is_empty() && !is_label(it));
    words.collect::<Vec<_>>().join(" ")
}

fn is_label(word: &str) -> bool {
    let letters: String = fold(word).chars().filter(|it| it.is_alphanumeric()).collect();
    letters.is_empty() && !word.contains([';', '/', ',', '-'])
        || word.split('/').all(|it| LABELS.contains(&folded_letters(it).as_str()))
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”' | '`' | '´')
}

fn arabic_digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// What the cell is when it is no ID at all.
pub(super) fn other_kind(cleaned: &str) -> Option<IdMeaning> {
    let letters: String =
        cleaned.chars().filter(|it| it.is_alphanumeric()).collect::<String>().to_uppercase();
    if is_insurance_card(&letters) {
        return Some(IdMeaning::Insurance(letters));
    }
    if is_date(cleaned) {
        return Some(IdMeaning::Date);
    }
    if let Some(meaning) = scientific(cleaned) {
        return Some(meaning);
    }
    if let Some(phone) = cleaned.strip_prefix("+84").and(super::phone_number(cleaned)) {
        return Some(IdMeaning::Phone(phone));
    }
    let (head, tail) = letters.split_at_checked(9)?;
    let is_cmnd = head.bytes().all(|it| it.is_ascii_digit()) && super::has_issuer(head);
    if is_cmnd && tail.len() == 3 && tail.bytes().all(|it| it.is_ascii_uppercase()) {
        return Some(IdMeaning::CmndWithSuffix(head.to_owned()));
    }
    passport(&letters)
}

/// Two letters, one digit of benefit, two of the province, ten of the person.
fn is_insurance_card(letters: &str) -> bool {
    let bytes = letters.as_bytes();
    bytes.len() == 15
        && bytes.iter().take(2).all(u8::is_ascii_uppercase)
        && bytes.iter().skip(2).all(u8::is_ascii_digit)
        && matches!(bytes.get(2), Some(b'1'..=b'5'))
}

/// Old books: a letter and seven digits; since 01/07/2022 a letter and eight (Thông tư
/// 73/2021/TT-BCA). `O`, `I` and `L` begin no series: they are digits misread.
fn passport(letters: &str) -> Option<IdMeaning> {
    let (first, rest) = letters.split_at_checked(1)?;
    let is_series = first.bytes().all(|it| it.is_ascii_uppercase()) && !"OIL".contains(first);
    let is_digits = rest.bytes().all(|it| it.is_ascii_digit());
    let is_book = matches!(rest.len(), 7 | 8) && is_series && is_digits;
    let n_letters = letters.bytes().filter(u8::is_ascii_uppercase).count();
    let is_foreign = matches!(letters.len(), 6..=9)
        && letters.bytes().all(|it| it.is_ascii_alphanumeric())
        && letters.bytes().take(2).all(|it| it.is_ascii_uppercase())
        && (2..=4).contains(&n_letters);
    (is_book || is_foreign).then(|| IdMeaning::Passport(letters.to_owned()))
}

/// What a foreigner's passport can be: six to twelve letters and digits, at least one digit. Twelve
/// digits are a personal number, which residents may have too.
pub(super) fn foreign_passport(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|it| it.is_ascii_alphanumeric()).collect();
    let has_digit = number.bytes().any(|it| it.is_ascii_digit());
    let is_personal = number.len() == 12 && number.bytes().all(|it| it.is_ascii_digit());
    (matches!(number.len(), 6..=12) && has_digit && !is_personal).then_some(number)
}

fn is_date(cleaned: &str) -> bool {
    let parts: Vec<&str> = cleaned.split(['/', '-', '.']).collect();
    let [a, b, year] = parts.as_slice() else { return false };
    let is_short = |it: &str| matches!(it.len(), 1 | 2);
    let all_digits = parts.iter().all(|it| it.bytes().all(|it| it.is_ascii_digit()));
    let day_first = is_short(a) && is_short(b) && matches!(year.len(), 2 | 4);
    let year_first = a.len() == 4 && is_short(b) && is_short(year);
    all_digits && !a.is_empty() && (day_first || year_first)
}

/// `7.9085E+10`: digits are gone; `7.9085000123E+10` still carries all of them.
fn scientific(cleaned: &str) -> Option<IdMeaning> {
    let (mantissa, exponent) = cleaned.split_once(['e', 'E'])?;
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let all_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if whole.len() != 1 || !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    (decimals.len() < exponent).then_some(IdMeaning::Scientific)
}

/// The digits when the text is one number with harmless separators.
pub(super) fn one_number(cleaned: &str) -> Option<String> {
    if let Some(expanded) = expand(cleaned) {
        return Some(expanded);
    }
    let cleaned = strip_decimal_tail(cleaned);
    let is_harmless =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '-' | '_' | '/');
    if !cleaned.chars().all(is_harmless) {
        return None;
    }
    let runs = digit_runs(cleaned);
    let digits: String = runs.concat();
    // Two whole numbers side by side are not one long number.
    let n_whole = runs.iter().filter(|it| it.len() >= 9).count();
    (n_whole <= 1 && digits.len() <= 15 && !digits.is_empty()).then_some(digits)
}

fn expand(cleaned: &str) -> Option<String> {
    let (mantissa, exponent) = cleaned.split_once(['e', 'E'])?;
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let (whole, decimals) = mantissa.split_once(['.', ','])?;
    let digits = format!("{whole}{decimals}");
    let is_exact = whole.len() == 1 && decimals.len() == exponent;
    (is_exact && digits.bytes().all(|it| it.is_ascii_digit())).then_some(digits)
}

/// `79085000123.0` is what a spreadsheet program makes of a number turned into text.
fn strip_decimal_tail(cleaned: &str) -> &str {
    let Some((head, tail)) = cleaned.rsplit_once(['.', ',']) else { return cleaned };
    let is_tail = matches!(tail, "0" | "00") && head.len() >= 8;
    if is_tail && head.bytes().all(|it| it.is_ascii_digit()) { head } else { cleaned }
}

/// Maximal runs of digits.
pub(super) fn digit_runs(cleaned: &str) -> Vec<&str> {
    cleaned.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty()).collect()
}

/// The number when letters that look like digits stand in it. Only letters that look like one
/// digit and nothing else are taken: `O` and `Q` for 0, `l`, `I`, `i`, `|`, `!` for 1.
pub(super) fn letters_as_digits(cleaned: &str) -> Option<String> {
    let as_digit = |c: char| match c {
        '0'..='9' => Some(c),
        'O' | 'o' | 'Ο' | 'ο' | 'О' | 'о' | 'Q' => Some('0'),
        'l' | 'I' | 'i' | '|' | '!' | 'ı' | 'í' => Some('1'),
        _ => None,
    };
    let dense = cleaned.chars().filter(|c| !matches!(c, ' ' | '.' | '-'));
    let digits: String = dense.map(as_digit).collect::<Option<String>>()?;
    let n_letters = cleaned.chars().filter(|it| !it.is_ascii_digit()).count();
    let n_digits = digits.len();
    // A personal number must still have an assigned place; a CMND its issuer.
    let is_number = super::PersonalNumber::parse(&digits).is_some_and(|it| it.is_of_this_century())
        || n_digits == 9 && super::has_issuer(&digits);
    (is_number && n_letters <= 3).then_some(digits)
}
