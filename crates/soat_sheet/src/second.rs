//! A second list beside the first: every sheet of people of a workbook.

use crate::book::Book;
use crate::container;
use crate::error::ReadError;
use crate::read::{Opened, ReadOptions, ReadProgress, guarded, plans, take_in};
use crate::unlock::unlock;

/// Reads every sheet that is a list of people, with its headings wherever they stand: a population
/// list often has a sheet a village. A sheet named in `options` is read alone.
///
/// # Errors
/// When the file cannot be read, or no sheet of it is a list of people.
pub fn read_sheets(
    bytes: &[u8],
    options: &ReadOptions<'_>,
    progress: &mut dyn FnMut(ReadProgress<'_>),
) -> Result<Vec<Opened>, ReadError> {
    guarded(|| read_book(bytes, options, progress))
}

fn read_book(
    bytes: &[u8],
    options: &ReadOptions<'_>,
    progress: &mut dyn FnMut(ReadProgress<'_>),
) -> Result<Vec<Opened>, ReadError> {
    let unlocked = unlock(bytes, options.password)?;
    let bytes = &*unlocked;
    let container = container::detect(bytes)?;
    let mut book = Book::open_locked(bytes, container, options.password)?;
    let mut sheets: Vec<Opened> = Vec::new();
    for plan in plans(&mut book, options)? {
        let before: usize = sheets.iter().map(|it| it.table.n_rows()).sum();
        let mut told = |it: ReadProgress<'_>| match it {
            ReadProgress::Rows(n) => {
                let before = u32::try_from(before).unwrap_or(u32::MAX);
                progress(ReadProgress::Rows(n.saturating_add(before)));
            }
            first @ ReadProgress::FirstRows { .. } => progress(first),
        };
        sheets.push(take_in(&mut book, container, (&plan, options), false, &mut told)?);
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;

    #[test]
    fn every_sheet_of_people_is_read() {
        let mut book = Workbook::new();
        for (n_above, village) in [(0, "Thôn 1"), (2, "Thôn 2")] {
            let sheet = book.add_worksheet();
            sheet.set_name(village).unwrap();
            let headings = ["STT", "Họ và tên", "Năm sinh", "Số ĐDCN", "Chủ hộ"];
            for (column, heading) in (0..).zip(headings) {
                sheet.write_string(n_above, column, heading).unwrap();
            }
            sheet.write_string(n_above + 1, 1, "Lê Thị Đào").unwrap();
            sheet.write_number(n_above + 1, 2, 1985).unwrap();
        }
        let notes = book.add_worksheet();
        notes.write_string(0, 0, "Tổng số hộ").unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let sheets = read_sheets(&bytes, &ReadOptions::default(), &mut |_| {}).unwrap();
        let read = sheets.iter().map(|it| (it.info.sheet.as_str(), it.table.n_rows()));
        assert_eq!(read.collect::<Vec<_>>(), [("Thôn 1", 1), ("Thôn 2", 1)]);
    }
}
