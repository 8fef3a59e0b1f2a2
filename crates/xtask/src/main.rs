//! The project's own commands. `cargo xtask help` lists them.

mod arch;
mod bench;
mod bundle;
mod corpus;
mod fuzz;
mod licences;
mod serve;
mod shell;
mod steps;
mod tools;

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use crate::bundle::Mode;
use crate::steps::Part;

const HELP: &str = "\
cargo xtask <command>

  serve [--no-open] [--port N]   install what is missing, build, serve on 127.0.0.1
  test [PART]                    install what is missing, run every check and test
                                 PART: arch fmt clippy rust web e2e; or, not among 'every',
                                 datafusion (one process) or ballista (and a cluster)
  ci                             the same as `test`
  build [--dev]                  leave dist/soat.html (one file) and dist/hosted/
  corpus DIR                     read every workbook of a folder, natively and as shipped
  fuzz [SECONDS [SEEDS]]         fuzz each reader so long (60) from a folder of files, where cargo-fuzz is
  bench                          measure the product side by side with other readers
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<ExitCode> {
    match arguments {
        ["serve", options @ ..] => serve::serve(&serve_options(options)?)?,
        ["test" | "ci"] => return Ok(steps::test(None)),
        ["test", part] => return Ok(steps::test(Some(Part::parse(part)?))),
        ["build"] => bundle::build(Mode::Release)?,
        ["build", "--dev"] => bundle::build(Mode::Dev)?,
        ["corpus", folder] => corpus::corpus(folder)?,
        ["fuzz"] => fuzz::fuzz("60", None)?,
        ["fuzz", seconds] => fuzz::fuzz(seconds, None)?,
        ["fuzz", seconds, seeds] => fuzz::fuzz(seconds, Some(seeds))?,
        ["bench", options @ ..] => bench::bench(options)?,
        [] | ["help" | "--help" | "-h"] => print!("{HELP}"),
        _ => bail!("do not know `{}`\n\n{HELP}", arguments.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}

fn serve_options(arguments: &[&str]) -> Result<serve::Options> {
    let mut options = serve::Options { port: None, open: true };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--no-open" => options.open = false,
            "--port" => {
                let port = rest.next().context("--port needs a number")?;
                options.port = Some(port.parse().context("--port needs a number to 65535")?);
            }
            other => bail!("do not know `{other}`\n\n{HELP}"),
        }
    }
    Ok(options)
}
