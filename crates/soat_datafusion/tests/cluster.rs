//! A scheduler and two executors, each a process of its own, come to the totals of one process.

use std::net::TcpListener;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use soat_core::{Date, Layout, Month};
use soat_datafusion::invented::People as Invented;
use soat_datafusion::parquet::write_part;
use soat_datafusion::{Choices, People, node, session};

/// A process that ends with the test.
struct Node(Child);

impl Node {
    fn start(arguments: &[&str]) -> Result<Self> {
        let program = env!("CARGO_BIN_EXE_ballista_node");
        Ok(Self(Command::new(program).args(arguments).spawn()?))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port of which the next one is free too.
fn free_port() -> Result<u16> {
    loop {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        if port < u16::MAX && TcpListener::bind(("127.0.0.1", port + 1)).is_ok() {
            return Ok(port);
        }
    }
}

async fn until_reached(port: u16) -> Result<()> {
    let begun = Instant::now();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        anyhow::ensure!(begun.elapsed() < Duration::from_secs(60), "nobody listens on {port}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

#[tokio::test]
async fn two_executors_come_to_the_totals_of_one_process() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for part in 0..4 {
        write_part(folder.path(), part, Invented::new(part as u64).take(2_000))?;
    }
    let today = Date::from_calendar_date(2022, Month::June, 30)?;
    let choices = Choices { today, layout: Layout::ImportV3, profile: None, source: None };
    let path = folder.path().to_str().context("a folder named in Unicode")?;

    let scheduler = free_port()?;
    let address = format!("127.0.0.1:{scheduler}");
    let mut nodes = vec![Node::start(&["scheduler", &address])?];
    until_reached(scheduler).await?;
    for _ in 0..2 {
        let port = free_port()?;
        let name = format!("localhost:{scheduler}");
        nodes.push(Node::start(&["executor", &port.to_string(), "1", &name])?);
        until_reached(port).await?;
    }

    let one = People::open(session(), path, &[], choices).await?.totals().await?;
    let remote = node::remote(&format!("df://localhost:{scheduler}"), 4).await?;
    let many = People::open(remote, path, &[], choices).await?.totals().await?;
    assert_eq!(many, one);
    assert_eq!(one.rows, 8_000);

    // As when the rows of shared keys are too many for one executor: all rows are dealt out by key.
    let remote = node::remote(&format!("df://localhost:{scheduler}"), 4).await?;
    let nothing_held = "SET ballista.optimizer.broadcast_join_threshold_bytes = 0";
    remote.sql(nothing_held).await?.collect().await?;
    let dealt_out = People::open(remote, path, &[], choices).await?.totals().await?;
    assert_eq!(dealt_out, one);
    Ok(())
}
