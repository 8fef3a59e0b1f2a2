//! The licences of every crate and npm package: only ones that let the product be given away freely.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::shell::{cargo, output, web};

const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Python-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that state no licence in their manifest, each with the reason to accept it.
const ACCEPTED: &[(&str, &str)] =
    &[("node_modules/buffers", "read by exceljs in tests and benches only, never shipped")];

/// Fails with every package under another licence, one a line.
pub fn check() -> Result<()> {
    let mut faults = Vec::new();
    let said = output(cargo().args(["metadata", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&said).context("cargo metadata is not JSON")?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    for package in packages.context("cargo metadata has no packages")? {
        faults.extend(fault(&package["name"].to_string(), package));
    }
    let lock = std::fs::read_to_string(web().join("package-lock.json"))?;
    let lock: Value = serde_json::from_str(&lock).context("package-lock.json is not JSON")?;
    let packages = lock.get("packages").and_then(Value::as_object);
    for (name, package) in packages.context("package-lock.json has no packages")? {
        faults.extend(fault(name, package));
    }
    if !faults.is_empty() {
        bail!("\n  {}", faults.join("\n  "));
    }
    Ok(())
}

fn fault(name: &str, package: &Value) -> Option<String> {
    let licence = package.get("license").and_then(Value::as_str).unwrap_or("none");
    let accepted = ACCEPTED.iter().any(|it| it.0 == name);
    (!accepted && !is_allowed(licence)).then(|| format!("{name}: licence {licence}"))
}

/// Reads an SPDX expression as far as packages use it: `OR`, `AND`, `/` and one level of brackets.
fn is_allowed(licence: &str) -> bool {
    let flat = licence.replace(['(', ')'], "").replace('/', " OR ");
    flat.split(" AND ").all(|all| all.split(" OR ").any(|it| ALLOWED.contains(&it.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_is_enough_but_all_of_several_are_needed() {
        assert!(is_allowed("MIT OR GPL-3.0"));
        assert!(is_allowed("Unlicense/MIT"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!is_allowed("MIT AND GPL-3.0"));
        assert!(!is_allowed("none"));
    }
}
