//! A list judged a part at a time is judged as a whole.

use std::collections::HashMap;

use time::{Date, Month};

use super::*;
use crate::cell::Cell;
use crate::matching::{Side, blocking_keys};
use crate::schema::{ColumnInfo, Layout, Options, Profile, Source};
use crate::table::{DateSystem, TableBuilder};
use crate::testing::{self, Dice};
use crate::work::Work;

const FIELDS: [Field; 6] = [
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::Phone,
    Field::PersonalId,
    Field::Address,
];

const NAMES: [&str; 4] = ["Lê Thị Mẫu", "lê thị mẫu", "Trần Văn Mẫu", ""];
const DATES: [&str; 4] = ["12/03/1985", "12.3.1985", "1985", "01/01/1985"];
const SEXES: [&str; 4] = ["1", "0", "Nữ", ""];
const PHONES: [&str; 4] = ["0912345670", "912345670", "0912345671", ""];
const NUMBERS: [&str; 6] =
    ["079085000123", "079185000124", "79185000124", "079185000134", "012345671", "không có"];
const HOMES: [&str; 2] = ["Thôn 1", "Thôn 2"];

type Row = [&'static str; FIELDS.len()];

fn rows(n: usize, seed: u64) -> Vec<Row> {
    let mut dice = Dice(seed);
    let mut pick = |from: &[&'static str]| dice.pick(from);
    let row = |_| [&NAMES[..], &DATES, &SEXES, &PHONES, &NUMBERS, &HOMES].map(&mut pick);
    (0..n).map(row).collect()
}

fn table<'r>(fields: &[Field], rows: impl IntoIterator<Item = &'r Row>) -> Table {
    let column = |&field: &Field| ColumnInfo {
        sheet_column: field as u32,
        heading: field.title().to_owned(),
        field: Some(field),
    };
    let columns = fields.iter().map(column).collect();
    let mut builder = TableBuilder::new(columns, DateSystem::Since1900);
    for (number, row) in (1..).zip(rows) {
        builder.start_row(number);
        for (column, field) in fields.iter().enumerate() {
            let at = FIELDS.iter().position(|it| it == field).unwrap();
            builder.put(column, Cell::typed(row[at]));
        }
    }
    builder.finish()
}

fn options() -> Options {
    let today = Date::from_calendar_date(2022, Month::June, 30).unwrap();
    Options { profile: Profile::Y2022, source: Source::Platform, today }
}

fn whole(rows: &[Row]) -> Work {
    let info = testing::info(Layout::Verification, 2);
    Work::new(table(&FIELDS, rows), info, options(), &mut |_| {})
}

fn terms(rows: &[Row]) -> Terms {
    let terms = Terms::of(&table(&FIELDS, rows), Layout::Verification, options());
    terms.to_string().parse().unwrap()
}

/// Rows by key, the keys taken from parts of seven rows that hold no other cells than these.
fn by_key(
    rows: &[Row],
    terms: Terms,
    key: fn(&Part<'_>, usize) -> Option<u64>,
) -> (Vec<Option<u64>>, HashMap<u64, Vec<usize>>) {
    let fields: Vec<Field> = FIELDS.into_iter().filter(|it| KEY_FIELDS.contains(it)).collect();
    let keys: Vec<Option<u64>> = rows
        .chunks(7)
        .flat_map(|rows| {
            let table = table(&fields, rows);
            let part = Part::new(&table, terms);
            (0..rows.len()).map(|it| key(&part, it)).collect::<Vec<_>>()
        })
        .collect();
    let mut by_key: HashMap<u64, Vec<usize>> = HashMap::new();
    for (row, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            by_key.entry(*key).or_default().push(row);
        }
    }
    (keys, by_key)
}

#[test]
fn parts_with_their_company_are_judged_as_the_whole() {
    for (n, seed) in [(12, 1), (60, 2), (150, 3)] {
        let rows = rows(n, seed);
        let (work, terms) = (whole(&rows), terms(&rows));
        let (numbers, of_number) = by_key(&rows, terms, |part, row| part.number_key(row));
        let (persons, of_person) = by_key(&rows, terms, |part, row| part.person_key(row));
        for row_idx in 0..rows.len() {
            let others = |key: Option<u64>, by: &HashMap<u64, Vec<usize>>| -> Vec<usize> {
                let all = key.map_or(&[][..], |it| by[&it].as_slice());
                all.iter().copied().filter(|&it| it != row_idx).collect()
            };
            let number = others(numbers[row_idx], &of_number);
            let person = others(persons[row_idx], &of_person);
            let with_others = [row_idx].into_iter().chain(number.clone()).chain(person.clone());
            let table = table(&FIELDS, with_others.map(|it| &rows[it]));
            let places: Vec<usize> = (1..=number.len() + person.len()).collect();
            let (number, person) = places.split_at(number.len());
            let judged = Part::new(&table, terms).judge(0, Company { number, person });
            let said = |findings: &[Finding]| -> Vec<_> {
                findings.iter().map(|it| (it.rule, it.field, it.severity)).collect()
            };
            assert_eq!(said(&judged.findings), said(&work.findings(row_idx)), "row {row_idx}");
            assert_eq!(judged.standing, work.standing(row_idx));
            assert_eq!(judged.class, work.class(row_idx));
        }
    }
}

#[test]
fn terms_are_read_as_written() {
    let line = "today=2022-06-30 profile=2022 source=own layout=unknown sex=1-0 sex-swapped=no \
                names=tcvn3 dates=-1462";
    assert_eq!(line.parse::<Terms>().unwrap().to_string(), line);
    let error = line.replace("tcvn3", "latin").parse::<Terms>().unwrap_err();
    assert_eq!(error.key, "names");
    assert_eq!("".parse::<Terms>().unwrap_err().key, "profile");
}

#[test]
fn columns_are_settled_when_enough_rows_have_spoken() {
    let row = ["Lê Thị Mẫu", "12/03/1985", "1", "", "079185000124", ""];
    assert!(!Terms::are_settled_by(&table(&FIELDS, &[])));
    assert!(!Terms::are_settled_by(&table(&FIELDS, &vec![row; 1_999])));
    assert!(Terms::are_settled_by(&table(&FIELDS, &vec![row; 2_000])));
    let no_number = [row[0], row[1], row[2], "", "không có", ""];
    assert!(!Terms::are_settled_by(&table(&FIELDS, &vec![no_number; 2_000])));
    assert!(Terms::are_settled_by(&table(&FIELDS[..1], &vec![no_number; 2_000])));
}

#[test]
fn blocking_keys_do_not_depend_on_the_rows_around() {
    let rows = rows(40, 5);
    let terms = terms(&rows);
    for side in [Side::Work, Side::Second] {
        let together = blocking_keys(&table(&FIELDS, &rows), terms, side);
        let alone = rows.iter().map(|it| blocking_keys(&table(&FIELDS, [it]), terms, side));
        assert_eq!(together, alone.flatten().collect::<Vec<_>>());
    }
}
