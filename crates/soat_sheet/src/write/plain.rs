//! Rows under headings and nothing else, every cell text.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::page::{Ledger, Page};
use super::{PlainColumn, WriteError, text};

/// Widest column when nothing else is said: longer text is seen in its cell.
const MAX_WIDTH: usize = 40;
/// Rows that are measured: enough to tell a column of names from one of numbers.
const MEASURED: usize = 500;

pub(super) fn write(
    sheet: &'static str,
    columns: &[PlainColumn],
    rows: &[Vec<String>],
) -> Result<Vec<u8>, WriteError> {
    let failed = |it: XlsxError| WriteError::from_xlsx(&it, sheet);
    let (bytes, ledger) = write_book(sheet, columns, rows).map_err(failed)?;
    super::read_back(bytes, ledger, sheet)
}

fn write_book(
    sheet: &str,
    columns: &[PlainColumn],
    rows: &[Vec<String>],
) -> Result<(Vec<u8>, Ledger), XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day: the same list gives the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut page = Page::new(workbook.add_worksheet());
    page.sheet.set_name(sheet)?.set_freeze_panes(1, 0)?;
    let plain = Format::new().set_num_format_index(49).set_align(FormatAlign::Top);
    let wrapped = plain.clone().set_text_wrap();
    let bold = wrapped.clone().set_bold();
    for (column_idx, column) in (0..).zip(columns) {
        let width = column.width.unwrap_or_else(|| measured(rows, usize::from(column_idx)));
        let format = if column.width.is_some() { &wrapped } else { &plain };
        page.sheet.set_column_width(column_idx, f64::from(width))?;
        page.sheet.set_column_format(column_idx, format)?;
        page.put(0, column_idx, &text::clip(&column.heading), &bold)?;
    }
    for (row_idx, row) in (1..).zip(rows) {
        for (column_idx, text) in (0..).zip(row) {
            page.put_in_column_format(row_idx, column_idx, &text::clip(text))?;
        }
    }
    let ledger = page.ledger;
    Ok((workbook.save_to_buffer()?, ledger))
}

fn measured(rows: &[Vec<String>], column_idx: usize) -> u8 {
    let texts = rows.iter().take(MEASURED).filter_map(|it| it.get(column_idx));
    let widest = texts.map(|it| it.chars().count()).max().unwrap_or(0);
    u8::try_from(widest.clamp(8, MAX_WIDTH) + 2).unwrap_or(u8::MAX)
}
