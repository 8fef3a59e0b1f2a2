//! Lists for tests.

use time::Date;

use crate::cell::Cell;
use crate::field::Field;
use crate::schema::{ColumnInfo, Layout, ListInfo, Options, Profile, Source};
use crate::table::{DateSystem, TableBuilder};
use crate::work::Work;

const FIELDS: [Field; 7] = [
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::Phone,
    Field::PersonalId,
    Field::Address,
    Field::Nationality,
];
/// A platform list of these people.
pub(crate) fn work_of(rows: &[[&str; 7]]) -> Work {
    let column = |(idx, &field): (usize, &Field)| ColumnInfo {
        sheet_column: u32::try_from(idx).unwrap(),
        heading: field.title().to_owned(),
        field: Some(field),
    };
    let mut table =
        TableBuilder::new(FIELDS.iter().enumerate().map(column).collect(), DateSystem::Since1900);
    for (number, row) in (2..).zip(rows) {
        table.start_row(number);
        row.iter().enumerate().for_each(|(column, it)| table.put(column, Cell::typed(it)));
    }
    let info = ListInfo {
        format: "xlsx",
        sheet: String::new(),
        sheets: Vec::new(),
        layout: Layout::Unknown,
        header_row: 1,
        first_row: 2,
        left_out: crate::schema::LeftOut::default(),
        uncomputed_formulas: 0,
        cells_not_read: 0,
        sample_answers: Vec::new(),
        name_font: None,
        condition: crate::schema::SheetCondition::default(),
    };
    let today = Date::from_calendar_date(2022, time::Month::May, 29).unwrap();
    let options = Options { profile: Profile::Y2022, source: Source::Platform, today };
    Work::new(table.finish(), info, options, &mut |_| {})
}
