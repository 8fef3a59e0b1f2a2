//! The terms of a set: what was chosen, and what its first rows tell of its columns.

use datafusion::arrow::array::AsArray as _;
use datafusion::arrow::datatypes::Fields;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::{Result, exec_err};
use datafusion::prelude::SessionContext;
use futures::TryStreamExt as _;
use soat_core::part::Terms;
use soat_core::{Date, Layout, Options, Profile, Source, Table};

use crate::cells::RowReader;

/// What a person has to choose. What is left out is proposed as `soat check` proposes it.
#[derive(Clone, Copy, Debug)]
pub struct Choices {
    /// The day of the check.
    pub today: Date,
    /// The layout that the list came in: it says how sex is coded and what may not be empty.
    pub layout: Layout,
    /// The book of rules.
    pub profile: Option<Profile>,
    /// Where the people are.
    pub source: Option<Source>,
}

/// Rows beyond which nothing more is asked of the columns.
pub(crate) const MOST_ROWS: usize = 200_000;

/// Rows read between two looks at whether the columns are settled.
const ROWS_BETWEEN_LOOKS: usize = 4_096;

/// Reads the first rows, in the order of the files' paths, until every column has spoken. Verdicts are
/// those of `soat check` on the same rows in this order, as long as they are settled within
/// [`MOST_ROWS`].
pub(crate) async fn terms(
    session: &SessionContext,
    query: &str,
    choices: Choices,
) -> Result<Terms> {
    let mut stream = session.sql(query).await?.execute_stream().await?;
    let mut batches: Vec<RecordBatch> = Vec::new();
    let (mut n_rows, mut next_look) = (0, ROWS_BETWEEN_LOOKS);
    while let Some(batch) = stream.try_next().await? {
        n_rows += batch.num_rows();
        batches.push(batch);
        if n_rows >= next_look && Terms::are_settled_by(&table(&batches)?) {
            break;
        }
        next_look = n_rows.max(next_look) * 2;
    }
    let head = table(&batches)?;
    let proposed = Options::proposed_for(choices.layout, &head, choices.today);
    let options = Options {
        profile: choices.profile.unwrap_or(proposed.profile),
        source: choices.source.unwrap_or(proposed.source),
        today: choices.today,
    };
    Ok(Terms::of(&head, choices.layout, options))
}

fn table(batches: &[RecordBatch]) -> Result<Table> {
    let Some(first) = batches.first() else {
        return Ok(RowReader::new(&Fields::empty())?.finish());
    };
    let Some(people) = first.column(0).as_struct_opt() else {
        return exec_err!("the head of a list is structs");
    };
    let mut reader = RowReader::new(people.fields())?;
    for batch in batches {
        let cells = reader.rows(batch.column(0).as_struct())?;
        for row_idx in 0..batch.num_rows() {
            reader.put(&cells, row_idx);
        }
    }
    Ok(reader.finish())
}
