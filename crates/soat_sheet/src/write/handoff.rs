//! Lists for the village and the police: one sheet that is filled in, or printed and signed.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    IgnoreError, ProtectionOptions, Workbook, XlsxError,
};
use soat_core::handoff::{Handoff, Recipient, Role, SentRow, Verdict};
use soat_core::{Date, Field};

use super::handoff_text::{self as words, Line, Look};
use super::page::{Ledger, Page};
use super::{HandoffAbout, WriteError, WriteErrorKind, text};

const SHEET: &str = "Danh sách";
const FONT: &str = "Times New Roman";
/// Paper number of A4 in the file format.
const A4: u8 = 9;
/// Millimetres make an inch, the unit of margins.
const MM_PER_INCH: f64 = 25.4;

/// A column of the sheet.
struct Column {
    role: Role,
    heading: String,
    width: f64,
    is_open: bool,
}

pub(super) fn write(list: &Handoff, about: &HandoffAbout<'_>) -> Result<Vec<u8>, WriteError> {
    let failed = |it: XlsxError| WriteError::from_xlsx(&it, SHEET);
    let columns = columns(list);
    if u16::try_from(columns.len() + 1).is_err() {
        return Err(WriteError::new(WriteErrorKind::TooLarge, SHEET));
    }
    let (bytes, ledger) = write_book(list, about, &columns).map_err(failed)?;
    super::read_back(bytes, ledger, SHEET)
}

/// STT, the code, what is shown, what is asked, and the code again, hidden at the far side.
fn columns(list: &Handoff) -> Vec<Column> {
    let fixed = |heading: &str, role, width| Column {
        role,
        heading: heading.to_owned(),
        width,
        is_open: false,
    };
    let mut columns = vec![
        fixed(Role::Number.heading(), Role::Number, 5.0),
        fixed(Role::Code.heading(), Role::Code, 11.5),
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
            Role::Tick(_) => 7.0,
            Role::Answer(field) => width(Some(*field)),
            _ => 10.0,
        },
        is_open: true,
    }));
    columns.push(fixed("", Role::Code, 11.5));
    columns
}

fn width(field: Option<Field>) -> f64 {
    match field {
        Some(Field::FullName) => 24.0,
        Some(Field::BirthDate) => 11.5,
        Some(Field::PersonalId) => 16.0,
        Some(Field::Sex) => 8.0,
        Some(Field::Address | Field::Note) => 20.0,
        _ => 13.0,
    }
}

fn write_book(
    list: &Handoff,
    about: &HandoffAbout<'_>,
    columns: &[Column],
) -> Result<(Vec<u8>, Ledger), XlsxError> {
    let mut workbook = Workbook::new();
    let created = about.made_on;
    let year = u16::try_from(created.year()).unwrap_or(1900).max(1900);
    let created = ExcelDateTime::from_ymd(year, u8::from(created.month()), created.day())?;
    workbook.set_properties(
        &DocProperties::new()
            .set_subject(format!("soat:{}", list.code))
            .set_creation_datetime(&created),
    );
    let mut page = Page::new(workbook.add_worksheet());
    page.sheet.set_name(SHEET)?;
    let last_column = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    let mut row_idx = write_lines(&mut page, 0, last_column, &words::head(list, about))?;
    let header_idx = write_header(&mut page, row_idx, columns)?;
    row_idx = header_idx + 1;
    for (number, row) in (1..).zip(&list.rows) {
        write_row(&mut page, row_idx, number, (list, row), columns)?;
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
    write_lines(&mut page, row_idx + 1, last_column, &words::foot(list, about))?;
    set_page(&mut page, list, header_idx)?;
    protect(&mut page);
    let ledger = page.ledger;
    Ok((workbook.save_to_buffer()?, ledger))
}

/// Lines across the sheet, some of them in two halves as signatures are.
fn write_lines(
    page: &mut Page<'_>,
    first_idx: u32,
    last_column: u16,
    lines: &[Line],
) -> Result<u32, XlsxError> {
    let mut row_idx = first_idx;
    // The last column is hidden: halves are of those that are seen.
    let seen = last_column.saturating_sub(1);
    let middle = seen.div_ceil(2).max(1);
    for line in lines {
        let format = line_format(line.look);
        let has_halves = !line.right.is_empty();
        let left_end = if has_halves { middle - 1 } else { seen };
        spread(page, row_idx, (0, left_end), &format)?;
        page.put(row_idx, 0, &text::clip(&line.left), &format)?;
        if has_halves {
            spread(page, row_idx, (middle, seen), &format)?;
            page.put(row_idx, middle, &text::clip(&line.right), &format)?;
        }
        row_idx += 1;
    }
    Ok(row_idx)
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

fn line_format(look: Look) -> Format {
    let plain = Format::new().set_font_name(FONT).set_font_size(12);
    let across = plain.clone().set_align(FormatAlign::CenterAcross);
    match look {
        Look::Plain => plain,
        Look::Title => across.set_font_size(14).set_bold(),
        Look::Bold => across.set_bold(),
        Look::Centred => across,
        Look::Slanted => across.set_italic(),
    }
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
    for (column_idx, column) in (0..).zip(columns) {
        let text = match column.role {
            Role::Number => {
                page.put_number(row_idx, column_idx, number, Some(&cell_format()))?;
                continue;
            }
            Role::Code => row.code.to_string(),
            Role::Original(of) => {
                let idx = list.columns.iter().position(|it| it.column == of);
                idx.map_or_else(String::new, |it| list.shown_text(row, it))
            }
            _ => String::new(),
        };
        let format = if column.is_open { &open } else { &fixed };
        page.sheet.write_blank(row_idx, column_idx, format)?;
        page.put(row_idx, column_idx, &text::clip(&text), format)?;
    }
    Ok(())
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

/// Margins, page numbers and the repeated header by Nghị định 30/2020/NĐ-CP, Phụ lục I: top and
/// bottom 20 to 25 mm, left 30 to 35, right 15 to 20; the number at the top, none on page 1.
fn set_page(page: &mut Page<'_>, list: &Handoff, header_idx: u32) -> Result<(), XlsxError> {
    let [left, right, end, edge] = [30.0, 15.0, 20.0, 10.0].map(|it| it / MM_PER_INCH);
    page.sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(left, right, end, end, edge, edge)
        .set_print_fit_to_pages(1, 0)
        .set_header("&C&\"Times New Roman,Regular\"&13&P")
        .set_header_footer_scale_with_doc(false)
        .set_footer(format!("&L&\"Times New Roman,Regular\"&10Danh sách {}", list.code))
        .set_repeat_rows(header_idx, header_idx)?
        .set_freeze_panes(header_idx + 1, 2)?;
    Ok(())
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
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_num_format_index(49)
}

fn header_format() -> Format {
    cell_format().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
}

/// The day in words, as acts have it.
pub(super) fn day_words(date: Date) -> String {
    format!("ngày {:02} tháng {:02} năm {}", date.day(), u8::from(date.month()), date.year())
}

/// The three boxes of a verdict, for the words under the list.
pub(super) fn verdict_titles() -> String {
    Verdict::ALL.map(Verdict::title).join(" / ")
}
