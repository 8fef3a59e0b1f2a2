//! Arrow columns as the cells of a list.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray as _, Float64Array, StringViewArray, StructArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Fields, Float64Type};
use datafusion::common::{Result, plan_err};
use soat_core::{
    Cell, CellKind, ColumnInfo, Date, DateSystem, Field, Table, TableBuilder, format_date,
    serial_of_date,
};

/// 01/01/1970 as a Julian day.
const EPOCH: i32 = 2_440_588;

/// Builds a table from structs of the same columns.
pub(crate) struct RowReader {
    fields: Vec<Field>,
    builder: TableBuilder,
}

/// The columns of a struct, each as texts of one kind.
struct Column {
    /// Place among the columns of the table; `None` when it has no such column.
    at: Option<usize>,
    kind: CellKind,
    texts: StringViewArray,
}

/// The columns of some structs, ready to be put into a table.
pub(crate) struct Rows(Vec<Column>);

/// The field that a column of this name holds.
pub(crate) fn field_of(name: &str) -> Result<Field> {
    match Field::from_key(name) {
        Some(field) => Ok(field),
        None => plan_err!("`{name}` is no field of a list of people"),
    }
}

impl RowReader {
    /// A table with the columns of a struct and no rows.
    pub(crate) fn new(columns: &Fields) -> Result<Self> {
        let fields = columns.iter().map(|it| field_of(it.name())).collect::<Result<Vec<_>>>()?;
        let column = |(at, &field): (u32, &Field)| ColumnInfo {
            sheet_column: at,
            heading: field.key().to_owned(),
            field: Some(field),
        };
        let columns = (0..).zip(&fields).map(column).collect();
        Ok(Self { builder: TableBuilder::new(columns, DateSystem::Since1900), fields })
    }

    /// Makes the columns of structs ready. They may be others than those of the table.
    pub(crate) fn rows(&self, rows: &StructArray) -> Result<Rows> {
        let columns = rows.fields().iter().zip(rows.columns());
        let column = |(named, cells): (&Arc<_>, &ArrayRef)| {
            let named: &datafusion::arrow::datatypes::Field = named;
            let field = field_of(named.name())?;
            let (kind, texts) = texts(cells, named.name())?;
            let at = self.fields.iter().position(|&it| it == field);
            Ok(Column { at, kind, texts: texts.as_string_view().clone() })
        };
        Ok(Rows(columns.map(column).collect::<Result<_>>()?))
    }

    /// Puts a row at the end of the table and returns its place.
    pub(crate) fn put(&mut self, rows: &Rows, row_idx: usize) -> usize {
        let place = self.builder.n_rows();
        self.builder.start_row(u32::try_from(place + 1).unwrap_or(u32::MAX));
        for Column { at, kind, texts } in &rows.0 {
            let Some(at) = *at else { continue };
            if texts.is_null(row_idx) {
                continue;
            }
            let text = texts.value(row_idx);
            // A day before the first that Excel can count is a text in Excel too.
            let kind = match *kind {
                CellKind::Date if text.contains('/') => CellKind::Text,
                kind => kind,
            };
            let cell = if text.is_empty() { Cell::EMPTY } else { Cell { kind, text } };
            self.builder.put(at, cell);
        }
        place
    }

    pub(crate) fn finish(self) -> Table {
        self.builder.finish()
    }
}

/// What Excel would hold of a column: texts, and what kind of cells they are.
fn texts(cells: &ArrayRef, name: &str) -> Result<(CellKind, ArrayRef)> {
    use DataType as T;
    let to_text = |it: &ArrayRef| cast(it, &T::Utf8View);
    Ok(match cells.data_type() {
        T::Null | T::Utf8 | T::LargeUtf8 | T::Utf8View | T::Dictionary(..) => {
            (CellKind::Text, to_text(cells)?)
        }
        T::Int8 | T::Int16 | T::Int32 | T::Int64 | T::UInt8 | T::UInt16 | T::UInt32 | T::UInt64 => {
            (CellKind::Number, to_text(cells)?)
        }
        T::Float32 | T::Float64 => {
            let numbers = cast(cells, &T::Float64)?;
            (CellKind::Number, numbers_as_texts(numbers.as_primitive::<Float64Type>()))
        }
        T::Date32 | T::Date64 | T::Timestamp(..) => {
            (CellKind::Date, serials(&cast(cells, &T::Date32)?))
        }
        other => return plan_err!("column `{name}` is of type {other}, which no cell has"),
    })
}

/// `85.0` is written 85 in a cell.
fn numbers_as_texts(numbers: &Float64Array) -> ArrayRef {
    let text = |it: Option<f64>| it.map(|it| it.to_string());
    Arc::new(numbers.iter().map(text).collect::<StringViewArray>())
}

fn serials(days: &ArrayRef) -> ArrayRef {
    let text = |days: i32| {
        let date = Date::from_julian_day(days.checked_add(EPOCH)?).ok()?;
        let serial = serial_of_date(date, DateSystem::Since1900);
        Some(serial.map_or_else(|| format_date(date), |it| it.to_string()))
    };
    let days = days.as_primitive::<Date32Type>().iter();
    Arc::new(days.map(|it| it.and_then(text)).collect::<StringViewArray>())
}
