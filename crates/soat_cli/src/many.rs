//! Many lists at once: `soat check` of files and folders, and the reading of several files.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use soat_core::{Class, Lane, RULES, RuleCount};

use crate::args::{CheckArgs, Format, ListArgs};
use crate::check::HAS_ERRORS;
use crate::tables::plain;
use crate::{UNUSABLE, list};

/// Ends of the names of files that may be lists. A file given by name is read whatever its end.
const KINDS: [&str; 14] = [
    "xlsx", "xlsm", "xltx", "xls", "xlt", "xlsb", "ods", "fods", "csv", "tsv", "htm", "html",
    "xml", "mht",
];
/// Folders within folders: deeper there is a loop.
const MOST_DEPTH: usize = 16;

/// The counts of one list.
pub(crate) struct Counts {
    n_rows: u64,
    rows_with_errors: u64,
    rows_with_problems: u64,
    by_rule: Vec<RuleCount>,
    lanes: [u32; Lane::ALL.len()],
    classes: [u64; Class::ALL.len()],
}

/// A file and what came of it.
struct Checked {
    file: PathBuf,
    result: Result<Counts, String>,
}

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode> {
    let files = files_of(&args.files);
    let results = in_parallel(&files, |file| count(&args.list, file));
    let checked: Vec<Checked> =
        files.into_iter().zip(results).map(|(file, result)| Checked { file, result }).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Text => write_text(&mut out, &checked)?,
        Format::Json => write_json(&mut out, &checked)?,
    }
    out.flush()?;
    let good = || checked.iter().filter_map(|it| it.result.as_ref().ok());
    Ok(if checked.is_empty() || checked.iter().any(|it| it.result.is_err()) {
        ExitCode::from(UNUSABLE)
    } else if good().any(|it| it.rows_with_errors > 0) {
        ExitCode::from(HAS_ERRORS)
    } else {
        ExitCode::SUCCESS
    })
}

/// The files given, and those of the folders given, in the order of their names. Each once.
pub(crate) fn files_of(given: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in given {
        if path.is_dir() { gather(path, 0, &mut files) } else { files.push(path.clone()) }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|it| seen.insert(fs::canonicalize(it).unwrap_or_else(|_| it.clone())));
    files
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        // It is told of like a file that cannot be read.
        files.push(folder.to_owned());
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && depth < MOST_DEPTH {
            gather(&path, depth + 1, files);
        } else if path.is_file() && is_list(&path) {
            files.push(path);
        }
    }
}

fn is_list(path: &Path) -> bool {
    let end = path.extension().map(|it| it.to_string_lossy().to_lowercase());
    // Excel leaves `~$name.xlsx` beside a file that is open.
    let is_lock = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with("~$"));
    !is_lock && end.is_some_and(|it| KINDS.contains(&it.as_str()))
}

/// Does the work for each item on every core; the results are in the order of the items.
pub(crate) fn in_parallel<I: Sync, T: Send + Sync>(
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    let results: Vec<OnceLock<T>> = items.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let run = || {
        loop {
            let idx = next.fetch_add(1, Ordering::Relaxed);
            let (Some(item), Some(place)) = (items.get(idx), results.get(idx)) else { break };
            let _ = place.set(work(item));
        }
    };
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len());
    std::thread::scope(|scope| {
        for _ in 0..n_threads {
            scope.spawn(run);
        }
    });
    results.into_iter().filter_map(OnceLock::into_inner).collect()
}

fn count(args: &ListArgs, file: &Path) -> Result<Counts, String> {
    let args = ListArgs { file: file.to_owned(), ..args.clone() };
    let work = list::open(&args).map_err(|it| format!("{it:#}"))?.work;
    let summary = work.summary();
    let mut classes = [0; Class::ALL.len()];
    for row_idx in 0..work.table().n_rows() {
        classes[work.class(row_idx) as usize] += 1; // OK because classes are numbered in order
    }
    Ok(Counts {
        n_rows: summary.n_rows.into(),
        rows_with_errors: summary.rows_with_errors.into(),
        rows_with_problems: summary.rows_with_problems.into(),
        by_rule: summary.by_rule,
        lanes: summary.lanes,
        classes,
    })
}

/// The sums over the files that could be read.
struct Totals {
    rows: u64,
    rows_with_errors: u64,
    rows_with_problems: u64,
    by_rule: BTreeMap<&'static str, u64>,
    lanes: Vec<(Lane, u64)>,
    classes: Vec<(Class, u64)>,
}

