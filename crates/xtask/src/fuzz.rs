//! Fuzzes the readers, where there is a nightly compiler and cargo-fuzz.

use std::process::Command;

use anyhow::Result;

use crate::shell::{cargo, on_path, output, root, run};

const TARGETS: [&str; 5] = ["book", "sheet", "text", "work_file", "handoffs"];

/// Runs every target for so many seconds. Without the tools only sees that the targets compile.
pub fn fuzz(seconds: &str) -> Result<()> {
    let manifest = root().join("tests/fuzz/Cargo.toml");
    run(cargo().args(["check", "--quiet", "--manifest-path"]).arg(&manifest))?;
    let toolchains = output(Command::new("rustup").args(["toolchain", "list"])).unwrap_or_default();
    if !toolchains.contains("nightly") || on_path("cargo-fuzz").is_none() {
        println!("the targets compile; not run: no nightly compiler with cargo-fuzz here");
        return Ok(());
    }
    for target in TARGETS {
        let limit = format!("-max_total_time={seconds}");
        run(cargo()
            .args(["+nightly", "fuzz", "run", "--fuzz-dir", "tests/fuzz", target, "--"])
            .args([&limit, "-rss_limit_mb=1024", "-timeout=20"]))?;
    }
    Ok(())
}
