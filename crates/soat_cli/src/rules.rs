//! `soat rules`.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use soat_core::{RULES, Severity};

pub(crate) fn run(id: Option<&str>) -> Result<ExitCode> {
    let mut out = io::stdout().lock();
    match id {
        Some(id) => {
            let rule = RULES.iter().find(|it| it.id == id);
            let rule = rule.context("không có quy tắc nào mang mã này (xem soat rules)")?;
            writeln!(out, "{}", rule.doc.trim_end())?;
        }
        None => write_list(&mut out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn write_list(out: &mut impl Write) -> Result<()> {
    let width = RULES.iter().map(|it| it.id.len()).max().unwrap_or(0);
    for rule in RULES {
        let severity = match rule.severity {
            Severity::Error => "lỗi",
            Severity::Warning => "xem lại",
            Severity::Hint => "lưu ý",
        };
        writeln!(out, "{:width$}  {severity:7}  {}", rule.id, rule.title)?;
    }
    Ok(())
}
