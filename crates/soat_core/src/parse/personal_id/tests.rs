//! Vectors: `parse/vectors/id_*.json`, made up by the domain notes.

use serde_json::Value;
use time::Date;

use super::*;
use crate::parse::sex::Sex;

fn cases(json: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(json).unwrap();
    file["cases"].as_array().unwrap().clone()
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_default()
}

fn today() -> Date {
    Date::from_calendar_date(2022, time::Month::May, 4).unwrap()
}

#[test]
fn structure_of_twelve_digits() {
    for case in cases(include_str!("../vectors/id_cccd12_structure.json")) {
        let id = text(&case, "id");
        let number = PersonalNumber::parse(id);
        assert_eq!(number.is_some(), case["structurally_valid"].as_bool().unwrap(), "{id}");
        let Some(number) = number else { continue };
        let sex = if text(&case, "sex") == "M" { Sex::Male } else { Sex::Female };
        assert_eq!(number.sex(), sex, "{id}");
        assert_eq!(i64::from(number.birth_year()), case["birth_year"].as_i64().unwrap(), "{id}");
        let plausible = number.birth_year() <= 2022;
        assert_eq!(plausible, case["plausible_in_2022"].as_bool().unwrap(), "{id}");
    }
}

/// The kind, value and level of the vector file, from a reading.
fn describe(reading: &IdReading, person: Person) -> (&'static str, String, &'static str) {
    let conflict = |it: &PersonalNumber| it.agreement(person) == Agreement::Conflict;
    let level = |it: Agreement| if it == Agreement::Full { "auto" } else { "suggest" };
    match &reading.meaning {
        IdMeaning::Personal(it) if it.birth_year() > 2022 => ("invalid", String::new(), "conflict"),
        IdMeaning::Personal(it) if conflict(it) => ("cccd12", it.to_string(), "conflict"),
        IdMeaning::Personal(it) if reading.is_plain => ("cccd12", it.to_string(), "ok"),
        IdMeaning::Personal(it) => ("cccd12", it.to_string(), "auto"),
        IdMeaning::LostZeros(it) => ("cccd12", it.to_string(), level(it.agreement(person))),
        IdMeaning::TwoNumbers { personal, .. } => ("cccd12", personal.to_string(), "auto"),
        IdMeaning::TwoPersonalNumbers => ("ambiguous", String::new(), "manual"),
        IdMeaning::UnknownPlace { repair: Some(it), .. } => ("invalid", it.to_string(), "suggest"),
        IdMeaning::Cmnd(it) => ("cmnd9", it.clone(), "ok"),
        IdMeaning::EightDigits(it) => ("cmnd9", format!("0{it}"), "suggest"),
        IdMeaning::CmndWithSuffix(it) => ("cmnd9", it.clone(), "suggest"),
        IdMeaning::LetterForDigit { value, agreement } => {
            ("cccd12", value.clone(), level(agreement.unwrap_or(Agreement::Partial)))
        }
        IdMeaning::Phone(_) => ("phone", String::new(), "move"),
        IdMeaning::Insurance(_) => ("bhyt15", String::new(), "move"),
        IdMeaning::Date => ("date", String::new(), "manual"),
        IdMeaning::Passport(it) => ("passport-vn-new", it.clone(), "ok(foreign-use only)"),
        IdMeaning::Placeholder | IdMeaning::Filler => ("placeholder", String::new(), "missing"),
        _ => ("invalid", String::new(), "manual"),
    }
}

#[test]
fn repairs() {
    let mut wrong = Vec::new();
    for case in cases(include_str!("../vectors/id_repair.json")) {
        let kind =
            if text(&case, "cell_type") == "text" { CellKind::Text } else { CellKind::Number };
        let person = Person {
            birth_year: text(&case, "dob").get(..4).and_then(|it| it.parse().ok()),
            sex: match text(&case, "sex") {
                "M" => Some(Sex::Male),
                "F" => Some(Sex::Female),
                _ => None,
            },
            is_foreigner: false,
            today: today(),
        };
        let reading = read(Cell { kind, text: text(&case, "input") }, person);
        let (kind, value, level) = describe(&reading, person);
        let expected_level = text(&case, "level").trim_end_matches("+warn");
        let is_right = match expected_level {
            // A CMND whose zero was lost, and which then is the filler sequence: one is enough.
            "suspect-placeholder" => kind == "placeholder",
            _ => {
                let value_is_right = text(&case, "expect_value") == value;
                kind == text(&case, "expect_kind") && value_is_right && level == expected_level
            }
        };
        if !is_right {
            wrong.push(format!("{case}\n    got {kind} {value} {level}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
