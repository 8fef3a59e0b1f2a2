//! Edits from a file: `row<TAB>field<TAB>value`, a line each.

use anyhow::{Context, Result, bail};
use soat_core::{Field, NewValue, Table};

/// The first line may name the columns.
const HEADER: &str = "row\tfield\tvalue";

/// Reads every edit, or tells which line cannot be used. Never quotes a value.
pub(crate) fn parse(bytes: &[u8], table: &Table) -> Result<Vec<NewValue>> {
    let text = core::str::from_utf8(bytes).ok().context("phải là văn bản UTF-8")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_edit = |&(idx, line): &(usize, &str)| !line.is_empty() && (idx > 0 || line != HEADER);
    let filled = text.lines().enumerate().filter(is_edit);
    let edit = |(idx, line)| parse_line(line, table).with_context(|| format!("dòng {}", idx + 1));
    filled.map(edit).collect()
}

fn parse_line(line: &str, table: &Table) -> Result<NewValue> {
    let mut parts = line.splitn(3, '\t');
    let (Some(row), Some(field), Some(value)) = (parts.next(), parts.next(), parts.next()) else {
        bail!("phải có ba phần cách nhau bằng phím Tab: số dòng, tên trường, giá trị");
    };
    let row_number = row.trim().parse().ok().context("phần đầu không phải số dòng")?;
    let row_idx = table.row_of_number(row_number);
    let row_idx = row_idx
        .with_context(|| format!("dòng {row_number} của danh sách không phải là một người"))?;
    let field = Field::from_key(field.trim()).context("phần hai không phải tên trường")?;
    if field.is_read_only() {
        bail!("trường {} không sửa được", field.key());
    }
    let column = table.column_of(field);
    let column =
        column.with_context(|| format!("danh sách không có cột của trường {}", field.key()))?;
    Ok(NewValue { row_idx, column, text: value.to_owned() })
}
