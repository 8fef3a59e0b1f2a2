//! Conflicts to a file that people fill in, and back.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, anyhow};
use soat_core::Work;
use soat_core::handoff::{Choice, Grid, GridRow, MergeItem, MergePlan, Verdict, VerdictItem};
use soat_core::parse::text::{fold, tidy_spaces};
use soat_sheet::{PlainColumn, write_plain};

use super::report::{choice_words, letter, verdict_words};
use crate::list;
use crate::work_file::Played;

const SHEET: &str = "Xung đột";
const HEADINGS: [(&str, u8); 7] = [
    ("Dòng", 7),
    ("Họ và tên", 24),
    ("Mục", 18),
    ("Lúc giao", 18),
    ("Đang có", 18),
    ("Các câu trả lời", 60),
    ("Quyết định", 20),
];
const VERDICT: &str = "Kết quả xác minh";
const KEEP: [&str; 3] = ["giu", "giu nguyen", "khong doi"];

/// What became of a file of decisions.
#[derive(Default)]
pub(super) struct Decided {
    pub(super) n_taken: usize,
    /// Rows of the file, and why they were not taken.
    pub(super) refused: Vec<(u32, &'static str)>,
}

/// Writes what waits; says how many there are.
pub(super) fn write(path: &Path, plan: &MergePlan, played: &Played) -> Result<usize> {
    let lines = lines(plan, played);
    let bytes = if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv")) {
        csv(&lines)
    } else {
        let column = |&(heading, width): &(&str, u8)| PlainColumn {
            heading: heading.to_owned(),
            width: Some(width),
        };
        let columns: Vec<PlainColumn> = HEADINGS.iter().map(column).collect();
        write_plain(SHEET, &columns, &lines)
            .map_err(|_| anyhow!("không tạo được tệp {}: quá lớn", path.display()))?
    };
    list::write_file(path, &bytes)?;
    Ok(lines.len())
}

fn lines(plan: &MergePlan, played: &Played) -> Vec<Vec<String>> {
    let items = plan.items.iter().filter(|it| it.chosen.is_none());
    let item = |it: &MergeItem| {
        let title = it.field.title();
        line(&played.work, it.row_idx, [title, &it.base, &it.now], answers(it, plan, played))
    };
    let verdicts = plan.verdicts.iter().filter(|it| it.chosen.is_none());
    let verdict = |it: &VerdictItem| {
        let now = it.earlier.map_or("", |it| it.0.title());
        line(&played.work, it.row_idx, [VERDICT, "", now], verdict_answers(it, plan, played))
    };
    items.map(item).chain(verdicts.map(verdict)).collect()
}

fn line(work: &Work, row_idx: usize, texts: [&str; 3], answers: String) -> Vec<String> {
    let name = work.table().column_of(soat_core::Field::FullName);
    let name = name.map(|it| work.text(row_idx, it)).unwrap_or_default();
    let [title, base, now] = texts.map(str::to_owned);
    let row_number = work.table().row_number(row_idx).to_string();
    vec![row_number, name, title, base, now, answers, String::new()]
}

fn answers(item: &MergeItem, plan: &MergePlan, played: &Played) -> String {
    let words = item.choices.iter().map(|it| choice_words(it, plan, played));
    lettered(words)
}

fn verdict_answers(item: &VerdictItem, plan: &MergePlan, played: &Played) -> String {
    lettered(item.choices.iter().map(|(it, places)| verdict_words(*it, places, plan, played)))
}

fn lettered(words: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for (idx, words) in words.enumerate() {
        let _ = writeln!(text, "{}: {words}", letter(idx));
    }
    text.trim_end().to_owned()
}

/// UTF-8 with its mark, which Excel needs to read Vietnamese.
fn csv(lines: &[Vec<String>]) -> Vec<u8> {
    let quoted = |it: &str| format!("\"{}\"", it.replace('"', "\"\""));
    let row = |cells: &mut dyn Iterator<Item = &str>| {
        cells.map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
    };
    let mut text = format!("\u{feff}{}", row(&mut HEADINGS.iter().map(|it| it.0)));
    for line in lines {
        text += &row(&mut line.iter().map(String::as_str));
    }
    text.into_bytes()
}

/// Reads a filled file and chooses by it.
pub(super) fn take(path: &Path, plan: &mut MergePlan, played: &Played) -> Result<Decided> {
    let failed = |why: &str| anyhow!("{}: {why}", path.display());
    let grid = soat_sheet::read_returned(&list::read_file(path)?, None)
        .map_err(|it| failed(&it.message_vi()))?;
    let columns = columns(&grid).ok_or_else(|| {
        failed("không phải tệp xung đột: thiếu cột «Dòng», «Mục» hoặc «Quyết định»")
    })?;
    let mut decided = Decided::default();
    for row in grid.sheets.iter().flat_map(|it| &it.rows).filter(|it| it.number > columns.row) {
        let decision = tidy_spaces(text(row, columns.decision));
        if decision.is_empty() {
            continue;
        }
        match take_row(row, &columns, &decision, plan, played) {
            Ok(()) => decided.n_taken += 1,
            Err(why) => decided.refused.push((row.number, why)),
        }
    }
    Ok(decided)
}

