//! Which rows the engine moves: the plan of a set, walked.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use datafusion::arrow::array::{ArrayRef, StringViewArray};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::aggregates::AggregateExec;
use datafusion::physical_plan::joins::{HashJoinExec, PartitionMode};
use datafusion::physical_plan::repartition::RepartitionExec;
use soat_core::{Date, Layout, Month};
use soat_datafusion::invented::{FIELDS, People as Invented, Row};
use soat_datafusion::{Choices, People, session};

type Plan = Arc<dyn ExecutionPlan>;

/// As Polars writes them: the file proposes that its texts be read as views.
fn write(folder: &Path) -> Result<()> {
    let rows: Vec<Row> = Invented::new(1).take(500).collect();
    let columns = FIELDS.iter().enumerate().map(|(at, field)| {
        let texts: StringViewArray = rows.iter().map(|it| Some(&it[at])).collect();
        (field.key(), Arc::new(texts) as ArrayRef)
    });
    let batch = RecordBatch::try_from_iter(columns)?;
    let file = File::create(folder.join("people.parquet"))?;
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None)?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(())
}

async fn open(folder: &Path) -> Result<People> {
    let today = Date::from_calendar_date(2022, Month::June, 30)?;
    let choices = Choices { today, layout: Layout::Unknown, profile: None, source: None };
    let path = folder.to_str().context("a folder named in Unicode")?;
    Ok(People::open(session(), path, &[], choices).await?)
}

async fn plan() -> Result<Plan> {
    let folder = tempfile::tempdir()?;
    write(folder.path())?;
    let people = open(folder.path()).await?;
    Ok(people.judged().await?.create_physical_plan().await?)
}

/// A node of this kind, and those below it.
fn nodes<'p, T: ExecutionPlan>(plan: &'p Plan, found: &mut Vec<&'p T>) {
    found.extend(plan.downcast_ref::<T>());
    for child in plan.children() {
        nodes(child, found);
    }
}

fn all<T: ExecutionPlan>(plan: &Plan) -> Vec<&T> {
    let mut found = Vec::new();
    nodes(plan, &mut found);
    found
}

#[tokio::test]
async fn rows_are_dealt_out_only_after_their_keys_were_found_to_be_shared() -> Result<()> {
    let plan = plan().await?;
    let dealt = all::<RepartitionExec>(&plan);
    for it in &dealt {
        let is_number = |it: &Arc<datafusion::arrow::datatypes::Field>| it.data_type().is_integer();
        let are_keys = it.schema().fields().iter().all(is_number);
        assert!(are_keys || !all::<HashJoinExec>(it.input()).is_empty(), "{:?}", it.schema());
    }
    assert!(
        dealt.iter().any(|it| all::<HashJoinExec>(it.input()).is_empty()),
        "keys are dealt out"
    );
    Ok(())
}

#[tokio::test]
async fn no_join_holds_all_the_people() -> Result<()> {
    let plan = plan().await?;
    let joins = all::<HashJoinExec>(&plan);
    assert_eq!(joins.len(), 4);
    for join in joins {
        assert_eq!(*join.partition_mode(), PartitionMode::CollectLeft);
        let held = all::<AggregateExec>(join.left());
        assert!(!held.is_empty(), "{:?}", join.left().schema());
    }
    Ok(())
}

/// A view of one text takes all the texts of its batch along: a cluster wrote forty kilobytes a row.
#[tokio::test]
async fn texts_are_moved_and_held_without_their_neighbours() -> Result<()> {
    let plan = plan().await?;
    for it in all::<RepartitionExec>(&plan) {
        assert!(!format!("{:?}", it.schema()).contains("View"), "{:?}", it.schema());
    }
    let folder = tempfile::tempdir()?;
    write(folder.path())?;
    assert_eq!(open(folder.path()).await?.totals().await?.rows, 500);
    Ok(())
}
