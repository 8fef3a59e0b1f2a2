//! Laws of every rule, on rows made by a seeded generator: nothing is wrong with a clean row, and
//! a safe fix ends its own finding and begins no other.

use std::collections::BTreeSet;

use time::Date;

use crate::cell::{Cell, CellKind};
use crate::field::Field;
use crate::finding::{Applicability, Severity};
use crate::journal::Stamp;
use crate::parse::date::write;
use crate::record::{Record, Version};
use crate::reference::units::{COMMUNES_2022, DISTRICTS_2022, PROVINCES_2022, Unit, Units};
use crate::rule::{Check, Findings};
use crate::rules::RULES;
use crate::schema::{Layout, Source};
use crate::testing::{self, Dice};
use crate::work::Work;

const FIELDS: [Field; 21] = [
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::PriorityGroup,
    Field::Phone,
    Field::PersonalId,
    Field::InsuranceNumber,
    Field::ProvinceName,
    Field::ProvinceCode,
    Field::DistrictName,
    Field::DistrictCode,
    Field::CommuneName,
    Field::CommuneCode,
    Field::Dose1Vaccine,
    Field::Dose1Date,
    Field::Dose1Lot,
    Field::Dose1Site,
    Field::Dose2Vaccine,
    Field::Dose2Date,
    Field::Dose2Lot,
    Field::Dose2Site,
];

type Row = Vec<(CellKind, String)>;

fn day(dice: &mut Dice, first: i32, n_years: usize) -> Date {
    let year = first + i32::try_from(dice.roll(n_years)).unwrap();
    Date::from_ordinal_date(year, u16::try_from(2 + dice.roll(364)).unwrap()).unwrap()
}

fn place(dice: &mut Dice) -> [Unit; 3] {
    let mut pick = |units: &Units, parent| {
        let all: Vec<Unit> = units.under(parent).collect();
        (!all.is_empty()).then(|| dice.pick(&all))
    };
    loop {
        let province = pick(&PROVINCES_2022, None).unwrap();
        let district = pick(&DISTRICTS_2022, Some(province.code)).unwrap();
        // Five districts are islands without a commune.
        if let Some(commune) = pick(&COMMUNES_2022, Some(district.code)) {
            return [province, district, commune];
        }
    }
}

fn person(dice: &mut Dice) -> Row {
    let birth = day(dice, 1925, 90);
    let sex = dice.roll(2);
    let century = if birth.year() < 2000 { 0 } else { 2 };
    let [province, district, commune] = place(dice);
    let year = birth.year() % 100;
    let serial = format!("2{}7", dice.digits(4));
    let id = format!("0{}{}{year:02}{serial}", PROVINCES_2022.text(province.code), century + sex);
    let injected = write(day(dice, 2021, 1).max(Date::from_ordinal_date(2021, 80).unwrap()));
    let texts = [
        ["Lê Văn Mẫu", "Lê Thị Mẫu"][sex].to_owned(),
        write(birth),
        sex.to_string(),
        (1 + dice.roll(16)).to_string(),
        format!("{}{}6", dice.pick(&["032", "070", "079", "081", "096"]), dice.digits(6)),
        id,
        format!("GD4{}{}", PROVINCES_2022.text(province.code), dice.digits(10)),
        province.name.to_owned(),
        PROVINCES_2022.text(province.code),
        format!("{} {}", district.kind, district.name),
        DISTRICTS_2022.text(district.code),
        commune.name.to_owned(),
        COMMUNES_2022.text(commune.code),
        "COVID-19 Vaccine AstraZeneca".to_owned(),
        injected,
        "D008".to_owned(),
        "01A01".to_owned(),
    ];
    let mut row: Row = texts.into_iter().map(|it| (CellKind::Text, it)).collect();
    row.resize(FIELDS.len(), (CellKind::Empty, String::new()));
    row
}

