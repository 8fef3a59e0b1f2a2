//! The direct-edit list, the unresolved list and the log of changes.

use soat_core::{ChangeLine, DirectEdit, Done, FieldChange, UnresolvedList, UnresolvedRow};

use super::paper::{self, Paper, PaperColumn, Shown, Value};
use super::{About, WriteError};

/// Widest column of a list, in characters: longer text wraps.
const MAX_WIDTH: usize = 16;

pub(super) fn write_direct_edits(
    list: &[DirectEdit],
    about: &About<'_>,
) -> Result<Vec<u8>, WriteError> {
    let left = list.iter().filter(|it| it.done != Done::Yes);
    let n_changes: usize = left.map(|it| it.changes.len()).sum();
    let count = format!("{} người, {n_changes} chỗ cần sửa.{}", list.len(), done_count(list));
    let how = "Trên Nền tảng: tìm bằng Họ và tên hoặc Số điện thoại, mở hồ sơ, sửa mục ở cột “Mục cần sửa” thành chữ ở cột “Sửa thành”, lưu, rồi đánh dấu vào cột “Đã sửa”.";
    let paper = Paper {
        sheet: "Sửa trực tiếp",
        title: "DANH SÁCH SỬA TRỰC TIẾP TRÊN NỀN TẢNG",
        lines: vec![paper::source_line(about, &count), how.to_owned()],
        columns: columns(&[
            ("STT", 5.0),
            ("Họ và tên", 24.0),
            ("Số điện thoại", 13.0),
            ("Ngày sinh", 12.0),
            ("Số CCCD/CMND đang ghi", 15.0),
            ("Mục cần sửa", 14.0),
            ("Đang ghi", 20.0),
            ("Sửa thành", 20.0),
            ("Lý do", 34.0),
            ("Dòng trong tệp", 8.0),
            ("Đã sửa", 11.0),
        ]),
        made_on: about.made_on,
    };
    let rows = (1_u32..).zip(list).flat_map(|(number, it)| direct_edit_rows(number, it));
    paper::write(&paper, rows)
}

/// One line a change: each line can be searched, sorted and ticked by itself.
fn direct_edit_rows(number: u32, edit: &DirectEdit) -> Vec<Vec<Value<'_>>> {
    if edit.changes.is_empty() {
        return vec![direct_edit_row(number, edit, None)];
    }
    edit.changes.iter().map(|it| direct_edit_row(number, edit, Some(it))).collect()
}

fn direct_edit_row<'a>(
    number: u32,
    edit: &'a DirectEdit,
    change: Option<&'a FieldChange>,
) -> Vec<Value<'a>> {
    let [title, old, new] =
        change.map_or([""; 3], |it| [it.title.as_str(), it.old.as_str(), it.new.as_str()]);
    vec![
        Value::Number(number),
        edit.full_name.as_str().into(),
        edit.phone.as_str().into(),
        edit.birth_date.as_str().into(),
        edit.personal_id.as_str().into(),
        title.into(),
        old.into(),
        new.into(),
        lines(&edit.reasons),
        Value::Number(edit.row_number),
        done_words(edit),
    ]
}

/// To be ticked by hand on paper, and filled in for those ticked on the screen.
fn done_words(edit: &DirectEdit) -> Value<'static> {
    let words = match edit.done {
        Done::No => String::new(),
        Done::Yes => format!("x\n{}", edit.done_at),
        Done::ChangedSince => format!("Đã đổi sau khi đánh dấu ({})", edit.done_at),
    };
    Value::Text(words.into())
}

/// How many are done, when somebody is.
fn done_count(list: &[DirectEdit]) -> String {
    let n = |done| list.iter().filter(|it| it.done == done).count();
    let (done, changed) = (n(Done::Yes), n(Done::ChangedSince));
    if done + changed == 0 {
        return String::new();
    }
    let left = list.len() - done;
    format!(
        " Đã sửa {done} người, còn {left} người (trong đó {changed} người đã đổi sau khi đánh dấu)."
    )
}

pub(super) fn write_unresolved(
    list: &UnresolvedList,
    about: &About<'_>,
) -> Result<Vec<u8>, WriteError> {
    let widest_row = list.rows.iter().map(|it| it.cells.len()).max().unwrap_or(0);
    let n_columns = list.headings.len().max(widest_row);
    let mut all = columns(&[("Dòng trong tệp", 8.0), ("Lý do", 34.0)]);
    all.extend((0..n_columns).map(|it| source_column(list, it)));
    let count = format!("{} người.", list.rows.len());
    let paper = Paper {
        sheet: "Chưa giải quyết",
        title: "DANH SÁCH CHƯA GIẢI QUYẾT ĐƯỢC",
        lines: vec![paper::source_line(about, &count)],
        columns: all,
        made_on: about.made_on,
    };
    paper::write(&paper, list.rows.iter().map(|it| unresolved_row(it, n_columns)))
}

/// A column as wide as what is in it, hidden when nothing is.
fn source_column(list: &UnresolvedList, column_idx: usize) -> PaperColumn {
    let heading = list.headings.get(column_idx).cloned().unwrap_or_default();
    let texts = list.rows.iter().filter_map(|it| it.cells.get(column_idx));
    let widest = texts.map(|it| it.chars().count()).max().unwrap_or(0);
    let word = heading.split_whitespace().map(|it| it.chars().count()).max().unwrap_or(0);
    let shown = if widest == 0 && !list.rows.is_empty() { Shown::Hidden } else { Shown::Yes };
    let width = u8::try_from(widest.max(word).clamp(3, MAX_WIDTH) + 2).unwrap_or(u8::MAX);
    PaperColumn { heading, width: f64::from(width), shown }
}

fn unresolved_row(row: &UnresolvedRow, n_columns: usize) -> Vec<Value<'_>> {
    let texts = row.cells.iter().map(|it| Value::from(it.as_str()));
    let padded = texts.chain(core::iter::repeat_with(|| "".into())).take(n_columns);
    [Value::Number(row.row_number), lines(&row.reasons)].into_iter().chain(padded).collect()
}

pub(super) fn write_changes(list: &[ChangeLine], about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    let count = format!("{} thay đổi.", list.len());
    let paper = Paper {
        sheet: "Nhật ký sửa đổi",
        title: "NHẬT KÝ SỬA ĐỔI",
        lines: vec![paper::source_line(about, &count)],
        columns: columns(&[
            ("STT", 6.0),
            ("Lúc", 17.0),
            ("Dòng trong tệp", 8.0),
            ("Họ và tên", 24.0),
            ("Mục", 16.0),
            ("Trước", 24.0),
            ("Sau", 24.0),
            ("Vì sao", 40.0),
        ]),
        made_on: about.made_on,
    };
    paper::write(&paper, (1_u32..).zip(list).map(|(number, it)| change_row(number, it)))
}

fn change_row(number: u32, line: &ChangeLine) -> Vec<Value<'_>> {
    vec![
        Value::Number(number),
        line.at.as_str().into(),
        Value::Number(line.row_number),
        line.full_name.as_str().into(),
        line.title.as_str().into(),
        line.old.as_str().into(),
        line.new.as_str().into(),
        line.why.as_str().into(),
    ]
}

pub(super) fn columns(columns: &[(&str, f64)]) -> Vec<PaperColumn> {
    let column = |&(heading, width): &(&str, f64)| PaperColumn {
        heading: heading.to_owned(),
        width,
        shown: Shown::Yes,
    };
    columns.iter().map(column).collect()
}

fn lines(texts: &[String]) -> Value<'static> {
    Value::Text(texts.join("\n").into())
}
