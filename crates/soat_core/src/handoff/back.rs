//! The rows of a returned file: which code, which cell is which answer.

use std::collections::BTreeMap;

use super::Handoffs;
use super::code::{NotACode, RowCode};
use super::grid::{GridCell, GridRow, GridSheet};
use super::heading::{Role, is_footer};
use super::plan::{NotTaken, Reason};
use crate::parse::text::{fold, tidy_spaces};

/// A row that names a row of ours, or tries to.
pub(super) struct BackRow<'g> {
    pub(super) sheet: &'g str,
    pub(super) row_number: u32,
    pub(super) code: Result<RowCode, Reason>,
    /// One of its codes is damaged: only what else the row says can make up for it.
    pub(super) is_code_weak: bool,
    pub(super) cells: Vec<BackCell<'g>>,
}

/// A filled cell of it, codes apart.
pub(super) struct BackCell<'g> {
    /// `None` in a column that is none of ours.
    pub(super) role: Option<Role>,
    pub(super) heading: String,
    pub(super) cell: &'g GridCell,
}

/// What the columns of a sheet are.
struct Columns {
    roles: BTreeMap<u32, Role>,
    headings: BTreeMap<u32, String>,
    header_row: u32,
    /// Rows of marks, which are no people.
    mark_rows: Vec<u32>,
}

/// Finds the rows of a sheet, and says what is none.
pub(super) fn rows<'g>(
    handoffs: &Handoffs,
    file: u16,
    sheet: &'g GridSheet,
    not_taken: &mut Vec<NotTaken>,
) -> Vec<BackRow<'g>> {
    let columns = columns(handoffs, sheet);
    if !columns.roles.values().any(|it| *it == Role::Code) {
        if sheet.rows.iter().any(|it| !is_row_blank(it)) {
            let n_rows = sheet.rows.len();
            not_taken.push(NotTaken {
                file,
                sheet: sheet.name.clone(),
                row_number: 0,
                row_idx: None,
                heading: String::new(),
                text: format!("{n_rows} dòng"),
                is_answer: false,
                reason: Reason::NoCodesInSheet,
            });
        }
        return Vec::new();
    }
    sheet.rows.iter().filter_map(|row| back_row(row, sheet, &columns)).collect()
}

fn columns(handoffs: &Handoffs, sheet: &GridSheet) -> Columns {
    let mut columns = Columns {
        roles: BTreeMap::new(),
        headings: BTreeMap::new(),
        header_row: 0,
        mark_rows: Vec::new(),
    };
    for row in &sheet.rows {
        let marks = row.cells.iter().filter_map(|it| Some((it.column, Role::of_mark(&it.text)?)));
        let marks: Vec<_> = marks.collect();
        if marks.len() >= 2 {
            columns.mark_rows.push(row.number);
            columns.roles.extend(marks);
        }
    }
    let headings = header(handoffs, sheet, &columns);
    if let Some(row) = headings {
        columns.header_row = row.number;
        let text = |it: &GridCell| (it.column, tidy_spaces(&it.text));
        columns.headings = row.cells.iter().map(text).collect();
    }
    add_code_columns(sheet, &mut columns);
    let has_marks = !columns.mark_rows.is_empty();
    if !has_marks {
        add_by_heading(handoffs, &mut columns);
    }
    columns
}

/// The row whose cells are most headings of ours; else the one over the first code.
fn header<'g>(handoffs: &Handoffs, sheet: &'g GridSheet, columns: &Columns) -> Option<&'g GridRow> {
    let is_ours = |it: &&GridCell| {
        Role::of_heading(&it.text).is_some() || original(handoffs, &it.text).is_some()
    };
    let n_ours = |row: &GridRow| row.cells.iter().filter(is_ours).count();
    let is_list = |it: &&GridRow| !it.cells.iter().any(|it| RowCode::parse(&it.text).is_ok());
    let others = sheet.rows.iter().filter(|it| !columns.mark_rows.contains(&it.number));
    let best = others
        .clone()
        .filter(is_list)
        .map(|it| (n_ours(it), it))
        .reduce(|a, b| if b.0 > a.0 { b } else { a });
    if let Some((2.., row)) = best {
        return Some(row);
    }
    let rows: Vec<&GridRow> = others.filter(|it| !is_row_blank(it)).collect();
    let first = rows.iter().position(|it| !is_list(it))?;
    first.checked_sub(1).and_then(|it| rows.get(it)).copied()
}

