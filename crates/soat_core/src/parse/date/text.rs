//! Text that is not `dd/mm/yyyy`: words, other separators, missing parts.

use super::{DateShape, calendar};
use crate::parse::text::fold;

/// Words that say nothing about which day it is.
const NOISE: &[&str] = &[
    "ngay",
    "thang",
    "nam",
    "thg",
    "th",
    "sinh",
    "ns",
    "sn",
    "nsinh",
    "namsinh",
    "dob",
    "duong",
    "lich",
    "chu",
    "nhat",
    "cn",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "d",
    "m",
    "y",
    "t",
];

const MISSING: &[&str] =
    &["", "khong ro", "khong nho", "khong", "ko nho", "ko ro", "chua ro", "x", "null", "n a", "na"];

const WEEKDAYS: &[&str] = &["hai", "ba", "tu", "nam", "sau", "bay"];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const STEMS: &[&str] = &["giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy"];

const BRANCHES: &[&str] =
    &["ty", "suu", "dan", "mao", "thin", "thinh", "ti", "ngo", "mui", "than", "dau", "tuat", "hoi"];

#[derive(Clone, Copy)]
struct Number {
    value: u32,
    n_digits: usize,
    label: Label,
}

/// What the text says a number is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Nothing,
    Day,
    Month,
    /// Written as a word: `Mar`.
    MonthName,
}

/// Reads any text.
pub(super) fn read(text: &str) -> DateShape {
    let folded = fold(&ascii_digits(text));
    let parts = parts(without_time(&folded));
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    if MISSING.contains(&words.join(" ").as_str()) {
        return DateShape::Missing;
    }
    if let Some(shape) = by_words(&words) {
        return shape;
    }
    match numbers(&words) {
        Some(numbers) => by_numbers(&numbers),
        None => DateShape::Unreadable,
    }
}

/// Full-width digits and slashes as ASCII.
fn ascii_digits(text: &str) -> String {
    let ascii = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c) // the block mirrors ASCII
        }
        _ => c,
    };
    text.chars().map(ascii).collect()
}

/// Cuts ` 00:00:00` and `t00:00` off: a day of birth has no time.
fn without_time(folded: &str) -> &str {
    let bytes = folded.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let colon = folded
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|&at| at > 0 && is_digit(at - 1) && is_digit(at + 1));
    let Some(colon) = colon else { return folded };
    let hours = if colon > 1 && is_digit(colon - 2) { colon - 2 } else { colon - 1 };
    let before = folded.get(..hours).unwrap_or(folded);
    before.strip_suffix('t').unwrap_or(before)
}

