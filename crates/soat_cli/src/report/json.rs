//! The report for programs. Keys and their order are a promise; new ones may come.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;
use serde::ser::{Serialize, Serializer};
use soat_core::{ColumnInfo, Finding, Fix, Lane, LeftOut, ListInfo, Options, RULES, Summary, Work};

use super::letter;
use crate::list::{Answer, List};

pub(crate) fn write(out: &mut impl Write, list: &List) -> Result<()> {
    let work = &list.work;
    let summary = work.summary();
    let report = Report {
        file: File {
            sample_answers: list.answers.iter().map(|it| AnswerOut::of(work, it)).collect(),
            ..File::of(work.info(), work.options(), &summary)
        },
        columns: work.table().columns().map(Column::of).collect(),
        findings: Findings(work),
        lanes: Lane::ALL.iter().map(|it| it.key()).zip(summary.lanes).collect(),
        totals: Totals::of(&summary),
    };
    serde_json::to_writer(&mut *out, &report)?;
    writeln!(out)?;
    Ok(())
}

#[derive(serde::Serialize)]
struct Report<'a> {
    file: File<'a>,
    columns: Vec<Column<'a>>,
    findings: Findings<'a>,
    lanes: BTreeMap<&'static str, u32>,
    totals: Totals,
}

#[derive(serde::Serialize)]
struct File<'a> {
    format: &'static str,
    sheet: &'a str,
    layout: &'static str,
    source: &'static str,
    profile: &'static str,
    today: String,
    header_row: u32,
    first_row: u32,
    rows: u32,
    left_out: RowsLeftOut,
    uncomputed_formulas: u32,
    cells_not_read: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sample_answers: Vec<AnswerOut<'a>>,
}

/// What the platform said of its own sample row.
#[derive(serde::Serialize)]
struct AnswerOut<'a> {
    row: u32,
    column: Option<String>,
    field: &'static str,
    message: &'a str,
}

#[derive(serde::Serialize)]
struct RowsLeftOut {
    sample_rows: u32,
    empty_rows: u32,
    total_rows: u32,
    header_rows: u32,
}

#[derive(serde::Serialize)]
struct Column<'a> {
    letter: String,
    heading: &'a str,
    field: Option<&'static str>,
}

/// Made a row at a time: a list of a million bad rows is written, never held.
struct Findings<'a>(&'a Work);

#[derive(serde::Serialize)]
struct FindingOut {
    row: u32,
    column: Option<String>,
    field: &'static str,
    rule: &'static str,
    severity: &'static str,
    message: String,
    fix: Option<FixOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_rows: Vec<u32>,
}

#[derive(serde::Serialize)]
struct FixOut {
    value: Option<String>,
    applicability: &'static str,
    title: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    also: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
}

#[derive(serde::Serialize)]
struct Totals {
    rows: u32,
    rows_with_errors: u32,
    rows_with_problems: u32,
    by_rule: BTreeMap<&'static str, u32>,
}

impl<'a> File<'a> {
    fn of(info: &'a ListInfo, options: Options, summary: &Summary) -> Self {
        let LeftOut { sample_rows, empty_rows, total_rows, header_rows } = info.left_out;
        Self {
            format: info.format,
            sheet: &info.sheet,
            layout: info.layout.key(),
            source: options.source.key(),
            profile: options.profile.key(),
            today: options.today.to_string(),
            header_row: info.header_row,
            first_row: info.first_row,
            rows: summary.n_rows,
            left_out: RowsLeftOut { sample_rows, empty_rows, total_rows, header_rows },
            uncomputed_formulas: info.uncomputed_formulas,
            cells_not_read: info.cells_not_read,
            sample_answers: Vec::new(),
        }
    }
}

impl<'a> AnswerOut<'a> {
    fn of(work: &Work, answer: &'a Answer) -> Self {
        let &Answer { row_number, field, ref message } = answer;
        Self { row: row_number, column: letter(work, field), field: field.key(), message }
    }
}

impl<'a> Column<'a> {
    fn of(info: &'a ColumnInfo) -> Self {
        let field = info.field.map(soat_core::Field::key);
        Self { letter: info.letter(), heading: &info.heading, field }
    }
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = 0..self.0.table().n_rows();
        let bad = rows.filter(|&it| !self.0.spots(it).is_empty());
        let findings = bad.flat_map(|it| self.0.findings(it));
        serializer.collect_seq(findings.map(|it| FindingOut::of(self.0, it)))
    }
}

impl FindingOut {
    fn of(work: &Work, finding: Finding) -> Self {
        let Finding { row_idx, field, rule, severity, message, fix, other_rows } = finding;
        let row_number = |row_idx| work.table().row_number(row_idx);
        Self {
            row: row_number(row_idx),
            column: letter(work, field),
            field: field.key(),
            rule: RULES.get(rule).map_or("", |it| it.id),
            severity: severity.key(),
            message: message.to_string(),
            fix: fix.map(FixOut::of),
            other_rows: other_rows.into_iter().map(row_number).collect(),
        }
    }
}

impl FixOut {
    fn of(fix: Fix) -> Self {
        let Fix { value, also, title, evidence, applicability } = fix;
        Self {
            value,
            applicability: applicability.key(),
            title: title.to_string(),
            also: also.into_iter().map(|(field, value)| (field.key(), value)).collect(),
            evidence: evidence.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Totals {
    fn of(summary: &Summary) -> Self {
        let counts = RULES.iter().zip(&summary.by_rule);
        let found = counts.filter(|(_, count)| count.findings > 0);
        Self {
            rows: summary.n_rows,
            rows_with_errors: summary.rows_with_errors,
            rows_with_problems: summary.rows_with_problems,
            by_rule: found.map(|(rule, count)| (rule.id, count.findings)).collect(),
        }
    }
}
