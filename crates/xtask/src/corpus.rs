//! Reads a folder of workbooks made by anybody, natively and with the module that is shipped.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::bundle::{self, Mode};
use crate::shell::{cargo, node, run};

/// Says what came of every file; fails when one panics, traps, hangs or takes too much memory.
pub fn corpus(folder: &str) -> Result<()> {
    let folder = Path::new(folder);
    let folder = folder.canonicalize().with_context(|| format!("no {}", folder.display()))?;
    let native = run(cargo()
        .args(["run", "--quiet", "--release", "-p", "soat_tests", "--bin", "corpus", "--"])
        .arg(&folder));
    bundle::build(Mode::Release)?;
    let shipped = run(node().arg("corpus/run.mjs").arg(&folder));
    match (native, shipped) {
        (Ok(()), Ok(())) => Ok(()),
        _ => bail!("some files are our fault"),
    }
}
