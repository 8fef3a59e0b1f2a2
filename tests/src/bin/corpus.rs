//! Reads a folder of workbooks made by anybody, and says what came of each: `cargo xtask corpus DIR`.
//!
//! A file may be opened whole, opened with its problems listed, or refused for a named reason. A
//! panic, an abort or twenty seconds without an end is our fault. Each cell is compared with
//! calamine's. Every file has a process of its own: calamine aborts on some, and must take nobody
//! with it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use anyhow::{Context as _, Result, bail};
use calamine::{Data, Reader as _, SheetType, Sheets, open_workbook_auto_from_rs};
use soat_core::CellKind;
use soat_sheet::{ReadOptions, read, visit_cells};

/// A reader that has said nothing for so long never will.
const LIMIT: Duration = Duration::from_secs(20);
/// Differences shown of one file.
const SHOWN: usize = 3;

fn main() -> Result<()> {
    let path = PathBuf::from(env::args().nth(1).context("usage: corpus FOLDER")?);
    if path.is_file() {
        return judge(&fs::read(path)?);
    }
    let mut totals = Totals::default();
    for file in workbooks(&path)? {
        let name = file.strip_prefix(&path).unwrap_or(&file).display().to_string();
        totals.add(&name, &judged(&file)?);
    }
    totals.print();
    if !totals.faults.is_empty() {
        bail!("{} files are our fault", totals.faults.len());
    }
    Ok(())
}

