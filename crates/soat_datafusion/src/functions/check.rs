//! `soat_check`: what is wrong with a person, and where the person goes.

use std::ops::Range;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array as _, ArrayRef, AsArray as _, Int32Builder, ListArray, ListBuilder, StringBuilder,
    StructArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility,
};
use soat_core::part::{Company, Judgement, MOST_OF_A_NUMBER, Part};
use soat_core::{Severity, Table};

use super::{check_types, companies, rows, terms};
use crate::cells::RowReader;

/// Ids of the rules, one a finding, ordered by cause.
pub(crate) const RULES: &str = "rules";
/// Findings of severity `error`.
pub(crate) const ERRORS: &str = "errors";
/// Findings of severity `warning`.
pub(crate) const WARNINGS: &str = "warnings";
/// Key of the lane.
pub(crate) const LANE: &str = "lane";
/// Key of the class of the circular.
pub(crate) const CLASS: &str = "class";

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Check {
    signature: Signature,
}

impl Check {
    pub(super) fn new() -> Self {
        Self { signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Check {
    fn name(&self) -> &'static str {
        "soat_check"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        check_types(self.name(), types, if types.len() > 2 { 2 } else { 0 }, 1)?;
        Ok(types.to_vec())
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(fields()))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let n_rows = args.number_rows;
        let (row, company, line) = match args.args.as_slice() {
            [row, line] => (row, [None, None], line),
            [row, number, person, line] => {
                (row, [companies(number, n_rows)?, companies(person, n_rows)?], line)
            }
            _ => return exec_err!("soat_check takes a row, lists of rows and terms"),
        };
        let beside = Beside::read(&rows(row, n_rows)?, &company)?;
        let mut part = Part::new(&beside.table, terms(line)?);
        let mut verdicts = Verdicts::default();
        for row_idx in 0..n_rows {
            let [number, person] = [0, 1].map(|kind| beside.others(kind, row_idx));
            let company = Company { number: &number, person: &person };
            verdicts.push(&part.judge(row_idx, company));
        }
        Ok(ColumnarValue::Array(verdicts.finish()))
    }
}

fn fields() -> Fields {
    Fields::from(vec![
        Field::new(RULES, DataType::new_list(DataType::Utf8, true), true),
        Field::new(ERRORS, DataType::Int32, true),
        Field::new(WARNINGS, DataType::Int32, true),
        Field::new(LANE, DataType::Utf8, true),
        Field::new(CLASS, DataType::Utf8, true),
    ])
}

/// The rows to be judged, followed by the rows of their keys.
struct Beside {
    table: Table,
    /// For each kind of key, where the rows of each row's key stand in the table.
    companies: [Vec<Range<usize>>; 2],
    /// The columns of the table that the rows of a key have too.
    columns: [Vec<usize>; 2],
}

impl Beside {
    fn read(people: &StructArray, lists: &[Option<ListArray>; 2]) -> Result<Self> {
        let mut reader = RowReader::new(people.fields())?;
        let cells = reader.rows(people)?;
        for row_idx in 0..people.len() {
            reader.put(&cells, row_idx);
        }
        let (mut companies, mut columns) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        for (kind, lists) in lists.iter().enumerate() {
            let Some(lists) = lists else { continue };
            let values = lists.values().as_struct();
            let has = |name: &str| values.column_by_name(name).is_some();
            let names = people.fields().iter().enumerate();
            columns[kind] = names.filter(|it| has(it.1.name())).map(|it| it.0).collect(); // OK because there are two kinds
            companies[kind] = put_companies(&mut reader, lists, values)?; // OK because there are two kinds
        }
        Ok(Self { table: reader.finish(), companies, columns })
    }

    /// The rows of a row's key, less the row itself. Which one of several equal rows it is makes no
    /// difference to what is found.
    fn others(&self, kind: usize, row_idx: usize) -> Vec<usize> {
        let company = self.companies.get(kind).and_then(|it| it.get(row_idx)).cloned();
        let mut others: Vec<usize> = company.into_iter().flatten().collect();
        if others.is_empty() {
            return others;
        }
        let columns = self.columns.get(kind).map_or(&[][..], |it| it);
        let is_same = |&it: &usize| {
            let same = |&at: &usize| self.table.raw_id(it, at) == self.table.raw_id(row_idx, at);
            columns.iter().all(same)
        };
        if let Some(itself) = others.iter().position(is_same) {
            others.remove(itself);
        }
        others
    }
}

fn put_companies(
    reader: &mut RowReader,
    lists: &ListArray,
    values: &StructArray,
) -> Result<Vec<Range<usize>>> {
    let cells = reader.rows(values)?;
    let ranges = lists.value_offsets().windows(2).enumerate().map(|(row_idx, offsets)| {
        let [start, end] = [offsets[0], offsets[1]].map(|it| usize::try_from(it).unwrap_or(0)); // OK because windows are of two
        let is_null = lists.is_null(row_idx);
        let places = (start..end).filter(|_| !is_null).take(MOST_OF_A_NUMBER + 1);
        let places: Vec<usize> = places.map(|it| reader.put(&cells, it)).collect();
        places.first().map_or(0..0, |first| *first..first + places.len())
    });
    Ok(ranges.collect())
}

/// Judgements as a column.
#[derive(Default)]
struct Verdicts {
    rules: ListBuilder<StringBuilder>,
    errors: Int32Builder,
    warnings: Int32Builder,
    lanes: StringBuilder,
    classes: StringBuilder,
}

impl Verdicts {
    fn push(&mut self, judged: &Judgement) {
        let rule = |it: &soat_core::Finding| soat_core::RULES.get(it.rule).map(|it| it.id);
        self.rules.append_value(judged.findings.iter().map(rule));
        let count = |severity| i32::try_from(judged.count(severity)).unwrap_or(i32::MAX);
        self.errors.append_value(count(Severity::Error));
        self.warnings.append_value(count(Severity::Warning));
        self.lanes.append_value(judged.standing.lane.key());
        self.classes.append_value(judged.class.key());
    }

    fn finish(mut self) -> ArrayRef {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.rules.finish()),
            Arc::new(self.errors.finish()),
            Arc::new(self.warnings.finish()),
            Arc::new(self.lanes.finish()),
            Arc::new(self.classes.finish()),
        ];
        Arc::new(StructArray::new(fields(), columns, None))
    }
}