/// Runs of letters and runs of digits, everything else dropped. `l2` and `O3` are digits.
fn parts(folded: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for run in folded.split(|c: char| !c.is_alphanumeric() && c != '|') {
        let is_number = run.contains(|c: char| c.is_ascii_digit())
            && run.chars().all(|c| c.is_ascii_digit() || matches!(c, 'o' | 'l' | 'i' | '|'));
        if is_number {
            parts.push(run.replace('o', "0").replace(['l', 'i', '|'], "1"));
            continue;
        }
        let mut part = String::new();
        for c in run.chars() {
            let last_is_digit = part.ends_with(|it: char| it.is_ascii_digit());
            if !part.is_empty() && last_is_digit != c.is_ascii_digit() {
                parts.push(core::mem::take(&mut part));
            }
            part.push(c);
        }
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts
}

fn by_words(words: &[&str]) -> Option<DateShape> {
    let pair = |a: &str, b: &str| words.windows(2).any(|it| it == [a, b]);
    let is_zodiac = words.windows(2).any(|it| STEMS.contains(&it[0]) && BRANCHES.contains(&it[1])); // OK because windows of two
    if pair("am", "lich") || words.contains(&"al") || words.contains(&"nhuan") || is_zodiac {
        return Some(DateShape::Lunar);
    }
    words.contains(&"tuoi").then_some(DateShape::Age)
}

/// The numbers in order; `None` when a word is not understood.
fn numbers(words: &[&str]) -> Option<Vec<Number>> {
    let is_number = |it: &str| it.starts_with(|c: char| c.is_ascii_digit());
    // `T3` is a Tuesday before a whole date, else it is March.
    let has_whole_date = words.iter().filter(|it| is_number(it)).count() > 3;
    let mut numbers = Vec::new();
    let (mut words, mut label) = (words.iter().peekable(), Label::Nothing);
    while let Some(word) = words.next() {
        let mut next_label = Label::Nothing;
        if is_number(word) {
            let (value, n_digits) = (word.parse().ok()?, word.len());
            numbers.push(Number { value, n_digits, label });
        } else if *word == "thu" && is_weekday(words.peek())
            || *word == "t" && has_whole_date && numbers.is_empty()
        {
            words.next();
        } else if let Some(month) = month_name(word) {
            numbers.push(Number { value: month, n_digits: 2, label: Label::MonthName });
        } else if NOISE.contains(word) {
            next_label = label_of(word);
        } else {
            return None;
        }
        label = next_label;
    }
    Some(numbers)
}

fn label_of(word: &str) -> Label {
    match word {
        "ngay" => Label::Day,
        "thang" | "thg" | "th" | "t" => Label::Month,
        _ => Label::Nothing,
    }
}

fn is_weekday(next: Option<&&&str>) -> bool {
    next.is_some_and(|it| {
        WEEKDAYS.contains(it) || matches!(**it, "2" | "3" | "4" | "5" | "6" | "7")
    })
}

fn month_name(word: &str) -> Option<u32> {
    const FULL: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = MONTHS.iter().zip(FULL).position(|(short, full)| word == *short || word == full);
    place.and_then(|it| u32::try_from(it + 1).ok())
}

fn by_numbers(numbers: &[Number]) -> DateShape {
    if numbers.iter().all(|it| it.value == 0) {
        return DateShape::Missing;
    }
    match *numbers {
        [a] => one_number(a),
        [a, b] if b.n_digits == 4 => month_and_year(a, b.value),
        [a, b] if a.n_digits == 4 => month_and_year(b, a.value),
        [y, m, d] if y.n_digits == 4 => day_month_year(d, m, y.value),
        [m, d, y] if is_month_first(m, d) => with_year(d, m, y),
        [d, m, y] if d.label != Label::Month => with_year(d, m, y),
        _ => DateShape::Unreadable,
    }
}

/// `Mar 12` and `tháng 3 ngày 12`; `tháng 12/3` could be either.
fn is_month_first(first: Number, second: Number) -> bool {
    first.label == Label::MonthName || (first.label == Label::Month && second.label == Label::Day)
}

fn with_year(day: Number, month: Number, year: Number) -> DateShape {
    match year.n_digits {
        4 => day_month_year(day, month, year.value),
        2 => two_digit_year(day, month, year.value),
        _ => DateShape::Unreadable,
    }
}

fn one_number(number: Number) -> DateShape {
    match number.n_digits {
        4 => year_only(number.value),
        6 => {
            let part = |value| Number { value, n_digits: 2, label: Label::Nothing };
            let (day, month) = (number.value / 10_000, number.value / 100 % 100);
            two_digit_year(part(day), part(month), number.value % 100)
        }
        // `ddmmyyyy` and `yyyymmdd` of our centuries never both make sense.
        8 => {
            let (day, month, year) =
                (number.value / 1_000_000, number.value / 10_000 % 100, number.value % 10_000);
            let by_day = clear(day, month, year);
            let by_year =
                clear(number.value % 100, number.value / 100 % 100, number.value / 10_000);
            by_day.or(by_year).map_or(DateShape::Unreadable, DateShape::OtherForm)
        }
        _ => DateShape::Unreadable,
    }
}

fn month_and_year(month: Number, year: u32) -> DateShape {
    if !is_year(year) || month.n_digits > 2 {
        return DateShape::Unreadable;
    }
    match u8::try_from(month.value) {
        Ok(0) => year_only(year),
        Ok(month @ 1..=12) => DateShape::MonthOnly { month, year: year.cast_signed() },
        _ => DateShape::Unreadable,
    }
}

fn day_month_year(day: Number, month: Number, year: u32) -> DateShape {
    if !is_year(year) || day.n_digits > 2 || month.n_digits > 2 {
        return DateShape::Unreadable;
    }
    match (day.value, month.value) {
        (0, 0) => year_only(year),
        (0, _) => month_and_year(month, year),
        (day, month) => match clear(day, month, year) {
            Some(date) => DateShape::OtherForm(date),
            None if month > 12 && day <= 12 => {
                clear(month, day, year).map_or(impossible(year), DateShape::MonthFirst)
            }
            None => impossible(year),
        },
    }
}

fn two_digit_year(day: Number, month: Number, year: u32) -> DateShape {
    // A leap year, so that 29/02 passes here and is judged with its century.
    let (true, Some(_)) = (day.n_digits <= 2, clear(day.value, month.value, 2000)) else {
        return DateShape::Unreadable;
    };
    match (u8::try_from(day.value), u8::try_from(month.value), u8::try_from(year)) {
        (Ok(day), Ok(month), Ok(year)) => DateShape::TwoDigitYear { day, month, year },
        _ => DateShape::Unreadable,
    }
}

fn year_only(year: u32) -> DateShape {
    if is_year(year) { DateShape::YearOnly(year.cast_signed()) } else { DateShape::Unreadable }
}

fn impossible(year: u32) -> DateShape {
    DateShape::Impossible(year.cast_signed())
}

fn is_year(year: u32) -> bool {
    (1800..=2099).contains(&year)
}

fn clear(day: u32, month: u32, year: u32) -> Option<time::Date> {
    let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
    is_year(year).then(|| calendar(year.cast_signed(), month, day)).flatten()
}
