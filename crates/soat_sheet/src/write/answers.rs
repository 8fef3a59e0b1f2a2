//! The answers to citizens' reports, on A4.

use soat_core::matching::{AnswerLine, Verdict};

use super::lists::columns;
use super::paper::{self, Paper, Value};
use super::{About, WriteError};

pub(super) fn write(list: &[AnswerLine], about: &About<'_>) -> Result<Vec<u8>, WriteError> {
    let of = |verdict: Verdict| list.iter().filter(|it| it.verdict == verdict).count();
    let counts = Verdict::ALL.into_iter().map(|it| format!("{} {}", of(it), it.title()));
    let count = format!("{} phản ánh: {}.", list.len(), counts.collect::<Vec<_>>().join(", "));
    let paper = Paper {
        sheet: "Trả lời phản ánh",
        title: "DANH SÁCH TRẢ LỜI PHẢN ÁNH CỦA NGƯỜI DÂN",
        lines: vec![paper::source_line(about, &count)],
        columns: columns(&[
            ("Dòng phản ánh", 9.0),
            ("Họ và tên", 24.0),
            ("Ngày sinh", 12.0),
            ("Số CCCD/CMND", 15.0),
            ("Nội dung phản ánh", 28.0),
            ("Kết quả", 14.0),
            ("Lý do", 30.0),
            ("Dòng trong danh sách", 9.0),
            ("Sẽ sửa", 34.0),
        ]),
        made_on: about.made_on,
    };
    paper::write(&paper, list.iter().map(row))
}

fn row(line: &AnswerLine) -> Vec<Value<'_>> {
    let [name, birth_date, personal_id] = &line.person;
    vec![
        Value::Number(line.row_number),
        name.as_str().into(),
        birth_date.as_str().into(),
        personal_id.as_str().into(),
        line.said.as_str().into(),
        line.verdict.title().into(),
        line.grounds.as_str().into(),
        line.found_at.map_or_else(|| "".into(), Value::Number),
        line.changes.as_str().into(),
    ]
}
