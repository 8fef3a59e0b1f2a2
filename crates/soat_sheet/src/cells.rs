//! Every cell of a book, for comparing readers and for what is no list.

use core::ops::ControlFlow;
use std::io::Read as _;

use soat_core::Cell;

use crate::book::Book;
use crate::container;
use crate::error::ReadError;
use crate::package::{Package, Part};

/// What came of walking a whole book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellsRead {
    /// Name of the format, as in [`soat_core::ListInfo`].
    pub format: &'static str,
    /// Cells that could not be read, read as empty.
    pub bad_cells: u32,
    /// Some sheet breaks off in the middle.
    pub is_cut: bool,
    /// Sheets that could not be read, and why.
    pub bad_sheets: Vec<ReadError>,
}

/// Shows every filled cell of every sheet, in the order of the file: sheet, row number from 1,
/// column from 0, cell. Lists are opened by [`crate::read`].
///
/// # Errors
/// When the file as a whole cannot be read. A sheet that cannot be is told of and passed over.
pub fn visit_cells(
    bytes: &[u8],
    visit: &mut dyn FnMut(&str, u32, u32, Cell<'_>),
) -> Result<CellsRead, ReadError> {
    let container = container::detect(bytes)?;
    let mut book = Book::open(bytes, container)?;
    let mut read = CellsRead { format: container.name(), ..CellsRead::default() };
    for sheet in book.sheet_names() {
        let walked = book.walk_rows(&sheet, &mut |row| {
            for (column, cell) in row.cells() {
                visit(&sheet, row.number, column, cell);
            }
            ControlFlow::Continue(())
        });
        let notes = book.notes();
        read.bad_cells = read.bad_cells.saturating_add(notes.n_bad_cells);
        read.is_cut |= notes.is_cut;
        read.bad_sheets.extend(walked.err());
    }
    Ok(read)
}

/// Unpacks the sheets of a zipped book and counts their tags: the least that any reader of it does.
/// Only for measuring.
#[must_use]
pub fn bare_scan(bytes: &[u8]) -> usize {
    let Ok(package) = Package::open(bytes) else { return 0 };
    let sheets: Vec<String> =
        package.names().filter(|it| it.starts_with("xl/")).map(str::to_owned).collect();
    let scan = |name: &String| package.part(name).ok().flatten().map_or(0, count_tags);
    sheets.iter().map(scan).sum()
}

fn count_tags(mut part: Part<'_>) -> usize {
    let mut buffer = vec![0; 1 << 16];
    let mut n_tags = 0;
    while let Ok(n_bytes @ 1..) = part.read(&mut buffer) {
        n_tags += memchr::memchr_iter(b'<', buffer.get(..n_bytes).unwrap_or_default()).count();
    }
    n_tags
}
