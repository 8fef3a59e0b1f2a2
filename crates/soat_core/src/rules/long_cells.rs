//! Laws of cells that are too long to be read, whatever column they stand in.

use time::{Date, Month};

use crate::cell::Cell;
use crate::check::{SharedRows, check_row};
use crate::facts::Facts;
use crate::field::Field;
use crate::finding::Finding;
use crate::record::{List, Record, Version};
use crate::rules::RULES;
use crate::schema::{Layout, Options, Profile, SexCoding, Source};
use crate::table::Table;
use crate::testing;

const ROWS: usize = 3;

/// Texts of every kind, each far too long.
fn long_texts() -> [String; 6] {
    ["0", "x", "Lê Thị Mẫu ", " ", "079185000123", "Thôn 3; "].map(|it| it.repeat(2_000))
}

/// Every field in a column of its own, or a person spread over parts; one column is too long.
fn table(fields: &[Field], long: Field, text: &str) -> Table {
    let cell = |&field: &Field| Cell::typed(if field == long { text } else { usual(field) });
    testing::table(fields, 1, (0..ROWS).map(|_| fields.iter().map(cell)))
}

fn usual(field: Field) -> &'static str {
    match field {
        Field::FullName => "Lê Thị Mẫu (bà nội)",
        Field::FamilyName => "Lê  Thị",
        Field::GivenName => "Mẫu",
        Field::BirthDate | Field::BirthDateFemale => "12-3-1985",
        Field::BirthDay => "12",
        Field::BirthMonth => "3",
        Field::BirthYear => "1985",
        Field::SexFemale => "x",
        Field::Sex => "nữ",
        Field::Phone => "0912345678 - 0987654321",
        Field::PersonalId => "79185000123",
        Field::Nationality => "Việt Nam",
        _ => "",
    }
}

fn each_finding(fields: &[Field], see: impl Fn(Field, &Record<'_>, &[Finding])) {
    let options = Options {
        profile: Profile::Current,
        source: Source::Own,
        today: Date::from_calendar_date(2025, Month::August, 1).unwrap(),
    };
    for (text, &long) in long_texts().iter().flat_map(|it| fields.iter().map(move |at| (it, at))) {
        let table = table(fields, long, text);
        let facts = Facts::of_columns(&table, Layout::Unknown, None, options.today);
        assert_eq!(facts.sex_coding, SexCoding::Words);
        let list = List { table: &table, options, facts, answers: None };
        let shared = SharedRows::of(list);
        for row_idx in 0..ROWS {
            let record = Record::read(list, row_idx, Version::Now);
            see(long, &record, &check_row(list, &shared, row_idx));
        }
    }
}

fn layouts() -> [Vec<Field>; 2] {
    let spread = crate::compose::BASIC_PARTS;
    let of_two_columns = [Field::BirthDateMale, Field::BirthDateFemale];
    let whole = Field::ALL.iter().copied().filter(|it| !spread.contains(it)).collect();
    let basic = [Field::FullName, Field::BirthDate, Field::Sex];
    let is_in_parts = |it: &Field| !basic.contains(it) && !of_two_columns.contains(it);
    [whole, Field::ALL.iter().copied().filter(is_in_parts).collect()]
}

#[test]
fn no_rule_sees_more_of_a_cell_than_is_read() {
    for fields in layouts() {
        each_finding(&fields, |_, record, findings| {
            for &field in Field::ALL {
                let n_chars = record.text(field).chars().count();
                let is_joined = record.list.table.column_of(field).is_none();
                let most = field.most_read() * if is_joined { 3 } else { 1 };
                assert!(n_chars <= most, "{field:?}");
            }
            let said = findings.iter().map(|it| it.message.to_string().len()).max();
            assert!(said.unwrap_or(0) < 2 * Field::MOST_READ_OF_WORDS);
        });
    }
}

#[test]
fn nothing_is_said_of_an_unread_cell_but_that_and_nothing_is_written_over_it() {
    for fields in layouts() {
        each_finding(&fields, |long, record, findings| {
            assert!(record.is_too_long(long));
            let mut n_said = 0;
            for finding in findings {
                let rule = RULES[finding.rule].id;
                let is_long = rule == "cells/too-long";
                assert!(
                    is_long == (finding.field == long),
                    "{rule} on {:?} of {long:?}",
                    finding.field
                );
                n_said += usize::from(is_long);
                let fix = finding.fix.as_ref().filter(|it| it.value.is_some());
                let written: Vec<Field> = fix.map_or_else(Vec::new, |fix| {
                    fix.also.iter().map(|it| it.0).chain([finding.field]).collect()
                });
                assert!(!written.contains(&long), "{rule} writes over {long:?}");
            }
            let is_free = [Field::Ordinal, Field::Note, Field::ImportFailure, Field::ImportSuccess];
            assert_eq!(n_said, usize::from(!is_free.contains(&long)), "{long:?}");
        });
    }
}
