//! `soat_number_key` and `soat_person_key`: what brings rows together that must be laid side by side.

use std::sync::Arc;

use datafusion::arrow::array::{Array as _, UInt64Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::Result;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use soat_core::part::Part;

use super::{check_types, rows, terms};
use crate::cells::RowReader;

/// What the rows of a key have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Of {
    Number,
    Person,
}

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    of: Of,
    signature: Signature,
}

impl Key {
    pub(super) fn new(of: Of) -> Self {
        Self { of, signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Key {
    fn name(&self) -> &str {
        match self.of {
            Of::Number => "soat_number_key",
            Of::Person => "soat_person_key",
        }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        check_types(self.name(), types, 0, 1)?;
        Ok(types.to_vec())
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::UInt64)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let [row, line] = args.args.as_slice() else {
            return datafusion::common::exec_err!("{} takes a row and terms", self.name());
        };
        let people = rows(row, args.number_rows)?;
        let mut reader = RowReader::new(people.fields())?;
        let cells = reader.rows(&people)?;
        for row_idx in 0..people.len() {
            reader.put(&cells, row_idx);
        }
        let table = reader.finish();
        let part = Part::new(&table, terms(line)?);
        let key = |row_idx| match self.of {
            Of::Number => part.number_key(row_idx),
            Of::Person => part.person_key(row_idx),
        };
        let keys: UInt64Array = (0..people.len()).map(key).collect();
        Ok(ColumnarValue::Array(Arc::new(keys)))
    }
}
