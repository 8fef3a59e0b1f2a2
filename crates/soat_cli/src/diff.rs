//! `soat diff`.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use soat_core::recheck::{Followed, Outcome, Recheck, TrendPoint};
use soat_core::report::grouped;
use soat_core::{Class, Lane, Work};

use crate::args::{DiffArgs, Format, ListArgs};
use crate::check::HAS_ERRORS;
use crate::tables::{plain, table_json, write_table};
use crate::{export, list, many};

/// The exports, what became of people, and the figures of each export.
struct Diff<'a> {
    previous: &'a Work,
    last: &'a Work,
    recheck: Recheck,
    trend: Vec<TrendPoint>,
}

pub(crate) fn run(args: &DiffArgs) -> Result<ExitCode> {
    let open = |file: &PathBuf| {
        list::open(&ListArgs { file: file.clone(), ..args.list.clone() }).map(|it| it.work)
    };
    let works = many::in_parallel(&args.files, open).into_iter().collect::<Result<Vec<_>>>()?;
    let diff = diff(&works, &args.files).context("cần ít nhất hai danh sách: cũ rồi mới")?;
    if let Some(path) = &args.out {
        let bytes = soat_sheet::write_recheck(&diff.recheck, &[headline(args)], args.list.today());
        list::write_file(path, &bytes.map_err(|it| export::failure(&it, path))?)?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Text => write_text(&mut out, &diff, args)?,
        Format::Json => write_json(&mut out, &diff)?,
    }
    out.flush()?;
    let is_wrong = |it: &Followed| it.now.is_some_and(Class::is_wrong);
    let has_errors = diff.recheck.people().iter().any(is_wrong);
    Ok(if has_errors { ExitCode::from(HAS_ERRORS) } else { ExitCode::SUCCESS })
}

fn diff<'a>(works: &'a [Work], files: &[PathBuf]) -> Option<Diff<'a>> {
    let (first, rest) = works.split_first()?;
    let (last, between) = rest.split_last()?;
    let recheck = Recheck::of(first, &between.iter().collect::<Vec<_>>(), last);
    let trend = works.iter().zip(files).map(|(it, file)| TrendPoint::of(it, &name(file)));
    let previous = between.last().unwrap_or(first);
    Some(Diff { previous, last, recheck, trend: trend.collect() })
}

fn name(file: &Path) -> String {
    plain(&file.file_name().unwrap_or_default().to_string_lossy())
}

fn headline(args: &DiffArgs) -> String {
    let names: Vec<String> = args.files.iter().map(|it| name(it)).collect();
    format!("So sánh {}.", names.join(" → "))
}

fn write_text(out: &mut impl Write, diff: &Diff<'_>, args: &DiffArgs) -> Result<()> {
    writeln!(out, "{}", headline(args))?;
    for table in diff.recheck.tables() {
        write_table(out, &table)?;
    }
    writeln!(out, "\nDiễn biến qua các lần tải")?;
    for point in &diff.trend {
        let (n, wrong) = (grouped(point.total()), grouped(point.wrong()));
        writeln!(out, "  {}: {n} người, {wrong} có lỗi", point.label)?;
    }
    Ok(())
}

fn write_json(out: &mut impl Write, diff: &Diff<'_>) -> Result<()> {
    let outcomes: BTreeMap<&str, u64> =
        Outcome::ALL.iter().map(|&it| (it.key(), diff.recheck.count(it))).collect();
    let people = diff.recheck.people().iter();
    let report = json!({
        "lists": diff.trend.iter().map(point_json).collect::<Vec<_>>(),
        "outcomes": outcomes,
        "tables": diff.recheck.tables().iter().map(table_json).collect::<Vec<_>>(),
        "people": people.map(|it| person_json(it, diff)).collect::<Vec<_>>(),
    });
    serde_json::to_writer(&mut *out, &report)?;
    Ok(writeln!(out)?)
}

fn point_json(point: &TrendPoint) -> Value {
    let classes: BTreeMap<&str, u64> =
        Class::ALL.iter().map(|it| it.key()).zip(point.classes).collect();
    json!({ "file": point.label, "rows": point.total(), "wrong": point.wrong(), "classes": classes })
}

/// A person by row numbers in Excel; nobody is named.
fn person_json(person: &Followed, diff: &Diff<'_>) -> Value {
    let Followed { old, new, outcome, was, now, lane, village } = person;
    json!({
        "old_row": old.map(|it| diff.previous.table().row_number(it)),
        "new_row": new.map(|it| diff.last.table().row_number(it)),
        "outcome": outcome.key(),
        "was": was.map(Class::key),
        "now": now.map(Class::key),
        "lane": lane.map(Lane::key),
        "village": village,
    })
}
