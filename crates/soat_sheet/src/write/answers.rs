//! The answers to citizens' reports, on A4.

use soat_core::matching::{AnswerLine, Verdict};

use super::lists::columns;
use super::paper::{self, Paper, Value};
use super::{About, WriteError};

/// The words for a report that nobody has answered yet.
const OPEN: &str = "Chưa trả lời";

pub(super) fn write(list: &[AnswerLine], about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    let of = |verdict| list.iter().filter(|it| it.verdict == verdict).count();
    let given = Verdict::ALL.into_iter().map(|it| (of(Some(it)), it.title()));
    let counts = given.chain([(of(None), OPEN)]).filter(|it| it.0 > 0);
    let counts = counts.map(|(n, words)| format!("{n} {words}")).collect::<Vec<_>>();
    let count = format!("{} phản ánh: {}.", list.len(), counts.join(", "));
    let paper = Paper {
        sheet: "Trả lời phản ánh",
        title: "DANH SÁCH TRẢ LỜI PHẢN ÁNH CỦA NGƯỜI DÂN",
        lines: vec![paper::source_line(about, &count)],
        columns: columns(&[
            ("Dòng phản ánh", 9.0),
            ("Họ và tên", 23.0),
            ("Ngày sinh", 12.0),
            ("Số CCCD/CMND", 15.0),
            ("Số điện thoại", 12.0),
            ("Nội dung phản ánh", 27.0),
            ("Kết quả", 13.0),
            ("Lý do", 27.0),
            ("Dòng trong danh sách", 9.0),
            ("Nội dung sửa", 30.0),
        ]),
        made_on: about.made_on,
    };
    paper::write(&paper, list.iter().map(row))
}

fn row(line: &AnswerLine) -> Vec<Value<'_>> {
    let person = line.person.iter().map(|it| it.as_str().into());
    let mut cells = vec![Value::Number(line.row_number)];
    cells.extend(person);
    cells.extend([
        line.said.as_str().into(),
        line.verdict.map_or(OPEN, Verdict::title).into(),
        line.grounds.as_str().into(),
        line.found_at.map_or_else(|| "".into(), Value::Number),
        line.changes.as_str().into(),
    ]);
    cells
}
