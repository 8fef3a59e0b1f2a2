//! The whole list as it is now, in its own columns.

use soat_core::Work;
use soat_sheet::{PlainColumn, WriteError, write_plain};

/// Every row and every column, each cell as text under its own heading.
pub(super) fn write(work: &Work) -> Result<Vec<u8>, WriteError> {
    let table = work.table();
    let column =
        |it: &soat_core::ColumnInfo| PlainColumn { heading: it.heading.clone(), width: None };
    let columns: Vec<PlainColumn> = table.columns().map(column).collect();
    let row = |row_idx| (0..table.n_columns()).map(|it| work.text(row_idx, it)).collect();
    let rows: Vec<Vec<String>> = (0..table.n_rows()).map(row).collect();
    write_plain("Danh sách", &columns, &rows)
}
