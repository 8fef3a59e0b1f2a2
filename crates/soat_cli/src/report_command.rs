//! `soat report`.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow};
use serde_json::json;
use soat_core::Date;
use soat_core::report::{LeftOutReport, Report, Unit};

use crate::args::{Format, ReportArgs};
use crate::check::HAS_ERRORS;
use crate::tables::{figures_json, plain, table_json, write_figures, write_table};
use crate::{UNUSABLE, export, list, many, page};

/// A report, and what has to be said besides.
struct Made {
    report: Report,
    day: Date,
    notes: Vec<String>,
    code: ExitCode,
}

pub(crate) fn run(args: &ReportArgs) -> Result<ExitCode> {
    let made = if args.is_sum { sum(args)? } else { of_list(args)? };
    if let Some(path) = &args.out {
        let bytes = soat_sheet::write_report(&made.report, made.day);
        list::write_file(path, &bytes.map_err(|it| export::failure(&it, path))?)?;
    }
    if let Some(path) = &args.page {
        list::write_file(path, page::page(&made.report, made.day).as_bytes())?;
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Text => write_text(&mut out, &made)?,
        Format::Json => write_json(&mut out, &made)?,
    }
    out.flush()?;
    Ok(made.code)
}

fn of_list(args: &ReportArgs) -> Result<Made> {
    let mut work = list::open(&args.list)?.work;
    export::correct_by(&mut work, args.edits.as_deref(), args.accept)?;
    let unit = args.place.as_deref().map_or_else(|| Unit::of(&work), Unit::named);
    let day = args.list.today();
    let report = Report::of(&work, unit, day);
    Ok(Made { report, day, notes: Vec::new(), code: ExitCode::SUCCESS })
}

/// Adds reports up. A file that is none does not stop the others, and is told of.
fn sum(args: &ReportArgs) -> Result<Made> {
    let files = many::files_of(&args.files);
    let mut notes = Vec::new();
    let (mut reports, mut names) = (Vec::new(), Vec::new());
    for (file, report) in files.iter().zip(many::in_parallel(&files, |it| read(it))) {
        match report {
            Ok(report) => {
                reports.push(report);
                names.push(plain(&file.display().to_string()));
            }
            Err(why) => notes.push(format!("KHÔNG CỘNG: {why:#}")),
        }
    }
    let n_bad = notes.len();
    let (report, left_out) = Report::sum(reports);
    let day = report.made_on().context("không có báo cáo nào đọc được")?;
    let has_contradiction = left_out.iter().any(|it| it.is_contradiction);
    let name = |it: &LeftOutReport| names.get(it.report_idx).map_or("", String::as_str);
    notes.extend(left_out.iter().map(|it| it.words(name(it))));
    let code = match (n_bad, has_contradiction) {
        (0, false) => ExitCode::SUCCESS,
        (0, true) => ExitCode::from(HAS_ERRORS),
        _ => ExitCode::from(UNUSABLE),
    };
    Ok(Made { report, day, notes, code })
}

fn read(file: &Path) -> Result<Report> {
    let bytes = list::read_file(file)?;
    let name = || file.display().to_string();
    let grid = soat_sheet::read_returned(&bytes, None)
        .map_err(|it| anyhow!("{}: {}", name(), it.message_vi()))?;
    let report = Report::from_grid(&grid).map_err(|_| {
        anyhow!("{}: không phải báo cáo của Soát, hoặc số liệu đã bị sửa, bị hỏng", name())
    })?;
    Ok(report.named_by_file(&file.file_name().unwrap_or_default().to_string_lossy()))
}

fn write_text(out: &mut impl Write, made: &Made) -> Result<()> {
    let Made { report, day, notes, .. } = made;
    writeln!(out, "{}\n{}\n", plain(&report.head_line()), plain(&report.daily_line(*day)))?;
    write_figures(out, &report.figures())?;
    for table in report.tables() {
        write_table(out, &table)?;
    }
    for note in notes {
        writeln!(out, "\n{note}")?;
    }
    Ok(())
}

fn write_json(out: &mut impl Write, made: &Made) -> Result<()> {
    let Made { report, day, notes, .. } = made;
    let units: Vec<_> = report.units().iter().map(|it| it.unit().title()).collect();
    let json = json!({
        "units": units,
        "total": report.total(),
        "daily_line": report.daily_line(*day),
        "figures": figures_json(&report.figures()),
        "tables": report.tables().iter().map(table_json).collect::<Vec<_>>(),
        "notes": notes,
    });
    serde_json::to_writer(&mut *out, &json)?;
    Ok(writeln!(out)?)
}