/// Where things stand in a file of decisions.
struct Columns {
    row: u32,
    place: u32,
    field: u32,
    answers: Option<u32>,
    decision: u32,
}

fn columns(grid: &Grid) -> Option<Columns> {
    let of_row = |row: &GridRow| {
        let found: BTreeMap<String, u32> =
            row.cells.iter().map(|it| (fold(&it.text), it.column)).collect();
        let column = |idx: usize| found.get(&fold(HEADINGS.get(idx)?.0)).copied();
        Some(Columns {
            row: row.number,
            place: column(0)?,
            field: column(2)?,
            answers: column(5),
            decision: column(6)?,
        })
    };
    grid.sheets.first()?.rows.iter().find_map(of_row)
}

fn text(row: &GridRow, column: u32) -> &str {
    row.cells.iter().find(|it| it.column == column).map_or("", |it| it.text.as_str())
}

fn take_row(
    row: &GridRow,
    columns: &Columns,
    decision: &str,
    plan: &mut MergePlan,
    played: &Played,
) -> Result<(), &'static str> {
    let row_number = text(row, columns.place).trim().parse().ok();
    let row_idx = row_number.and_then(|it| played.work.table().row_of_number(it));
    let row_idx = row_idx.ok_or("không có dòng này trong danh sách")?;
    let title = fold(text(row, columns.field));
    let shown = columns.answers.map(|it| fold(text(row, it)));
    let is_same = |answers: String| shown.as_ref().is_none_or(|it| *it == fold(&answers));
    if title == fold(VERDICT) {
        let at = plan.verdicts.iter().position(|it| it.row_idx == row_idx).ok_or(GONE)?;
        let item = plan.verdicts.get(at).ok_or(GONE)?;
        let chosen = verdict_choice(item, decision).ok_or("không có câu trả lời này")?;
        if !is_same(verdict_answers(item, plan, played)) {
            return Err(OTHER);
        }
        plan.verdicts.get_mut(at).ok_or(GONE)?.chosen = Some(chosen);
        return Ok(());
    }
    let is_it = |it: &MergeItem| it.row_idx == row_idx && fold(it.field.title()) == title;
    let at = plan.items.iter().position(is_it).ok_or(GONE)?;
    if !is_same(answers(plan.items.get(at).ok_or(GONE)?, plan, played)) {
        return Err(OTHER);
    }
    choose(plan.items.get_mut(at).ok_or(GONE)?, decision)
}

const GONE: &str = "không có xung đột này trong các tệp gửi về";
const OTHER: &str = "các câu trả lời đã khác lúc ghi tệp xung đột; hãy ghi lại tệp";

fn choose(item: &mut MergeItem, decision: &str) -> Result<(), &'static str> {
    if KEEP.contains(&fold(decision).as_str()) {
        keep(item);
        return Ok(());
    }
    match letter_idx(decision) {
        Some(idx) if idx < item.choices.len() => item.chosen = Some(idx),
        Some(_) => return Err("không có câu trả lời mang chữ này"),
        None => set(item, decision),
    }
    Ok(())
}

fn verdict_choice(item: &VerdictItem, decision: &str) -> Option<usize> {
    let by_letter = letter_idx(decision).filter(|it| *it < item.choices.len());
    let said = Verdict::read(decision);
    by_letter.or_else(|| item.choices.iter().position(|it| Some(it.0) == said))
}

fn letter_idx(decision: &str) -> Option<usize> {
    let mut chars = decision.chars();
    let letter = chars.next()?.to_ascii_uppercase();
    let is_alone = chars.all(|it| matches!(it, '.' | ')' | ':'));
    (letter.is_ascii_uppercase() && is_alone).then(|| letter as usize - 'A' as usize)
}

/// Chooses what the list says now.
pub(super) fn keep(item: &mut MergeItem) {
    let now = item.now.clone();
    set(item, &now);
}

/// Chooses a text, which a person gave when no answer says it.
fn set(item: &mut MergeItem, value: &str) {
    let at = item.choices.iter().position(|it| it.value == value);
    item.chosen = Some(at.unwrap_or(item.choices.len()));
    if at.is_none() {
        let value = value.to_owned();
        item.choices.push(Choice { value, places: vec![], earlier: vec![], doubt: None });
    }
}
