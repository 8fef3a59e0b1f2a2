//! The report for people.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use soat_core::{
    Applicability, Finding, Fix, Lane, Profile, RULES, Severity, Source, Work, format_date,
};

use super::letter;
use crate::list::{Answer, List};
use crate::tables::plain;

pub(crate) fn write(out: &mut impl Write, list: &List, file: &Path) -> Result<()> {
    let work = &list.work;
    write_file(out, work, file)?;
    for answer in &list.answers {
        write_answer(out, work, answer)?;
    }
    for row_idx in 0..work.table().n_rows() {
        if work.spots(row_idx).is_empty() {
            continue;
        }
        for finding in work.findings(row_idx) {
            write_finding(out, work, &finding)?;
        }
    }
    write_totals(out, work)
}

fn write_file(out: &mut impl Write, work: &Work, file: &Path) -> Result<()> {
    let (info, options) = (work.info(), work.options());
    let profile = match options.profile {
        Profile::Y2022 => "năm 2022 (công văn 2262)",
        Profile::Current => "hiện hành (từ 01/07/2025)",
    };
    let source = match options.source {
        Source::Platform => "người đã có trên Nền tảng",
        Source::Own => "người chưa có trên Nền tảng",
    };
    writeln!(out, "{}", plain(&file.display().to_string()))?;
    writeln!(out, "  Trang tính {} · {}", plain(&info.sheet), info.layout.title())?;
    writeln!(
        out,
        "  Tiêu đề ở dòng {}, {} người từ dòng {}",
        info.header_row,
        work.table().n_rows(),
        info.first_row
    )?;
    let today = format_date(options.today);
    writeln!(out, "  Quy định {profile} · {source} · ngày kiểm tra {today}")?;
    for note in info.notes() {
        writeln!(out, "  {note}")?;
    }
    Ok(writeln!(out)?)
}

fn write_answer(out: &mut impl Write, work: &Work, answer: &Answer) -> Result<()> {
    let column = letter(work, answer.field).unwrap_or_default();
    writeln!(
        out,
        "{column}{} (dòng mẫu) · {}: Nền tảng trả lời “{}”",
        answer.row_number,
        answer.field.title(),
        plain(&answer.message)
    )?;
    Ok(())
}

fn write_finding(out: &mut impl Write, work: &Work, finding: &Finding) -> Result<()> {
    let row_number = |row_idx: usize| work.table().row_number(row_idx);
    let column = letter(work, finding.field).unwrap_or_default();
    writeln!(
        out,
        "{column}{} {} · {}: {} [{}]",
        row_number(finding.row_idx),
        severity(finding.severity),
        finding.field.title(),
        plain(&finding.message.to_string()),
        RULES.get(finding.rule).map_or("", |it| it.id)
    )?;
    if !finding.other_rows.is_empty() {
        let rows: Vec<_> =
            finding.other_rows.iter().map(|&it| row_number(it).to_string()).collect();
        writeln!(out, "    cùng các dòng {}", rows.join(", "))?;
    }
    finding.fix.as_ref().map_or(Ok(()), |it| write_fix(out, it))
}

fn write_fix(out: &mut impl Write, fix: &Fix) -> Result<()> {
    let title = plain(&fix.title.to_string());
    let promise = match fix.applicability {
        Applicability::Safe => "sửa được ngay",
        Applicability::Confirm => "cần người xác nhận",
        Applicability::Manual => "việc cần làm",
    };
    match &fix.value {
        Some(value) => writeln!(out, "    {promise}: {title} → {}", plain(value))?,
        None => writeln!(out, "    {promise}: {title}")?,
    }
    for (field, value) in &fix.also {
        writeln!(out, "      và {} → {}", field.title(), plain(value))?;
    }
    for evidence in &fix.evidence {
        writeln!(out, "      {}", plain(&evidence.to_string()))?;
    }
    Ok(())
}

fn write_totals(out: &mut impl Write, work: &Work) -> Result<()> {
    let summary = work.summary();
    let found: Vec<_> =
        RULES.iter().zip(&summary.by_rule).filter(|(_, it)| it.findings > 0).collect();
    if summary.n_rows == 0 {
        writeln!(out, "Danh sách không có người nào.")?;
    } else if found.is_empty() {
        writeln!(out, "Đã kiểm tra {} dòng, không thấy lỗi nào.", summary.n_rows)?;
    } else {
        writeln!(
            out,
            "\nĐã kiểm tra {} dòng: {} dòng có lỗi, {} dòng có lỗi hoặc cần xem lại.",
            summary.n_rows, summary.rows_with_errors, summary.rows_with_problems
        )?;
    }
    for (rule, count) in found {
        writeln!(out, "{:>7}  {} [{}]", count.findings, rule.title, rule.id)?;
    }
    writeln!(out, "\nNgười theo hướng xử lý:")?;
    for (lane, n_rows) in Lane::ALL.iter().zip(summary.lanes) {
        writeln!(out, "{n_rows:>7}  {}", lane.title())?;
    }
    Ok(())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "LỖI",
        Severity::Warning => "cần xem lại",
        Severity::Hint => "lưu ý",
    }
}
