//! Lists for the village and the police: one sheet that is filled in, or printed and signed.

use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, FormatBorder, IgnoreError, ProtectionOptions,
    Workbook, XlsxError,
};
use soat_core::Field;
use soat_core::handoff::{Handoff, Recipient, Role, SentRow};

use super::form::{self, FONT, LINE_HEIGHT, Orientation};
use super::handoff_text as words;
use super::page::{Ledger, Page};
use super::pages::{self, Heights};
use super::{HandoffAbout, WriteError, WriteErrorKind, first_page, text};

const SHEET: &str = "Danh sách";
/// Rows are at least so high, for people write in them by hand.
const LEAST_HEIGHT: f64 = 24.0;
/// The highest row of a sheet.
const MOST_HEIGHT: f64 = 409.0;

/// A column of the sheet.
pub(super) struct Column {
    pub(super) role: Role,
    pub(super) heading: String,
    pub(super) width: f64,
    pub(super) is_open: bool,
}

pub(super) fn write(list: &Handoff, about: &HandoffAbout<'_>) -> Result<Vec<u8>, WriteError> {
    let failed = |it: XlsxError| WriteError::from_xlsx(&it, SHEET);
    let columns = columns(list);
    if u16::try_from(columns.len() + 1).is_err() {
        return Err(WriteError::new(WriteErrorKind::TooLarge, SHEET));
    }
    let (bytes, ledger) = write_book(list, about, &columns).map_err(failed)?;
    let internal = || WriteError::new(WriteErrorKind::Internal, SHEET);
    let bytes = first_page::without_number(&bytes).ok_or_else(internal)?;
    super::read_back(bytes, ledger, SHEET)
}

/// STT, the code, what is shown, what is asked, and the code again, hidden at the far side.
pub(super) fn columns(list: &Handoff) -> Vec<Column> {
    let fixed = |heading: &str, role, width| Column {
        role,
        heading: heading.to_owned(),
        width,
        is_open: false,
    };
    let mut columns = vec![
        fixed(Role::Number.heading(), Role::Number, 4.5),
        fixed(Role::Code.heading(), Role::Code, 13.0),
    ];
    columns.extend(list.shown().map(|(_, it)| Column {
        role: Role::Original(it.column),
        heading: it.heading.clone(),
        width: width(it.field),
        is_open: false,
    }));
    let is_asked = |it: &&Role| match it {
        Role::Answer(_) => true,
        Role::Tick(_) => list.to == Recipient::Police,
        _ => false,
    };
    columns.extend(Role::ALL.iter().filter(is_asked).map(|it| Column {
        role: *it,
        heading: it.heading().to_owned(),
        width: match it {
            Role::Tick(_) => 6.5,
            Role::Answer(field) => width(Some(*field)),
            _ => 10.0,
        },
        is_open: true,
    }));
    columns.push(fixed("", Role::Code, 13.0));
    columns
}

/// So that police lists, the widest, are printed in some 10 points.
fn width(field: Option<Field>) -> f64 {
    match field {
        Some(Field::FullName) => 19.0,
        Some(Field::BirthDate) => 11.0,
        Some(Field::PersonalId) => 14.5,
        Some(Field::Sex) => 6.5,
        Some(Field::Address) => 16.0,
        _ => 13.0,
    }
}

fn write_book(
    list: &Handoff,
    about: &HandoffAbout<'_>,
    columns: &[Column],
) -> Result<(Vec<u8>, Ledger), XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&form::properties(about)?.set_subject(format!("soat:{}", list.code)));
    let mut page = Page::new(workbook.add_worksheet());
    page.sheet.set_name(SHEET)?;
    let last_column = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    // The last column is hidden: what stands above and below is of those that are seen.
    let widths: Vec<f64> = columns.iter().take(columns.len() - 1).map(|it| it.width).collect();
    let (head, foot) = (words::head(list, about), words::foot(list, about));
    let mut row_idx = form::write_lines(&mut page, 0, &widths, &head)?;
    let header_idx = write_header(&mut page, row_idx, columns)?;
    row_idx = header_idx + 1;
    let heights: Vec<f64> = list.rows.iter().map(|it| row_height(it, list, columns)).collect();
    let printed = Heights {
        head: form::lines_height(&head),
        header: header_height(columns),
        rows: &heights,
        foot: form::end_height(&foot),
    };
    let least = pages::least_height(&printed, &widths, LEAST_HEIGHT);
    for ((number, row), height) in (1..).zip(&list.rows).zip(&heights) {
        write_row(&mut page, row_idx, number, (list, row), columns)?;
        page.sheet.set_row_height(row_idx, height.max(least))?;
        row_idx += 1;
    }
    add_drop_downs(&mut page, (header_idx + 1, row_idx), columns)?;
    page.sheet.ignore_error_range(
        header_idx,
        0,
        row_idx,
        last_column,
        IgnoreError::NumberStoredAsText,
    )?;
    form::write_end(&mut page, row_idx, &widths, &foot)?;
    set_page(&mut page, list, header_idx)?;
    protect(&mut page);
    let ledger = page.ledger;
    Ok((workbook.save_to_buffer()?, ledger))
}