/// All files of the folder but its texts.
fn workbooks(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let is_text = path.extension().is_some_and(|it| it == "md" || it == "tsv");
            match path.is_dir() {
                true => open.push(path),
                false if !is_text => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    Ok(found)
}

/// What a process of its own says of a file: a line of what came of it, then a line of its cells.
fn judged(file: &Path) -> Result<String> {
    let mut child = Command::new(env::current_exe()?)
        .arg(file)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("cannot start another of me")?;
    let out = child.stdout.take().context("no pipe")?;
    let reader = thread::spawn(move || {
        let mut said = String::new();
        let mut out = out;
        out.read_to_string(&mut said).map(|_| said)
    });
    let is_ended = ends(&mut child)?;
    let said = reader.join().ok().and_then(Result::ok).unwrap_or_default();
    Ok(match (said.is_empty(), is_ended) {
        (true, false) => "fault no end".to_owned(),
        (true, true) => "fault panic or abort".to_owned(),
        _ => said,
    })
}

/// Waits for the end, or makes one.
fn ends(child: &mut Child) -> Result<bool> {
    let started = Instant::now();
    loop {
        if child.try_wait()?.is_some() {
            return Ok(true);
        }
        if started.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Reads one file and says what came of it.
#[expect(clippy::print_stdout, reason = "told to the process above")]
fn judge(bytes: &[u8]) -> Result<()> {
    let mut ours = BTreeMap::new();
    let cells = visit_cells(bytes, &mut |sheet, row, column, cell| {
        let sheet_cells: &mut BTreeMap<_, _> = ours.entry(sheet.to_owned()).or_default();
        sheet_cells.insert((row - 1, column), (cell.kind, cell.text.to_owned()));
    });
    let mut problems = Vec::new();
    match cells {
        Err(error) => {
            println!("refused {}", error.code());
            return Ok(());
        }
        Ok(cells) => {
            if cells.bad_cells > 0 {
                problems.push(format!("{} bad cells", cells.bad_cells));
            }
            if cells.is_cut {
                problems.push("cut".to_owned());
            }
            problems.extend(cells.bad_sheets.iter().map(|it| format!("a sheet: {}", it.code())));
        }
    }
    // What is no list still opens: its user is shown the sheet and asked for the headings.
    let list = read(bytes, &ReadOptions::default(), &mut |_| {});
    if let Err(error) = list
        && !matches!(error.code(), "no-header" | "empty-file")
        && problems.is_empty()
    {
        problems.push(format!("as a list: {}", error.code()));
    }
    match problems.is_empty() {
        true => println!("whole"),
        false => println!("problems {}", problems.join(", ")),
    }
    stdout().flush()?;
    let Comparison { n_cells, n_other, examples } = compare(bytes, &ours);
    println!("{n_cells} {n_other} {}", examples.join("; ").replace('\n', " "));
    Ok(())
}

/// Cells beside calamine's.
#[derive(Default)]
struct Comparison {
    n_cells: usize,
    n_other: usize,
    examples: Vec<String>,
}

type Cells = BTreeMap<(u32, u32), (CellKind, String)>;

fn compare(bytes: &[u8], ours: &BTreeMap<String, Cells>) -> Comparison {
    let mut comparison = Comparison::default();
    // calamine panics on some files and refuses others: there is nothing to compare with.
    let theirs = catch_unwind(AssertUnwindSafe(|| by_calamine(bytes)));
    let Ok(Some(theirs)) = theirs else { return comparison };
    for (sheet, theirs) in &theirs {
        let nothing = Cells::new();
        let ours = ours.get(sheet).unwrap_or(&nothing);
        let places = ours.keys().chain(theirs.keys().filter(|it| !ours.contains_key(it)));
        for place in places {
            comparison.n_cells += 1;
            let (a, b) = (ours.get(place), theirs.get(place));
            if !is_same(a, b) {
                comparison.n_other += 1;
                if comparison.examples.len() < SHOWN {
                    comparison.examples.push(format!("{sheet} {place:?}: {a:?}, calamine {b:?}"));
                }
            }
        }
    }
    comparison
}

/// Every sheet's cells by row and column, from 0.
type Theirs = BTreeMap<String, BTreeMap<(u32, u32), Data>>;

fn by_calamine(bytes: &[u8]) -> Option<Theirs> {
    let mut book: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let mut sheets = BTreeMap::new();
    // Of a chart it gives the numbers that the chart has kept: no cells of any sheet.
    let kinds = book.sheets_metadata().iter().map(|it| (it.name.clone(), it.typ));
    let kinds: BTreeMap<String, SheetType> = kinds.collect();
    let is_worksheet = |name: &str| kinds.get(name) == Some(&SheetType::WorkSheet);
    for (name, range) in book.worksheets().into_iter().filter(|it| is_worksheet(&it.0)) {
        let (top, left) = range.start().unwrap_or_default();
        let place = |row: usize, column: usize| {
            (top + u32::try_from(row).unwrap_or(0), left + u32::try_from(column).unwrap_or(0))
        };
        let cells = range.used_cells().map(|(row, column, it)| (place(row, column), it.clone()));
        sheets.insert(name, cells.collect());
    }
    Some(sheets)
}

fn is_same(ours: Option<&(CellKind, String)>, theirs: Option<&Data>) -> bool {
    let number = |text: &str, number: f64| text.parse() == Ok(number);
    match (ours, theirs) {
        (None, None | Some(Data::Empty)) => true,
        (None, Some(Data::String(it))) => it.is_empty(),
        (Some((CellKind::Uncomputed, _)), None | Some(Data::Empty)) => true,
        (Some((CellKind::Text, a)), Some(Data::String(b) | Data::DurationIso(b))) => {
            a == b || a.replace("\r\n", "\n") == b.replace("\r\n", "\n")
        }
        (Some((CellKind::Number | CellKind::Date, a)), Some(Data::Float(b))) => number(a, *b),
        (Some((CellKind::Number | CellKind::Date, a)), Some(Data::DateTime(b))) => {
            number(a, b.as_f64())
        }
        (Some((CellKind::Number | CellKind::Date, a)), Some(Data::Int(b))) => *a == b.to_string(),
        (Some((CellKind::Date | CellKind::Text, _)), Some(Data::DateTimeIso(_))) => true,
        (Some((CellKind::Bool, a)), Some(Data::Bool(b))) => (a == "TRUE") == *b,
        (Some((CellKind::Error, a)), Some(Data::Error(b))) => *a == b.to_string(),
        _ => false,
    }
}

#[derive(Default)]
struct Totals {
    n_files: usize,
    n_whole: usize,
    with_problems: Vec<String>,
    refused: BTreeMap<String, Vec<String>>,
    faults: Vec<String>,
    n_cells: usize,
    n_other: usize,
    other: Vec<String>,
}

impl Totals {
    fn add(&mut self, name: &str, said: &str) {
        self.n_files += 1;
        let (verdict, cells) = said.split_once('\n').unwrap_or((said, ""));
        let (verdict, what) = verdict.split_once(' ').unwrap_or((verdict, ""));
        match verdict {
            "whole" => self.n_whole += 1,
            "problems" => self.with_problems.push(format!("{name}: {what}")),
            "refused" => self.refused.entry(what.to_owned()).or_default().push(name.to_owned()),
            _ => self.faults.push(format!("{name}: {what}")),
        }
        let mut parts = cells.trim_end().splitn(3, ' ');
        let mut number = || parts.next().and_then(|it| it.parse::<usize>().ok()).unwrap_or(0);
        let (n_cells, n_other) = (number(), number());
        self.n_cells += n_cells;
        self.n_other += n_other;
        if n_other > 0 {
            let examples = parts.next().unwrap_or_default();
            self.other.push(format!("{name}: {n_other} of {n_cells}: {examples}"));
        }
    }

    #[expect(clippy::print_stdout, reason = "a command's report")]
    fn print(&self) {
        let list = |title: &str, lines: &[String]| {
            println!("{title}: {}", lines.len());
            lines.iter().for_each(|it| println!("    {it}"));
        };
        println!("files: {}", self.n_files);
        println!("opened whole: {}", self.n_whole);
        list("opened with problems listed", &self.with_problems);
        for (code, names) in &self.refused {
            list(&format!("refused, {code}"), names);
        }
        list("our fault", &self.faults);
        list("files with cells other than calamine's", &self.other);
        println!("cells: {}, other than calamine's: {}", self.n_cells, self.n_other);
    }
}
