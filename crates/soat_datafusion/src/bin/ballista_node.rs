//! A node of a Ballista cluster that knows the functions of Soát.
//!
//! ```text
//! ballista_node scheduler [ADDRESS]                    127.0.0.1:50050
//! ballista_node executor PORT [CORES] [SCHEDULER]      1 core, localhost:50050
//! ```
//!
//! Faults are told on stderr.

use anyhow::{Context as _, Result, bail};
use soat_datafusion::node::{self, Executor};

const DEFAULT_SCHEDULER: &str = "localhost:50050";

#[tokio::main]
async fn main() -> Result<()> {
    log::set_max_level(log::LevelFilter::Warn);
    log::set_logger(&Stderr).map_err(|it| anyhow::anyhow!("{it}"))?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["scheduler"] => node::schedule("127.0.0.1:50050".parse()?).await?,
        ["scheduler", address] => node::schedule(address.parse()?).await?,
        ["executor", port] => node::execute(executor(port, "1", DEFAULT_SCHEDULER)?).await?,
        ["executor", port, cores] => {
            node::execute(executor(port, cores, DEFAULT_SCHEDULER)?).await?;
        }
        ["executor", port, cores, of] => node::execute(executor(port, cores, of)?).await?,
        _ => bail!("ballista_node scheduler [ADDRESS] | executor PORT [CORES] [SCHEDULER]"),
    }
    Ok(())
}

fn executor(port: &str, cores: &str, scheduler: &str) -> Result<Executor> {
    let (host, scheduler_port) = scheduler.split_once(':').context("HOST:PORT of the scheduler")?;
    Ok(Executor {
        scheduler: (host.to_owned(), scheduler_port.parse()?),
        port: port.parse()?,
        cores: cores.parse()?,
    })
}

/// Says what goes wrong; a logger of more parts would have engines built with other features.
struct Stderr;

impl log::Log for Stderr {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            eprintln!("{} {}", record.level(), record.args());
        }
    }

    fn flush(&self) {}
}