/// Writes the hidden row of marks and the headings under it; says where the headings are.
fn write_header(page: &mut Page<'_>, marks_idx: u32, columns: &[Column]) -> Result<u32, XlsxError> {
    let header_idx = marks_idx + 1;
    let fixed = header_format();
    let open = fixed.clone().set_background_color(Color::RGB(0x00FF_F2CC));
    let plain = Format::new().set_font_name(FONT);
    for (column_idx, column) in (0..).zip(columns) {
        page.sheet.set_column_width(column_idx, column.width)?;
        page.put(marks_idx, column_idx, &column.role.mark(), &plain)?;
        let format = if column.is_open { &open } else { &fixed };
        page.sheet.write_blank(header_idx, column_idx, format)?;
        page.put(header_idx, column_idx, &text::clip(&column.heading), format)?;
    }
    page.sheet.set_row_height(header_idx, header_height(columns))?;
    page.sheet.set_row_hidden(marks_idx)?;
    let hidden = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    page.sheet.set_column_hidden(hidden)?;
    Ok(header_idx)
}

fn write_row(
    page: &mut Page<'_>,
    row_idx: u32,
    number: u32,
    (list, row): (&Handoff, &SentRow),
    columns: &[Column],
) -> Result<(), XlsxError> {
    let fixed = cell_format();
    let open = fixed.clone().set_unlocked();
    // Broken in two, a code would not be read as one.
    let code = fixed.clone().unset_text_wrap().set_shrink();
    let texts: Vec<String> = columns.iter().map(|it| text_of(it.role, list, row)).collect();
    for (column_idx, (column, text)) in (0..).zip(columns.iter().zip(&texts)) {
        let format = match column.role {
            Role::Number => {
                page.put_number(row_idx, column_idx, number, Some(&fixed))?;
                continue;
            }
            Role::Code => &code,
            _ if column.is_open => &open,
            _ => &fixed,
        };
        page.sheet.write_blank(row_idx, column_idx, format)?;
        page.put(row_idx, column_idx, &text::clip(text), format)?;
    }
    Ok(())
}

/// What stands in a row of the list; nothing where people are to write.
pub(super) fn text_of(role: Role, list: &Handoff, row: &SentRow) -> String {
    match role {
        Role::Code => row.code.to_string(),
        Role::Original(of) => {
            let idx = list.columns.iter().position(|it| it.column == of);
            idx.map_or_else(String::new, |it| list.shown_text(row, it))
        }
        _ => String::new(),
    }
}

fn add_drop_downs(
    page: &mut Page<'_>,
    (first_idx, end_idx): (u32, u32),
    columns: &[Column],
) -> Result<(), XlsxError> {
    for (column_idx, column) in (0..).zip(columns) {
        let allowed: &[&str] = match column.role {
            Role::Answer(Field::Sex) => &["Nam", "Nữ"],
            Role::Tick(_) => &["x"],
            _ => continue,
        };
        // A list that helps, not one that refuses: who writes something else has a reason.
        let list = DataValidation::new()
            .allow_list_strings(allowed)?
            .show_error_message(false)
            .ignore_blank(true);
        page.sheet.add_data_validation(first_idx, column_idx, end_idx, column_idx, &list)?;
    }
    Ok(())
}

fn set_page(page: &mut Page<'_>, list: &Handoff, header_idx: u32) -> Result<(), XlsxError> {
    form::set_paper(page, Orientation::Landscape, &format!("Danh sách {}", list.code));
    page.sheet.set_repeat_rows(header_idx, header_idx)?.set_freeze_panes(header_idx + 1, 2)?;
    Ok(())
}

fn header_height(columns: &[Column]) -> f64 {
    height(columns.iter().map(|it| form::n_lines(&it.heading, it.width)))
}

fn row_height(row: &SentRow, list: &Handoff, columns: &[Column]) -> f64 {
    let wrapped = columns.iter().filter(|it| it.role != Role::Code);
    height(wrapped.map(|it| form::n_lines(&text_of(it.role, list, row), it.width)))
}

/// As high as the highest cell: not every program fits rows to wrapped text when it opens a file.
fn height(n_lines: impl Iterator<Item = usize>) -> f64 {
    let n_lines = n_lines.max().unwrap_or(1);
    (n_lines as f64 * LINE_HEIGHT).min(MOST_HEIGHT)
}

/// Originals are locked without a password: against slips, not against people. Sorting, filtering
/// and widths stay free.
fn protect(page: &mut Page<'_>) {
    page.sheet.protect_with_options(&ProtectionOptions {
        sort: true,
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        format_cells: true,
        ..ProtectionOptions::new()
    });
}

fn cell_format() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_num_format_index(49)
}

fn header_format() -> Format {
    cell_format().set_bold().set_align(FormatAlign::Center)
}
