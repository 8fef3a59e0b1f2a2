//! What a reader read, as our cells: kinds kept, numbers exact.

use core::fmt::Write as _;

use soat_core::{Cell, CellKind, Date, DateSystem, Month, serial_of_date};

/// Integers are exact below this.
const EXACT_INTEGERS: f64 = 9_007_199_254_740_992.0;

/// A cell's value, as a file has it.
pub(crate) enum Value<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    Bool(bool),
    /// A serial.
    Date(f64),
    IsoDate(&'a str),
    /// The name of an error, such as `#N/A`.
    Error(&'a str),
    /// A formula without a stored value.
    Uncomputed,
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
            Self::Error(text) => return Cell { kind: CellKind::Error, text },
            Self::Number(it) => write_number(buffer, CellKind::Number, it),
            Self::Date(it) => write_number(buffer, CellKind::Date, it),
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
fn iso_serial(text: &str, system: DateSystem) -> Option<i32> {
    let day_text = text.split('T').next()?;
    let mut parts = day_text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    if parts.next().is_some() {
        return None;
    }
    serial_of_date(date, system)
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
