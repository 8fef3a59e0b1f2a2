//! The functions, and what they have in common.

mod check;
mod keys;
mod match_keys;

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray as _, ListArray, StructArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, exec_err, plan_err};
use datafusion::logical_expr::{ColumnarValue, ScalarUDF};
use datafusion::prelude::{SessionConfig, SessionContext};
use soat_core::part::Terms;

pub(crate) use self::check::{CLASS, ERRORS, LANE, RULES, WARNINGS};

/// Every function of this crate.
#[must_use]
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    let functions = [
        ScalarUDF::new_from_impl(check::Check::new()),
        ScalarUDF::new_from_impl(keys::Key::new(keys::Of::Number)),
        ScalarUDF::new_from_impl(keys::Key::new(keys::Of::Person)),
        ScalarUDF::new_from_impl(match_keys::MatchKeys::new()),
    ];
    functions.into_iter().map(Arc::new).collect()
}

/// Gives the functions to a session.
pub fn register(session: &SessionContext) {
    for function in functions() {
        session.register_udf(function.as_ref().clone());
    }
}

/// A session in this process that has the functions.
#[must_use]
pub fn session() -> SessionContext {
    // A join holds its smaller side in memory either way. Held once for all threads, it spares the
    // other side from being dealt out among them by key.
    let session =
        SessionContext::new_with_config(SessionConfig::new().with_repartition_joins(false));
    register(&session);
    session
}

/// An argument that holds rows.
fn rows(argument: &ColumnarValue, n_rows: usize) -> Result<StructArray> {
    let array = argument.to_array(n_rows)?;
    match array.as_struct_opt() {
        Some(rows) => Ok(rows.clone()),
        None => exec_err!("a row is a struct: named_struct('full_name', ..)"),
    }
}

/// An argument that holds the rows of a key; `None` when all of it is null.
fn companies(argument: &ColumnarValue, n_rows: usize) -> Result<Option<ListArray>> {
    let array: ArrayRef = argument.to_array(n_rows)?;
    match array.as_list_opt::<i32>() {
        Some(lists) => Ok(Some(lists.clone())),
        None if array.data_type() == &DataType::Null => Ok(None),
        None => exec_err!("the rows of a key are a list: array_agg(row)"),
    }
}

/// An argument that is the same text for all rows.
fn text(argument: &ColumnarValue) -> Result<&str> {
    let text = match argument {
        ColumnarValue::Scalar(ScalarValue::Dictionary(_, it)) => it.try_as_str(),
        ColumnarValue::Scalar(it) => it.try_as_str(),
        ColumnarValue::Array(_) => None,
    };
    match text.flatten() {
        Some(text) => Ok(text),
        None => exec_err!("the terms of a list are one text for all its rows"),
    }
}

fn terms(argument: &ColumnarValue) -> Result<Terms> {
    text(argument)?.parse().or_else(|it| exec_err!("{it}"))
}

/// Are these the types of a row, then as many lists of rows, then as many texts?
fn check_types(name: &str, types: &[DataType], n_lists: usize, n_texts: usize) -> Result<()> {
    let is_row = |it: &DataType| matches!(it, DataType::Struct(_));
    let is_list = |it: &DataType| match it {
        DataType::List(of) => is_row(of.data_type()),
        it => it.is_null(),
    };
    let is_text =
        |it: &DataType| matches!(it, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    let is_right = match types {
        [row, rest @ ..] if is_row(row) && rest.len() == n_lists + n_texts => {
            let (lists, texts) = rest.split_at(n_lists);
            lists.iter().all(is_list) && texts.iter().all(is_text)
        }
        _ => false,
    };
    if is_right { Ok(()) } else { plan_err!("{name} does not take {types:?}") }
}
