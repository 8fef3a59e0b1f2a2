//! What calamine read, as our cells: kinds kept, numbers exact.

use core::fmt::Write as _;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};
use soat_core::{Cell, CellKind, DateSystem};

use crate::display::serial_of;

/// Integers are exact below this.
const EXACT_INTEGERS: f64 = 9_007_199_254_740_992.0;

/// A cell's value, whichever of calamine's two types it came in.
pub(crate) enum Value<'a> {
    Empty,
    Text(&'a str),
    Integer(i64),
    Number(f64),
    Bool(bool),
    Date(ExcelDateTime),
    IsoDate(&'a str),
    Error(&'a CellErrorType),
    /// A formula without a stored value.
    Uncomputed,
}

impl<'a> From<&'a Data> for Value<'a> {
    fn from(data: &'a Data) -> Self {
        match data {
            Data::Int(it) => Self::Integer(*it),
            Data::Float(it) => Self::Number(*it),
            Data::String(it) | Data::DurationIso(it) => Self::Text(it),
            Data::Bool(it) => Self::Bool(*it),
            Data::DateTime(it) => Self::Date(*it),
            Data::DateTimeIso(it) => Self::IsoDate(it),
            Data::Error(it) => Self::Error(it),
            Data::Empty => Self::Empty,
        }
    }
}

impl<'a> From<&'a DataRef<'_>> for Value<'a> {
    fn from(data: &'a DataRef<'_>) -> Self {
        match data {
            DataRef::Int(it) => Self::Integer(*it),
            DataRef::Float(it) => Self::Number(*it),
            DataRef::String(it) | DataRef::DurationIso(it) => Self::Text(it),
            DataRef::SharedString(it) => Self::Text(it),
            DataRef::Bool(it) => Self::Bool(*it),
            DataRef::DateTime(it) => Self::Date(*it),
            DataRef::DateTimeIso(it) => Self::IsoDate(it),
            DataRef::Error(it) => Self::Error(it),
            DataRef::Empty => Self::Empty,
        }
    }
}

impl<'a> Value<'a> {
    /// The value as a cell; `buffer` holds the text that has to be made.
    pub(crate) fn into_cell(self, system: DateSystem, buffer: &'a mut String) -> Cell<'a> {
        buffer.clear();
        let kind = match self {
            Self::Empty | Self::Text("") => return Cell::EMPTY,
            Self::Uncomputed => CellKind::Uncomputed,
            Self::Text(text) => return Cell { kind: CellKind::Text, text },
            Self::Bool(true) => return Cell { kind: CellKind::Bool, text: "TRUE" },
            Self::Bool(false) => return Cell { kind: CellKind::Bool, text: "FALSE" },
            Self::Error(it) => write_kind(buffer, CellKind::Error, format_args!("{it}")),
            Self::Integer(it) => write_kind(buffer, CellKind::Number, format_args!("{it}")),
            Self::Number(it) => write_number(buffer, CellKind::Number, it),
            // A length of time is no day.
            Self::Date(it) if it.is_duration() => {
                write_number(buffer, CellKind::Number, it.as_f64())
            }
            Self::Date(it) => write_number(buffer, CellKind::Date, it.as_f64()),
            Self::IsoDate(text) => match iso_serial(text, system) {
                Some(serial) => write_kind(buffer, CellKind::Date, format_args!("{serial}")),
                None => return Cell { kind: CellKind::Text, text },
            },
        };
        Cell { kind, text: buffer }
    }
}

/// Writes a number, exactly, and returns its kind: one that is no number is an error.
pub(crate) fn write_number(buffer: &mut String, kind: CellKind, number: f64) -> CellKind {
    if !number.is_finite() {
        return write_kind(buffer, CellKind::Error, format_args!("#NUM!"));
    }
    if number.trunc() == number && number.abs() < EXACT_INTEGERS {
        // OK because integers of this size fit exactly; the cast also drops the sign of zero.
        return write_kind(buffer, kind, format_args!("{}", number as i64));
    }
    write_kind(buffer, kind, format_args!("{number}"))
}

fn write_kind(buffer: &mut String, kind: CellKind, text: core::fmt::Arguments<'_>) -> CellKind {
    // Writing to a String cannot fail.
    let _ = buffer.write_fmt(text);
    kind
}

/// `1985-03-12` or `1985-03-12T00:00:00`, as ODS and strict xlsx write days.
fn iso_serial(text: &str, system: DateSystem) -> Option<i64> {
    let day_text = text.split('T').next()?;
    let mut parts = day_text.split('-').map(|it| it.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_day = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_day || parts.next().is_some() {
        return None;
    }
    serial_of(year, month, day, system)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(value: Value<'_>) -> (CellKind, String) {
        let mut buffer = String::from("left over");
        let cell = value.into_cell(DateSystem::Since1900, &mut buffer);
        (cell.kind, cell.text.to_owned())
    }

    #[test]
    fn numbers_are_exact() {
        let number = |it| cell(Value::Number(it));
        assert_eq!(number(79_085_001_234.0), (CellKind::Number, "79085001234".into()));
        assert_eq!(number(9_007_199_254_740_991.0), (CellKind::Number, "9007199254740991".into()));
        assert_eq!(number(1e20), (CellKind::Number, "100000000000000000000".into()));
        assert_eq!(number(0.1), (CellKind::Number, "0.1".into()));
        assert_eq!(number(-0.0), (CellKind::Number, "0".into()));
        assert_eq!(number(f64::NAN), (CellKind::Error, "#NUM!".into()));
    }

    #[test]
    fn days_keep_their_serial() {
        let day = |text| cell(Value::IsoDate(text));
        assert_eq!(day("1985-03-12"), (CellKind::Date, "31118".into()));
        assert_eq!(day("1985-03-12T10:00:00"), (CellKind::Date, "31118".into()));
        assert_eq!(day("1885-03-12"), (CellKind::Text, "1885-03-12".into()));
        assert_eq!(day("nay"), (CellKind::Text, "nay".into()));
        assert_eq!(cell(Value::Text("")), (CellKind::Empty, String::new()));
        assert_eq!(cell(Value::Uncomputed), (CellKind::Uncomputed, String::new()));
    }
}
