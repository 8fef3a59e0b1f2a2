//! Counts of a set of people, as `soat check` counts.

use std::collections::BTreeMap;
use std::fmt;

use datafusion::arrow::array::{Array, AsArray as _, StructArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int32Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::{Result, exec_err};
use soat_core::{Class, Lane, RULES};

use crate::functions;

/// Counts of the people as a whole. People by lane and by class add up to all people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// People.
    pub rows: u64,
    /// People with a finding of severity `error`.
    pub rows_with_errors: u64,
    /// People with an error or a warning.
    pub rows_with_problems: u64,
    /// Findings by rule, in the order of the ids.
    pub by_rule: BTreeMap<String, u64>,
    /// People by lane.
    pub by_lane: BTreeMap<String, u64>,
    /// People by class of the circular.
    pub by_class: BTreeMap<String, u64>,
}

impl Totals {
    /// Adds up the answer of the query that counts.
    pub(crate) fn of(batches: &[RecordBatch]) -> Result<Self> {
        let mut totals = Self::default();
        for batch in batches {
            let (judged, people) = (batch.column(0), cast(batch.column(1), &DataType::Int64)?);
            let Some(judged) = judged.as_struct_opt() else {
                return exec_err!("what is said of a person is a struct");
            };
            let people = people.as_primitive::<Int64Type>();
            for row in 0..batch.num_rows() {
                totals.add(judged, row, u64::try_from(people.value(row)).unwrap_or(0))?;
            }
        }
        Ok(totals)
    }

    fn add(&mut self, judged: &StructArray, row: usize, people: u64) -> Result<()> {
        let number = |name| -> Result<i32> {
            Ok(column(judged, name)?.as_primitive::<Int32Type>().value(row))
        };
        let errors = number(functions::ERRORS)?;
        let warnings = number(functions::WARNINGS)?;
        self.rows += people;
        self.rows_with_errors += if errors > 0 { people } else { 0 };
        self.rows_with_problems += if errors + warnings > 0 { people } else { 0 };
        *self.by_lane.entry(text(judged, functions::LANE, row)?).or_default() += people;
        *self.by_class.entry(text(judged, functions::CLASS, row)?).or_default() += people;
        let rules = cast(&column(judged, functions::RULES)?.as_list::<i32>().value(row), TEXT)?;
        for rule in rules.as_string::<i32>().iter().flatten() {
            *self.by_rule.entry(rule.to_owned()).or_default() += people;
        }
        Ok(())
    }
}

const TEXT: &DataType = &DataType::Utf8;

fn column<'a>(judged: &'a StructArray, name: &str) -> Result<&'a dyn Array> {
    match judged.column_by_name(name) {
        Some(column) => Ok(column.as_ref()),
        None => exec_err!("nothing is said of `{name}`"),
    }
}

fn text(judged: &StructArray, name: &str, row: usize) -> Result<String> {
    let text = cast(&column(judged, name)?.slice(row, 1), TEXT)?;
    Ok(text.as_string::<i32>().value(0).to_owned())
}

/// Numbers, keys and titles in columns.
impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |by: &BTreeMap<String, u64>, key: &str| by.get(key).copied().unwrap_or(0);
        writeln!(f, "{:>12}  người", self.rows)?;
        writeln!(f, "{:>12}  người có lỗi", self.rows_with_errors)?;
        writeln!(f, "{:>12}  người có lỗi hoặc cảnh báo", self.rows_with_problems)?;
        writeln!(f, "\nTheo hướng xử lý")?;
        for lane in Lane::ALL {
            let n = count(&self.by_lane, lane.key());
            writeln!(f, "{n:>12}  {:<14} {}", lane.key(), lane.title())?;
        }
        writeln!(f, "\nTheo loại của công văn 2262/BYT-CNTT")?;
        for class in Class::ALL {
            let n = count(&self.by_class, class.key());
            writeln!(f, "{n:>12}  {:<14} {}", class.key(), class.title())?;
        }
        writeln!(f, "\nTheo quy tắc")?;
        for rule in RULES.iter().filter(|it| self.by_rule.contains_key(it.id)) {
            writeln!(f, "{:>12}  {:<32} {}", self.by_rule[rule.id], rule.id, rule.title)?; // OK because it was asked for above
        }
        Ok(())
    }
}
