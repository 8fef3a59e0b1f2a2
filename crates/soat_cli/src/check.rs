//! `soat check`.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use anyhow::Result;

use crate::args::{CheckArgs, Format};
use crate::{list, many, report};

pub(crate) const HAS_ERRORS: u8 = 1;

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode> {
    if args.files.len() > 1 || args.list.file.is_dir() {
        return many::run(args);
    }
    let list = list::open(&args.list)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Text => report::text::write(&mut out, &list, &args.list.file)?,
        Format::Json => report::json::write(&mut out, &list)?,
    }
    out.flush()?;
    let has_errors = list.work.summary().rows_with_errors > 0;
    Ok(if has_errors { ExitCode::from(HAS_ERRORS) } else { ExitCode::SUCCESS })
}
