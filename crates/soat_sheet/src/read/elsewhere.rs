//! Files that are not in memory: read piece by piece where that can be.

use core::ops::ControlFlow;

use super::{Opened, Progress, ReadOptions, ReadProgress, choose, guarded, read_book, read_list};
use crate::book::Book;
use crate::container::{self, Container};
use crate::error::ReadError;
use crate::intake::Intake;
use crate::package::Pieces;

/// Bytes of a file whose first people are shown early.
pub(super) const LARGE_FILE: usize = 4 << 20;
/// Strings that the first people are looked for in: more than fifty rows can name.
const FIRST_STRINGS: usize = 20_000;

/// The same for a file that is not in memory: a workbook of Excel is read piece by piece, so that
/// only its list takes room; anything else is copied first.
///
/// # Errors
/// As [`crate::read`].
pub fn read_pieces(
    pieces: &dyn Pieces,
    options: &ReadOptions<'_>,
    progress: &mut dyn FnMut(ReadProgress<'_>),
) -> Result<Opened, ReadError> {
    guarded(|| {
        if !container::is_xlsx_in_pieces(pieces) {
            let mut bytes = vec![0; pieces.len()];
            pieces.copy(0, &mut bytes);
            return read_book(&bytes, options, progress);
        }
        let is_shown = pieces.len() >= LARGE_FILE && show_first_rows(pieces, options, progress);
        let book = Book::open_pieces(pieces, usize::MAX)?;
        read_list(book, Container::Xlsx, options, is_shown, progress)
    })
}

/// Shows the first people of a workbook of Excel and reads no more of it than that takes; says
/// whether they could be shown.
pub fn peek(pieces: &dyn Pieces, progress: &mut dyn FnMut(ReadProgress<'_>)) -> bool {
    let show = || {
        let is_xlsx = container::is_xlsx_in_pieces(pieces);
        Ok(is_xlsx && show_first_rows(pieces, &ReadOptions::default(), progress))
    };
    guarded(show).unwrap_or(false)
}

/// Shows the first people before all strings of a large file have been read. Programs number
/// strings as they turn up; where one does not, nothing is shown yet.
fn show_first_rows(
    pieces: &dyn Pieces,
    options: &ReadOptions<'_>,
    progress: &mut Progress<'_>,
) -> bool {
    let mut told = None;
    let mut show = || -> Result<(), ReadError> {
        let mut book = Book::open_pieces(pieces, FIRST_STRINGS)?;
        let plan = choose(&mut book, options)?;
        let mut keep = |it: ReadProgress<'_>| {
            if let ReadProgress::FirstRows { headings, rows } = it {
                told = Some((headings.to_vec(), rows.to_vec()));
            }
        };
        let (system, texts) = (book.date_system(), book.shared_texts());
        let mut intake = Intake::new(&plan, system, texts, &mut keep);
        book.walk_rows(&plan.sheet, &mut |row| {
            intake.take(row);
            if intake.awaits_first_rows() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        if book.notes().n_bad_cells > 0 {
            told = None;
        }
        Ok(())
    };
    // What is wrong with the file is told when all of it is read.
    let _ = show();
    let Some((headings, rows)) = told else { return false };
    progress(ReadProgress::FirstRows { headings: &headings, rows: &rows });
    true
}
