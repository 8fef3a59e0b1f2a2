//! `soat export`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use soat_core::{Applicability, NewValue, Proposal, Stamp, Why, Work};
use soat_sheet::{About, MOST_XLS_ROWS, WriteError, WriteErrorKind};

use crate::args::ExportArgs;
use crate::{edits, list, today};

/// Accepting a repair may make room for another of the same cell; the rules settle sooner.
const MOST_ROUNDS: usize = 5;

/// A file about to be written.
struct Output {
    path: PathBuf,
    /// What it holds, in words.
    holds: String,
    bytes: Vec<u8>,
}

pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode> {
    refuse_overwriting(args)?;
    let mut work = list::open(&args.list)?.work;
    correct_by(&mut work, args.edits.as_deref(), args.accept)?;
    write_lists(&work, args)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the lists that are asked for, and says what each holds.
pub(crate) fn write_lists(work: &Work, args: &ExportArgs) -> Result<()> {
    // Everything is made before anything is written.
    for output in outputs(work, args)? {
        list::write_file(&output.path, &output.bytes)?;
        writeln!(io::stdout(), "{}: {}", output.path.display(), output.holds)?;
    }
    Ok(())
}

/// Makes the edits of a file, and accepts what was asked for.
pub(crate) fn correct_by(
    work: &mut Work,
    edits: Option<&Path>,
    accept: Option<Applicability>,
) -> Result<()> {
    let edits = edits.map_or(Ok(Vec::new()), |path| read_edits(path, work))?;
    correct(work, &edits, accept);
    Ok(())
}

fn read_edits(path: &Path, work: &Work) -> Result<Vec<NewValue>> {
    let bytes = list::read_file(path)?;
    edits::parse(&bytes, work.table()).with_context(|| path.display().to_string())
}

/// Makes the edits, then accepts what the rules propose beside them. What a person wrote stands.
fn correct(work: &mut Work, edits: &[NewValue], accept: Option<Applicability>) {
    work.edit(edits, Why::Typed, stamp(work));
    let Some(promise) = accept else { return };
    for _ in 0..MOST_ROUNDS {
        let accepted = accept_once(work, promise);
        work.edit(edits, Why::Typed, stamp(work));
        if accepted == 0 {
            return;
        }
    }
}

/// Accepts every proposal, a rule at a time so that the log names the rule. Counts the cells.
fn accept_once(work: &mut Work, promise: Applicability) -> usize {
    let mut by_rule: BTreeMap<usize, Vec<NewValue>> = BTreeMap::new();
    for Proposal { row_idx, column, rule, new: text, .. } in work.proposals(None, promise) {
        by_rule.entry(rule).or_default().push(NewValue { row_idx, column, text });
    }
    let accept = |(rule, values): (usize, Vec<NewValue>)| {
        work.edit(&values, Why::AcceptedAll(Some(rule)), stamp(work)).n_cells
    };
    by_rule.into_iter().map(accept).sum()
}

/// Now, or noon of the day that was asked for.
fn stamp(work: &Work) -> Stamp {
    let day = work.options().today;
    let is_today = day == today::in_vietnam();
    let at_ms = if is_today { today::now_ms() } else { today::noon_ms(day) };
    Stamp { at_ms, ..Stamp::default() }
}

fn outputs(work: &Work, args: &ExportArgs) -> Result<Vec<Output>> {
    let source_name = args.list.file.file_name().map(|it| it.to_string_lossy().into_owned());
    let about = About {
        source_name: source_name.as_deref().unwrap_or_default(),
        sheet: &work.info().sheet,
        made_on: work.options().today,
    };
    let mut outputs = import_outputs(work, args)?;
    let mut add = |path: &Option<PathBuf>, n_rows: usize, what, write: &dyn Fn() -> Written| {
        let Some(path) = path else { return Ok(()) };
        let bytes = write().map_err(|it| failure(&it, path))?;
        let holds = format!("{n_rows} {what}");
        outputs.push(Output { path: path.clone(), holds, bytes });
        Ok::<_, anyhow::Error>(())
    };
    let direct = work.direct_edits();
    add(&args.direct, direct.len(), "người sửa trực tiếp trên Nền tảng", &|| {
        soat_sheet::write_direct_edits(&direct, &about)
    })?;
    let unresolved = work.unresolved();
    add(&args.unresolved, unresolved.rows.len(), "người chưa giải quyết", &|| {
        soat_sheet::write_unresolved(&unresolved, &about)
    })?;
    let changes = work.changes();
    add(&args.changes, changes.len(), "thay đổi", &|| {
        soat_sheet::write_changes(&changes, &about)
    })?;
    Ok(outputs)
}

type Written = Result<Vec<u8>, WriteError>;

fn import_outputs(work: &Work, args: &ExportArgs) -> Result<Vec<Output>> {
    let Some(import) = &args.import else { return Ok(Vec::new()) };
    let is_xls = import.extension().is_some_and(|it| it.eq_ignore_ascii_case("xls"));
    let most_rows = if is_xls { MOST_XLS_ROWS } else { usize::MAX };
    let write = if is_xls { soat_sheet::write_import_xls } else { soat_sheet::write_import };
    let parts = soat_sheet::split_import(&work.import_list(), args.rows_per_file.min(most_rows));
    let n_parts = parts.len();
    let output = |(idx, part): (usize, &soat_core::ImportList)| {
        let path = if n_parts == 1 { import.clone() } else { numbered(import, idx + 1) };
        let bytes = write(part).map_err(|it| failure(&it, &path))?;
        Ok(Output { path, holds: format!("{} người để Import", part.rows.len()), bytes })
    };
    parts.iter().enumerate().map(output).collect()
}

/// `out.xlsx` to `out-2.xlsx`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

pub(crate) fn failure(error: &WriteError, path: &Path) -> anyhow::Error {
    let why = match error.kind() {
        WriteErrorKind::TextTooLong => "có ô dài hơn 32.767 ký tự",
        WriteErrorKind::TooLarge => "danh sách lớn hơn một trang tính",
        _ => "lỗi của chương trình",
    };
    let row =
        error.source_row().map_or_else(String::new, |it| format!(", dòng {it} của danh sách"));
    anyhow!("không tạo được tệp {}: {why}{row}", path.display())
}

/// The list itself is never written over, and no two outputs share a file.
fn refuse_overwriting(args: &ExportArgs) -> Result<()> {
    let optional = [&args.edits, &args.direct, &args.unresolved, &args.changes, &args.import];
    let paths = [&args.list.file].into_iter().chain(optional.into_iter().flatten());
    refuse_twice(paths.map(PathBuf::as_path))
}

/// No file is named twice.
pub(crate) fn refuse_twice<'p>(paths: impl Iterator<Item = &'p Path>) -> Result<()> {
    let mut seen = Vec::new();
    for path in paths {
        let real = list::real_path(path);
        if seen.contains(&real) {
            bail!("tệp {} được dùng hai lần; hãy đặt tên khác", real.display());
        }
        seen.push(real);
    }
    Ok(())
}
