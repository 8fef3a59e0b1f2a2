//! Fuzzes the readers, where cargo-fuzz is.

use std::process::Command;

use anyhow::Result;

use crate::shell::{cargo, on_path, output, root, run};

const TARGETS: [&str; 5] = ["book", "sheet", "text", "work_file", "handoffs"];

/// Longer files teach a fuzzer little.
const MOST_BYTES: &str = "-max_len=65536";

/// Cells repeated by the million are shown one by one: under a sanitizer that takes its time.
const MOST_SECONDS: &str = "-timeout=60";

/// Runs every target for so many seconds, from files of a folder if one is given. Without the tool
/// only sees that the targets compile.
pub fn fuzz(seconds: &str, seeds: Option<&str>) -> Result<()> {
    let manifest = root().join("tests/fuzz/Cargo.toml");
    run(cargo().args(["check", "--quiet", "--manifest-path"]).arg(&manifest))?;
    if on_path("cargo-fuzz").is_none() {
        println!("the targets compile; not run: no cargo-fuzz here (cargo install cargo-fuzz)");
        return Ok(());
    }
    let limit = format!("-max_total_time={seconds}");
    for target in TARGETS {
        // What is found is kept here, and is where the next run begins.
        let corpus = root().join("tests/fuzz/corpus").join(target);
        std::fs::create_dir_all(&corpus)?;
        run(compiler()
            .args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", target])
            .arg(&corpus)
            .args(seeds)
            .args(["--", &limit, MOST_BYTES, "-rss_limit_mb=512", MOST_SECONDS]))?;
    }
    Ok(())
}

/// Sanitizers are not stable: a nightly compiler, or the stable one told to be one.
fn compiler() -> Command {
    let toolchains = output(Command::new("rustup").args(["toolchain", "list"])).unwrap_or_default();
    if toolchains.contains("nightly") {
        let mut rustup = Command::new("rustup");
        rustup.current_dir(root()).args(["run", "nightly", "cargo"]);
        return rustup;
    }
    let mut cargo = cargo();
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo
}
