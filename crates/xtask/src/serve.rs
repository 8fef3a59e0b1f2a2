//! Serves `dist/hosted` on this machine only: GET, a flat folder, nothing else.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::bundle::{self, Mode};
use crate::shell::{on_path, root};

/// What the command line asks for.
pub struct Options {
    /// The port to listen on; without one 8080, or any that is free.
    pub port: Option<u16>,
    /// Whether to open a browser, where there is a desktop.
    pub open: bool,
}

const USUAL_PORT: u16 = 8080;
const LONGEST_REQUEST: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// Builds the product and serves it until stopped.
pub fn serve(options: &Options) -> Result<()> {
    bundle::build(Mode::Release)?;
    let listener = listen(options.port)?;
    // `?mau` asks the page to open its own sample list.
    let address = format!("http://{}/?mau", listener.local_addr()?);
    println!("Soát: {address}  (Ctrl+C ends it)");
    if options.open {
        open_browser(&address);
    }
    for stream in listener.incoming().flatten() {
        // A visitor who goes away in the middle is not our fault.
        thread::spawn(move || answer(stream).ok());
    }
    Ok(())
}

fn listen(port: Option<u16>) -> Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => bind(port),
        None => bind(USUAL_PORT).or_else(|_| bind(0)),
    }
    .context("cannot listen on 127.0.0.1; is the port in use?")
}

fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(LONGEST_REQUEST)).lines();
    let request = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    // The rest is read so that closing does not reset the connection under the browser.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    stream.write_all(&response(&request, &root().join("dist/hosted")))
}

/// What `_headers` of the hosted copy says for a path, as any server of it must: see
/// `web/scripts/dist.mjs`.
fn headers(said: &str, path: &str) -> String {
    let mut is_meant = false;
    let mut found = String::new();
    for line in said.lines() {
        match line.strip_prefix("  ") {
            Some(header) if is_meant => found += &format!("\r\n{header}"),
            Some(_) => {}
            None => is_meant = line == "/*" || line == path,
        }
    }
    found + "\r\nConnection: close"
}

fn response(request: &str, folder: &Path) -> Vec<u8> {
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let said = fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    let more = headers(&said, target.split(['?', '#']).next().unwrap_or(""));
    let page = |status: &str, kind: &str, body: &[u8], with_body: bool| {
        page(status, &format!("{kind}{more}"), body, with_body)
    };
    if method != "GET" && method != "HEAD" {
        return page("405 Method Not Allowed", "text/plain", b"only GET\n", true);
    }
    let with_body = method == "GET";
    match file(target, folder) {
        Some((kind, body)) => page("200 OK", kind, &body, with_body),
        None => page("404 Not Found", "text/plain", b"not found\n", with_body),
    }
}

/// Only names that the folder itself lists are opened, so no path can lead out of it.
fn file(target: &str, folder: &Path) -> Option<(&'static str, Vec<u8>)> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let wanted = if path.is_empty() { "index.html" } else { path };
    let mut entries = fs::read_dir(folder).ok()?.flatten();
    let entry = entries.find(|it| it.file_name() == wanted)?;
    Some((kind(wanted), fs::read(entry.path()).ok()?))
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

fn page(status: &str, kind: &str, body: &[u8], with_body: bool) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nContent-Type: {kind}\r\n");
    let mut page = format!("{head}\r\n").into_bytes();
    page.extend(if with_body { body } else { b"" });
    page
}

/// Does nothing where there is no desktop, as on a server or in CI.
fn open_browser(address: &str) {
    let has_desktop = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
    let mut command = if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else if on_path("xdg-open").is_some()
        && (has_desktop("DISPLAY") || has_desktop("WAYLAND_DISPLAY"))
    {
        Command::new("xdg-open")
    } else {
        return;
    };
    // The address is printed as well, so a browser that does not open loses nothing.
    let _ = command.arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(request: &str) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        String::from_utf8(response(request, &folder)).unwrap()
    }

    #[test]
    fn only_files_of_the_folder_are_given() {
        assert!(ask("GET /serve.rs?x=1 HTTP/1.1").starts_with("HTTP/1.1 200 OK\r\n"));
        for path in ["/", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "serve.rs", ""] {
            assert!(ask(&format!("GET {path} HTTP/1.1")).starts_with("HTTP/1.1 404"), "{path}");
        }
        assert!(ask("").starts_with("HTTP/1.1 405"));
        assert!(ask("POST /serve.rs HTTP/1.1").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn headers_go_by_path() {
        let said = "/*\n  A: 1\n/\n  B: 2\n/sw.js\n  C: 3\n";
        assert_eq!(headers(said, "/"), "\r\nA: 1\r\nB: 2\r\nConnection: close");
        assert_eq!(headers(said, "/sw.js"), "\r\nA: 1\r\nC: 3\r\nConnection: close");
    }

    #[test]
    fn head_has_no_body() {
        assert!(ask("HEAD /serve.rs HTTP/1.1").ends_with("\r\n\r\n"));
    }
}
