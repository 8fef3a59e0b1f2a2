//! The command `soat`: checks a list and writes the files that leave, without the page.
//!
//! What it finds goes to standard output; what goes wrong goes to standard error, in Vietnamese
//! and without any cell's text. It ends with 0 when nothing is wrong, 1 when the list has errors,
//! 2 when the file or the arguments cannot be used.

mod args;
mod check;
mod diff;
mod edits;
mod export;
mod handoff;
mod list;
mod many;
mod matching;
mod page;
mod report;
mod report_command;
mod rules;
mod tables;
mod today;
mod work_file;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::args::Command;

const UNUSABLE: u8 = 2;

fn main() -> ExitCode {
    quiet_panics();
    match run() {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::from(UNUSABLE)
        }
    }
}

fn run() -> anyhow::Result<ExitCode> {
    match args::parse(std::env::args_os())? {
        Command::Check(args) => check::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Match(args) => matching::run(&args),
        Command::Merge(args) => handoff::merge(&args),
        Command::Report(args) => report_command::run(&args),
        Command::Rules { id } => rules::run(id.as_deref()),
        Command::Split(args) => handoff::split(&args),
        Command::Help => {
            print(&[args::HELP, args::MATCH_HELP, args::MANY_HELP, args::HANDOFF_HELP].concat())
        }
        Command::Version => print(concat!("soat ", env!("CARGO_PKG_VERSION"), "\n")),
    }
}

fn print(text: &str) -> anyhow::Result<ExitCode> {
    io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn say(message: &str) {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "soat: {message}");
}

/// A panic's own message may quote a cell. The reader turns its panics into errors where a panic
/// unwinds; where it aborts, this is the last word.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|_| {
        if cfg!(panic = "abort") {
            say("không xử lý được tệp này: tệp hỏng, hoặc lỗi của chương trình");
            std::process::exit(i32::from(UNUSABLE));
        }
    }));
}

/// `soat check ... | head` is not a failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_broken = |it: &io::Error| it.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|it| {
        it.downcast_ref::<io::Error>().is_some_and(is_broken)
            || it
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|it| it.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}
