//! The form that lists and records share: lines above and under a table, A4, its margins.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, XlsxError};
use soat_core::Date;

use super::handoff_text::{Line, Look};
use super::page::Page;
use super::{HandoffAbout, text};

pub(super) const FONT: &str = "Times New Roman";
/// Height of a line of text of 12 points.
pub(super) const LINE_HEIGHT: f64 = 15.75;
/// Paper number of A4 in the file format.
const A4: u8 = 9;
/// Millimetres make an inch, the unit of margins.
const MM_PER_INCH: f64 = 25.4;
/// Lines that are left free for a signature.
const ROOM_TO_SIGN: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Orientation {
    Portrait,
    Landscape,
}

pub(super) fn properties(about: &HandoffAbout<'_>) -> Result<DocProperties, XlsxError> {
    let created = about.made_on;
    let year = u16::try_from(created.year()).unwrap_or(1900).max(1900);
    let created = ExcelDateTime::from_ymd(year, u8::from(created.month()), created.day())?;
    Ok(DocProperties::new().set_creation_datetime(&created))
}

/// Margins and page numbers by Nghị định 30/2020/NĐ-CP, Phụ lục I: top and bottom 20 to 25 mm, left
/// 30 to 35, right 15 to 20; the number at the top, none on page 1 (see `first_page`).
pub(super) fn set_paper(page: &mut Page<'_>, orientation: Orientation, foot: &str) {
    let [left, right, end, edge] = [30.0, 15.0, 20.0, 10.0].map(|it| it / MM_PER_INCH);
    page.sheet
        .set_paper_size(A4)
        .set_margins(left, right, end, end, edge, edge)
        .set_print_fit_to_pages(1, 0)
        .set_header("&C&\"Times New Roman,Regular\"&13&P")
        .set_header_footer_scale_with_doc(false)
        .set_footer(format!("&L&\"Times New Roman,Regular\"&10{foot}"));
    if orientation == Orientation::Landscape {
        page.sheet.set_landscape();
    }
}

/// Where the right half begins: half the width is on either side of it.
pub(super) fn middle(widths: &[f64]) -> u16 {
    let half = widths.iter().sum::<f64>() / 2.0;
    let mut before = 0.0;
    let is_left = |it: &&f64| {
        before += **it;
        before <= half
    };
    u16::try_from(widths.iter().take_while(is_left).count()).unwrap_or(u16::MAX).max(1)
}

/// Lines across these columns, the last of which is the last that is seen; some of them in halves.
/// Says which row comes next.
pub(super) fn write_lines(
    page: &mut Page<'_>,
    first_idx: u32,
    widths: &[f64],
    lines: &[Line],
) -> Result<u32, XlsxError> {
    let (middle, last) = (middle(widths), last(widths));
    let mut row_idx = first_idx;
    for line in lines {
        let format = line_format(line.look);
        page.sheet.set_row_height(row_idx, line_height(line))?;
        let has_halves = !line.right.is_empty();
        let left_end = if has_halves { middle - 1 } else { last };
        spread(page, row_idx, (0, left_end), &format)?;
        page.put(row_idx, 0, &text::clip(&line.left), &format)?;
        if has_halves {
            spread(page, row_idx, (middle, last), &format)?;
            page.put(row_idx, middle, &text::clip(&line.right), &format)?;
        }
        row_idx += 1;
    }
    Ok(row_idx)
}

/// Lines, then who signs: all of that in one row, for no page ends within a row.
pub(super) fn write_end(
    page: &mut Page<'_>,
    first_idx: u32,
    widths: &[f64],
    lines: &[Line],
) -> Result<(), XlsxError> {
    let (lines, signed) = parted(lines);
    let row_idx = write_lines(page, first_idx, widths, lines)?;
    let (middle, last) = (middle(widths), last(widths));
    page.sheet.set_row_height(row_idx, signature_height(signed))?;
    let left: Vec<_> = signed.iter().map(|it| (it.look, it.left.as_str())).collect();
    let right: Vec<_> = signed.iter().map(|it| (it.look, it.right.as_str())).collect();
    write_signature(page, row_idx, (0, middle - 1), &left)?;
    write_signature(page, row_idx, (middle, last), &right)
}

/// Lines, and those that are signed under.
fn parted(lines: &[Line]) -> (&[Line], &[Line]) {
    let is_signed = |it: &Line| !it.right.is_empty();
    lines.split_at(lines.iter().position(is_signed).unwrap_or(lines.len()))
}

fn signature_height(signed: &[Line]) -> f64 {
    (signed.len() + ROOM_TO_SIGN) as f64 * LINE_HEIGHT
}

