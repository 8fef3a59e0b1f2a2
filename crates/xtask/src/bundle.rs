//! Builds the product: Rust to wasm, wasm to one HTML file, and the hosted folder.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::shell::{files, node, npm, output, root, run, web};
use crate::tools;

/// How much time to spend on making the module small and quick.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// What users get.
    Release,
    /// Quick to build, slow to run, any size.
    Dev,
}

/// What the module is made of.
const SOURCES: &[&str] = &["crates/soat_core", "crates/soat_sheet", "crates/soat_wasm"];
const SETTINGS: &[&str] = &["Cargo.toml", "Cargo.lock", ".cargo/config.toml"];

/// Binaryen up to 108 silently breaks the module: it mislabels wasm-bindgen's table of references.
const OLDEST_WASM_OPT: u32 = 110;

/// All that Chromium 109 and Firefox 115 have and rustc emits; anything more fails validation.
const WASM_OPT_FLAGS: &[&str] = &[
    "-O3",
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-simd",
    "--enable-sign-ext",
    "--strip-producers",
];

const MODULE: &str = "soat_wasm_bg.wasm";

/// The module as the page carries it.
const PACKED: &str = "soat_wasm_bg.wasm.lzma";

/// Leaves `dist/soat.html` and `dist/hosted/`; installs the tools that are missing.
pub fn build(mode: Mode) -> Result<()> {
    tools::npm_packages()?;
    build_module(mode)?;
    run(npm()
        .args(["run", "--silent", "build"])
        .env("SOAT_ANY_SIZE", if mode == Mode::Dev { "1" } else { "" }))?;
    println!("built {}", root().join("dist/soat.html").display());
    Ok(())
}

/// Leaves the module and its JavaScript side in `web/pkg`, unless they are there already.
fn build_module(mode: Mode) -> Result<()> {
    let made_from = fingerprint(mode)?;
    let stamp = web().join("pkg/.made-from");
    if fs::read_to_string(&stamp).is_ok_and(|it| it == made_from) {
        println!("web/pkg is up to date");
        return Ok(());
    }
    let raw = root().join("target/wasm-pack");
    wasm_pack(mode, &raw)?;
    // Removed first: a build that stops half way must not look finished.
    let _ = fs::remove_file(&stamp);
    fill_pkg(mode, &raw)?;
    fs::write(&stamp, made_from).context("cannot write web/pkg")
}

fn wasm_pack(mode: Mode, out: &Path) -> Result<()> {
    tools::wasm_target()?;
    let profile = if mode == Mode::Release { "--release" } else { "--dev" };
    run(Command::new("wasm-pack")
        .current_dir(root().join("crates/soat_wasm"))
        .args(["--log-level", "warn", "build", "--mode", "no-install", "--no-opt", "--no-pack"])
        .args(["--target", "web", profile, "--out-dir"])
        .arg(out)
        .env("CARGO_ENCODED_RUSTFLAGS", module_flags()?)
        .env("PATH", tools::wasm_tools()?))
}

/// Between the flags of `CARGO_ENCODED_RUSTFLAGS`, for which a space is part of a flag.
const FLAG_END: &str = "\u{1f}";

/// Those of `.cargo/config.toml`, and paths that name no machine: the same source makes the same
/// module wherever it lies.
fn module_flags() -> Result<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|it| it.join(".cargo")));
    let home = home.context("no home folder")?;
    let map = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    Ok(["-Ctarget-feature=+simd128".to_owned(), map(root(), "/soat"), map(&home, "/cargo")]
        .join(FLAG_END))
}

/// Copies what the page imports, the module optimised.
fn fill_pkg(mode: Mode, raw: &Path) -> Result<()> {
    let pkg = web().join("pkg");
    fs::create_dir_all(&pkg)?;
    for name in ["soat_wasm.js", "soat_wasm.d.ts"] {
        let from = raw.join(name);
        fs::copy(&from, pkg.join(name)).with_context(|| format!("no {}", from.display()))?;
    }
    match mode {
        Mode::Release => optimise(&raw.join(MODULE), &pkg.join(MODULE)),
        Mode::Dev => {
            let _ = fs::remove_file(optimised_from());
            let _ = fs::remove_file(pkg.join(PACKED));
            fs::copy(raw.join(MODULE), pkg.join(MODULE)).map(drop).context("cannot copy the module")
        }
    }
}

/// wasm-opt takes half a minute, and a change of comments leaves the module as it was.
fn optimise(from: &Path, to: &Path) -> Result<()> {
    let mut hasher = DefaultHasher::new();
    (WASM_OPT_FLAGS, fs::read(from)?).hash(&mut hasher);
    let made_from = format!("{:016x}", hasher.finish());
    let stamp = optimised_from();
    let packed = to.with_file_name(PACKED);
    if to.is_file()
        && packed.is_file()
        && fs::read_to_string(&stamp).is_ok_and(|it| it == made_from)
    {
        return Ok(());
    }
    let _ = fs::remove_file(&stamp);
    check_wasm_opt()?;
    names_no_machine(from)?;
    run(wasm_opt().args(WASM_OPT_FLAGS).arg(from).arg("-o").arg(to))?;
    println!("wasm-opt: {} -> {} bytes", from.metadata()?.len(), to.metadata()?.len());
    pack(to, &packed)?;
    fs::write(stamp, made_from).context("cannot write web/pkg")
}

/// The remapping of paths took effect, and with it every flag: rustc only warns of one it cannot read.
fn names_no_machine(module: &Path) -> Result<()> {
    let bytes = fs::read(module)?;
    let here = root().as_os_str().as_encoded_bytes();
    if bytes.windows(here.len()).any(|it| it == here) {
        bail!("the module names the folder it was built in: were its flags taken?");
    }
    Ok(())
}

/// Takes some seconds, once a release: the page has to stay under its limit.
fn pack(from: &Path, to: &Path) -> Result<()> {
    run(node().arg("scripts/pack.mjs").arg(from).arg(to))
}

fn optimised_from() -> PathBuf {
    web().join("pkg/.optimised-from")
}

/// npm's, never the PATH's: Debian 12 has 108 there.
fn wasm_opt() -> Command {
    let mut command = node();
    command.arg("node_modules/binaryen/bin/wasm-opt");
    command
}

fn check_wasm_opt() -> Result<()> {
    let said = output(wasm_opt().arg("--version"))?;
    let version = said.split_whitespace().find_map(|it| it.parse::<u32>().ok());
    match version {
        Some(version) if version >= OLDEST_WASM_OPT => Ok(()),
        _ => bail!("wasm-opt says `{said}`; {OLDEST_WASM_OPT} or newer is needed"),
    }
}

/// A hash of everything that the module is made of.
fn fingerprint(mode: Mode) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    (mode, WASM_OPT_FLAGS, tools::WASM_BINDGEN_VERSION).hash(&mut hasher);
    output(Command::new("rustc").current_dir(root()).arg("-V"))?.hash(&mut hasher);
    let mut paths: Vec<PathBuf> = SETTINGS.iter().map(|it| root().join(it)).collect();
    for folder in SOURCES {
        paths.extend(files(&root().join(folder), &["tests"])?);
    }
    for path in paths {
        let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        (path.strip_prefix(root()).unwrap_or(&path), text).hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}
