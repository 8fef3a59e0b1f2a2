//! A report: one sheet to read and print, and a hidden one that adds up to the district's.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};
use soat_core::Date;
use soat_core::report::{Figure, Report, STORE_SHEET, Share, ShareOf, Table};

use super::page::{Ledger, Page};
use super::{WriteError, text};

const SHEET: &str = "Báo cáo";
const FONT: &str = "Times New Roman";
/// Paper number of A4 in the file format.
const A4: u8 = 9;
/// Width of the column of names and of those of counts, in characters.
const WIDTHS: [f64; 2] = [34.0, 11.5];
/// The last column of the sheet, from 0: the widest table has ten.
const LAST: u16 = 9;
/// Height of a line of text, in points.
const LINE: f64 = 15.5;

/// Tables to read, under a title.
pub(super) struct Pages<'a> {
    pub(super) title: &'a str,
    pub(super) lines: &'a [String],
    pub(super) figures: &'a [Figure],
    pub(super) tables: &'a [Table],
    pub(super) made_on: Date,
    /// Rows of texts for the hidden sheet; none when nothing is to be read back.
    pub(super) store: Vec<Vec<String>>,
}

pub(super) fn write(report: &Report, day: Date) -> Result<Vec<u8>, WriteError> {
    let pages = Pages {
        title: "BÁO CÁO RÀ SOÁT DỮ LIỆU TIÊM CHỦNG",
        lines: &[report.head_line(), report.daily_line(day), report.privacy_line()],
        figures: &report.figures(),
        tables: &report.tables(),
        made_on: report.made_on().unwrap_or(day),
        store: report.to_rows(),
    };
    write_pages(&pages)
}

pub(super) fn write_pages(pages: &Pages<'_>) -> Result<Vec<u8>, WriteError> {
    let failed = |it: XlsxError| WriteError::from_xlsx(&it, SHEET);
    let (bytes, ledger) = write_book(pages).map_err(failed)?;
    super::read_back(bytes, ledger, SHEET)
}

fn write_book(pages: &Pages<'_>) -> Result<(Vec<u8>, Ledger), XlsxError> {
    let mut workbook = Workbook::new();
    let made_on = pages.made_on;
    let year = u16::try_from(made_on.year()).unwrap_or(1900).max(1900);
    let created = ExcelDateTime::from_ymd(year, u8::from(made_on.month()), made_on.day())?;
    let properties = DocProperties::new().set_title(pages.title).set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let mut page = Page::new(workbook.add_worksheet());
    page.sheet.set_name(SHEET)?;
    write_sheet(&mut page, pages)?;
    let ledger = page.ledger;
    if pages.store.is_empty() {
        return Ok((workbook.save_to_buffer()?, ledger));
    }
    let mut page = Page::new(workbook.add_worksheet());
    page.sheet.set_name(STORE_SHEET)?.set_hidden(true);
    for (row_idx, row) in (0..).zip(&pages.store) {
        for (column_idx, it) in (0..).zip(row) {
            page.put(row_idx, column_idx, it, &Format::new())?;
        }
    }
    let ledger = ledger.with(page.ledger);
    Ok((workbook.save_to_buffer()?, ledger))
}

fn write_sheet(page: &mut Page<'_>, pages: &Pages<'_>) -> Result<(), XlsxError> {
    for column_idx in 0..=LAST {
        page.sheet.set_column_width(column_idx, WIDTHS[usize::from(column_idx > 0)])?;
    }
    let plain = Format::new().set_font_name(FONT).set_font_size(12).set_text_wrap();
    let plain = plain.set_align(FormatAlign::Top);
    let title = Format::new().set_font_name(FONT).set_font_size(14).set_bold();
    page.put(0, 0, pages.title, &title)?;
    let mut row_idx = 1;
    for line in pages.lines {
        put_across(page, row_idx, (0, LAST), line, &plain)?;
        row_idx += 1;
    }
    if !pages.figures.is_empty() {
        row_idx = write_figures(page, row_idx + 1, pages.figures)?;
    }
    for table in pages.tables {
        row_idx = write_table(page, row_idx + 1, table)?;
    }
    let mm = 1.0 / 25.4;
    page.sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(15.0 * mm, 15.0 * mm, 15.0 * mm, 15.0 * mm, 7.0 * mm, 7.0 * mm)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&CTrang &P/&N");
    Ok(())
}

