//! The list itself: columns of interned cells, the file's own beside an overlay of edits.

use std::sync::Arc;

use crate::cell::{Cell, CellId, CellPool, SharedTexts};
use crate::field::Field;
use crate::schema::ColumnInfo;

/// The day which serial number 0 or 1 stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateSystem {
    /// Serial 1 is 01/01/1900, and 29/02/1900 exists. The default of Excel.
    #[default]
    Since1900,
    /// Serial 0 is 01/01/1904: old Macintosh workbooks.
    Since1904,
}

/// A list of people. Rows are named by their index from 0, which never changes.
pub struct Table {
    pool: CellPool,
    columns: Vec<Column>,
    row_numbers: Vec<u32>,
    date_system: DateSystem,
    column_of: [Option<u16>; Field::COUNT],
    /// The fields that there are, each with its column.
    fields: Vec<(Field, u16)>,
}

struct Column {
    info: ColumnInfo,
    raw: Vec<CellId>,
    /// Made at the column's first edit: most columns of a list are never touched.
    now: Option<Vec<CellId>>,
}

impl Table {
    /// Rows of people.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.row_numbers.len()
    }

    /// Columns, known and unknown.
    #[must_use]
    pub fn n_columns(&self) -> usize {
        self.columns.len()
    }

    /// The columns in the order of the sheet.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &ColumnInfo> {
        self.columns.iter().map(|it| &it.info)
    }

    /// One column.
    #[must_use]
    pub fn column(&self, column: usize) -> Option<&ColumnInfo> {
        self.columns.get(column).map(|it| &it.info)
    }

    /// The column that holds this field.
    #[must_use]
    pub fn column_of(&self, field: Field) -> Option<usize> {
        self.column_of[field as usize].map(usize::from) // OK because the array has one place a field
    }

    /// Gives columns new meanings, in order. A field named twice stays with the first.
    pub fn set_fields(&mut self, fields: &[Option<Field>]) {
        for (column, &field) in self.columns.iter_mut().zip(fields) {
            column.info.field = field;
        }
        self.column_of = index_fields(&self.columns);
        self.fields = fields_of(&self.column_of);
    }

    /// The row's number in Excel, from 1.
    #[must_use]
    pub fn row_number(&self, row_idx: usize) -> u32 {
        self.row_numbers.get(row_idx).copied().unwrap_or(0)
    }

    /// The row with this number in Excel.
    #[must_use]
    pub fn row_of_number(&self, row_number: u32) -> Option<usize> {
        self.row_numbers.binary_search(&row_number).ok()
    }

    /// How the file counts days.
    #[must_use]
    pub fn date_system(&self) -> DateSystem {
        self.date_system
    }

    /// The cell as opened; empty outside the list.
    #[must_use]
    pub fn raw(&self, row_idx: usize, column: usize) -> Cell<'_> {
        self.pool.get(self.raw_id(row_idx, column))
    }

    /// The cell as it is now; empty outside the list.
    #[must_use]
    pub fn now(&self, row_idx: usize, column: usize) -> Cell<'_> {
        self.pool.get(self.now_id(row_idx, column))
    }

    /// The cell of a field as it is now; `None` when the list has no such column.
    #[must_use]
    pub fn field(&self, row_idx: usize, field: Field) -> Option<Cell<'_>> {
        self.column_of(field).map(|it| self.now(row_idx, it))
    }

    /// The cell of a field as opened; `None` when the list has no such column.
    #[must_use]
    pub fn raw_field(&self, row_idx: usize, field: Field) -> Option<Cell<'_>> {
        self.column_of(field).map(|it| self.raw(row_idx, it))
    }

    /// Ids of the cells of a row by field, as they are now or, with `is_raw`, as opened. One look-up
    /// a column, for the many rules that ask.
    pub(crate) fn row(&self, row_idx: usize, is_raw: bool) -> [CellId; Field::COUNT] {
        let mut ids = [CellId::EMPTY; Field::COUNT];
        for &(field, column) in &self.fields {
            let Some(column) = self.columns.get(usize::from(column)) else { continue };
            let cells =
                if is_raw { &column.raw } else { column.now.as_ref().unwrap_or(&column.raw) };
            ids[field as usize] = cells.get(row_idx).copied().unwrap_or(CellId::EMPTY); // OK because the array has one place a field
        }
        ids
    }

    /// Id of the cell as opened.
    #[must_use]
    pub fn raw_id(&self, row_idx: usize, column: usize) -> CellId {
        let cell = self.columns.get(column).and_then(|it| it.raw.get(row_idx));
        cell.copied().unwrap_or(CellId::EMPTY)
    }

    /// Id of the cell as it is now.
    #[must_use]
    pub fn now_id(&self, row_idx: usize, column: usize) -> CellId {
        let Some(column) = self.columns.get(column) else { return CellId::EMPTY };
        let cells = column.now.as_ref().unwrap_or(&column.raw);
        cells.get(row_idx).copied().unwrap_or(CellId::EMPTY)
    }

    /// The cell of this id.
    #[must_use]
    pub fn cell(&self, id: CellId) -> Cell<'_> {
        self.pool.get(id)
    }

    /// Is there a cell of more than [`Field::MOST_READ`] characters?
    pub(crate) fn has_long_cells(&self) -> bool {
        self.pool.has_long_cells()
    }

    /// Every distinct cell of the list, in the order of [`CellId::index`]; also those of the other
    /// sheets of its workbook.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.pool.iter()
    }

    /// Does the cell differ from the file?
    #[must_use]
    pub fn is_edited(&self, row_idx: usize, column: usize) -> bool {
        let has_overlay = self.columns.get(column).is_some_and(|it| it.now.is_some());
        has_overlay && self.now_id(row_idx, column) != self.raw_id(row_idx, column)
    }

    /// Has any cell of the list ever been given a value of its own?
    #[must_use]
    pub fn has_edits(&self) -> bool {
        self.columns.iter().any(|it| it.now.is_some())
    }

    /// Puts a value over a cell and returns what was there. Outside the list nothing happens.
    pub fn set(&mut self, row_idx: usize, column: usize, id: CellId) -> CellId {
        let Some(column) = self.columns.get_mut(column) else { return CellId::EMPTY };
        let now = column.now.get_or_insert_with(|| column.raw.clone());
        match now.get_mut(row_idx) {
            Some(cell) => core::mem::replace(cell, id),
            None => CellId::EMPTY,
        }
    }

    /// Takes every edit off and gives it out, to be put back with [`Self::put_edits_back`].
    pub(crate) fn take_edits(&mut self) -> Vec<Option<Vec<CellId>>> {
        self.columns.iter_mut().map(|it| it.now.take()).collect()
    }

    pub(crate) fn put_edits_back(&mut self, edits: Vec<Option<Vec<CellId>>>) {
        for (column, now) in self.columns.iter_mut().zip(edits) {
            column.now = now;
        }
    }

    /// Id for a text typed by a person.
    pub fn intern_typed(&mut self, text: &str) -> CellId {
        self.pool.intern(Cell::typed(text))
    }
}

