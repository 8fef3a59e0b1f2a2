//! A set of people in Parquet files.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field as ArrowField, Fields, Schema};
use datafusion::common::{Result, plan_err};
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTableUrl};
use datafusion::prelude::{DataFrame, SessionConfig, SessionContext};
use soat_core::Field;
use soat_core::part::Terms;

use crate::head::{self, Choices};
use crate::query;
use crate::totals::Totals;

/// A folder of Parquet files, its columns found by name, in a session.
pub struct People {
    session: SessionContext,
    columns: Vec<Column>,
    terms: Terms,
}

/// A column that holds a field.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) field: Field,
    pub(crate) name: String,
}

impl People {
    /// Opens a folder in a session that has the [functions](crate::register). Columns are found by
    /// the key of their field, or by `names`; folders named `province_code=01` are columns too. The
    /// other columns of the files are not looked at.
    pub async fn open(
        session: SessionContext,
        folder: &str,
        names: &[(Field, String)],
        choices: Choices,
    ) -> Result<Self> {
        let schema = list(&session, folder).await?;
        let columns = columns(&schema, names)?;
        // One file after the other, whatever session the people are checked in.
        let ordered =
            SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
        list(&ordered, folder).await?;
        let terms = head::terms(&ordered, &query::head(&columns, head::MOST_ROWS), choices).await?;
        Ok(Self { session, columns, terms })
    }

    /// By what these people are judged.
    #[must_use]
    pub fn terms(&self) -> Terms {
        self.terms
    }

    /// What is said of each person: one row a person, with one column `judged`, of the type of
    /// `soat_check`.
    pub async fn judged(&self) -> Result<DataFrame> {
        self.session.sql(&query::judged(&self.columns, self.terms)).await
    }

    /// The totals of `soat check` on the same rows.
    pub async fn totals(&self) -> Result<Totals> {
        let counted = self.session.sql(&query::counted(&self.columns, self.terms)).await?;
        Totals::of(&counted.collect().await?)
    }
}

/// Registers the files of a folder and returns the names of their columns.
async fn list(session: &SessionContext, folder: &str) -> Result<Vec<String>> {
    let format = ParquetFormat::default().with_force_view_types(false);
    let options = ListingOptions::new(Arc::new(format)).with_file_extension(".parquet");
    let folder = if folder.ends_with('/') { folder.to_owned() } else { format!("{folder}/") };
    let url = ListingTableUrl::parse(&folder)?;
    let partitions = options.infer_partitions(&session.state(), &url).await?;
    let partitions = partitions.into_iter().map(|it| (it, DataType::Utf8)).collect();
    let options = options.with_table_partition_cols(partitions);
    let schema = without_views(options.infer_schema(&session.state(), &url).await?.as_ref());
    let schema = Some(Arc::new(schema));
    session.register_listing_table(query::TABLE, &folder, options, schema, None).await?;
    let table = session.table(query::TABLE).await?;
    Ok(table.schema().fields().iter().map(|it| it.name().clone()).collect())
}

/// Texts that are read each by itself, whatever the files propose. A view keeps alive, and takes along
/// to another machine, all texts of its batch; the rows of shared keys are a few of every batch.
fn without_views(schema: &Schema) -> Schema {
    let column = |it: &Arc<ArrowField>| match it.data_type() {
        DataType::Utf8View => Arc::new(it.as_ref().clone().with_data_type(DataType::Utf8)),
        _ => Arc::clone(it),
    };
    Schema::new(schema.fields().iter().map(column).collect::<Fields>())
}

/// The columns that hold fields, in the order of the files.
fn columns(schema: &[String], names: &[(Field, String)]) -> Result<Vec<Column>> {
    if let Some((_, name)) = names.iter().find(|it| !schema.contains(&it.1)) {
        return plan_err!("the files have no column `{name}`");
    }
    let is_named = |field| names.iter().any(|it| it.0 == field);
    let field_of = |name: &String| match names.iter().find(|it| it.1 == *name) {
        Some((field, _)) => Some(*field),
        None => Field::from_key(name).filter(|it| !is_named(*it)),
    };
    let column = |name: &String| Some(Column { field: field_of(name)?, name: name.clone() });
    let columns: Vec<Column> = schema.iter().filter_map(column).collect();
    if columns.is_empty() {
        return plan_err!("no column of the files is named by a field, such as `full_name`");
    }
    Ok(columns)
}
