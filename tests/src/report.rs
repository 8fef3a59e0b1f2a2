//! What the reader made of a case, as a text to compare.

use std::fmt::Write as _;

use anyhow::Result;
use soat_core::{Cell, CellKind, Table, display_text};
use soat_sheet::{Opened, ReadOptions, read};

use crate::case::Case;

/// Reads the case's workbook and tells what came of it.
///
/// # Errors
/// Never in practice: writing into a text cannot fail.
pub fn report(case: &Case) -> Result<String> {
    let options = ReadOptions {
        sheet: case.sheet.as_deref(),
        header_row: case.header_row,
        mapping: case.mapping.as_deref(),
        ..ReadOptions::default()
    };
    match read(&case.bytes, &options, &mut |_| {}) {
        Ok(opened) => tell(&opened),
        Err(error) => Ok(format!("error {}\n{error}\n{}\n", error.code(), error.message_vi())),
    }
}

fn tell(opened: &Opened) -> Result<String> {
    let Opened { table, info } = opened;
    let mut text = String::new();
    writeln!(text, "{} of {}: {}", info.sheet, info.sheets.join(", "), info.layout.key())?;
    let numbers: Vec<String> =
        (0..table.n_rows()).map(|it| table.row_number(it).to_string()).collect();
    writeln!(text, "header row {}, first row {}", info.header_row, info.first_row)?;
    writeln!(text, "rows {}", numbers.join(" "))?;
    let out = info.left_out;
    writeln!(
        text,
        "left out: sample {}, empty {}, total {}, header {}",
        out.sample_rows, out.empty_rows, out.total_rows, out.header_rows
    )?;
    if info.uncomputed_formulas + info.cells_not_read > 0 {
        let (formulas, cells) = (info.uncomputed_formulas, info.cells_not_read);
        writeln!(text, "formulas without a value {formulas}, cells not read {cells}")?;
    }
    for answer in &info.sample_answers {
        writeln!(text, "answer to the sample in row {}: {}", answer.row_number, answer.text)?;
    }
    text.push('\n');
    for column in table.columns() {
        let field = column.field.map_or("-", soat_core::Field::key);
        writeln!(text, "{:<3}{field:<20}{}", column.letter(), column.heading.replace('\n', "⏎"))?;
    }
    for row in 0..table.n_rows() {
        write!(text, "\n{:>4}", table.row_number(row))?;
        write_cells(&mut text, table, row)?;
    }
    text.push('\n');
    Ok(text)
}

fn write_cells(text: &mut String, table: &Table, row: usize) -> Result<()> {
    for (at, column) in table.columns().enumerate() {
        let cell = table.raw(row, at);
        if cell.kind != CellKind::Empty {
            let shown = display_text(cell, table.date_system()).replace('\n', "⏎");
            write!(text, " | {}: {}{shown}", column.letter(), mark(cell))?;
        }
    }
    Ok(())
}

fn mark(cell: Cell<'_>) -> &'static str {
    match cell.kind {
        CellKind::Number => "(number) ",
        CellKind::Date => "(date) ",
        CellKind::Bool => "(boolean) ",
        CellKind::Error => "(error) ",
        CellKind::Uncomputed => "(formula) ",
        CellKind::Text | CellKind::Empty => "",
    }
}
