//! Laws of lists that come back, over thousands of files damaged by a seeded generator. Everybody
//! here is invented.

mod laws;
mod merges;
mod verified;

use super::*;
use crate::cell::CellKind;
use crate::schema::{Layout, Source};
use crate::table::DateSystem;
use crate::testing::{self, Dice};

const FIELDS: [Field; 8] = [
    Field::Ordinal,
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::Phone,
    Field::PersonalId,
    Field::Address,
    Field::Note,
];

pub(super) fn column(field: Field) -> usize {
    FIELDS.iter().position(|it| *it == field).unwrap()
}

pub(super) fn work(rows: &[[&str; 8]]) -> Work {
    let table = testing::typed(&FIELDS, 2, rows);
    let info = testing::info(Layout::Verification, 2);
    Work::new(table, info, testing::options(Source::Platform), &mut |_| {})
}

/// Ten people; some share a name, some a birth date, nobody both.
pub(super) fn people() -> Work {
    work(&[
        ["1", "Nguyễn Thị Lan", "12/03/1985", "1", "0912345601", "", "Thôn 1", "Không có CCCD"],
        ["2", "Nguyễn Thị Lan", "02/09/1990", "1", "0912345602", "079190000101", "Thôn 2", ""],
        ["3", "Nguyễn Thị Lân", "12/03/1985", "1", "0912345603", "", "Thôn 1", ""],
        ["4", "Trần Văn Mẫu", "1958", "0", "0912345604", "07905800011", "Thôn 3", ""],
        ["5", "Lê Văn Hai", "01/01/1960", "0", "0912345605", "001060000123", "Thôn 3", "x"],
        ["6", "Lê Văn Ba", "01/01/1960", "0", "0912345606", "", "Thôn 1", ""],
        ["7", "Phạm Thị Tư", "30/04/1975", "0", "", "012345678", "Thôn 2", ""],
        ["8", "Võ Văn Năm", "", "0", "0912345608", "", "", ""],
        ["9", "Đỗ Thị Sáu", "05/05/2001", "1", "0912345609", "", "Thôn 2", ""],
        ["10", "Đỗ Thị Sáu", "06/06/2002", "1", "0912345610", "", "Thôn 2", ""],
    ])
}

pub(super) fn order(work: &Work, to: Recipient, recipient: &str) -> Order {
    let shown = |it: Field| {
        let shown = if it == Field::PersonalId && to == Recipient::Village {
            Shown::Masked
        } else {
            Shown::Full
        };
        (column(it), shown)
    };
    let fields = [Field::FullName, Field::BirthDate, Field::Sex, Field::PersonalId];
    Order {
        to,
        recipient: recipient.to_owned(),
        due_ms: None,
        columns: fields.map(shown).to_vec(),
        rows: (0..work.table().n_rows()).collect(),
    }
}

/// A cell of a returned sheet, with the row that whoever filled it in had in mind.
#[derive(Clone, Debug)]
pub(super) struct Put {
    pub(super) kind: CellKind,
    pub(super) text: String,
    pub(super) meant: usize,
}

/// A returned sheet, column by column.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) columns: Vec<SheetColumn>,
    pub(super) has_marks: bool,
}

#[derive(Clone, Debug)]
pub(super) struct SheetColumn {
    /// `None` for a column of the recipient's own.
    pub(super) role: Option<Role>,
    pub(super) heading: String,
    pub(super) cells: Vec<Put>,
}

pub(super) const FIRST_ROW: u32 = 5;

