//! Lists that leave as they are printed from the screen: the words of the workbook, and nothing of
//! the workbook.

use soat_core::handoff::{Handoff, Role};

use super::HandoffAbout;
use super::handoff::{self, Column};
use super::handoff_text::{self as words, Line, Look};

/// Something to print on A4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintPage {
    /// Is the longer side of the paper its width?
    pub is_landscape: bool,
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
        is_landscape: true,
        head: lines(words::head(list, about)),
        rows: (1..).zip(&list.rows).map(row).collect(),
        columns: columns.iter().map(|it| column(&it.heading, it.width, it.is_open)).collect(),
        foot: lines(words::foot(list, about)),
    }
}

pub(super) fn column(heading: &str, width: f64, is_open: bool) -> PrintColumn {
    // Widths of a workbook are a few dozens at most.
    PrintColumn { heading: heading.to_owned(), width: width.ceil() as u32, is_open }
}

pub(super) fn lines(lines: Vec<Line>) -> Vec<PrintLine> {
    lines.into_iter().map(line).collect()
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
