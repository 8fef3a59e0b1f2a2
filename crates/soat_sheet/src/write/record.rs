//! The record of handing lists over.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use soat_core::handoff::{Handoff, Handoffs, Verdict};
use soat_core::{Field, Work};

use super::form::{self, FONT, LINE_HEIGHT, Orientation};
use super::handoff_text::{day_text, record_foot, record_head};
use super::page::{Ledger, Page};
use super::print::{self, PrintPage};
use super::{
    HandoffAbout, RecordLine, RecordResults, WriteError, WriteErrorKind, first_page, text,
};

const SHEET: &str = "Biên bản";
const LEAVING: [(&str, f64); 7] = [
    ("STT", 5.0),
    ("Mã danh sách", 11.0),
    ("Bên nhận", 24.0),
    ("Số người", 9.0),
    ("Đã có số CCCD/số định danh", 14.0),
    ("Chưa có số", 10.0),
    ("Hạn trả", 12.0),
];
const BACK: [(&str, f64); 8] = [
    ("STT", 5.0),
    ("Mã danh sách", 11.0),
    ("Bên trả", 22.0),
    ("Số người", 9.0),
    ("Đúng", 9.0),
    ("Sai", 9.0),
    ("Không tìm thấy", 10.0),
    ("Chưa có kết quả", 10.0),
];

