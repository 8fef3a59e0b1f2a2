//! Rows go in, one after another, and a table comes out.

use std::sync::Arc;

use soat_core::{
    CellKind, ColumnInfo, DateSystem, Field, LeftOut, ListInfo, SampleAnswer, SharedTexts,
    SheetCondition, Table, TableBuilder, display_text,
};

use crate::header::MOST_COLUMNS;
use crate::people::{self, RowKind, Sorter};
use crate::read::{Plan, Progress, ReadProgress, SUCCESS, unnamed};
use crate::row::{Row, Slot};

/// People shown while the rest is read.
const FIRST_ROWS: usize = 50;
const ROWS_PER_REPORT: u32 = 2_000;
/// Cells of the table, empty ones too: a million rows of sixty columns, a quarter of a gigabyte.
const MOST_CELLS: usize = 64 << 20;
/// No column of the table.
const NOWHERE: usize = usize::MAX;

/// Takes rows in and builds the table.
pub(crate) struct Intake<'p, 'f> {
    builder: TableBuilder,
    columns: Vec<ColumnInfo>,
    /// Place in the table of each column of the sheet.
    places: Vec<usize>,
    sorter: Sorter,
    progress: &'p mut Progress<'f>,
    date_system: DateSystem,
    header_row: u32,
    last_row: u32,
    first_person: Option<u32>,
    first_rows: Option<Vec<Vec<String>>>,
    left_out: LeftOut,
    n_uncomputed: u32,
    n_not_read: u32,
    sample_answers: Vec<SampleAnswer>,
}

impl<'p, 'f> Intake<'p, 'f> {
    /// Ready for the rows of this sheet, in a workbook with these texts.
    pub(crate) fn new(
        plan: &Plan,
        date_system: DateSystem,
        texts: Arc<SharedTexts>,
        progress: &'p mut Progress<'f>,
    ) -> Self {
        let fields: Vec<_> = plan.columns.iter().map(|it| (it.sheet_column, it.field)).collect();
        let mut intake = Self {
            builder: TableBuilder::new(plan.columns.clone(), date_system).with_texts(texts),
            columns: plan.columns.clone(),
            places: Vec::new(),
            sorter: Sorter::new(&plan.header, &fields),
            progress,
            date_system,
            header_row: plan.header.last_tier,
            last_row: plan.header.last_tier,
            first_person: None,
            first_rows: Some(Vec::new()),
            left_out: LeftOut::default(),
            n_uncomputed: 0,
            n_not_read: 0,
            sample_answers: Vec::new(),
        };
        intake.index_columns();
        intake
    }

    fn index_columns(&mut self) {
        self.places = vec![NOWHERE; MOST_COLUMNS as usize];
        for (place, column) in self.columns.iter().enumerate() {
            if let Some(it) = self.places.get_mut(column.sheet_column as usize) {
                *it = place;
            }
        }
    }

    /// Takes the next row of the sheet.
    pub(crate) fn take(&mut self, row: &Row) {
        if row.number <= self.header_row {
            return;
        }
        if row.number <= self.last_row {
            // Rows out of order are against the format: no program writes them.
            self.add_not_read(row.seen().count());
            return;
        }
        // Rows that the file leaves out between two rows are as empty as those it writes.
        self.left_out.empty_rows += row.number - self.last_row - 1;
        self.last_row = row.number;
        match self.sorter.sort(row) {
            RowKind::Person => self.add_person(row),
            kind => {
                people::count(&mut self.left_out, kind);
                if kind == RowKind::Sample {
                    self.note_answer(row);
                }
            }
        }
    }

    fn add_person(&mut self, row: &Row) {
        if (self.builder.n_rows() + 1).saturating_mul(self.columns.len()) > MOST_CELLS {
            return self.add_not_read(row.slots().len());
        }
        self.first_person.get_or_insert(row.number);
        self.builder.start_row(row.number);
        for slot in row.slots() {
            self.n_uncomputed += u32::from(slot.kind == CellKind::Uncomputed);
            match self.place_of(slot.column) {
                Some(place) => self.put(place, row, slot),
                None => self.add_not_read(1),
            }
        }
        self.show(row);
        let n_rows = u32::try_from(self.builder.n_rows()).unwrap_or(u32::MAX);
        if n_rows.is_multiple_of(ROWS_PER_REPORT) {
            (self.progress)(ReadProgress::Rows(n_rows));
        }
    }