/// Does something to a cell that people and programs do.
fn spoil(dice: &mut Dice, row: &mut Row) {
    let column = dice.roll(FIELDS.len());
    let (kind, text) = &mut row[column];
    *kind = CellKind::Text;
    let replacements = [
        "",
        "-",
        "?",
        "không",
        "1985",
        "31118",
        "12/03/85",
        "01/01/85",
        "01/01/1985",
        "1.1.1985",
        "Nam",
        "nữ",
        "N",
        "1.0",
        "Nhóm 8",
        "08",
        "17",
        "1",
        "001",
        "00001",
        "99999",
        "Ba Đình",
        "Phường 1",
        "P1",
        "912345670",
        "01621234567",
        "0999999999",
        "AZ",
        "Hayat-Vax",
        "05/08/21",
        "02/01/2019",
        "gd4 030123456789",
        "2/9/2021",
    ];
    match dice.roll(9) {
        0 => *text = format!(" {text}\u{a0}"),
        1 => *text = text.to_lowercase(),
        2 => *text = text.replace('/', "."),
        3 => *text = text.trim_start_matches('0').to_owned(),
        4 if !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()) => {
            *text = text.trim_start_matches('0').to_owned();
            *kind = CellKind::Number;
        }
        5 => {
            *text = dice.pick(&["31118", "1985", "44413", "36526"]).to_owned();
            *kind = if dice.roll(2) == 0 { CellKind::Date } else { CellKind::Number };
        }
        6 => {
            let other = dice.roll(FIELDS.len());
            let cell = row[other].clone();
            row[column] = cell;
        }
        _ => *text = dice.pick(&replacements).to_owned(),
    }
    if row[column].1.is_empty() {
        row[column].0 = CellKind::Empty;
    }
}

fn work(rows: &[Row], layout: Layout) -> Work {
    let rows = rows.iter().map(|row| row.iter().map(|(kind, text)| Cell { kind: *kind, text }));
    let table = testing::table(&FIELDS, 9, rows);
    Work::new(table, testing::info(layout, 9), testing::options(Source::Own), &mut |_| {})
}

const LAYOUTS: [Layout; 3] = [Layout::ImportV3, Layout::ImportV1, Layout::Unknown];

#[test]
fn nothing_is_wrong_with_clean_rows() {
    let mut dice = Dice(1);
    for layout in LAYOUTS {
        let rows: Vec<Row> = (0..200).map(|_| person(&mut dice)).collect();
        let work = work(&rows, layout);
        for (row_idx, row) in rows.iter().enumerate() {
            for finding in work.findings(row_idx) {
                let (id, message) = (RULES[finding.rule].id, finding.message.to_string());
                assert!(finding.severity == Severity::Hint, "{id}: {message}: {row:?}");
            }
        }
    }
}

#[test]
fn a_safe_fix_ends_its_finding_and_begins_no_other() {
    let (mut dice, mut n_fixed) = (Dice(2), 0);
    for round in 0..3_000 {
        let mut row = person(&mut dice);
        for _ in 0..=dice.roll(3) {
            spoil(&mut dice, &mut row);
        }
        let layout = LAYOUTS[round % LAYOUTS.len()];
        let found = work(std::slice::from_ref(&row), layout).findings(0);
        let is_safe = |promise: Applicability| promise == Applicability::Safe;
        for finding in
            found.iter().filter(|it| it.fix.as_ref().is_some_and(|fix| is_safe(fix.applicability)))
        {
            let mut work = work(std::slice::from_ref(&row), layout);
            let column = work.table().column_of(finding.field).unwrap();
            let before: BTreeSet<_> = found.iter().map(|it| (it.rule, it.field)).collect();
            work.accept(0, column, finding.rule, Stamp { at_ms: 0, who: String::new() });
            let fix = finding.fix.as_ref().and_then(|it| it.value.clone()).unwrap_or_default();
            let context = format!("{} => {fix:?} in {row:?}", RULES[finding.rule].id);
            for after in work.findings(0) {
                let here = (after.rule, after.field);
                assert!(here != (finding.rule, finding.field), "still there: {context}");
                assert!(before.contains(&here), "begins {}: {context}", RULES[after.rule].id);
            }
            n_fixed += 1;
        }
    }
    assert!(n_fixed > 700, "{n_fixed}");
}

/// Rules that are not asked of a row, as their case is not so, would have nothing to say.
#[test]
fn what_is_in_form_has_no_mistake_of_form() {
    let (mut dice, mut n_asked) = (Dice(3), 0);
    for round in 0..1_000 {
        let mut row = person(&mut dice);
        for _ in 0..=dice.roll(3) {
            spoil(&mut dice, &mut row);
        }
        let work = work(std::slice::from_ref(&row), LAYOUTS[round % LAYOUTS.len()]);
        let record = Record::read(work.list(), 0, Version::Now);
        for (rule_idx, rule) in RULES.iter().enumerate() {
            let Check::If(case, check) = rule.check else { continue };
            if !record.is(case) {
                let (mut out, severity) = (Vec::new(), rule.severity);
                check(
                    &record,
                    &mut Findings { row_idx: 0, rule: rule_idx, severity, out: &mut out },
                );
                assert!(out.is_empty(), "{} in {row:?}", rule.id);
                n_asked += 1;
            }
        }
    }
    assert!(n_asked > 30_000, "{n_asked}");
}
