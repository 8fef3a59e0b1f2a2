//! Lists for tests. Everybody on them is invented.

use time::{Date, Month};

use crate::cell::Cell;
use crate::field::Field;
use crate::schema::{
    ColumnInfo, Layout, LeftOut, ListInfo, Options, Profile, SheetCondition, Source,
};
use crate::table::{DateSystem, Table, TableBuilder};

/// Columns of these fields from column A on.
pub(crate) fn columns(fields: impl IntoIterator<Item = Field>) -> Vec<ColumnInfo> {
    let column = |(sheet_column, field): (u32, Field)| ColumnInfo {
        sheet_column,
        heading: field.title().to_owned(),
        field: Some(field),
    };
    (0..).zip(fields).map(column).collect()
}

/// A table of rows of cells; the first has this number in Excel.
pub(crate) fn table<'c, R>(
    fields: &[Field],
    first_row: u32,
    rows: impl IntoIterator<Item = R>,
) -> Table
where
    R: IntoIterator<Item = Cell<'c>>,
{
    let mut builder = TableBuilder::new(columns(fields.iter().copied()), DateSystem::Since1900);
    for (row_number, row) in (first_row..).zip(rows) {
        builder.start_row(row_number);
        for (column, cell) in row.into_iter().enumerate().filter(|it| !it.1.text.is_empty()) {
            builder.put(column, cell);
        }
    }
    builder.finish()
}

/// The same of texts as typed.
pub(crate) fn typed<'c, T: AsRef<str> + 'c>(
    fields: &[Field],
    first_row: u32,
    rows: impl IntoIterator<Item = &'c (impl AsRef<[T]> + ?Sized + 'c)>,
) -> Table {
    let cells = |row: &'c [T]| row.iter().map(|it| Cell::typed(it.as_ref()));
    table(fields, first_row, rows.into_iter().map(|it| cells(it.as_ref())))
}

/// A workbook with one sheet, whose header stands right above its first row.
pub(crate) fn info(layout: Layout, first_row: u32) -> ListInfo {
    ListInfo {
        format: "xlsx",
        sheet: "PL1".to_owned(),
        sheets: vec!["PL1".to_owned()],
        layout,
        header_row: first_row - 1,
        first_row,
        left_out: LeftOut::default(),
        uncomputed_formulas: 0,
        cells_not_read: 0,
        sample_answers: Vec::new(),
        name_font: None,
        condition: SheetCondition::default(),
    }
}

/// By the rules of 2022, on a day of that year.
pub(crate) fn options(source: Source) -> Options {
    let today = Date::from_calendar_date(2022, Month::May, 29).unwrap();
    Options { profile: Profile::Y2022, source, today }
}

/// A small generator of Knuth's constants: the same lists on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `n`; 0 when there is none.
    pub(crate) fn roll(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n.max(1) as u64).unwrap()
    }

    pub(crate) fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.roll(items.len())]
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.roll(n) == 0
    }

    pub(crate) fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| char::from(b'0' + u8::try_from(self.roll(10)).unwrap())).collect()
    }
}
