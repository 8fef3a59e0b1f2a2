//! Opens a list and checks it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context as _, Result, anyhow, bail};
use soat_core::{Date, Field, Options, Profile, SampleAnswer, Source, Work};
use soat_sheet::{Opened, ReadError, ReadErrorKind, ReadOptions};
use soat_vault::WorkFile;

use crate::args::ListArgs;
use crate::today;
use crate::work_file::{Kept, OpenRequest, Played};

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

/// A list with the lists that left, and the work file that keeps them.
pub(crate) struct KeptList {
    pub(crate) played: Played,
    pub(crate) kept: Kept,
}

pub(crate) fn open(args: &ListArgs) -> Result<List> {
    let bytes = read_file(&args.file)?;
    let password = args.has_password.then(read_line).transpose()?;
    if WorkFile::is_one(&bytes) {
        let kept = Kept::open(&bytes, &passphrase(args)?)
            .with_context(|| args.file.display().to_string())?;
        let work = open_kept(args, kept, password)?.played.work;
        return Ok(List { work, answers: Vec::new() });
    }
    let request = request(args, password);
    let opened = read(args, &bytes, &request)?;
    drop(bytes);
    let answers = opened.info.sample_answers.iter().flat_map(answers).collect();
    Ok(List { work: judge(opened, (args.profile, args.source), args.today), answers })
}

/// Opens a list for the lists that leave: a work file, or a list with a work file beside it, which
/// is begun when it is not there.
pub(crate) fn open_for_handoffs(args: &ListArgs, work_path: Option<&Path>) -> Result<KeptList> {
    let bytes = read_file(&args.file)?;
    let password = args.has_password.then(read_line).transpose()?;
    let passphrase = passphrase(args)?;
    if WorkFile::is_one(&bytes) {
        let kept = Kept::open(&bytes, &passphrase);
        let kept = kept.with_context(|| args.file.display().to_string())?;
        return open_kept(args, kept, password);
    }
    let path = work_path.context("thiếu --work VIỆC.soat: nhớ các danh sách đã giao ở đâu?")?;
    if !path.exists() {
        return begin(args, bytes, password, &passphrase);
    }
    let kept = Kept::open(&read_file(path)?, &passphrase);
    let kept = kept.with_context(|| path.display().to_string())?;
    if kept.file.source != bytes {
        let (list, work) = (args.file.display(), path.display());
        bail!(
            "tệp {list} không phải là tệp đã chia: {work} là của danh sách khác, hoặc tệp đã bị sửa"
        );
    }
    open_kept(args, kept, password)
}

fn begin(
    args: &ListArgs,
    bytes: Vec<u8>,
    password: Option<String>,
    passphrase: &str,
) -> Result<KeptList> {
    let request = request(args, password);
    let opened = read(args, &bytes, &request)?;
    let work = judge(opened, (args.profile, args.source), args.today);
    let mut kept = Kept::new(bytes, &request, passphrase)?;
    kept.note_options(work.options());
    Ok(KeptList { played: Played::new(work), kept })
}

fn open_kept(args: &ListArgs, kept: Kept, password: Option<String>) -> Result<KeptList> {
    let mut request = kept.request()?;
    request.password = password.or(request.password);
    let opened = read(args, &kept.file.source, &request)?;
    if args.sheet.as_ref().is_some_and(|it| *it != opened.info.sheet) {
        bail!("tệp công việc là của trang tính “{}”", opened.info.sheet);
    }
    let mut played = Played::new(judge(opened, (None, None), today::parse(&request.today)));
    kept.play(&mut played).with_context(|| args.file.display().to_string())?;
    let now = played.work.options();
    let options = Options {
        profile: args.profile.unwrap_or(now.profile),
        source: args.source.unwrap_or(now.source),
        today: args.today.unwrap_or(now.today),
    };
    if options != now {
        played.work.set_options(options, &mut |_| {});
    }
    Ok(KeptList { played, kept })
}

fn request(args: &ListArgs, password: Option<String>) -> OpenRequest {
    let file_name = args.file.file_name().map(|it| it.to_string_lossy().into_owned());
    OpenRequest {
        file_name: file_name.unwrap_or_default(),
        today: today::iso(args.today.unwrap_or_else(today::in_vietnam)),
        sheet: args.sheet.clone(),
        password,
        ..OpenRequest::default()
    }
}

fn read(args: &ListArgs, bytes: &[u8], request: &OpenRequest) -> Result<Opened> {
    let mapping = request.fields();
    let options = ReadOptions {
        sheet: request.sheet.as_deref(),
        header_row: request.header_row,
        mapping: mapping.as_deref(),
        password: request.password.as_deref(),
    };
    soat_sheet::read(bytes, &options, &mut |_| {})
        .map_err(|it| anyhow!("{}: {}", args.file.display(), words(&it)))
}

fn judge(
    opened: Opened,
    (profile, source): (Option<Profile>, Option<Source>),
    today: Option<Date>,
) -> Work {
    let today = today.unwrap_or_else(today::in_vietnam);
    let proposed = Options::proposed(&opened.info, &opened.table, today);
    let options = Options {
        profile: profile.unwrap_or(proposed.profile),
        source: source.unwrap_or(proposed.source),
        today,
    };
    Work::new(opened.table, opened.info, options, &mut |_| {})
}

fn passphrase(args: &ListArgs) -> Result<String> {
    if !args.has_passphrase {
        bail!(
            "tệp công việc có mật khẩu; hãy thêm --passphrase-stdin và đưa mật khẩu qua đầu vào chuẩn"
        );
    }
    let passphrase = read_line()?;
    if passphrase.is_empty() {
        bail!("mật khẩu của tệp công việc để trống");
    }
    Ok(passphrase)
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
fn read_line() -> Result<String> {
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("không đọc được mật khẩu từ đầu vào chuẩn")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// What is left of the standard input: a password a line.
pub(crate) fn read_lines() -> Result<Vec<String>> {
    let lines = io::stdin().lines().collect::<io::Result<Vec<_>>>();
    let lines = lines.context("không đọc được mật khẩu từ đầu vào chuẩn")?;
    Ok(lines.into_iter().filter(|it| !it.is_empty()).collect())
}

pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes)
        .map_err(|it| anyhow!("không ghi được tệp {}: {}", path.display(), why(&it)))
}

/// The path without links and dots, also of a file that is not there yet.
pub(crate) fn real_path(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// The system's own words are English, and differ by system.
pub(crate) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "không có tệp hoặc thư mục này".to_owned(),
        io::ErrorKind::PermissionDenied => "không có quyền, hoặc tệp đang mở bằng Excel".to_owned(),
        io::ErrorKind::IsADirectory => "đây là một thư mục".to_owned(),
        io::ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
        _ => error.to_string(),
    }
}

/// The reader's words are for the page; some of its remedies are other here.
pub(crate) fn words(error: &ReadError) -> String {
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