    fn put(&mut self, place: usize, row: &Row, slot: &Slot) {
        match slot.shared() {
            Some(number) => self.builder.put_shared(place, number),
            None => self.builder.put(place, row.cell(slot)),
        }
    }

    fn add_not_read(&mut self, n_cells: usize) {
        let n_cells = u32::try_from(n_cells).unwrap_or(u32::MAX);
        self.n_not_read = self.n_not_read.saturating_add(n_cells);
    }

    /// The column's place in the table, made when cells turn up in a column without a heading.
    fn place_of(&mut self, column: u32) -> Option<usize> {
        let place = *self.places.get(column as usize)?;
        if place != NOWHERE {
            return Some(place);
        }
        if self.builder.n_rows().saturating_mul(self.columns.len() + 1) > MOST_CELLS {
            return None;
        }
        let at = self.columns.partition_point(|it| it.sheet_column < column);
        self.columns.insert(at, unnamed(column));
        self.builder.insert_column(at, unnamed(column));
        self.index_columns();
        Some(at)
    }

    fn note_answer(&mut self, row: &Row) {
        let results = [Some(Field::ImportFailure), Some(Field::ImportSuccess)];
        for column in self.columns.iter().filter(|it| results.contains(&it.field)) {
            let text = row.text_at(column.sheet_column).to_owned();
            if !text.is_empty() {
                self.sample_answers.push(SampleAnswer { row_number: row.number, text });
            }
        }
    }

    fn show(&mut self, row: &Row) {
        let Some(shown) = &mut self.first_rows else { return };
        let mut texts = vec![String::new(); self.columns.len()];
        for (column, cell) in row.cells() {
            let place = self.places.get(column as usize).copied().unwrap_or(NOWHERE);
            if let Some(text) = texts.get_mut(place) {
                *text = display_text(cell, self.date_system).into_owned();
            }
        }
        shown.push(texts);
        if shown.len() >= FIRST_ROWS {
            self.tell_first_rows();
        }
    }

    /// The first people have been shown already.
    pub(crate) fn skip_first_rows(&mut self) {
        self.first_rows = None;
    }

    /// Are the first people still to be shown?
    pub(crate) fn awaits_first_rows(&self) -> bool {
        self.first_rows.is_some()
    }

    fn tell_first_rows(&mut self) {
        let Some(rows) = self.first_rows.take() else { return };
        let headings: Vec<String> = self.columns.iter().map(|it| it.heading.clone()).collect();
        (self.progress)(ReadProgress::FirstRows { headings: &headings, rows: &rows });
    }

    /// The table, and what was found out.
    pub(crate) fn finish(
        mut self,
        format: &'static str,
        sheets: Vec<String>,
        plan: &Plan,
        is_mapped_by_user: bool,
    ) -> (Table, ListInfo) {
        self.tell_first_rows();
        let n_rows = u32::try_from(self.builder.n_rows()).unwrap_or(u32::MAX);
        (self.progress)(ReadProgress::Rows(n_rows));
        let mut table = self.builder.finish();
        if !is_mapped_by_user {
            name_success_column(&mut table);
        }
        let info = ListInfo {
            format,
            sheet: plan.sheet.clone(),
            sheets,
            layout: plan.layout,
            header_row: self.header_row,
            first_row: self.first_person.unwrap_or(self.header_row.saturating_add(1)),
            left_out: self.left_out,
            uncomputed_formulas: self.n_uncomputed,
            cells_not_read: self.n_not_read,
            sample_answers: self.sample_answers,
            name_font: None,
            condition: SheetCondition::default(),
        };
        (table, info)
    }
}

/// An unnamed result column whose word turns up only far down the list.
fn name_success_column(table: &mut Table) {
    if table.column_of(Field::ImportSuccess).is_some() {
        return;
    }
    let Some(failure) = table.column_of(Field::ImportFailure) else { return };
    let success = failure + 1;
    let at = |it: usize| table.column(it).map(|it| it.sheet_column);
    let is_unnamed = table.column(success).is_some_and(|it| it.heading.is_empty());
    let is_beside = at(success) == at(failure).map(|it| it + 1);
    let says_so = |row: usize| table.raw(row, success).text.trim() == SUCCESS;
    if is_unnamed && is_beside && (0..table.n_rows()).any(says_so) {
        let mut fields: Vec<Option<Field>> = table.columns().map(|it| it.field).collect();
        if let Some(field) = fields.get_mut(success) {
            *field = Some(Field::ImportSuccess);
        }
        table.set_fields(&fields);
    }
}
