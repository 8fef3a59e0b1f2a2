//! `cargo xtask test`: every check and test of the project, one after the other.

use std::ffi::OsString;
use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Result, bail};

use crate::bundle::{self, Mode};
use crate::shell::{cargo, files, node, npm, root, run, web};
use crate::{arch, licences, tools};

/// A group of steps that can be run alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Edges between crates, sizes of files, licences.
    Arch,
    /// The layout of the Rust sources.
    Fmt,
    /// Lints, natively and for wasm.
    Clippy,
    /// Rust tests and documentation.
    Rust,
    /// Types and unit tests of the page.
    Web,
    /// The built file in a real browser.
    E2e,
    /// The crate for query engines, in one process. Only when asked for: the engine takes minutes to
    /// build.
    Datafusion,
    /// The same crate with a cluster, and its lints: everything of its workspace, twice as long.
    Ballista,
}

impl Part {
    /// Reads the name given on the command line.
    pub fn parse(name: &str) -> Result<Self> {
        Ok(match name {
            "arch" => Self::Arch,
            "fmt" => Self::Fmt,
            "clippy" => Self::Clippy,
            "rust" => Self::Rust,
            "web" => Self::Web,
            "e2e" => Self::E2e,
            "datafusion" => Self::Datafusion,
            "ballista" => Self::Ballista,
            _ => bail!(
                "no part is called `{name}`: arch fmt clippy rust web e2e datafusion ballista"
            ),
        })
    }
}

struct Step {
    name: &'static str,
    parts: &'static [Part],
    run: fn() -> Result<()>,
}

/// Quick ones first, so that a slip is told within the minute.
const STEPS: &[Step] = &[
    step("edges and sizes", &[Part::Arch], arch::check),
    step("licences", &[Part::Arch], licences::check),
    step("rustfmt", &[Part::Fmt], rustfmt),
    step("clippy", &[Part::Clippy], clippy),
    step("clippy for wasm", &[Part::Clippy], clippy_for_wasm),
    step("cargo test", &[Part::Rust], cargo_test),
    step("rustdoc", &[Part::Rust], rustdoc),
    step("build", &[Part::Web, Part::E2e], build),
    step("types of the page", &[Part::Web], page_types),
    step("unit tests of the page", &[Part::Web], page_tests),
    step("boundary in wasm", &[Part::Web], boundary),
    step("browser: the product", &[Part::E2e], browser_product),
    step("browser: the grid", &[Part::E2e], browser_grid),
    step("browser: killed and damaged", &[Part::E2e], browser_killed),
    step("query engine: rustfmt", ENGINES, engine_fmt),
    step("query engine: cargo test", &[Part::Datafusion], engine_test),
    step("query engine and cluster: clippy", &[Part::Ballista], cluster_clippy),
    step("query engine and cluster: cargo test", &[Part::Ballista], cluster_test),
];

const fn step(name: &'static str, parts: &'static [Part], run: fn() -> Result<()>) -> Step {
    Step { name, parts, run }
}

/// Parts of a workspace of their own, which are run when asked for by name.
const ENGINES: &[Part] = &[Part::Datafusion, Part::Ballista];

/// Runs the steps of one part, or all but those of the query engines; stops at the first that fails.
pub fn test(part: Option<Part>) -> ExitCode {
    let started = Instant::now();
    let wanted = |step: &&Step| match part {
        Some(part) => step.parts.contains(&part),
        None => step.parts.iter().all(|it| !ENGINES.contains(it)),
    };
    let mut passed = 0;
    for step in STEPS.iter().filter(wanted) {
        println!("--- {}", step.name);
        let begun = Instant::now();
        let result = (step.run)();
        let seconds = begun.elapsed().as_secs_f64();
        if let Err(error) = result {
            println!("--- {}: FAILED after {seconds:.1} s: {error:#}", step.name);
            println!("{passed} passed, 1 failed");
            return ExitCode::FAILURE;
        }
        println!("--- {}: {seconds:.1} s", step.name);
        passed += 1;
    }
    println!("all in {:.0} s", started.elapsed().as_secs_f64());
    println!("{passed} passed, 0 failed");
    ExitCode::SUCCESS
}

