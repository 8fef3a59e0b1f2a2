//! What was found, for programs and for people.

pub(crate) mod json;
pub(crate) mod text;

use soat_core::{Field, Work};

/// Excel letters of a field's column; `None` when the list has no such column.
fn letter(work: &Work, field: Field) -> Option<String> {
    let table = work.table();
    table.column_of(field).and_then(|it| table.column(it)).map(soat_core::ColumnInfo::letter)
}
