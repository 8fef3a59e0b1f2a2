//! Measures the built product in a real Chromium, side by side with other readers of books.

use anyhow::Result;

use crate::bundle::{self, Mode};
use crate::shell::{node, run};
use crate::tools;

/// Builds what users get and runs `web/bench/run.mjs`, which holds what is measured.
pub fn bench(options: &[&str]) -> Result<()> {
    bundle::build(Mode::Release)?;
    let chromium = tools::chromium()?;
    run(node().arg("bench/run.mjs").args(options).env("CHROME", chromium))
}
