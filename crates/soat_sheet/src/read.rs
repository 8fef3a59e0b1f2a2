//! Bytes to table: which sheet, which header, which rows.

mod elsewhere;
#[cfg(test)]
mod tests;

use core::ops::ControlFlow;

use soat_core::{ColumnInfo, Field, Layout, ListInfo, SheetCondition, Table};

use crate::book::{Book, Notes};
use crate::container::{self, Container};
use crate::error::{ReadError, ReadErrorKind};
use crate::header::{self, Header, MOST_COLUMNS};
use crate::intake::Intake;
use crate::layout::{self, Surroundings};
use crate::people::{RowKind, Sorter};
use crate::row::Row;
use crate::unlock::unlock;

pub use self::elsewhere::{peek, read_pieces};

/// Filled rows that are looked at before the list is read.
const HEAD_ROWS: usize = 100;
/// The platform's word for a row taken in.
pub(crate) const SUCCESS: &str = "Thành công";

/// What the user chose. Nothing chosen is what a first opening asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions<'a> {
    /// Name of the sheet; else the one that reads most like a list of people.
    pub sheet: Option<&'a str>,
    /// Number of the header's last row, from 1; else found by its headings.
    pub header_row: Option<u32>,
    /// What each column of the sheet means, from column A; else read from the headings.
    pub mapping: Option<&'a [Option<Field>]>,
    /// What the workbook is locked by.
    pub password: Option<&'a str>,
}

/// A list opened.
pub struct Opened {
    /// The people.
    pub table: Table,
    /// What was found out about the sheet.
    pub info: ListInfo,
}

/// News while a list is read.
#[derive(Debug)]
pub enum ReadProgress<'a> {
    /// Rows of people read so far.
    Rows(u32),
    /// The first people, as shown to a person; told once.
    FirstRows {
        /// Headings of the columns.
        headings: &'a [String],
        /// A text a column.
        rows: &'a [Vec<String>],
    },
}

pub(crate) type Progress<'p> = dyn FnMut(ReadProgress<'_>) + 'p;

