//! What people wrote back, read for the list's own columns.

use time::Date;

use super::grid::GridCell;
use crate::cell::CellKind;
use crate::display::{display_text, format_date};
use crate::field::Field;
use crate::parse::date::{self, DateShape};
use crate::parse::name;
use crate::parse::personal_id::{self, Agreement, IdMeaning};
use crate::parse::sex::{self, Sex};
use crate::parse::text::{fold, tidy_spaces};
use crate::record::Person;
use crate::schema::SexCoding;
use crate::table::DateSystem;

/// What the police found of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Đúng: the row is as in the population database.
    Right,
    /// Sai: something in the row is not.
    Wrong,
    /// Không tìm thấy: nobody like this is there.
    NotFound,
}

/// Why an answer waits for a person to confirm it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Zeros at the front were lost, and nothing in the row proves which.
    ZerosLost,
    /// The number has a form that is not sure to be an ID.
    OddNumber,
    /// Day and month could be the other way round: the cell came back as a date.
    DayOrMonth,
    /// Not a full date.
    PartOfADate,
    /// A code, not a word, for a sex.
    SexByCode,
    /// The name lost its tones and marks.
    MarksLost,
    /// The row's name or birth date was changed on the way, or is not there any more.
    OriginalEdited,
}

/// An answer that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// As it would be written into the list.
    pub(super) value: String,
    pub(super) doubt: Option<Doubt>,
}

/// What reading an answer may look at.
pub(super) struct Light {
    pub(super) person: Person,
    pub(super) coding: SexCoding,
    pub(super) system: DateSystem,
    pub(super) today: Date,
    /// What the cell holds now.
    pub(super) now: String,
    /// What it held when it was sent.
    pub(super) base: String,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Right, Self::Wrong, Self::NotFound];

    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::NotFound => "not-found",
        }
    }

    /// The verdict of this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The words on the list.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Right => "Đúng",
            Self::Wrong => "Sai",
            Self::NotFound => "Không tìm thấy",
        }
    }

    /// Reads a verdict in words.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let folded = fold(text);
        match folded.trim_matches(|c: char| !c.is_alphanumeric()) {
            "dung" | "d" | "khop" | "chinh xac" | "ok" | "dung thong tin" => Some(Self::Right),
            "sai" | "s" | "khong dung" | "khong khop" | "sai thong tin" => Some(Self::Wrong),
            "khong tim thay"
            | "khong thay"
            | "khong co"
            | "k tim thay"
            | "ko tim thay"
            | "ktt"
            | "khong tim thay thong tin"
            | "khong co du lieu"
            | "chua tim thay" => Some(Self::NotFound),
            _ => None,
        }
    }
}

/// Is the text a tick, in a column that is there to be ticked?
pub(super) fn is_tick(text: &str, of: Verdict) -> bool {
    let folded = fold(text);
    let is_sign = matches!(
        folded.as_str(),
        "x" | "v" | "✓" | "✔" | "☑" | "☒" | "+" | "1" | "true" | "co" | "√" | "*" | "yes" | "ü"
    );
    is_sign || Verdict::read(text) == Some(of)
}

/// Is the box said to be left empty?
pub(super) fn is_unticked(text: &str) -> bool {
    matches!(fold(text).as_str(), "0" | "false" | "-" | "☐" | "□" | "no")
}

/// Reads an answer for a field; `None` when it says nothing that the column could hold.
pub(super) fn read(field: Field, cell: &GridCell, light: &Light) -> Option<Read> {
    match field {
        _ if cell.cell().is_longer_than(field.most_read()) => None,
        Field::PersonalId => personal_id(cell, light),
        Field::BirthDate => birth_date(cell, light),
        Field::Sex => sex(cell, light),
        Field::FullName => full_name(cell, light),
        _ => {
            let text = tidy_spaces(&display_text(cell.cell(), light.system));
            (!text.is_empty()).then_some(Read { value: text, doubt: None })
        }
    }
}

/// Do two texts say the same for a field?
pub(super) fn is_same(field: Field, a: &str, b: &str, coding: SexCoding, today: Date) -> bool {
    if a == b {
        return true;
    }
    let typed = crate::cell::Cell::typed;
    match field {
        Field::PersonalId => {
            let tidy = |it: &str| it.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            tidy(a) == tidy(b)
        }
        Field::FullName => name::key(a) == name::key(b),
        Field::BirthDate => {
            let day = |it| date::read(typed(it), DateSystem::default(), today).date();
            day(a).is_some() && day(a) == day(b)
        }
        Field::Sex => {
            let known = |it| sex::read(typed(it), coding).known();
            known(a).is_some() && known(a) == known(b)
        }
        _ => tidy_spaces(a) == tidy_spaces(b),
    }
}

