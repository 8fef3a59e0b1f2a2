//! The same people as a workbook and as Parquet have the same totals.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use rust_xlsxwriter::Workbook;
use soat_core::{Class, Date, Lane, Month, Options, RULES, Work};
use soat_datafusion::invented::{FIELDS, People as Invented, Row};
use soat_datafusion::parquet::write_part;
use soat_datafusion::{Choices, People, Totals, session};
use soat_sheet::ReadOptions;

/// The headings of a workbook, in words that its reader knows, by [`FIELDS`].
const HEADINGS: [&str; FIELDS.len()] = [
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Nhóm đối tượng",
    "Số điện thoại",
    "Số CCCD",
    "Địa chỉ",
    "Quốc tịch",
];

fn today() -> Result<Date> {
    Ok(Date::from_calendar_date(2022, Month::June, 30)?)
}

fn parts(n_parts: usize, n_rows: usize) -> Vec<Vec<Row>> {
    (0..n_parts).map(|part| Invented::new(part as u64).take(n_rows).collect()).collect()
}

/// What `soat check` does.
fn check(rows: &[Row]) -> Result<Work> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading)?;
    }
    for (number, row) in (1..).zip(rows) {
        for (column, text) in (0..).zip(row).filter(|it| !it.1.is_empty()) {
            sheet.write_string(number, column, text)?;
        }
    }
    let bytes = book.save_to_buffer()?;
    let opened = soat_sheet::read(&bytes, &ReadOptions::default(), &mut |_| {})?;
    assert_eq!(opened.table.n_rows(), rows.len(), "each of them is a person");
    let fields = opened.table.columns().map(|it| it.field);
    assert_eq!(fields.collect::<Vec<_>>(), FIELDS.map(Some), "the headings are understood");
    let options = Options::proposed(&opened.info, &opened.table, today()?);
    Ok(Work::new(opened.table, opened.info, options, &mut |_| {}))
}

fn totals_of(work: &Work) -> Totals {
    let summary = work.summary();
    let rules = RULES.iter().zip(&summary.by_rule).filter(|it| it.1.findings > 0);
    let lanes = Lane::ALL.iter().zip(summary.lanes).filter(|it| it.1 > 0);
    let mut by_class = BTreeMap::new();
    for row_idx in 0..work.table().n_rows() {
        *by_class.entry(work.class(row_idx).key().to_owned()).or_default() += 1;
    }
    Totals {
        rows: summary.n_rows.into(),
        rows_with_errors: summary.rows_with_errors.into(),
        rows_with_problems: summary.rows_with_problems.into(),
        by_rule: rules.map(|it| (it.0.id.to_owned(), it.1.findings.into())).collect(),
        by_lane: lanes.map(|it| (it.0.key().to_owned(), it.1.into())).collect(),
        by_class,
    }
}

async fn open(folder: &Path, session: datafusion::prelude::SessionContext) -> Result<People> {
    let info_layout = soat_core::Layout::Unknown;
    let choices = Choices { today: today()?, layout: info_layout, profile: None, source: None };
    let folder = folder.to_str().context("a folder named in Unicode")?;
    Ok(People::open(session, folder, &[], choices).await?)
}

fn written(parts: &[Vec<Row>]) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    for (part, rows) in parts.iter().enumerate() {
        write_part(folder.path(), part, rows.iter().cloned())?;
    }
    Ok(folder)
}

#[tokio::test]
async fn a_workbook_and_a_set_of_files_have_the_same_totals() -> Result<()> {
    let parts = parts(3, 4_000);
    let folder = written(&parts)?;
    let expected = totals_of(&check(&parts.concat())?);
    assert_eq!(open(folder.path(), session()).await?.totals().await?, expected);
    for rule in ["ids/used-twice", "duplicates/same-person", "duplicates/one-digit-apart"] {
        println!("{rule}: {:?}", expected.by_rule.get(rule));
    }
    for class in Class::ALL {
        assert!(expected.by_class.contains_key(class.key()), "{}", class.key());
    }
    assert!(expected.by_rule["ids/used-twice"] > 10);
    assert!(expected.by_rule["duplicates/same-person"] > 10);
    Ok(())
}

#[tokio::test]
async fn more_rows_under_one_number_than_are_looked_at() -> Result<()> {
    let mut parts = parts(2, 300);
    for row in &mut parts.iter_mut().flatten() {
        row[5] = "079085000123".to_owned();
    }
    let folder = written(&parts)?;
    let expected = totals_of(&check(&parts.concat())?);
    assert_eq!(open(folder.path(), session()).await?.totals().await?, expected);
    assert!(expected.by_rule["ids/used-twice"] == 600);
    Ok(())
}