impl Sheet {
    /// The list as it left, nothing filled in.
    pub(super) fn of(list: &Handoff) -> Self {
        let cell =
            |row: &SentRow, text: String| Put { kind: CellKind::Text, text, meant: row.row_idx };
        let code = |heading: &str| SheetColumn {
            role: Some(Role::Code),
            heading: heading.to_owned(),
            cells: list.rows.iter().map(|it| cell(it, it.code.to_string())).collect(),
        };
        let mut columns = vec![code(Role::Code.heading())];
        for (idx, sent) in list.shown() {
            columns.push(SheetColumn {
                role: Some(Role::Original(sent.column)),
                heading: sent.heading.clone(),
                cells: list.rows.iter().map(|it| cell(it, list.shown_text(it, idx))).collect(),
            });
        }
        let is_asked = |it: &&Role| match it {
            Role::Answer(_) => true,
            Role::Tick(_) => list.to == Recipient::Police,
            _ => false,
        };
        for role in Role::ALL.iter().filter(is_asked) {
            columns.push(SheetColumn {
                role: Some(*role),
                heading: role.heading().to_owned(),
                cells: list.rows.iter().map(|it| cell(it, String::new())).collect(),
            });
        }
        columns.push(code(""));
        Self { columns, has_marks: true }
    }

    pub(super) fn n_rows(&self) -> usize {
        self.columns[0].cells.len()
    }

    pub(super) fn fill(&mut self, role: Role, row: usize, text: &str) {
        let column = self.columns.iter_mut().find(|it| it.role == Some(role)).unwrap();
        column.cells[row].text = text.to_owned();
    }

    pub(super) fn file(&self, name: &str) -> ReturnedFile {
        let mut rows = vec![row(1, [(0, CellKind::Text, "DANH SÁCH".to_owned())])];
        if self.has_marks {
            let mark = |it: &SheetColumn| it.role.map_or_else(String::new, Role::mark);
            rows.push(row(3, self.texts(mark)));
        }
        rows.push(row(4, self.texts(|it| it.heading.clone())));
        for idx in 0..self.n_rows() {
            let cells = (0..)
                .zip(&self.columns)
                .map(|(column, it)| (column, it.cells[idx].kind, it.cells[idx].text.clone()));
            rows.push(row(FIRST_ROW + u32::try_from(idx).unwrap(), cells));
        }
        let end = FIRST_ROW + u32::try_from(self.n_rows()).unwrap() + 2;
        rows.push(row(end, [(1, CellKind::Text, "Người lập danh sách".to_owned())]));
        let sheets = vec![GridSheet { name: "Danh sách".to_owned(), rows }];
        ReturnedFile {
            name: name.to_owned(),
            grid: Grid { sheets, date_system: DateSystem::Since1900 },
        }
    }

    fn texts(&self, text: impl Fn(&SheetColumn) -> String) -> Vec<(u32, CellKind, String)> {
        (0..).zip(&self.columns).map(|(column, it)| (column, CellKind::Text, text(it))).collect()
    }
}

fn row(number: u32, cells: impl IntoIterator<Item = (u32, CellKind, String)>) -> GridRow {
    let cells = cells.into_iter().filter(|it| !it.2.is_empty());
    let cell = |(column, kind, text)| GridCell { column, kind, text };
    GridRow { number, cells: cells.map(cell).collect() }
}

pub(super) fn stamp(at_ms: u64) -> Stamp {
    Stamp { at_ms, who: "Trạm".to_owned() }
}

#[test]
fn a_mask_leaves_four_digits() {
    assert_eq!(masked("079190000101"), "********0101");
    assert_eq!(masked("012 345 678"), "*** **5 678");
    assert_eq!(masked("123"), "***");
    assert_eq!(masked(""), "");
}

#[test]
fn a_part_for_every_village_and_every_row_in_one() {
    let work = people();
    let rows: Vec<usize> = (0..10).collect();
    let shown = |by| {
        let parts = split(&work, &rows, by);
        let part = |it: &Part| format!("{} {:?}", it.name, it.rows);
        parts.iter().map(part).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        shown(SplitBy::Village),
        "Thôn 1 [0, 2, 5]; Thôn 2 [1, 6, 8, 9]; Thôn 3 [3, 4];  [7]"
    );
    assert_eq!(shown(SplitBy::Rows(6)), "Phần 1 [0, 1, 2, 3, 4, 5]; Phần 2 [6, 7, 8, 9]");
    assert_eq!(shown(SplitBy::Column(column(Field::Sex))), "0 [3, 4, 5, 6, 7]; 1 [0, 1, 2, 8, 9]");
}