fn personal_id(cell: &GridCell, light: &Light) -> Option<Read> {
    use IdMeaning::{
        Cmnd, CmndOfNobody, EightDigits, LetterForDigit, LostZeros, Passport, Personal,
        UnknownPlace,
    };
    let reading = personal_id::read(cell.cell(), light.person);
    let read = |value: &str, doubt| Some(Read { value: value.to_owned(), doubt });
    match &reading.meaning {
        Personal(number) => read(number.as_str(), None),
        LostZeros(number) => {
            // The row's sex and year prove the zeros, or the number is one that we sent.
            let is_proved = number.agreement(light.person) == Agreement::Full
                || [&light.now, &light.base].iter().any(|it| *it == number.as_str());
            read(number.as_str(), (!is_proved).then_some(Doubt::ZerosLost))
        }
        Cmnd(digits) => read(digits, None),
        EightDigits(digits) => read(digits, Some(Doubt::ZerosLost)),
        UnknownPlace { digits, .. } | CmndOfNobody(digits) => read(digits, Some(Doubt::OddNumber)),
        LetterForDigit { value, .. } | Passport(value) => read(value, Some(Doubt::OddNumber)),
        _ => None,
    }
}

fn birth_date(cell: &GridCell, light: &Light) -> Option<Read> {
    let reading = date::read(cell.cell(), light.system, light.today);
    let read = |day, doubt| Some(Read { value: format_date(day), doubt });
    match reading.shape {
        DateShape::Plain(day) | DateShape::OtherForm(day) => read(day, None),
        // The column left as text. A true date was typed elsewhere, perhaps month first.
        DateShape::DateCell(day) if day.day() > 12 => read(day, None),
        DateShape::DateCell(day) => read(day, Some(Doubt::DayOrMonth)),
        DateShape::MonthFirst(day) | DateShape::BareNumber(day) => {
            read(day, Some(Doubt::DayOrMonth))
        }
        DateShape::YearOnly(_) | DateShape::MonthOnly { .. } | DateShape::TwoDigitYear { .. } => {
            let value = tidy_spaces(&display_text(cell.cell(), light.system));
            Some(Read { value, doubt: Some(Doubt::PartOfADate) })
        }
        _ => None,
    }
}

fn sex(cell: &GridCell, light: &Light) -> Option<Read> {
    let known = sex::read(cell.cell(), SexCoding::Words).known();
    if let Some(sex) = known {
        return Some(Read { value: sex.text(light.coding).to_owned(), doubt: None });
    }
    let by_code: Sex = sex::read(cell.cell(), light.coding).known()?;
    let value = by_code.text(light.coding).to_owned();
    Some(Read { value, doubt: Some(Doubt::SexByCode) })
}

fn full_name(cell: &GridCell, light: &Light) -> Option<Read> {
    use unicode_normalization::UnicodeNormalization as _;
    if cell.kind != CellKind::Text {
        return None;
    }
    let value: String = tidy_spaces(&cell.text).nfc().collect();
    if !value.chars().any(char::is_alphabetic) || value.chars().any(char::is_numeric) {
        return None;
    }
    let has_marks = |it: &str| fold(it) != it.to_lowercase();
    let is_poorer = !has_marks(&value) && has_marks(&light.now) && fold(&value) == fold(&light.now);
    Some(Read { value, doubt: is_poorer.then_some(Doubt::MarksLost) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_in_any_spelling() {
        for (text, verdict) in [
            ("Đúng", Some(Verdict::Right)),
            ("ĐÚNG.", Some(Verdict::Right)),
            ("dung", Some(Verdict::Right)),
            ("đ", Some(Verdict::Right)),
            ("SAI", Some(Verdict::Wrong)),
            ("không khớp", Some(Verdict::Wrong)),
            ("Ko tìm thấy", Some(Verdict::NotFound)),
            ("KTT", Some(Verdict::NotFound)),
            ("", None),
            ("đúng một phần", None),
        ] {
            assert_eq!(Verdict::read(text), verdict, "{text}");
        }
        for tick in ["x", "X", " v ", "✓", "1", "Đúng"] {
            assert!(is_tick(tick, Verdict::Right), "{tick}");
        }
        assert!(!is_tick("Sai", Verdict::Right));
    }
}