fn line_height(line: &Line) -> f64 {
    if line.look == Look::Title { LINE_HEIGHT + 3.0 } else { LINE_HEIGHT }
}

/// The height of what [`write_lines`] writes.
pub(super) fn lines_height(lines: &[Line]) -> f64 {
    lines.iter().map(line_height).sum()
}

/// The height of what [`write_end`] writes.
pub(super) fn end_height(lines: &[Line]) -> f64 {
    let (lines, signed) = parted(lines);
    lines_height(lines) + signature_height(signed)
}

fn write_signature(
    page: &mut Page<'_>,
    row_idx: u32,
    (first, last): (u16, u16),
    lines: &[(Look, &str)],
) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::Top);
    if last > first {
        page.sheet.merge_range(row_idx, first, row_idx, last, "", &format)?;
    }
    let formats: Vec<Format> = lines.iter().map(|it| run_format(it.0)).collect();
    let n_lines = lines.len();
    let texts = lines.iter().enumerate();
    let texts: Vec<String> = texts
        .map(
            |(idx, (_, text))| if idx + 1 < n_lines { format!("{text}\n") } else { (*text).into() },
        )
        .collect();
    let runs: Vec<(&Format, &str)> = formats.iter().zip(texts.iter().map(String::as_str)).collect();
    page.put_runs(row_idx, first, &runs, &format)
}

fn last(widths: &[f64]) -> u16 {
    u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

/// Blank cells in the format of the first: its text is centred across them.
fn spread(
    page: &mut Page<'_>,
    row_idx: u32,
    (first, last): (u16, u16),
    format: &Format,
) -> Result<(), XlsxError> {
    for column in first..=last {
        page.sheet.write_blank(row_idx, column, format)?;
    }
    Ok(())
}

fn run_format(look: Look) -> Format {
    let plain = Format::new().set_font_name(FONT).set_font_size(12);
    match look {
        Look::Plain | Look::Centred => plain,
        Look::Title => plain.set_font_size(14).set_bold(),
        Look::Bold => plain.set_bold(),
        Look::Slanted => plain.set_italic(),
    }
}

fn line_format(look: Look) -> Format {
    let format = run_format(look);
    if look == Look::Plain { format } else { format.set_align(FormatAlign::CenterAcross) }
}

/// Lines that a text takes in a column, by the widths of letters of Times New Roman. Rather one too
/// many than one too few.
pub(super) fn n_lines(text: &str, width: f64) -> usize {
    text.split('\n').map(|it| n_lines_of(it, width)).sum::<usize>().max(1)
}

fn n_lines_of(line: &str, width: f64) -> usize {
    let (mut n_lines, mut used) = (1, 0.0);
    for word in line.split(' ') {
        let needed: f64 = word.chars().map(letter_width).sum();
        let space = if used > 0.0 { letter_width(' ') } else { 0.0 };
        if used + space + needed <= width {
            used += space + needed;
            continue;
        }
        // A word longer than the column goes on in the next lines.
        let n_over = (needed / width).ceil().max(1.0) - 1.0;
        n_lines += usize::from(used > 0.0) + n_over as usize;
        used = needed - n_over * width;
    }
    n_lines
}

/// In widths of a column, which are digits of Calibri 11: what 12 points of Times New Roman need.
fn letter_width(it: char) -> f64 {
    match it {
        ' ' | ',' | '.' | 'i' | 'l' | 't' | 'f' | 'j' | '/' | '-' => 0.65,
        'm' | 'w' | 'M' | 'W' => 1.9,
        _ if it.is_uppercase() => 1.6,
        _ => 1.15,
    }
}

/// The day in words, as acts have it.
pub(super) fn day_words(date: Date) -> String {
    format!("ngày {:02} tháng {:02} năm {}", date.day(), u8::from(date.month()), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_are_broken() {
        for (text, width, expected) in [
            ("", 10.0, 1),
            ("Nam", 6.0, 1),
            ("01/01/1985", 11.0, 1),
            ("079190000101", 14.5, 1),
            ("Nguyễn Thị Lan", 19.0, 1),
            ("Thôn Đông Hạ, xã Mẫu Sơn, huyện Mẫu", 14.0, 4),
            ("Không tìm thấy", 6.5, 3),
            ("a\nb", 10.0, 2),
            ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 10.0, 4),
        ] {
            assert_eq!(n_lines(text, width), expected, "{text}");
        }
    }

    #[test]
    fn halves_are_as_wide_as_each_other() {
        assert_eq!(middle(&[5.0, 11.0, 24.0, 9.0, 14.0, 10.0, 12.0]), 3);
        assert_eq!(middle(&[40.0, 1.0]), 1);
    }
}