fn write_figures(
    page: &mut Page<'_>,
    first_idx: u32,
    figures: &[Figure],
) -> Result<u32, XlsxError> {
    let header = header();
    for (column_idx, heading) in (0..).zip(["Chỉ số", "Tử số", "Mẫu số", "Tỷ lệ"]) {
        page.put(first_idx, column_idx, heading, &header)?;
    }
    put_across(page, first_idx, (4, LAST), "Tử số đếm ai / mẫu số đếm ai", &header)?;
    let mut row_idx = first_idx;
    for figure in figures {
        row_idx += 1;
        let Figure { title, share, who, of_whom, .. } = figure;
        page.put(row_idx, 0, title, &cell())?;
        put_count(page, row_idx, 1, share.n(), &number())?;
        put_count(page, row_idx, 2, share.of(), &number())?;
        page.put(row_idx, 3, &share.words(), &number())?;
        let words = format!("Tử số: {who} Mẫu số: {of_whom}");
        put_across(page, row_idx, (4, LAST), &words, &cell())?;
    }
    Ok(row_idx + 1)
}

/// Writes title, definition, headings, rows and total; gives the first row below.
fn write_table(page: &mut Page<'_>, first_idx: u32, table: &Table) -> Result<u32, XlsxError> {
    let title = Format::new().set_font_name(FONT).set_font_size(12).set_bold();
    page.put(first_idx, 0, table.title, &title)?;
    let definition = Format::new().set_font_name(FONT).set_italic().set_text_wrap();
    let definition = definition.set_align(FormatAlign::Top);
    put_across(page, first_idx + 1, (0, LAST), table.definition, &definition)?;
    let header_idx = first_idx + 2;
    let mut row_idx = header_idx;
    write_headings(page, header_idx, table)?;
    let shares: Vec<Vec<Option<Share>>> =
        (0..table.columns().len()).map(|it| table.shares(it)).collect();
    let totals = table.totals();
    let rows = table.rows().iter().map(|it| (it.label.as_str(), it.definition, it.counts()));
    for (place, (label, words, counts)) in rows.chain([("Tổng số", "", &*totals)]).enumerate() {
        row_idx += 1;
        let is_total = place == table.rows().len();
        let look = |it: Format| if is_total { it.set_bold() } else { it };
        page.put(row_idx, 0, &text::clip(label), &look(cell()))?;
        let mut column_idx = 1;
        for (count, shares) in counts.iter().zip(&shares) {
            put_count(page, row_idx, column_idx, *count, &look(number()))?;
            column_idx += 1;
            if let Some(share) = shares.get(place).copied().flatten() {
                page.put(row_idx, column_idx, &share.words(), &look(number()))?;
                column_idx += 1;
            }
        }
        if !words.is_empty() && column_idx < LAST {
            put_across(page, row_idx, (column_idx, LAST), words, &cell())?;
        }
    }
    Ok(row_idx + 1)
}

fn write_headings(page: &mut Page<'_>, row_idx: u32, table: &Table) -> Result<(), XlsxError> {
    let header = header();
    page.put(row_idx, 0, table.label, &header)?;
    let mut column_idx = 1;
    for column in table.columns() {
        page.put(row_idx, column_idx, column.title, &header)?;
        column_idx += 1;
        if column.share != ShareOf::Nothing {
            page.put(row_idx, column_idx, "%", &header)?;
            column_idx += 1;
        }
    }
    if table.rows().iter().any(|it| !it.definition.is_empty()) && column_idx < LAST {
        put_across(page, row_idx, (column_idx, LAST), "Đếm những ai", &header)?;
    }
    page.sheet.set_row_height(row_idx, 2.0 * LINE).map(drop)
}

/// A text over several columns. Excel does not make a merged row high enough by itself.
fn put_across(
    page: &mut Page<'_>,
    row_idx: u32,
    (first, last): (u16, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let of_names = if first == 0 { WIDTHS[0] } else { WIDTHS[1] };
    let width = of_names + WIDTHS[1] * f64::from(last - first);
    page.sheet.merge_range(row_idx, first, row_idx, last, "", format)?;
    page.put(row_idx, first, &text::clip(text), format)?;
    let n_chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let n_lines = (f64::from(n_chars) * 0.92 / width).ceil().max(1.0);
    page.sheet.set_row_height(row_idx, (n_lines * LINE).min(400.0)).map(drop)
}

/// A count beyond what the writer's own numbers hold is written as text.
fn put_count(
    page: &mut Page<'_>,
    row_idx: u32,
    column_idx: u16,
    count: u64,
    format: &Format,
) -> Result<(), XlsxError> {
    match u32::try_from(count) {
        Ok(count) => page.put_number(row_idx, column_idx, count, Some(format)),
        Err(_) => page.put(row_idx, column_idx, &count.to_string(), format),
    }
}

fn cell() -> Format {
    let cell = Format::new().set_font_name(FONT).set_font_size(11).set_text_wrap();
    cell.set_align(FormatAlign::Top).set_border(FormatBorder::Thin)
}

fn number() -> Format {
    cell().set_align(FormatAlign::Right).set_num_format_index(3)
}

fn header() -> Format {
    cell()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00E7_EEF7))
}
