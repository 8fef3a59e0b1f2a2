//! Opens a list and checks it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
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
    fs::read(path).with_context(|| format!("không mở được tệp {}", path.display()))
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