/// Columns in which codes stand. A code quoted in a note does not make one.
fn add_code_columns(sheet: &GridSheet, columns: &mut Columns) {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for cell in sheet.rows.iter().flat_map(|it| &it.cells) {
        if RowCode::parse(&cell.text).is_ok() {
            *counts.entry(cell.column).or_default() += 1;
        }
    }
    let most = counts.values().copied().max().unwrap_or(0);
    let has_marked = columns.roles.values().any(|it| *it == Role::Code);
    for (column, count) in counts {
        // A code column that lost its mark still counts as one; a marked one of another kind never.
        if count * 2 >= most && (!has_marked || count * 2 > most) {
            columns.roles.entry(column).or_insert(Role::Code);
        }
    }
}

fn add_by_heading(handoffs: &Handoffs, columns: &mut Columns) {
    for (&column, heading) in &columns.headings {
        let role = original(handoffs, heading).or_else(|| Role::of_heading(heading));
        if let Some(role) = role {
            columns.roles.entry(column).or_insert(role);
        }
    }
}

/// The column of the table that was sent under this heading.
fn original(handoffs: &Handoffs, heading: &str) -> Option<Role> {
    let folded = fold(heading);
    let mut sent = handoffs.lists.iter().flat_map(|it| it.shown().map(|it| it.1));
    let found = sent.find(|it| !folded.is_empty() && fold(&it.heading) == folded)?;
    Some(Role::Original(found.column))
}

/// `None` for rows that are no answers: headings, what stands above them, our own last lines.
fn back_row<'g>(row: &'g GridRow, sheet: &'g GridSheet, columns: &Columns) -> Option<BackRow<'g>> {
    if row.number == columns.header_row || columns.mark_rows.contains(&row.number) {
        return None;
    }
    let is_code = |it: &&GridCell| columns.roles.get(&it.column) == Some(&Role::Code);
    let codes: Vec<_> = row.cells.iter().filter(is_code).filter(|it| !it.is_blank()).collect();
    let parsed: Vec<Result<RowCode, NotACode>> =
        codes.iter().map(|it| RowCode::parse(&it.text)).collect();
    let is_above = row.number < columns.header_row;
    let is_ours = row.cells.iter().all(|it| is_footer(&it.text));
    if parsed.iter().all(Result::is_err) && (is_above || is_ours || is_row_blank(row)) {
        return None;
    }
    let mut right: Vec<RowCode> = parsed.iter().copied().filter_map(Result::ok).collect();
    right.sort_unstable();
    right.dedup();
    let code = match right.as_slice() {
        &[code] => Ok(code),
        [] if codes.is_empty() => Err(Reason::NoCode),
        [] => Err(Reason::AlteredCode),
        _ => Err(Reason::CodesDisagree),
    };
    let cells = row.cells.iter().filter(|it| !is_code(it) && !it.is_blank());
    let cell = |cell: &'g GridCell| BackCell {
        role: columns.roles.get(&cell.column).copied(),
        heading: columns.headings.get(&cell.column).cloned().unwrap_or_default(),
        cell,
    };
    Some(BackRow {
        sheet: &sheet.name,
        row_number: row.number,
        code,
        is_code_weak: parsed.iter().any(Result::is_err),
        cells: cells.map(cell).collect(),
    })
}

fn is_row_blank(row: &GridRow) -> bool {
    row.cells.iter().all(GridCell::is_blank)
}
