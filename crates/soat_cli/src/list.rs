//! Opens a list and checks it.

use std::path::Path;
use std::{fs, io};

use anyhow::{Context as _, Result, anyhow};
use soat_core::{Field, Options, SampleAnswer, Work};
use soat_sheet::{ReadError, ReadErrorKind, ReadOptions};

use crate::args::ListArgs;

/// A list opened and checked.
pub(crate) struct List {
    pub(crate) work: Work,
    /// What the platform answered to its own sample row, imported by mistake and left out here.
    pub(crate) answers: Vec<Answer>,
}

/// One sentence of the platform about a cell of a row.
pub(crate) struct Answer {
    pub(crate) row_number: u32,
    pub(crate) field: Field,
    pub(crate) message: String,
}

pub(crate) fn open(args: &ListArgs) -> Result<List> {
    let bytes = read_file(&args.file)?;
    let password = args.has_password.then(read_password).transpose()?;
    let options = ReadOptions {
        sheet: args.sheet.as_deref(),
        password: password.as_deref(),
        ..ReadOptions::default()
    };
    let opened = soat_sheet::read(&bytes, &options, &mut |_| {})
        .map_err(|it| anyhow!("{}: {}", args.file.display(), words(&it)))?;
    drop(bytes);
    let proposed = Options::proposed(&opened.info, &opened.table, args.today);
    let options = Options {
        profile: args.profile.unwrap_or(proposed.profile),
        source: args.source.unwrap_or(proposed.source),
        today: args.today,
    };
    let answers = opened.info.sample_answers.iter().flat_map(answers).collect();
    let work = Work::new(opened.table, opened.info, options, &mut |_| {});
    Ok(List { work, answers })
}

fn answers(sample: &SampleAnswer) -> impl Iterator<Item = Answer> {
    let row_number = sample.row_number;
    let messages = sample.messages().into_iter();
    messages.map(move |(field, message)| Answer { row_number, field, message })
}

pub(crate) fn read_file(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|it| anyhow!("không mở được tệp {}: {}", path.display(), why(&it)))
}

/// A line, which may also end with the input: others could read it on the command line.
fn read_password() -> Result<String> {
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("không đọc được mật khẩu từ đầu vào chuẩn")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
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

/// The reader's words are for the page; some of its remedies are other here.
fn words(error: &ReadError) -> String {
    match error.kind() {
        ReadErrorKind::SheetNotFound => {
            let sheet = error.sheet().unwrap_or_default();
            format!("không có trang tính “{sheet}” trong tệp; hãy chọn bằng --sheet")
        }
        ReadErrorKind::NoHeader => "không tìm thấy dòng tiêu đề (Họ và tên, Ngày sinh, Số CCCD…); \
             nếu danh sách ở trang tính khác, hãy chọn bằng --sheet"
            .to_owned(),
        ReadErrorKind::PasswordProtected => {
            "tệp có mật khẩu; hãy thêm --password-stdin và đưa mật khẩu qua đầu vào chuẩn"
                .to_owned()
        }
        _ => error.message_vi(),
    }
}
