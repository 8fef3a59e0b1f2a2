//! Files for the page to save.

use soat_core::{Source, Work};
use soat_sheet::{About, MOST_XLS_ROWS, WriteError};

use crate::convert;
use crate::list::OpenList;
use crate::wire::{ExportRequest, ExportedFile, Failure};

/// Rows a file when the user has not chosen: what staff upload at a time.
const ROWS_PER_FILE: u32 = 1000;

/// A file in memory.
pub(crate) struct Written {
    name: String,
    rows: usize,
    size: usize,
    /// Empty once taken.
    pub(crate) bytes: Vec<u8>,
}

impl Written {
    pub(crate) fn new(name: String, rows: usize, bytes: Vec<u8>) -> Self {
        Self { name, rows, size: bytes.len(), bytes }
    }

    pub(crate) fn view(&self) -> ExportedFile {
        ExportedFile {
            name: self.name.clone(),
            rows: convert::index(self.rows),
            size: convert::index(self.size),
        }
    }
}

/// Writes what was asked for.
pub(crate) fn write(list: &OpenList, request: &ExportRequest) -> Result<Vec<Written>, Failure> {
    let (work, source_name) = (&list.work, list.name.as_str());
    let stem = source_name.rsplit_once('.').map_or(source_name, |(stem, _)| stem);
    let about = About { source_name, sheet: &work.info().sheet, made_on: work.options().today };
    let one = |what: &str, rows: usize, bytes: Result<Vec<u8>, WriteError>| {
        let bytes = bytes.map_err(|it| write_failure(&it))?;
        Ok(vec![Written::new(format!("{stem} - {what}.xlsx"), rows, bytes)])
    };
    match request.kind.as_str() {
        "direct" => {
            let list = work.direct_edits();
            one("sửa trực tiếp", list.len(), soat_sheet::write_direct_edits(&list, &about))
        }
        "unresolved" => {
            let list = work.unresolved();
            one("chưa giải quyết", list.rows.len(), soat_sheet::write_unresolved(&list, &about))
        }
        "changes" => {
            let list = work.changes();
            one("nhật ký thay đổi", list.len(), soat_sheet::write_changes(&list, &about))
        }
        "verified" => {
            let list = list.handoffs.verified(work);
            one("ký xác nhận", list.len(), soat_sheet::write_verified(&list, &about))
        }
        "answers" => {
            let (source_name, lines) =
                crate::citizens::answer_lines(list).ok_or_else(no_reports)?;
            let about = About { source_name, sheet: "", ..about };
            let stem = source_name.rsplit_once('.').map_or(source_name, |(stem, _)| stem);
            let bytes = soat_sheet::write_answers(&lines, &about);
            let bytes = bytes.map_err(|it| write_failure(&it))?;
            Ok(vec![Written::new(format!("{stem} - trả lời.xlsx"), lines.len(), bytes)])
        }
        _ => import_files(work, source_name, request),
    }
}

fn import_files(
    work: &Work,
    source_name: &str,
    request: &ExportRequest,
) -> Result<Vec<Written>, Failure> {
    let (stem, own_format) = source_name.rsplit_once('.').unwrap_or((source_name, ""));
    let is_xls = request.format.as_deref().unwrap_or(own_format).eq_ignore_ascii_case("xls");
    let (format, most_rows) = if is_xls { ("xls", MOST_XLS_ROWS) } else { ("xlsx", usize::MAX) };
    let write = if is_xls { soat_sheet::write_import_xls } else { soat_sheet::write_import };
    let rows_per_file = request.rows_per_file.unwrap_or(ROWS_PER_FILE).max(1) as usize;
    let parts = soat_sheet::split_import(&work.import_list(), rows_per_file.min(most_rows));
    let n_parts = parts.len();
    let what = match work.options().source {
        Source::Platform => "Import",
        Source::Own => "Import mới",
    };
    let written = parts.iter().enumerate().map(|(idx, part)| {
        let bytes = write(part).map_err(|it| write_failure(&it))?;
        let number = if n_parts > 1 { format!(" {}-{n_parts}", idx + 1) } else { String::new() };
        Ok(Written::new(format!("{stem} - {what}{number}.{format}"), part.rows.len(), bytes))
    });
    written.collect()
}

/// The list of reports went with a worker that ended.
fn no_reports() -> Failure {
    let message = "Hãy mở lại tệp phản ánh rồi xuất lại".to_owned();
    Failure { code: "no-reports".to_owned(), message }
}

pub(crate) fn write_failure(error: &WriteError) -> Failure {
    let cell = error.source_row().map_or_else(String::new, |it| format!(" (dòng {it})"));
    let message = match error.kind().code() {
        "text-too-long" => format!(
            "Một ô dài quá 32.767 ký tự{cell}, Excel không nhận. Hãy rút gọn ô đó rồi xuất lại"
        ),
        "too-large" => {
            "Danh sách dài hơn một trang tính Excel. Hãy giảm số dòng mỗi tệp".to_owned()
        }
        _ => "Không ghi được tệp. Hãy thử lại; các chỉnh sửa của bạn vẫn còn".to_owned(),
    };
    Failure { code: format!("write-{}", error.kind().code()), message }
}
