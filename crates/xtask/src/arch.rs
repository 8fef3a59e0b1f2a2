//! What the compiler cannot check: edges between crates, sizes of files, banned words in the page.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::shell::{cargo, files, output, root};
use crate::tools;

/// Our crates and the ones of ours that each may depend on. No arrow turns.
const EDGES: &[(&str, &[&str])] = &[
    ("soat_cli", &["soat_core", "soat_sheet", "soat_vault"]),
    ("soat_core", &[]),
    ("soat_sheet", &["soat_core"]),
    ("soat_tests", &["soat_core", "soat_sheet"]),
    ("soat_vault", &[]),
    ("soat_wasm", &["soat_core", "soat_sheet", "soat_vault"]),
    ("xtask", &["soat_core", "soat_sheet"]),
];

/// Dependencies that only these crates may know. calamine is the oracle of tests.
const KEPT_IN: &[(&str, &[&str])] =
    &[("calamine", &["soat_sheet", "soat_tests"]), ("rust_xlsxwriter", &["soat_sheet"])];

const MOST_LINES: usize = 400;

/// Files over [`MOST_LINES`], each with the reason.
const LONG_FILES: &[(&str, &str)] = &[];

const SOURCE_FOLDERS: &[&str] = &["crates", "tests", "web/src", "web/e2e", "web/bench"];
const NOT_ENTERED: &[&str] = &["node_modules", "target", "generated", "corpus", "suite"];

/// Words that let a cell's text become markup or code, or that let data out.
const BANNED_IN_PAGE: &[&str] = &[
    "{@html",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "RTCPeerConnection",
    "window.fetch",
    "globalThis.fetch",
    "await fetch(",
    "XMLHttpRequest",
    "WebSocket",
    "sendBeacon",
];

/// Words that only `web/src/engine/` may use: the rest of the page knows no worker and no wasm.
const KEPT_IN_ENGINE: &[&str] = &["pkg/soat_wasm", "core-wasm", "?worker"];

/// Fails with every fault found, one a line.
pub fn check() -> Result<()> {
    let mut faults = Vec::new();
    check_edges(&mut faults)?;
    check_bindgen_version(&mut faults)?;
    check_sources(&mut faults)?;
    if !faults.is_empty() {
        bail!("\n  {}", faults.join("\n  "));
    }
    Ok(())
}

fn check_edges(faults: &mut Vec<String>) -> Result<()> {
    let said = output(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&said).context("cargo metadata is not JSON")?;
    for package in list(&metadata, "packages") {
        let name = text(package, "name");
        let Some((_, allowed)) = EDGES.iter().find(|it| it.0 == name) else {
            faults.push(format!("{name}: a crate that EDGES in xtask's arch.rs does not list"));
            continue;
        };
        for dependency in list(package, "dependencies") {
            faults.extend(edge_fault(name, text(dependency, "name"), allowed));
        }
    }
    Ok(())
}

fn edge_fault(from: &str, to: &str, allowed: &[&str]) -> Option<String> {
    let ours = EDGES.iter().any(|it| it.0 == to);
    let keepers = KEPT_IN.iter().find(|it| it.0 == to).map(|it| it.1);
    match keepers {
        Some(keepers) if !keepers.contains(&from) => {
            Some(format!("{from}: only {} may know {to}", keepers.join(", ")))
        }
        None if ours && !allowed.contains(&to) => Some(format!("{from}: may not depend on {to}")),
        _ => None,
    }
}

/// The command and the crate must be the same version, or the module does not load.
fn check_bindgen_version(faults: &mut Vec<String>) -> Result<()> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("no Cargo.lock")?;
    let version = tools::WASM_BINDGEN_VERSION;
    let entry = format!("name = \"wasm-bindgen\"\nversion = \"{version}\"\n");
    if !lock.replace("\r\n", "\n").contains(&entry) {
        faults.push(format!("Cargo.lock: wasm-bindgen is not {version}, as xtask's tools.rs has"));
    }
    Ok(())
}

fn check_sources(faults: &mut Vec<String>) -> Result<()> {
    for folder in SOURCE_FOLDERS.iter().map(|it| root().join(it)).filter(|it| it.is_dir()) {
        for path in files(&folder, NOT_ENTERED)? {
            let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
            if !["rs", "ts", "mjs", "js", "svelte", "css"].contains(&extension) {
                continue;
            }
            let source = std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            faults.extend(source_faults(&relative(&path), &source));
        }
    }
    Ok(())
}

fn source_faults(path: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let n_lines = source.lines().count();
    if n_lines > MOST_LINES && !LONG_FILES.iter().any(|it| it.0 == path) {
        faults.push(format!("{path}: {n_lines} lines, more than {MOST_LINES}"));
    }
    if !path.starts_with("web/src/") || path.ends_with(".test.ts") {
        return faults;
    }
    let outside_engine = !path.starts_with("web/src/engine/") && !path.ends_with(".d.ts");
    let kept = KEPT_IN_ENGINE.iter().filter(|_| outside_engine);
    for (number, line) in (1..).zip(source.lines()) {
        for word in BANNED_IN_PAGE.iter().chain(kept.clone()).filter(|it| line.contains(**it)) {
            faults.push(format!("{path}:{number}: `{word}` is not allowed here"));
        }
    }
    faults
}

/// A path as we write it: from the root, with `/`.
fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_point_one_way() {
        assert_eq!(edge_fault("soat_cli", "soat_sheet", &["soat_sheet"]), None);
        assert_eq!(edge_fault("soat_core", "time", &[]), None);
        assert_eq!(edge_fault("soat_sheet", "calamine", &[]), None);
        let fault = |from, to| edge_fault(from, to, &[]).unwrap();
        assert_eq!(fault("soat_core", "soat_sheet"), "soat_core: may not depend on soat_sheet");
        assert_eq!(
            fault("soat_cli", "calamine"),
            "soat_cli: only soat_sheet, soat_tests may know calamine"
        );
    }

    #[test]
    fn long_files_and_banned_words_are_told() {
        let long = "\n".repeat(401);
        assert_eq!(source_faults("crates/a.rs", &long), ["crates/a.rs: 401 lines, more than 400"]);
        let page = "a\nb.innerHTML = c;\nimport x from '../pkg/soat_wasm.js'";
        assert_eq!(source_faults("web/src/grid/a.ts", page).len(), 2);
        assert_eq!(source_faults("web/src/engine/a.ts", page).len(), 1);
        assert_eq!(source_faults("web/e2e/a.ts", page).len(), 0);
    }
}
