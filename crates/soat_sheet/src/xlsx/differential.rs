//! Our cells beside calamine's, over a workbook or a folder of them that `SOAT_CORPUS` names.
//!
//! `SOAT_CORPUS=DIR cargo test -p soat_sheet differential -- --nocapture` prints a line for each
//! workbook that the two read otherwise. Without the variable there is nothing to do.

use core::ops::ControlFlow;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use soat_core::CellKind;

use crate::book::Book;
use crate::container::{self, Container};
use crate::error::ReadError;

/// Sheet, row, column.
type Place = (String, u32, u32);
type Cells = BTreeMap<Place, (CellKind, String)>;

#[test]
fn corpus() {
    let Some(folder) = std::env::var_os("SOAT_CORPUS") else { return };
    let mut files = Vec::new();
    add_files(Path::new(&folder), &mut files);
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        if !matches!(container::detect(&bytes), Ok(Container::Xlsx)) {
            let why = container::detect(&bytes).err().map(|it| it.code());
            println!("{}\tno-xlsx {why:?}", file.display());
            continue;
        }
        let started = Instant::now();
        let ours = Book::open(&bytes, Container::Xlsx).and_then(cells);
        let seconds = started.elapsed().as_secs_f64();
        let theirs =
            catch_unwind(AssertUnwindSafe(|| Book::open_by_calamine(&bytes).and_then(cells)));
        let slow = if seconds > 2.0 { format!(" slow {seconds:.1}") } else { String::new() };
        println!("{}\t{}{slow}", file.display(), compare(ours, theirs.ok()));
    }
}

fn add_files(folder: &Path, files: &mut Vec<PathBuf>) {
    if folder.is_file() {
        return files.push(folder.to_owned());
    }
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        if path.is_dir() {
            add_files(&path, files);
        } else if matches!(ending.to_str(), Some("xlsx" | "xlsm" | "xltx" | "xltm")) {
            files.push(path);
        }
    }
}

/// Filled cells; sheets that fail are one cell that says so.
fn cells(mut book: Book<'_>) -> Result<Cells, ReadError> {
    let mut cells = Cells::new();
    let mut n_bad = 0;
    for sheet in book.sheet_names() {
        let walked = book.walk(&sheet, &mut |it| {
            if it.cell.kind != CellKind::Empty {
                let place = (sheet.clone(), it.row_number, it.column);
                cells.insert(place, (it.cell.kind, it.cell.text.to_owned()));
            }
            ControlFlow::Continue(())
        });
        n_bad += book.notes().n_bad_cells;
        if book.notes().is_cut {
            cells.insert((sheet.clone(), 0, 1), (CellKind::Error, "cut".to_owned()));
        }
        if let Err(error) = walked {
            cells.insert((sheet, 0, 0), (CellKind::Error, error.code().to_owned()));
        }
    }
    if n_bad > 0 {
        cells.insert((String::new(), 0, 2), (CellKind::Error, format!("{n_bad} bad")));
    }
    Ok(cells)
}

fn compare(ours: Result<Cells, ReadError>, theirs: Option<Result<Cells, ReadError>>) -> String {
    match (ours, theirs) {
        (Err(ours), Some(Err(theirs))) => format!("refused {} | {}", ours.code(), theirs.code()),
        (Err(ours), Some(Ok(it))) => format!("REFUSED {} | read {}", ours.code(), it.len()),
        (Err(ours), None) => format!("refused {} | panic", ours.code()),
        (Ok(it), None) => format!("read {} | panic", it.len()),
        (Ok(it), Some(Err(theirs))) => format!("read {} | refused {}", it.len(), theirs.code()),
        (Ok(ours), Some(Ok(theirs))) => compare_cells(&ours, &theirs),
    }
}

fn compare_cells(ours: &Cells, theirs: &Cells) -> String {
    let missing = theirs.iter().filter(|it| !ours.contains_key(it.0));
    let added = ours.iter().filter(|it| !theirs.contains_key(it.0));
    let other: Vec<_> =
        ours.iter().filter(|it| theirs.get(it.0).is_some_and(|theirs| theirs != it.1)).collect();
    if ours == theirs {
        return format!("equal {}", ours.len());
    }
    let show = |place: &Place| {
        let text = |it: &(CellKind, String)| {
            format!("{:?} {:?}", it.0, it.1.chars().take(40).collect::<String>())
        };
        let [ours, theirs] = [ours.get(place).map(text), theirs.get(place).map(text)];
        format!("{place:?} {} | {}", ours.unwrap_or_default(), theirs.unwrap_or_default())
    };
    let (missing, added): (Vec<_>, Vec<_>) = (missing.collect(), added.collect());
    let counts = (missing.len(), added.len(), other.len());
    let examples =
        [missing.first(), added.first(), other.first()].map(|it| it.map(|it| show(it.0)));
    format!("DIFFERS of {} missing/added/other {counts:?} {examples:?}", ours.len())
}
