//! Which rows the engine moves: the plan of a set, walked.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::aggregates::AggregateExec;
use datafusion::physical_plan::joins::{HashJoinExec, PartitionMode};
use datafusion::physical_plan::repartition::RepartitionExec;
use soat_core::{Date, Layout, Month};
use soat_datafusion::invented::People as Invented;
use soat_datafusion::parquet::write_part;
use soat_datafusion::{Choices, People, session};

type Plan = Arc<dyn ExecutionPlan>;

async fn plan() -> Result<Plan> {
    let folder = tempfile::tempdir()?;
    for part in 0..4 {
        write_part(folder.path(), part, Invented::new(part as u64).take(500))?;
    }
    let today = Date::from_calendar_date(2022, Month::June, 30)?;
    let choices = Choices { today, layout: Layout::Unknown, profile: None, source: None };
    let path = folder.path().to_str().context("a folder named in Unicode")?;
    let people = People::open(session(), path, &[], choices).await?;
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
    Ok(())
}