fn rustfmt() -> Result<()> {
    tools::rust_components()?;
    run(cargo().args(["fmt", "--all", "--check"]))
}

/// Functions are 70 lines at most: see `.clippy.toml`.
const LINTS: &[&str] = &["--", "-D", "warnings", "-D", "clippy::too_many_lines"];

fn clippy() -> Result<()> {
    tools::rust_components()?;
    run(cargo().args(["clippy", "--quiet", "--workspace", "--all-targets"]).args(LINTS))
}

/// The three crates of the product, under stricter rules: see `.ci/pure/.clippy.toml`.
fn clippy_for_wasm() -> Result<()> {
    tools::wasm_target()?;
    run(cargo()
        .args(["clippy", "--quiet", "-p", "soat_core", "-p", "soat_sheet", "-p", "soat_wasm"])
        .args(["--target", tools::WASM_TARGET])
        .args(LINTS)
        .env("CLIPPY_CONF_DIR", root().join(".ci/pure")))
}

fn cargo_test() -> Result<()> {
    run(cargo().args(["test", "--quiet", "--workspace"]))
}

fn rustdoc() -> Result<()> {
    run(cargo()
        .args(["doc", "--quiet", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings"))
}

fn build() -> Result<()> {
    bundle::build(Mode::Release)
}

fn page_types() -> Result<()> {
    run(npm().args(["run", "--silent", "check"]))
}

fn page_tests() -> Result<()> {
    run(npm().args(["run", "--silent", "test"]))
}

/// The tests that run inside wasm, in Node: a browser adds only a driver to find.
fn boundary() -> Result<()> {
    let folder = root().join("crates/soat_wasm/tests");
    if !folder.is_dir() || files(&folder, &[])?.is_empty() {
        println!("there is none");
        return Ok(());
    }
    run(cargo()
        .args(["test", "-p", "soat_wasm", "--test", "*", "--target", tools::WASM_TARGET])
        .env("PATH", tools::wasm_tools()?)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner"))
}

fn browser_product() -> Result<()> {
    run(playwright()?.args(["--config", "playwright.config.ts"]))
}

fn browser_grid() -> Result<()> {
    let config = "e2e/grid/playwright.config.ts";
    if !web().join(config).is_file() {
        println!("there is none");
        return Ok(());
    }
    run(playwright()?.args(["--config", config]))
}

fn browser_killed() -> Result<()> {
    run(playwright()?.args(["--config", "e2e/kill/playwright.config.ts"]))
}

/// A workspace of its own: see its manifest.
const ENGINE: [&str; 2] = ["--manifest-path", "crates/soat_datafusion/Cargo.toml"];

fn engine_fmt() -> Result<()> {
    tools::rust_components()?;
    run(cargo().args(["fmt", "--check"]).args(ENGINE))
}

fn engine_test() -> Result<()> {
    run(cargo().args(["test", "--quiet", "--no-default-features"]).args(ENGINE))
}

fn cluster_clippy() -> Result<()> {
    tools::rust_components()?;
    run(cargo().args(["clippy", "--quiet", "--all-targets"]).args(ENGINE).args(LINTS))
}

fn cluster_test() -> Result<()> {
    run(cargo().args(["test", "--quiet"]).args(ENGINE))
}

fn playwright() -> Result<Command> {
    let chromium = tools::chromium()?;
    println!("with {}", chromium.display());
    let mut command = node();
    command.args(["node_modules/@playwright/test/cli.js", "test"]).env("CHROME", chromium);
    if let Some(floor) = tools::oldest_chromium() {
        command.env("CHROME109", OsString::from(floor));
    }
    Ok(command)
}
