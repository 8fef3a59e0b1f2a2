//! Checks a partitioned set of Parquet files and prints the totals of `soat check`.
//!
//! ```text
//! check_parquet DIR --today 2022-06-30 [--layout verification] [--profile 2022|current]
//!     [--source platform|own] [--column full_name=HO_TEN].. [--scheduler df://HOST:PORT]
//!     [--partitions N]
//! ```

use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use datafusion::prelude::SessionContext;
use soat_core::{Date, Field, Layout, Month, Profile, Source};
use soat_datafusion::{Choices, People};

const USAGE: &str = "check_parquet DIR --today YYYY-MM-DD [--layout KEY] [--profile 2022|current] \
    [--source platform|own] [--column FIELD=NAME].. [--scheduler df://HOST:PORT] [--partitions N]";

struct Arguments {
    folder: String,
    choices: Choices,
    names: Vec<(Field, String)>,
    scheduler: Option<String>,
    partitions: usize,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Arguments { folder, choices, names, scheduler, partitions } = read(&arguments)?;
    let session = match scheduler {
        Some(url) => remote(&url, partitions).await?,
        None => soat_datafusion::session(),
    };
    let begun = Instant::now();
    let people = People::open(session, &folder, &names, choices).await?;
    eprintln!("{}", people.terms());
    let totals = people.totals().await?;
    let seconds = begun.elapsed().as_secs_f64();
    println!("{totals}");
    eprintln!("{seconds:.1} s, {:.0} rows a second", totals.rows as f64 / seconds);
    Ok(())
}

#[cfg(feature = "ballista")]
async fn remote(url: &str, partitions: usize) -> Result<SessionContext> {
    Ok(soat_datafusion::node::remote(url, partitions).await?)
}

#[cfg(not(feature = "ballista"))]
#[expect(clippy::unused_async, reason = "the same as with a cluster")]
async fn remote(_: &str, _: usize) -> Result<SessionContext> {
    bail!("built without Ballista")
}

fn read(arguments: &[String]) -> Result<Arguments> {
    let [folder, options @ ..] = arguments else { bail!("{USAGE}") };
    let mut today = None;
    let mut choices =
        Choices { today: Date::MIN, layout: Layout::Unknown, profile: None, source: None };
    let mut read = Arguments {
        folder: folder.clone(),
        choices,
        names: Vec::new(),
        scheduler: None,
        partitions: 8,
    };
    for option in options.chunks(2) {
        let [name, value] = option else { bail!("{USAGE}") };
        let known = || format!("{name} does not know `{value}`");
        match name.as_str() {
            "--today" => today = Some(date(value).with_context(known)?),
            "--layout" => choices.layout = Layout::from_key(value).with_context(known)?,
            "--profile" => choices.profile = Some(Profile::from_key(value).with_context(known)?),
            "--source" => choices.source = Some(Source::from_key(value).with_context(known)?),
            "--column" => read.names.push(column(value).with_context(known)?),
            "--scheduler" => read.scheduler = Some(value.clone()),
            "--partitions" => read.partitions = value.parse().with_context(known)?,
            _ => bail!("{USAGE}"),
        }
    }
    choices.today = today.context("--today is missing: nobody is born after it")?;
    read.choices = choices;
    Ok(read)
}

fn column(text: &str) -> Option<(Field, String)> {
    let (field, name) = text.split_once('=')?;
    Some((Field::from_key(field)?, name.to_owned()))
}

fn date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}
