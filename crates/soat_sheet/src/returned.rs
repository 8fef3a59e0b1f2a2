//! A list that came back, as cells in places. What they mean is for the core to say.

use core::ops::ControlFlow;

use soat_core::handoff::{Grid, GridCell, GridRow, GridSheet};

use crate::book::Book;
use crate::container;
use crate::error::{ReadError, ReadErrorKind};
use crate::row::Row;
use crate::unlock::unlock;

/// Filled cells of a returned file: lists that leave have some fifteen columns.
const MOST_CELLS: usize = 8 << 20;
/// Bytes of their texts. A text that is shared is written out for each of its cells.
const MOST_TEXT: usize = 128 << 20;

/// Reads every filled cell of a returned file, of whatever format.
///
/// # Errors
/// When the file or one of its sheets cannot be read, or has more cells than a list that left could
/// have: then nothing of it is taken.
pub fn read_returned(bytes: &[u8], password: Option<&str>) -> Result<Grid, ReadError> {
    // A panic is our bug. In a browser it ends the worker, and the page knows; a native caller must
    // live on.
    #[cfg(not(target_arch = "wasm32"))]
    {
        let run = core::panic::AssertUnwindSafe(|| read_book(bytes, password));
        let read = std::panic::catch_unwind(run);
        read.unwrap_or_else(|_| Err(ReadError::new(ReadErrorKind::Damaged)))
    }
    #[cfg(target_arch = "wasm32")]
    read_book(bytes, password)
}

fn read_book(bytes: &[u8], password: Option<&str>) -> Result<Grid, ReadError> {
    let unlocked = unlock(bytes, password)?;
    let bytes = &*unlocked;
    let mut book = Book::open_locked(bytes, container::detect(bytes)?, password)?;
    let mut grid = Grid { date_system: book.date_system(), ..Grid::default() };
    let (mut n_cells, mut n_bytes) = (0, 0);
    for name in book.sheet_names() {
        let mut rows = Vec::new();
        book.walk_rows(&name, &mut |row| {
            n_cells += row.slots().len();
            n_bytes += row.cells().map(|it| it.1.text.len()).sum::<usize>();
            if n_cells > MOST_CELLS || n_bytes > MOST_TEXT {
                return ControlFlow::Break(());
            }
            rows.push(grid_row(row));
            ControlFlow::Continue(())
        })?;
        if n_cells > MOST_CELLS || n_bytes > MOST_TEXT {
            return Err(ReadError::new(ReadErrorKind::TooLarge).in_sheet(&name));
        }
        let notes = book.notes();
        // A file cut off would lose answers without a word.
        if notes.is_cut || notes.n_bad_cells > 0 {
            return Err(ReadError::new(ReadErrorKind::Damaged).in_sheet(&name));
        }
        grid.sheets.push(GridSheet { name, rows });
    }
    Ok(grid)
}

fn grid_row(row: &Row) -> GridRow {
    let cell = |(column, it): (u32, soat_core::Cell<'_>)| GridCell {
        column,
        kind: it.kind,
        text: it.text.to_owned(),
    };
    GridRow { number: row.number, cells: row.cells().map(cell).collect() }
}
