//! Lists for tests.

use crate::field::Field;
use crate::schema::{Layout, Source};
use crate::testing;
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
    let table = testing::typed(&FIELDS, 2, rows);
    let info = testing::info(Layout::Unknown, 2);
    Work::new(table, info, testing::options(Source::Platform), &mut |_| {})
}