/// Reads a list of people from the bytes of a workbook.
///
/// # Errors
/// Says in Vietnamese what is wrong with the file, where, and what to do.
pub fn read(
    bytes: &[u8],
    options: &ReadOptions<'_>,
    progress: &mut dyn FnMut(ReadProgress<'_>),
) -> Result<Opened, ReadError> {
    guarded(|| read_book(bytes, options, progress))
}

/// A panic is our bug. In a browser it ends the worker, and the page knows; a native caller must
/// live on.
pub(crate) fn guarded<T>(run: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    #[cfg(not(target_arch = "wasm32"))]
    {
        let read = std::panic::catch_unwind(core::panic::AssertUnwindSafe(run));
        read.unwrap_or_else(|_| Err(ReadError::new(ReadErrorKind::Damaged)))
    }
    #[cfg(target_arch = "wasm32")]
    run()
}

fn read_book(
    bytes: &[u8],
    options: &ReadOptions<'_>,
    progress: &mut Progress<'_>,
) -> Result<Opened, ReadError> {
    let unlocked = unlock(bytes, options.password)?;
    let bytes = &*unlocked;
    let container = container::detect(bytes)?;
    let book = Book::open_locked(bytes, container, options.password)?;
    read_list(book, container, options, false, progress)
}

fn read_list(
    mut book: Book<'_>,
    container: Container,
    options: &ReadOptions<'_>,
    is_shown: bool,
    progress: &mut Progress<'_>,
) -> Result<Opened, ReadError> {
    let plan = choose(&mut book, options)?;
    take_in(&mut book, container, (&plan, options), is_shown, progress)
}

/// Reads the rows of the sheet chosen. `is_shown` says that its first people have been shown.
pub(crate) fn take_in(
    book: &mut Book<'_>,
    container: Container,
    (plan, options): (&Plan, &ReadOptions<'_>),
    is_shown: bool,
    progress: &mut Progress<'_>,
) -> Result<Opened, ReadError> {
    let sheets = book.sheet_names();
    let mut intake = Intake::new(plan, book.date_system(), book.shared_texts(), progress);
    if is_shown {
        intake.skip_first_rows();
    }
    book.walk_rows(&plan.sheet, &mut |row| {
        intake.take(row);
        ControlFlow::Continue(())
    })?;
    let (table, mut info) =
        intake.finish(container.name(), sheets, plan, options.mapping.is_some());
    info.condition = condition(book, &table);
    let names = table.column_of(Field::FullName).or(table.column_of(Field::FamilyName));
    if let Some(column) = names.and_then(|it| table.column(it)) {
        info.name_font = book.legacy_font(&plan.sheet, column.sheet_column, info.first_row);
    }
    Ok(Opened { table, info })
}

/// What was found out about the sheet walked last, as far as the list goes.
fn condition(book: &Book<'_>, table: &Table) -> SheetCondition {
    let Notes { n_bad_cells, hidden_rows, hidden_columns, is_filtered, is_cut } = book.notes();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let is_hidden = |row: &usize| hidden_rows.has(table.row_number(*row));
    let hidden_rows = count((0..table.n_rows()).filter(is_hidden).count());
    let columns = table.columns().filter(|it| hidden_columns.has(it.sheet_column));
    SheetCondition {
        hidden_rows,
        hidden_columns: count(columns.count()),
        is_filtered: is_filtered && hidden_rows > 0,
        hidden_sheets: book.hidden_sheets(),
        bad_cells: n_bad_cells,
        is_cut,
    }
}

/// The sheet chosen and how it is read.
pub(crate) struct Plan {
    pub(crate) sheet: String,
    pub(crate) header: Header,
    pub(crate) layout: Layout,
    pub(crate) columns: Vec<ColumnInfo>,
}

struct Candidate {
    sheet: String,
    head: Vec<Row>,
    header: Header,
    n_rows: usize,
}

/// Finds the sheet that reads most like a list: by its headings, then by its rows.
fn choose(book: &mut Book<'_>, options: &ReadOptions<'_>) -> Result<Plan, ReadError> {
    let mut best: Option<Candidate> = None;
    find_lists(book, options, &mut |it| {
        let weight = |it: &Candidate| (it.header.score, it.n_rows);
        if best.as_ref().is_none_or(|best| weight(best) < weight(&it)) {
            best = Some(it);
        }
    })?;
    best.map(|it| plan(it, options)).ok_or_else(|| no_header(options))
}

/// Every sheet that reads like a list of people, in order.
pub(crate) fn plans(
    book: &mut Book<'_>,
    options: &ReadOptions<'_>,
) -> Result<Vec<Plan>, ReadError> {
    let mut plans = Vec::new();
    find_lists(book, options, &mut |it| plans.push(plan(it, options)))?;
    Ok(plans)
}

/// Shows every sheet that has a header. When none has, what went wrong is the answer.
fn find_lists(
    book: &mut Book<'_>,
    options: &ReadOptions<'_>,
    found: &mut dyn FnMut(Candidate),
) -> Result<(), ReadError> {
    let mut n_found = 0;
    let mut fault = None;
    let mut is_empty = true;
    for sheet in sheets_to_try(book, options)? {
        let head = match read_head(book, &sheet, options.header_row) {
            Ok(head) => head,
            Err(error) => {
                fault.get_or_insert(error);
                continue;
            }
        };
        is_empty &= head.iter().all(Row::is_blank);
        let header = match options.header_row {
            Some(row_number) => Some(header::at_row(&head, row_number)),
            None => header::find(&head),
        };
        let Some(header) = header else { continue };
        let n_rows = head.iter().filter(|it| it.number > header.last_tier).count();
        found(Candidate { sheet, head, header, n_rows });
        n_found += 1;
    }
    if is_empty {
        return Err(fault.unwrap_or_else(|| ReadError::new(ReadErrorKind::EmptyFile)));
    }
    if n_found == 0 {
        return Err(fault.unwrap_or_else(|| no_header(options)));
    }
    Ok(())
}

fn no_header(options: &ReadOptions<'_>) -> ReadError {
    let error = ReadError::new(ReadErrorKind::NoHeader);
    match options.sheet {
        Some(sheet) => error.in_sheet(sheet),
        None => error,
    }
}

fn sheets_to_try(book: &Book<'_>, options: &ReadOptions<'_>) -> Result<Vec<String>, ReadError> {
    let sheets = book.sheet_names();
    if let Some(wanted) = options.sheet {
        let found = sheets.into_iter().find(|it| it == wanted);
        let missing = || ReadError::new(ReadErrorKind::SheetNotFound).in_sheet(wanted);
        return found.map(|it| vec![it]).ok_or_else(missing);
    }
    let visible: Vec<String> = sheets.iter().filter(|it| book.is_visible(it)).cloned().collect();
    Ok(if visible.is_empty() { sheets } else { visible })
}

/// The first filled rows of a sheet; more when the header is said to stand lower.
fn read_head(
    book: &mut Book<'_>,
    sheet: &str,
    header_row: Option<u32>,
) -> Result<Vec<Row>, ReadError> {
    let mut head: Vec<Row> = Vec::new();
    let mut n_below = 0;
    book.walk_rows(sheet, &mut |row| {
        if !row.is_blank() {
            n_below += usize::from(row.number > header_row.unwrap_or(0));
            head.push(row.shortened());
        }
        if n_below >= HEAD_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    head.sort_by_key(|it| it.number);
    head.dedup_by_key(|it| it.number);
    Ok(head)
}

fn plan(candidate: Candidate, options: &ReadOptions<'_>) -> Plan {
    let Candidate { sheet, head, mut header, .. } = candidate;
    layout::join_parts(&mut header);
    let mut sorter = Sorter::new(&header, &fields_of(&header));
    let below = head.iter().filter(|it| it.number > header.last_tier);
    let people: Vec<&Row> = below.filter(|it| sorter.sort(it) == RowKind::Person).collect();
    let given_name = layout::split_name(&mut header, &people);
    let around = Surroundings::new(&sheet, &head, &header, &people);
    let layout = layout::decide(&header, &around);
    if !matches!(layout, Layout::Registration | Layout::Niis | Layout::Unknown) {
        layout::fill_gaps(&mut header, layout.template());
    }
    let mut columns = columns_of(&header, &head);
    let success = unnamed_success(&header, &head);
    for column in &mut columns {
        match column.sheet_column {
            it if given_name == Some(it) => column.field = Some(Field::GivenName),
            it if success == Some(it) => column.field = Some(Field::ImportSuccess),
            _ => {}
        }
        if let Some(mapping) = options.mapping {
            column.field = mapping.get(column.sheet_column as usize).copied().flatten();
        }
    }
    Plan { sheet, header, layout, columns }
}

fn fields_of(header: &Header) -> Vec<(u32, Option<Field>)> {
    header.columns.iter().map(|it| (it.column, it.field())).collect()
}

/// Columns with a heading, and columns that have only cells.
fn columns_of(header: &Header, head: &[Row]) -> Vec<ColumnInfo> {
    let named = header.columns.iter().map(|it| ColumnInfo {
        sheet_column: it.column,
        heading: it.heading.clone(),
        field: it.field(),
    });
    let mut columns: Vec<ColumnInfo> = named.collect();
    let below = head.iter().filter(|it| it.number > header.last_tier);
    let filled = below.flat_map(|row| row.seen().map(|it| it.0)).filter(|&it| it < MOST_COLUMNS);
    for sheet_column in filled {
        if !columns.iter().any(|it| it.sheet_column == sheet_column) {
            columns.push(unnamed(sheet_column));
        }
    }
    columns.sort_by_key(|it| it.sheet_column);
    columns
}

pub(crate) fn unnamed(sheet_column: u32) -> ColumnInfo {
    ColumnInfo { sheet_column, heading: String::new(), field: None }
}

/// Uploading a result file again makes the platform write `Thành công` one column further right,
/// under no heading.
fn unnamed_success(header: &Header, head: &[Row]) -> Option<u32> {
    let success = header.column_of(Field::ImportFailure)?.column + 1;
    let is_unnamed = !header.columns.iter().any(|it| it.column == success);
    let says_so = |it: &Row| it.number > header.last_tier && it.text_at(success) == SUCCESS;
    (is_unnamed && head.iter().any(says_so)).then_some(success)
}
