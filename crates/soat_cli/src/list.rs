//! Opens a list and checks it.

use std::path::Path;
use std::{fs, io};

use anyhow::{Result, anyhow};
use soat_core::{Options, Work};
use soat_sheet::{ReadError, ReadErrorKind, ReadOptions};

use crate::args::ListArgs;

pub(crate) fn open(args: &ListArgs) -> Result<Work> {
    let bytes = read_file(&args.file)?;
    let options = ReadOptions { sheet: args.sheet.as_deref(), ..ReadOptions::default() };
    let opened = soat_sheet::read(&bytes, &options, &mut |_| {})
        .map_err(|it| anyhow!("{}: {}", args.file.display(), words(&it)))?;
    drop(bytes);
    let proposed = Options::proposed(&opened.info, &opened.table, args.today);
    let options = Options {
        profile: args.profile.unwrap_or(proposed.profile),
        source: args.source.unwrap_or(proposed.source),
        today: args.today,
    };
    Ok(Work::new(opened.table, opened.info, options, &mut |_| {}))
}

pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|it| anyhow!("không mở được tệp {}: {}", path.display(), why(&it)))
}

pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes)
        .map_err(|it| anyhow!("không ghi được tệp {}: {}", path.display(), why(&it)))
}

/// The system's own words are English, and differ by system.
fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "không có tệp hoặc thư mục này".to_owned(),
        io::ErrorKind::PermissionDenied => "không có quyền, hoặc tệp đang mở bằng Excel".to_owned(),
        io::ErrorKind::IsADirectory => "đây là một thư mục".to_owned(),
        io::ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
        _ => error.to_string(),
    }
}

/// The reader's words are for the page; two of its remedies are other here.
fn words(error: &ReadError) -> String {
    match error.kind() {
        ReadErrorKind::SheetNotFound => {
            let sheet = error.sheet().unwrap_or_default();
            format!("không có trang tính “{sheet}” trong tệp; hãy chọn bằng --sheet")
        }
        ReadErrorKind::NoHeader => "không tìm thấy dòng tiêu đề (Họ và tên, Ngày sinh, Số CCCD…); \
             nếu danh sách ở trang tính khác, hãy chọn bằng --sheet"
            .to_owned(),
        _ => error.message_vi(),
    }
}
