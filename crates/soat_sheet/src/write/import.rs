//! The Import-ready workbook.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};
use soat_core::{Field, ImportList, ImportRow, template_fields};

use super::page::Page;
use super::{WriteError, WriteErrorKind, template};

/// The part of a heading or note that is red.
pub(super) const STAR: &str = "(*)";
pub(super) const RED_NOTE: &str = "(*) màu đỏ";

pub(super) fn write(list: &ImportList) -> Result<Vec<u8>, WriteError> {
    let failed = |it: XlsxError| WriteError::from_xlsx(&it, template::SHEET);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties().map_err(failed)?);
    let mut page = Page::new(workbook.add_worksheet());
    let columns = template::columns(list.version);
    write_frame(&mut page, &columns).map_err(failed)?;
    write_rows(&mut page, list)?;
    let ledger = page.ledger;
    let bytes = workbook.save_to_buffer().map_err(failed)?;
    super::read_back(bytes, ledger, template::SHEET)
}

/// A fixed day: the same list gives the same bytes, and the writer asks no clock.
fn properties() -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new().set_creation_datetime(&day))
}

fn write_frame(page: &mut Page<'_>, columns: &[template::Column]) -> Result<(), XlsxError> {
    page.sheet.set_name(template::SHEET)?;
    let text_format = text_format();
    for (column_idx, column) in (0..).zip(columns) {
        page.sheet.set_column_width(column_idx, column.width)?;
        page.sheet.set_column_format(column_idx, &text_format)?;
    }
    write_notes(page)?;
    page.sheet.set_row_height(template::HEADER_ROW, 48)?;
    page.sheet.set_row_height(template::HEADER_ROW + 1, 32)?;
    write_groups(page, columns)?;
    for (column_idx, column) in (0..).zip(columns) {
        write_heading(page, column_idx, column)?;
    }
    Ok(())
}

fn write_notes(page: &mut Page<'_>) -> Result<(), XlsxError> {
    let plain = Format::new().set_font_name(template::FONT).set_font_size(11);
    page.sheet.merge_range(0, 0, 0, template::NOTE_LAST_COLUMN, "", &plain)?;
    for (row_idx, (column_idx, note)) in (0..).zip(template::NOTES) {
        write_starred(page, (row_idx, column_idx), note, RED_NOTE, &plain)?;
    }
    Ok(())
}

fn write_groups(page: &mut Page<'_>, columns: &[template::Column]) -> Result<(), XlsxError> {
    let format = header_format();
    let mut first = 0;
    for group in columns.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let last = first + u16::try_from(group.len()).unwrap_or(1) - 1;
        if let Some(title) = group.first().and_then(|it| it.group) {
            let row_idx = template::HEADER_ROW;
            page.sheet.merge_range(row_idx, first, row_idx, last, "", &format)?;
            write_starred(page, (row_idx, first), title, STAR, &format)?;
        }
        first = last + 1;
    }
    Ok(())
}

fn write_heading(
    page: &mut Page<'_>,
    column_idx: u16,
    column: &template::Column,
) -> Result<(), XlsxError> {
    let format = header_format();
    let mut row_idx = template::HEADER_ROW;
    if column.group.is_some() {
        row_idx += 1;
    } else {
        page.sheet.merge_range(row_idx, column_idx, row_idx + 1, column_idx, "", &format)?;
    }
    write_starred(page, (row_idx, column_idx), column.heading, STAR, &format)
}

/// Writes text whose `red` part is red, as the template has it.
fn write_starred(
    page: &mut Page<'_>,
    (row_idx, column_idx): (u32, u16),
    text: &str,
    red: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let Some((before, after)) = text.split_once(red) else {
        return page.put(row_idx, column_idx, text, format);
    };
    let red_format = format.clone().set_font_color(Color::Red);
    let mut runs = vec![(format, before), (&red_format, red), (format, after)];
    runs.retain(|(_, it)| !it.is_empty());
    page.put_runs(row_idx, column_idx, &runs, format)
}

fn write_rows(page: &mut Page<'_>, list: &ImportList) -> Result<(), WriteError> {
    let sex_idx = template_fields(list.version).iter().position(|it| *it == Field::Sex);
    for (row_idx, (number, row)) in (template::FIRST_ROW..).zip((1_u32..).zip(&list.rows)) {
        let done = page.put_number(row_idx, 0, number, None);
        done.map_err(|it| failed_at(&it, row_idx, 0).of_row(row.row_number))?;
        write_person(page, row_idx, row, sex_idx)?;
    }
    Ok(())
}

fn write_person(
    page: &mut Page<'_>,
    row_idx: u32,
    row: &ImportRow,
    sex_idx: Option<usize>,
) -> Result<(), WriteError> {
    for (idx, cell) in row.cells.iter().enumerate() {
        let column_idx = u16::try_from(idx + 1)
            .map_err(|_| WriteError::new(WriteErrorKind::TooLarge, template::SHEET))?;
        let sex = sex_number(cell).filter(|_| Some(idx) == sex_idx);
        let done = match sex {
            Some(sex) => page.put_number(row_idx, column_idx, sex, None),
            None => page.put_in_column_format(row_idx, column_idx, cell),
        };
        done.map_err(|it| failed_at(&it, row_idx, column_idx).of_row(row.row_number))?;
    }
    Ok(())
}

fn failed_at(error: &XlsxError, row_idx: u32, column_idx: u16) -> WriteError {
    WriteError::from_xlsx(error, template::SHEET).at(row_idx, column_idx)
}

/// The platform's own lists hold sex as a number.
pub(super) fn sex_number(cell: &str) -> Option<u32> {
    match cell {
        "0" => Some(0),
        "1" => Some(1),
        _ => None,
    }
}

fn text_format() -> Format {
    Format::new().set_font_name(template::FONT).set_font_size(11).set_num_format_index(49)
}

fn header_format() -> Format {
    Format::new()
        .set_font_name(template::FONT)
        .set_font_size(11)
        .set_bold()
        .set_background_color(Color::RGB(template::HEADER_FILL))
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
}