impl Totals {
    fn of(checked: &[Checked]) -> Self {
        let good = || checked.iter().filter_map(|it| it.result.as_ref().ok());
        let sum = |of: &dyn Fn(&Counts) -> u64| good().map(of).sum::<u64>();
        let of_rule = |idx: usize| {
            sum(&|it: &Counts| it.by_rule.get(idx).map_or(0, |it| u64::from(it.findings)))
        };
        let by_rule = RULES.iter().enumerate().map(|(idx, it)| (it.id, of_rule(idx)));
        Self {
            rows: sum(&|it| it.n_rows),
            rows_with_errors: sum(&|it| it.rows_with_errors),
            rows_with_problems: sum(&|it| it.rows_with_problems),
            by_rule: by_rule.filter(|it| it.1 > 0).collect(),
            lanes: Lane::ALL
                .into_iter()
                .map(|lane| (lane, sum(&|it| u64::from(it.lanes[lane as usize])))) // OK because lanes are numbered in order
                .collect(),
            classes: Class::ALL
                .into_iter()
                .map(|class| (class, sum(&|it| it.classes[class as usize]))) // OK because classes are numbered in order
                .collect(),
        }
    }
}

fn write_text(out: &mut impl Write, checked: &[Checked]) -> Result<()> {
    for Checked { file, result } in checked {
        let name = plain(&file.display().to_string());
        match result {
            Ok(it) => writeln!(
                out,
                "{name}: {} người, {} có lỗi, {} có lỗi hoặc cần xem lại",
                it.n_rows, it.rows_with_errors, it.rows_with_problems
            )?,
            Err(why) => writeln!(out, "{name}: KHÔNG ĐỌC ĐƯỢC: {}", plain(why))?,
        }
    }
    let totals = Totals::of(checked);
    let n_bad = checked.iter().filter(|it| it.result.is_err()).count();
    writeln!(
        out,
        "\nTổng cộng {} tệp ({n_bad} tệp không đọc được): {} người, {} có lỗi, {} có lỗi hoặc cần xem lại.",
        checked.len(),
        totals.rows,
        totals.rows_with_errors,
        totals.rows_with_problems
    )?;
    for rule in RULES {
        if let Some(n) = totals.by_rule.get(rule.id) {
            writeln!(out, "{n:>7}  {} [{}]", rule.title, rule.id)?;
        }
    }
    writeln!(out, "\nNgười theo phân loại:")?;
    for (class, n) in &totals.classes {
        writeln!(out, "{n:>7}  {}", class.title())?;
    }
    writeln!(out, "\nNgười theo hướng xử lý:")?;
    for (lane, n) in &totals.lanes {
        writeln!(out, "{n:>7}  {}", lane.title())?;
    }
    Ok(())
}

fn write_json(out: &mut impl Write, checked: &[Checked]) -> Result<()> {
    let file = |Checked { file, result }: &Checked| {
        let name = file.display().to_string();
        match result {
            Ok(it) => serde_json::json!({
                "file": name,
                "rows": it.n_rows,
                "rows_with_errors": it.rows_with_errors,
                "rows_with_problems": it.rows_with_problems,
                "lanes": by_key(Lane::ALL.map(Lane::key), it.lanes.map(u64::from)),
                "classes": by_key(Class::ALL.map(Class::key), it.classes),
            }),
            Err(why) => serde_json::json!({ "file": name, "error": why }),
        }
    };
    let totals = Totals::of(checked);
    let report = serde_json::json!({
        "files": checked.iter().map(file).collect::<Vec<_>>(),
        "totals": {
            "files": checked.len(),
            "unreadable": checked.iter().filter(|it| it.result.is_err()).count(),
            "rows": totals.rows,
            "rows_with_errors": totals.rows_with_errors,
            "rows_with_problems": totals.rows_with_problems,
            "by_rule": totals.by_rule,
            "lanes": totals.lanes.iter().map(|(it, n)| (it.key(), n)).collect::<BTreeMap<_, _>>(),
            "classes": totals.classes.iter().map(|(it, n)| (it.key(), n)).collect::<BTreeMap<_, _>>(),
        },
    });
    serde_json::to_writer(&mut *out, &report)?;
    Ok(writeln!(out)?)
}

fn by_key<const N: usize>(
    keys: [&'static str; N],
    counts: [u64; N],
) -> BTreeMap<&'static str, u64> {
    keys.into_iter().zip(counts).collect()
}
