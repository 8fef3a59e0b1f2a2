//! A list that is read on A4: title, header on every page, page numbers.

use std::borrow::Cow;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook,
    Worksheet, XlsxError,
};
use soat_core::Date;

use super::page::{Ledger, Page};
use super::{About, WriteError, text};

const FONT: &str = "Times New Roman";
/// Paper number of A4 in the file format.
const A4: u8 = 9;
/// Millimetres make an inch, the unit of margins.
const MM_PER_INCH: f64 = 25.4;

/// A list before it is written.
pub(super) struct Paper {
    pub(super) sheet: &'static str,
    pub(super) title: &'static str,
    /// Lines under the title.
    pub(super) lines: Vec<String>,
    pub(super) columns: Vec<PaperColumn>,
    pub(super) made_on: Date,
}

/// A column of a list.
pub(super) struct PaperColumn {
    pub(super) heading: String,
    /// Width in characters.
    pub(super) width: f64,
    pub(super) shown: Shown,
}

/// Whether a column is seen and printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Yes,
    Hidden,
}

/// What goes in a cell.
pub(super) enum Value<'a> {
    Number(u32),
    Text(Cow<'a, str>),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

/// Writes a list, a row at a time.
pub(super) fn write<'a>(
    paper: &Paper,
    rows: impl Iterator<Item = Vec<Value<'a>>>,
) -> Result<Vec<u8>, WriteError> {
    write_sheets([(paper, rows)])
}

/// Writes lists into one book, a sheet each.
pub(super) fn write_sheets<'a, 'p, const N: usize>(
    sheets: [(&'p Paper, impl Iterator<Item = Vec<Value<'a>>>); N],
) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let mut ledger = Ledger::default();
    let mut first = None;
    for (paper, rows) in sheets {
        let failed = |it: XlsxError| WriteError::from_xlsx(&it, paper.sheet);
        if first.is_none() {
            workbook.set_properties(&properties(paper).map_err(failed)?);
            first = Some(paper.sheet);
        }
        let mut page = Page { sheet: workbook.add_worksheet(), ledger };
        write_sheet(&mut page, paper, rows).map_err(failed)?;
        ledger = page.ledger;
    }
    let name = first.unwrap_or_default();
    let bytes = workbook.save_to_buffer().map_err(|it| WriteError::from_xlsx(&it, name))?;
    super::read_back(bytes, ledger, name)
}

/// The first lines of every list: whence it comes and how many it names.
pub(super) fn source_line(about: &About<'_>, count: &str) -> String {
    let (day, month, year) = day_month_year(about.made_on);
    let date = format!("{day:02}/{month:02}/{year}");
    format!("Từ tệp: {}, trang {}. Lập ngày {date}. {count}", about.source_name, about.sheet)
}

fn write_sheet<'a>(
    page: &mut Page<'_>,
    paper: &Paper,
    rows: impl Iterator<Item = Vec<Value<'a>>>,
) -> Result<(), XlsxError> {
    page.sheet.set_name(paper.sheet)?;
    let header_idx = write_head(page, paper)?;
    set_page(page.sheet, paper, header_idx)?;
    let formats = [cell_format(), cell_format().set_num_format_index(49)];
    let mut row_idx = header_idx;
    for row in rows {
        row_idx += 1;
        write_row(page, row_idx, &row, &formats)?;
    }
    let last_column = u16::try_from(paper.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let as_text = IgnoreError::NumberStoredAsText;
    page.sheet.ignore_error_range(header_idx, 0, row_idx, last_column, as_text).map(drop)
}

fn properties(paper: &Paper) -> Result<DocProperties, XlsxError> {
    let (day, month, year) = day_month_year(paper.made_on);
    // The format knows no year before 1900; a list made then has a wrong clock, not a wrong list.
    let created = ExcelDateTime::from_ymd(year.max(1900), month, day)?;
    Ok(DocProperties::new().set_title(paper.title).set_creation_datetime(&created))
}

/// Writes title, lines and header; says where the header is.
fn write_head(page: &mut Page<'_>, paper: &Paper) -> Result<u32, XlsxError> {
    let plain = Format::new().set_font_name(FONT).set_font_size(11);
    let title = plain.clone().set_font_size(14).set_bold();
    page.put(0, 0, paper.title, &title)?;
    let mut row_idx = 1;
    for line in &paper.lines {
        page.put(row_idx, 0, &text::clip(line), &plain)?;
        row_idx += 1;
    }
    let format = header_format();
    for (column_idx, column) in (0..).zip(&paper.columns) {
        page.sheet.set_column_width(column_idx, column.width)?;
        if column.shown == Shown::Hidden {
            page.sheet.set_column_hidden(column_idx)?;
        }
        page.sheet.write_blank(row_idx, column_idx, &format)?;
        page.put(row_idx, column_idx, &text::clip(&column.heading), &format)?;
    }
    Ok(row_idx)
}

fn set_page(sheet: &mut Worksheet, paper: &Paper, header_idx: u32) -> Result<(), XlsxError> {
    let (day, month, year) = day_month_year(paper.made_on);
    let side = 10.0 / MM_PER_INCH;
    let end = 15.0 / MM_PER_INCH;
    let edge = 7.0 / MM_PER_INCH;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(side, side, end, end, edge, edge)
        .set_print_fit_to_pages(1, 0)
        .set_footer(format!("&L{}&CTrang &P/&N&R{day:02}/{month:02}/{year}", paper.title))
        .set_repeat_rows(header_idx, header_idx)?
        .set_freeze_panes(header_idx + 1, 0)?;
    Ok(())
}

fn write_row(
    page: &mut Page<'_>,
    row_idx: u32,
    row: &[Value<'_>],
    [number_format, text_format]: &[Format; 2],
) -> Result<(), XlsxError> {
    for (column_idx, value) in (0..).zip(row) {
        match value {
            Value::Number(number) => {
                page.put_number(row_idx, column_idx, *number, Some(number_format))?;
            }
            Value::Text(text) if text.is_empty() => {
                page.sheet.write_blank(row_idx, column_idx, text_format)?;
            }
            Value::Text(text) => {
                page.put(row_idx, column_idx, &text::clip(text), text_format)?;
            }
        }
    }
    Ok(())
}

fn cell_format() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(11)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
}

fn header_format() -> Format {
    cell_format()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00E7_EEF7))
}

fn day_month_year(date: Date) -> (u8, u8, u16) {
    (date.day(), u8::from(date.month()), u16::try_from(date.year()).unwrap_or(1900))
}
