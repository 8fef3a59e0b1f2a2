//! Lists that leave as they are printed from the screen: the words of the workbook, and nothing of
//! the workbook.

use soat_core::handoff::{Handoff, Role};

use super::HandoffAbout;
use super::handoff::{self, Column};
use super::handoff_text::{self as words, Line, Look};

/// Something to print on A4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintPage {
    /// Words that stand at the foot of every page.
    pub code: String,
    /// Lines above the table.
    pub head: Vec<PrintLine>,
    /// The columns of the table.
    pub columns: Vec<PrintColumn>,
    /// The cells, one a column.
    pub rows: Vec<Vec<String>>,
    /// Lines below the table; they stay together.
    pub foot: Vec<PrintLine>,
}

/// A line across the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintLine {
    /// All of it, or its left half.
    pub left: String,
    /// Its right half; empty when the line is whole.
    pub right: String,
    /// `plain`, `title`, `bold`, `centred` or `slanted`.
    pub look: &'static str,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintColumn {
    /// Its heading.
    pub heading: String,
    /// Its width beside that of the others, in characters.
    pub width: u32,
    /// Is it to be filled in by hand?
    pub is_open: bool,
}

/// A list as it is printed.
pub(super) fn handoff_page(list: &Handoff, about: &HandoffAbout<'_>) -> PrintPage {
    let mut columns = handoff::columns(list);
    // The workbook has the code a second time, hidden.
    columns.pop();
    let row = |(number, row): (usize, _)| {
        let text = |column: &Column| match column.role {
            Role::Number => number.to_string(),
            _ => handoff::text_of(column.role, list, row),
        };
        columns.iter().map(text).collect()
    };
    PrintPage {
        code: format!("Danh sách {}", list.code),
        head: words::head(list, about).into_iter().map(line).collect(),
        rows: (1..).zip(&list.rows).map(row).collect(),
        columns: columns.iter().map(column).collect(),
        foot: words::foot(list, about).into_iter().map(line).collect(),
    }
}

fn column(column: &Column) -> PrintColumn {
    // Widths of a workbook are a few dozens at most.
    let width = column.width.ceil() as u32;
    PrintColumn { heading: column.heading.clone(), width, is_open: column.is_open }
}

fn line(line: Line) -> PrintLine {
    let look = match line.look {
        Look::Plain => "plain",
        Look::Title => "title",
        Look::Bold => "bold",
        Look::Centred => "centred",
        Look::Slanted => "slanted",
    };
    PrintLine { left: line.left, right: line.right, look }
}