pub(super) fn write(
    lines: &[RecordLine<'_>],
    about: &HandoffAbout<'_>,
) -> Result<Vec<u8>, WriteError> {
    let failed = |it: XlsxError| WriteError::from_xlsx(&it, SHEET);
    let (bytes, ledger) = write_book(lines, about).map_err(failed)?;
    let internal = || WriteError::new(WriteErrorKind::Internal, SHEET);
    let bytes = first_page::without_number(&bytes).ok_or_else(internal)?;
    super::read_back(bytes, ledger, SHEET)
}

impl<'a> RecordLine<'a> {
    /// A list while it leaves.
    #[must_use]
    pub fn leaving(list: &'a Handoff) -> Self {
        Self { list, results: None }
    }

    /// A list with the verdicts in force that came back in it.
    #[must_use]
    pub fn back(list: &'a Handoff, handoffs: &Handoffs, work: &Work) -> Self {
        let verdicts = handoffs.last_verdicts(work);
        let mut results = RecordResults::default();
        for row in &list.rows {
            let verdict = verdicts.get(&row.row_idx).filter(|it| it.1.list == list.code);
            match verdict.map(|it| it.0) {
                Some(Verdict::Right) => results.right += 1,
                Some(Verdict::Wrong) => results.wrong += 1,
                Some(Verdict::NotFound) => results.not_found += 1,
                None => {}
            }
        }
        Self { list, results: Some(results) }
    }
}

/// The same as it is printed from the screen.
pub(super) fn page(lines: &[RecordLine<'_>], about: &HandoffAbout<'_>) -> PrintPage {
    let is_back = lines.iter().any(|it| it.results.is_some());
    let columns: &[(&str, f64)] = if is_back { &BACK } else { &LEAVING };
    let totals = Totals::of(lines);
    let mut rows: Vec<Vec<String>> =
        (1..).zip(lines).map(|(number, it)| line_cells(number, it, is_back)).collect();
    rows.push(totals.cells(is_back));
    let column = |&(heading, width): &(&str, f64)| print::column(heading, width, false);
    PrintPage {
        is_landscape: false,
        code: "Biên bản bàn giao".to_owned(),
        head: print::lines(record_head(about, is_back)),
        columns: columns.iter().map(column).collect(),
        rows,
        foot: print::lines(record_foot(lines.len(), totals.n_people, is_back)),
    }
}

fn write_book(
    lines: &[RecordLine<'_>],
    about: &HandoffAbout<'_>,
) -> Result<(Vec<u8>, Ledger), XlsxError> {
    let is_back = lines.iter().any(|it| it.results.is_some());
    let columns: &[(&str, f64)] = if is_back { &BACK } else { &LEAVING };
    let mut workbook = Workbook::new();
    workbook.set_properties(&form::properties(about)?);
    let mut page = Page::new(workbook.add_worksheet());
    page.sheet.set_name(SHEET)?;
    let widths: Vec<f64> = columns.iter().map(|it| it.1).collect();
    let totals = Totals::of(lines);
    let head = record_head(about, is_back);
    let header_idx = form::write_lines(&mut page, 0, &widths, &head)?;
    write_header(&mut page, header_idx, columns)?;
    let mut row_idx = header_idx;
    for (number, line) in (1..).zip(lines) {
        row_idx += 1;
        let cells = line_cells(number, line, is_back);
        write_cells(&mut page, row_idx, &cells, &cell_format())?;
        let n_lines = form::n_lines(&line.list.recipient, widths.get(2).copied().unwrap_or(1.0));
        page.sheet.set_row_height(row_idx, n_lines as f64 * LINE_HEIGHT)?;
    }
    row_idx += 1;
    write_cells(&mut page, row_idx, &totals.cells(is_back), &cell_format().set_bold())?;
    let foot = record_foot(lines.len(), totals.n_people, is_back);
    form::write_end(&mut page, row_idx + 1, &widths, &foot)?;
    form::set_paper(&mut page, Orientation::Portrait, "Biên bản bàn giao");
    page.sheet.set_repeat_rows(header_idx, header_idx)?;
    let ledger = page.ledger;
    Ok((workbook.save_to_buffer()?, ledger))
}

/// Sums over the lists.
#[derive(Default)]
struct Totals {
    n_people: usize,
    n_with_id: usize,
    results: RecordResults,
}

impl Totals {
    fn of(lines: &[RecordLine<'_>]) -> Self {
        let mut totals = Self::default();
        for line in lines {
            totals.n_people += line.list.rows.len();
            totals.n_with_id += with_id(line.list);
            let results = line.results.unwrap_or_default();
            totals.results.right += results.right;
            totals.results.wrong += results.wrong;
            totals.results.not_found += results.not_found;
        }
        totals
    }

    fn cells(&self, is_back: bool) -> Vec<String> {
        let fixed = ["", "", "Cộng"].map(str::to_owned);
        let counts = counts(self.n_people, self.n_with_id, is_back.then_some(self.results));
        let due = (!is_back).then(String::new);
        fixed.into_iter().chain(counts.iter().map(ToString::to_string)).chain(due).collect()
    }
}

fn line_cells(number: usize, line: &RecordLine<'_>, is_back: bool) -> Vec<String> {
    let list = line.list;
    let results = is_back.then(|| line.results.unwrap_or_default());
    let counts = counts(list.rows.len(), with_id(list), results);
    let fixed = [number.to_string(), list.code.to_string(), list.recipient.clone()];
    let due = (!is_back).then(|| list.due_ms.map(day_text).unwrap_or_default());
    fixed.into_iter().chain(counts.iter().map(ToString::to_string)).chain(due).collect()
}

/// Counts whose first is the sum of the others.
fn counts(n_people: usize, n_with_id: usize, results: Option<RecordResults>) -> Vec<usize> {
    match results {
        None => vec![n_people, n_with_id, n_people.saturating_sub(n_with_id)],
        Some(RecordResults { right, wrong, not_found }) => {
            let known = right + wrong + not_found;
            vec![n_people, right, wrong, not_found, n_people.saturating_sub(known)]
        }
    }
}

fn with_id(list: &Handoff) -> usize {
    let idx = list.columns.iter().position(|it| it.field == Some(Field::PersonalId));
    let filled = |it: &&soat_core::handoff::SentRow| {
        let text = idx.and_then(|idx| it.base.get(idx));
        text.is_some_and(|it| !it.trim().is_empty())
    };
    list.rows.iter().filter(filled).count()
}

fn write_header(
    page: &mut Page<'_>,
    row_idx: u32,
    columns: &[(&str, f64)],
) -> Result<(), XlsxError> {
    let format = cell_format().set_bold().set_align(FormatAlign::VerticalCenter);
    for (column_idx, (heading, width)) in (0..).zip(columns) {
        page.sheet.set_column_width(column_idx, *width)?;
        page.put(row_idx, column_idx, heading, &format)?;
    }
    let n_lines = columns.iter().map(|(heading, width)| form::n_lines(heading, *width)).max();
    let height = n_lines.unwrap_or(1) as f64 * LINE_HEIGHT;
    page.sheet.set_row_height(row_idx, height).map(drop)
}

fn write_cells(
    page: &mut Page<'_>,
    row_idx: u32,
    cells: &[String],
    format: &Format,
) -> Result<(), XlsxError> {
    for (column_idx, text) in (0..).zip(cells) {
        let format = match column_idx {
            2 => &format.clone().set_align(FormatAlign::Left),
            _ => format,
        };
        page.sheet.write_blank(row_idx, column_idx, format)?;
        match text.parse::<u32>() {
            Ok(number) if column_idx != 1 => {
                page.put_number(row_idx, column_idx, number, Some(format))?;
            }
            _ => page.put(row_idx, column_idx, &text::clip(text), format)?,
        }
    }
    Ok(())
}

fn cell_format() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
}
