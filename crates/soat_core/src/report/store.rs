//! A report as rows of texts, for a hidden sheet of its workbook: what adds up to the district's.

use core::hash::BuildHasher;
use std::collections::BTreeMap;

use foldhash::fast::FixedState;
use time::{Date, Month};

use super::{Bucket, Report, Unit, UnitReport, place};
use crate::class::Class;
use crate::handoff::{Grid, GridRow};
use crate::lane::Lane;

/// Name of the hidden sheet.
pub const STORE_SHEET: &str = "soat-report";
const VERSION: &str = "1";
/// More than the people of the country, and of any sum of them.
const MOST_PEOPLE: u64 = 1 << 40;
/// Columns of a row of counts.
const MOST_COLUMNS: usize = 7;

/// The file is no report, damaged, changed by hand, or of a later version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAReport;

impl Report {
    /// The report as rows of texts. [`Self::from_grid`] reads them back.
    #[must_use]
    pub fn to_rows(&self) -> Vec<Vec<String>> {
        let mut rows = vec![row(&[STORE_SHEET, VERSION])];
        for report in &self.units {
            let Unit { province, district, commune } = &report.unit;
            rows.push(row(&["unit", province, district, commune, &iso(report.made_on)]));
            let count = |(it, n): (&Bucket, u64)| {
                let day = it.day.map_or_else(String::new, iso);
                let keys = [it.was.key(), it.now.key(), it.lane.key()];
                let [was, now, lane] = keys;
                row(&["count", &it.village, &day, was, now, lane, &n.to_string()])
            };
            rows.extend(report.buckets().map(count));
        }
        let check = check_of(&rows);
        rows.push(row(&["end", &self.total().to_string(), &check]));
        rows
    }

    /// What [`Self::to_rows`] made, out of a workbook that was read.
    ///
    /// # Errors
    /// When there is no such sheet, or a cell of it is not as it was written.
    pub fn from_grid(grid: &Grid) -> Result<Self, NotAReport> {
        let sheet = grid.sheets.iter().find(|it| it.name == STORE_SHEET).ok_or(NotAReport)?;
        let mut rows: Vec<Vec<String>> = sheet.rows.iter().map(texts).collect();
        let end = rows.pop().ok_or(NotAReport)?;
        let [head, body @ ..] = rows.as_slice() else { return Err(NotAReport) };
        if *head != row(&[STORE_SHEET, VERSION]) {
            return Err(NotAReport);
        }
        let mut units: Vec<UnitReport> = Vec::new();
        for it in body {
            match it.first().map(String::as_str) {
                Some("unit") => units.push(unit_of(it)?),
                Some("count") => {
                    let (bucket, n) = bucket_of(it)?;
                    let counts = &mut units.last_mut().ok_or(NotAReport)?.counts;
                    if counts.insert(bucket, n).is_some() {
                        return Err(NotAReport);
                    }
                }
                _ => return Err(NotAReport),
            }
        }
        let report = Self { units };
        let is_in_order = report.units.is_sorted_by(|a, b| a.unit < b.unit);
        let expected = row(&["end", &report.total().to_string(), &check_of(&rows)]);
        if is_in_order && end == expected { Ok(report) } else { Err(NotAReport) }
    }
}

fn row(texts: &[&str]) -> Vec<String> {
    let mut row: Vec<String> = texts.iter().map(|&it| it.to_owned()).collect();
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    row
}

fn texts(row: &GridRow) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for cell in &row.cells {
        let column = cell.column as usize;
        if column < MOST_COLUMNS {
            texts.resize(texts.len().max(column), String::new());
            texts.push(cell.text.clone());
        }
    }
    texts
}

/// Tells a damaged copy, not a forged one.
fn check_of(rows: &[Vec<String>]) -> String {
    format!("{:016x}", FixedState::default().hash_one(rows))
}

fn unit_of(row: &[String]) -> Result<UnitReport, NotAReport> {
    let text = |idx: usize| row.get(idx).map(String::as_str).ok_or(NotAReport);
    let place = |idx: usize| {
        let name = text(idx)?;
        let is_name = place::short(name) == name && place::unit_may_be_told(name);
        is_name.then(|| name.to_owned()).ok_or(NotAReport)
    };
    let unit = Unit { province: place(1)?, district: place(2)?, commune: place(3)? };
    let made_on = date_of(text(4)?).ok_or(NotAReport)?;
    Ok(UnitReport { unit, made_on, counts: BTreeMap::new() })
}

fn bucket_of(row: &[String]) -> Result<(Bucket, u64), NotAReport> {
    let [_, village, day, was, now, lane, n] = row else { return Err(NotAReport) };
    let bucket = || {
        let day = if day.is_empty() { None } else { Some(date_of(day)?) };
        let lane = Lane::ALL.into_iter().find(|it| it.key() == lane)?;
        let (was, now) = (Class::from_key(was)?, Class::from_key(now)?);
        // The lanes and the classes of one person agree.
        let agrees = now.is_wrong() == (lane == Lane::Unresolved)
            && (now == Class::Foreigner) == (lane == Lane::Exempt);
        let is_told = place::short(village) == *village && place::may_be_told(village);
        let n = n.parse().ok().filter(|it| (1..=MOST_PEOPLE).contains(it))?;
        let village = village.clone();
        (agrees && is_told).then_some((Bucket { village, day, was, now, lane }, n))
    };
    bucket().ok_or(NotAReport)
}

fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn date_of(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}