/// Builds a [`Table`] row by row, from the cells that there are.
#[derive(Default)]
pub struct TableBuilder {
    pool: CellPool,
    columns: Vec<Column>,
    row_numbers: Vec<u32>,
    date_system: DateSystem,
}

impl TableBuilder {
    /// A table with these columns and no rows.
    #[must_use]
    pub fn new(columns: Vec<ColumnInfo>, date_system: DateSystem) -> Self {
        let column = |info| Column { info, raw: Vec::new(), now: None };
        let columns = columns.into_iter().map(column).collect();
        Self { columns, date_system, ..Self::default() }
    }

    /// For the cells of a workbook with these texts.
    #[must_use]
    pub fn with_texts(mut self, texts: Arc<SharedTexts>) -> Self {
        self.pool = CellPool::over(texts);
        self
    }

    /// Puts an empty column before the one at this place: cells may turn up late in a column that
    /// has no heading. Places at and after it move up by one.
    pub fn insert_column(&mut self, at: usize, info: ColumnInfo) {
        let column = Column { info, raw: Vec::new(), now: None };
        self.columns.insert(at.min(self.columns.len()), column);
    }

    /// Starts the next row. Numbers must rise.
    pub fn start_row(&mut self, row_number: u32) {
        self.row_numbers.push(row_number);
    }

    /// Rows started so far.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.row_numbers.len()
    }

    /// Puts a cell into the row last started.
    pub fn put(&mut self, column: usize, cell: Cell<'_>) {
        // Neighbours on a list live in one village: the cell above is often the same.
        let above = self.columns.get(column).and_then(|it| it.raw.last().copied());
        let id = match above {
            Some(above) if self.pool.get(above) == cell => above,
            _ => self.pool.intern(cell),
        };
        self.put_id(column, id);
    }

    /// Puts the cell that a shared text makes into the row last started.
    #[inline]
    pub fn put_shared(&mut self, column: usize, number: u32) {
        self.put_id(column, self.pool.shared_id(number));
    }

    #[inline]
    fn put_id(&mut self, column: usize, id: CellId) {
        let Some(row_idx) = self.row_numbers.len().checked_sub(1) else { return };
        let Some(column) = self.columns.get_mut(column) else { return };
        // Columns are filled up only to their last cell, so an empty column costs nothing.
        if column.raw.len() != row_idx {
            column.raw.resize(row_idx, CellId::EMPTY);
        }
        column.raw.push(id);
    }

    /// The finished table.
    #[must_use]
    pub fn finish(mut self) -> Table {
        let n_rows = self.row_numbers.len();
        for column in &mut self.columns {
            column.raw.resize(n_rows, CellId::EMPTY);
            column.raw.shrink_to_fit();
        }
        let column_of = index_fields(&self.columns);
        Table {
            fields: fields_of(&column_of),
            column_of,
            pool: self.pool,
            columns: self.columns,
            row_numbers: self.row_numbers,
            date_system: self.date_system,
        }
    }
}

fn index_fields(columns: &[Column]) -> [Option<u16>; Field::COUNT] {
    let mut column_of = [None; Field::COUNT];
    for (idx, column) in columns.iter().enumerate() {
        let Some(field) = column.info.field else { continue };
        let place = &mut column_of[field as usize]; // OK because the array has one place a field
        if place.is_none() {
            *place = u16::try_from(idx).ok();
        }
    }
    column_of
}

fn fields_of(column_of: &[Option<u16>; Field::COUNT]) -> Vec<(Field, u16)> {
    let fields = Field::ALL.iter().zip(column_of);
    fields.filter_map(|(&field, column)| Some((field, (*column)?))).collect()
}
