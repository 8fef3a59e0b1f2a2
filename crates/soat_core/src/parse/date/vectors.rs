//! Vectors of the research (`../vectors`, our own work; see `reference/assets/SOURCES.tsv`).

use serde_json::Value;
use time::{Date, Month};

use super::{DateShape, from_serial, read, write};
use crate::cell::{Cell, CellKind};
use crate::table::DateSystem;

fn today() -> Date {
    Date::from_calendar_date(2022, Month::May, 4).unwrap()
}

fn shape(text: &str) -> DateShape {
    // The file holds bare numbers as text; in a list they are number cells.
    let is_number = text.contains('.') && text.parse::<f64>().is_ok();
    let kind = if is_number { CellKind::Number } else { CellKind::Text };
    read(Cell { kind, text }, DateSystem::Since1900, today()).shape
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The case in the vectors' words: value, precision, level.
fn told(shape: DateShape) -> (String, &'static str, &'static str) {
    match shape {
        DateShape::Plain(it)
        | DateShape::DateCell(it)
        | DateShape::OtherForm(it)
        | DateShape::BareNumber(it) => (iso(it), "day", "auto"),
        DateShape::TwoDigitYear { day, month, year } => {
            (format!("19{year}-{month:02}-{day:02}"), "day", "auto")
        }
        DateShape::MonthFirst(it) => (iso(it), "day", "suggest"),
        DateShape::YearOnly(year) => (year.to_string(), "year", "auto"),
        DateShape::MonthOnly { month, year } => (format!("{year}-{month:02}"), "month", "auto"),
        DateShape::Missing | DateShape::Absent => (String::new(), "", "missing"),
        _ => (String::new(), "", "manual"),
    }
}

#[test]
fn texts() {
    let file: Value = serde_json::from_str(include_str!("../vectors/dates_text.json")).unwrap();
    for case in file["cases"].as_array().unwrap() {
        let (input, level) = (case["input"].as_str().unwrap(), case["level"].as_str().unwrap());
        let shape = shape(input);
        let (value, precision, promise) = told(shape);
        if level == "conflict" {
            let reading = read(Cell::typed(input), DateSystem::Since1900, today());
            assert_eq!(reading.year(), None, "{input}: nobody is that old");
            continue;
        }
        let level = level.split([' ', '(']).next().unwrap().replace("warn", "auto");
        assert_eq!(promise, level, "{input}: {shape:?}");
        assert_eq!(value, case["expect"].as_str().unwrap(), "{input}");
        if level == "auto" {
            assert_eq!(precision, case["precision"].as_str().unwrap(), "{input}");
        }
    }
}

#[test]
fn serial_numbers() {
    let file = include_str!("../vectors/excel_serial_dates.json");
    let file: Value = serde_json::from_str(file).unwrap();
    for case in file["cases"].as_array().unwrap() {
        let date = case["date"].as_str();
        for (key, system) in
            [("serial_1900", DateSystem::Since1900), ("serial_1904", DateSystem::Since1904)]
        {
            let Some(serial) = case[key].as_u64() else { continue };
            let found = from_serial(u32::try_from(serial).unwrap(), system);
            assert_eq!(found.map(iso).as_deref(), date, "{serial} in {system:?}");
        }
    }
}

#[test]
fn more_shapes() {
    let date = |day, month, year| Date::from_calendar_date(year, month, day).unwrap();
    let march = DateShape::OtherForm(date(12, Month::March, 1985));
    for text in [
        "Thứ Ba, ngày 12 tháng 3 năm 1985",
        "thứ 3 ngày 12/03/1985",
        "1985-03-12T00:00:00",
        "12/03/1985 00:00:00",
        "１２/０３/１９８５",
        " 12/03/1985\u{a0}",
        "March 12, 1985",
        "19850312",
        "Ngày sinh: 12-3-1985",
        "tháng 3 ngày 12 năm 1985",
        "năm 1985 tháng 3 ngày 12",
        "12/T3/1985",
        "T3 12/3/1985",
    ] {
        assert_eq!(shape(text), march, "{text}");
    }
    assert_eq!(shape("03/25/1985"), DateShape::MonthFirst(date(25, Month::March, 1985)));
    assert_eq!(shape("00/05/1950"), DateShape::MonthOnly { month: 5, year: 1950 });
    assert_eq!(shape("120385"), DateShape::TwoDigitYear { day: 12, month: 3, year: 85 });
    assert_eq!(shape("T3/1985"), DateShape::MonthOnly { month: 3, year: 1985 });
    assert_eq!(shape("31/04/1985"), DateShape::Impossible(1985));
    assert_eq!(shape("60 tuổi"), DateShape::Age);
    assert_eq!(shape("Mậu Tuất 1958"), DateShape::Lunar);
    assert_eq!(shape("08/06/1905"), DateShape::YearAsSerial(1986));
    assert_eq!(shape("13/03/1905"), DateShape::Plain(date(13, Month::March, 1905)));
    for text in [
        "31118",
        "198503",
        "ngày tháng 12/3/1985",
        "12/03/85a",
        "15/7",
        "ngày",
        "999999999999999999",
    ] {
        assert_eq!(
            told(shape(text)).2,
            if text == "ngày" { "missing" } else { "manual" },
            "{text}"
        );
    }
}

#[test]
fn number_and_date_cells() {
    let cell = |kind, text| read(Cell { kind, text }, DateSystem::Since1900, today());
    let march = Date::from_calendar_date(1985, Month::March, 12).unwrap();
    assert_eq!(cell(CellKind::Date, "31118").shape, DateShape::DateCell(march));
    assert_eq!(cell(CellKind::Date, "31118.75").date().map(write).unwrap(), "12/03/1985");
    assert_eq!(cell(CellKind::Date, "1985").shape, DateShape::YearAsSerial(1985));
    assert_eq!(cell(CellKind::Date, "1985").year(), None);
    assert_eq!(cell(CellKind::Number, "1985").shape, DateShape::YearOnly(1985));
    assert_eq!(cell(CellKind::Number, "31118").shape, DateShape::BareNumber(march));
    assert_eq!(cell(CellKind::Number, "12031985").shape, DateShape::OtherForm(march));
    assert_eq!(cell(CellKind::Number, "-5").shape, DateShape::Unreadable);
    assert_eq!(cell(CellKind::Number, "2031985").shape, {
        DateShape::BareNumber(Date::from_calendar_date(1985, Month::March, 2).unwrap())
    });
    assert_eq!(cell(CellKind::Text, "15/06/2032").year(), None);
}
