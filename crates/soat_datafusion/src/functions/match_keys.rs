//! `soat_match_keys`: two people of two lists are worth comparing when they share one of these.

use std::sync::Arc;

use datafusion::arrow::array::{Array as _, ListBuilder, UInt64Builder};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use soat_core::matching::{Side, blocking_keys};

use super::{check_types, rows, terms, text};
use crate::cells::RowReader;

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct MatchKeys {
    signature: Signature,
}

impl MatchKeys {
    pub(super) fn new() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for MatchKeys {
    fn name(&self) -> &'static str {
        "soat_match_keys"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        check_types(self.name(), types, 0, 2)?;
        Ok(types.to_vec())
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::new_list(DataType::UInt64, true))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [row, side, line] = args.args.as_slice() else {
            return exec_err!("soat_match_keys takes a row, a side and terms");
        };
        let side = match text(side)? {
            "work" => Side::Work,
            "second" => Side::Second,
            other => return exec_err!("a list is `work` or `second`, not `{other}`"),
        };
        let people = rows(row, args.number_rows)?;
        let mut reader = RowReader::new(people.fields())?;
        let cells = reader.rows(&people)?;
        for row_idx in 0..people.len() {
            reader.put(&cells, row_idx);
        }
        let mut keys = ListBuilder::new(UInt64Builder::new());
        for of_row in blocking_keys(&reader.finish(), terms(line)?, side) {
            keys.append_value(of_row.into_iter().map(Some));
        }
        Ok(ColumnarValue::Array(Arc::new(keys.finish())))
    }
}
