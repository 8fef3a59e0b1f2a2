//! The command line.

mod handoff;
mod many;
mod matching;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use lexopt::{Arg, Parser, ValueExt};
use soat_core::{Applicability, Date, Profile, Source};

pub(crate) use self::handoff::{By, HELP as HANDOFF_HELP, MergeArgs, Prefer, Rows, SplitArgs};
pub(crate) use self::many::{DiffArgs, HELP as MANY_HELP, ReportArgs};
pub(crate) use self::matching::{HELP as MATCH_HELP, MatchArgs};
use crate::today;

/// Rows a file of the import list: what staff upload at a time.
const ROWS_PER_FILE: usize = 1_000;

pub(crate) const HELP: &str = "\
Soát: rà soát danh sách đối tượng tiêm chủng trước khi đưa lên Nền tảng.

  soat check TỆP... [--format text|json] [--profile 2022|current] [--today NĂM-THÁNG-NGÀY]
                 [--source platform|own] [--sheet TÊN] [--password-stdin]
      Kiểm tra danh sách. Kết thúc với mã 0 khi không có lỗi, 1 khi có lỗi,
      2 khi không dùng được tệp hoặc tham số. Nhiều tệp hoặc thư mục: một bản tổng hợp, mỗi tệp
      một dòng; tệp hỏng không làm dừng các tệp khác.

  soat export TỆP --import RA.xls|RA.xlsx [--direct RA.xlsx] [--unresolved RA.xlsx] [--changes RA.xlsx]
                 [--edits SỬA.tsv] [--accept safe|confirm] [--rows-per-file SỐ]
                 [--profile ...] [--today ...] [--source ...] [--sheet ...]
                 [--password-stdin]
      Ghi tệp Import và các danh sách kèm theo. SỬA.tsv: mỗi dòng là số dòng trong Excel,
      tên trường, giá trị mới, cách nhau bằng phím Tab. Danh sách Import dài hơn 1.000 dòng
      (hoặc --rows-per-file) được chia thành RA-1.xlsx, RA-2.xlsx, ... Tên tệp Import có đuôi
      .xls thì ghi theo kiểu Excel 97-2003, như tệp mẫu của Nền tảng.

  --password-stdin: tệp có mật khẩu; đọc mật khẩu từ dòng đầu của đầu vào chuẩn.

  soat rules [MÃ]
      Liệt kê các quy tắc, hoặc in trang giải thích của một quy tắc.
";

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    Check(CheckArgs),
    Diff(DiffArgs),
    Export(ExportArgs),
    Match(MatchArgs),
    Report(ReportArgs),
    Split(Box<SplitArgs>),
    Merge(Box<MergeArgs>),
    Rules { id: Option<String> },
    Help,
    Version,
}

/// Which list, and by which choices. What is not chosen is proposed from the file.
#[derive(Clone, Debug)]
pub(crate) struct ListArgs {
    pub(crate) file: PathBuf,
    pub(crate) sheet: Option<String>,
    pub(crate) profile: Option<Profile>,
    pub(crate) source: Option<Source>,
    /// Today, when not given; the day of the work in a work file.
    pub(crate) today: Option<Date>,
    /// The workbook's password comes from the standard input.
    pub(crate) has_password: bool,
    /// So does the passphrase of a work file.
    pub(crate) has_passphrase: bool,
}

#[derive(Debug)]
pub(crate) struct CheckArgs {
    /// The first of the files.
    pub(crate) list: ListArgs,
    /// Files and folders, as given.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
}

#[derive(Debug)]
pub(crate) struct ExportArgs {
    pub(crate) list: ListArgs,
    pub(crate) edits: Option<PathBuf>,
    pub(crate) accept: Option<Applicability>,
    pub(crate) import: Option<PathBuf>,
    pub(crate) rows_per_file: usize,
    pub(crate) direct: Option<PathBuf>,
    pub(crate) unresolved: Option<PathBuf>,
    pub(crate) changes: Option<PathBuf>,
}

/// Reads the arguments, the program's own name first.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command> {
    let mut parser = Parser::from_iter(args);
    let command = match next(&mut parser)? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => return Ok(Command::Help),
        Some(Arg::Short('V') | Arg::Long("version")) => return Ok(Command::Version),
        Some(Arg::Value(command)) => command,
        Some(other) => return Err(unknown(&other)),
    };
    match command.to_str() {
        Some("check") => given(&mut parser)?.map_or(Ok(Command::Help), Given::check),
        Some("diff") => given(&mut parser)?.map_or(Ok(Command::Help), Given::diff),
        Some("export") => given(&mut parser)?.map_or(Ok(Command::Help), Given::export),
        Some("match") => matching::parse(&mut parser),
        Some("report") => given(&mut parser)?.map_or(Ok(Command::Help), Given::report),
        Some("split") => handoff::split(&mut parser),
        Some("merge") => handoff::merge(&mut parser),
        Some("rules") => rules(&mut parser),
        Some("help") => Ok(Command::Help),
        _ => bail!(
            "không có lệnh này; các lệnh là check, diff, export, match, merge, report, rules, split \
             (xem soat --help)"
        ),
    }
}

/// Every option of the commands that read a list; each command then takes its own.
#[derive(Default)]
struct Given {
    files: Vec<PathBuf>,
    sheet: Option<String>,
    profile: Option<Profile>,
    source: Option<Source>,
    today: Option<Date>,
    has_password: bool,
    has_passphrase: bool,
    format: Option<Format>,
    edits: Option<PathBuf>,
    accept: Option<Applicability>,
    rows_per_file: Option<usize>,
    import: Option<PathBuf>,
    direct: Option<PathBuf>,
    unresolved: Option<PathBuf>,
    changes: Option<PathBuf>,
    out: Option<PathBuf>,
    page: Option<PathBuf>,
    place: Option<String>,
    is_sum: bool,
}

/// `None` when help was asked for.
fn given(parser: &mut Parser) -> Result<Option<Given>> {
    let mut given = Given::default();
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Value(file) => given.files.push(file.into()),
            Arg::Long(name) => {
                let name = name.to_owned();
                given.take(&name, parser)?;
            }
            other @ Arg::Short(_) => return Err(unknown(&other)),
        }
    }
    Ok(Some(given))
}

impl Given {
    fn take(&mut self, name: &str, parser: &mut Parser) -> Result<()> {
        match name {
            "sheet" => self.sheet = Some(text(name, parser)?),
            "profile" => {
                self.profile = Some(key(name, parser, "2022, current", Profile::from_key)?);
            }
            "source" => {
                self.source = Some(key(name, parser, "platform, own", Source::from_key)?);
            }
            "format" => self.format = Some(key(name, parser, "text, json", Format::from_key)?),
            "accept" => self.accept = Some(key(name, parser, "safe, confirm", promise)?),
            "today" => {
                self.today =
                    Some(key(name, parser, "NĂM-THÁNG-NGÀY, như 2022-05-29", today::parse)?);
            }
            "password-stdin" => self.has_password = true,
            "passphrase-stdin" => self.has_passphrase = true,
            "rows-per-file" => {
                self.rows_per_file = Some(key(name, parser, "số nguyên từ 1", at_least_one)?);
            }
            "edits" => self.edits = Some(path(name, parser)?),
            "import" => self.import = Some(path(name, parser)?),
            "direct" => self.direct = Some(path(name, parser)?),
            "unresolved" => self.unresolved = Some(path(name, parser)?),
            "changes" => self.changes = Some(path(name, parser)?),
            "out" => self.out = Some(path(name, parser)?),
            "page" => self.page = Some(path(name, parser)?),
            "place" => self.place = Some(text(name, parser)?),
            "sum" => self.is_sum = true,
            _ => return Err(unknown(&Arg::Long(name))),
        }
        Ok(())
    }

    fn check(self) -> Result<Command> {
        self.refuse(&self.of_export())?;
        self.refuse(&self.of_report())?;
        let format = self.format.unwrap_or(Format::Text);
        let (files, list) = self.lists()?;
        Ok(Command::Check(CheckArgs { list, files, format }))
    }

    fn of_export(&self) -> [(&'static str, bool); 7] {
        [
            ("--edits", self.edits.is_some()),
            ("--accept", self.accept.is_some()),
            ("--rows-per-file", self.rows_per_file.is_some()),
            ("--import", self.import.is_some()),
            ("--direct", self.direct.is_some()),
            ("--unresolved", self.unresolved.is_some()),
            ("--changes", self.changes.is_some()),
        ]
    }

    fn export(mut self) -> Result<Command> {
        self.refuse(&[("--format", self.format.is_some())])?;
        self.refuse(&self.of_report())?;
        let import =
            self.import.take().context("thiếu --import RA.xlsx: ghi tệp Import vào đâu?")?;
        Ok(Command::Export(ExportArgs {
            edits: self.edits.take(),
            accept: self.accept,
            import: Some(import),
            rows_per_file: self.rows_per_file.unwrap_or(ROWS_PER_FILE),
            direct: self.direct.take(),
            unresolved: self.unresolved.take(),
            changes: self.changes.take(),
            list: self.list()?,
        }))
    }

    fn refuse(&self, options: &[(&str, bool)]) -> Result<()> {
        match options.iter().find(|(_, is_given)| *is_given) {
            Some((name, _)) => bail!("lệnh này không dùng {name} (xem soat --help)"),
            None => Ok(()),
        }
    }

    fn list(self) -> Result<ListArgs> {
        if self.files.len() > 1 {
            bail!("chỉ đọc được một tệp mỗi lần");
        }
        Ok(self.lists()?.1)
    }

    /// Every file, and how the first is read.
    fn lists(self) -> Result<(Vec<PathBuf>, ListArgs)> {
        let file = self.files.first().cloned().context("thiếu tên tệp (xem soat --help)")?;
        if (self.has_password || self.has_passphrase) && self.files.len() > 1 {
            bail!("mật khẩu từ đầu vào chuẩn chỉ dùng với một tệp");
        }
        let list = ListArgs {
            file,
            sheet: self.sheet,
            profile: self.profile,
            source: self.source,
            today: self.today,
            has_password: self.has_password,
            has_passphrase: self.has_passphrase,
        };
        Ok((self.files, list))
    }
}

impl Format {
    fn from_key(key: &str) -> Option<Self> {
        match key {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

fn rules(parser: &mut Parser) -> Result<Command> {
    let mut id = None;
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            Arg::Value(value) if id.is_none() => {
                id = Some(value.string().map_err(|_| anyhow!("mã quy tắc không đọc được"))?);
            }
            other => return Err(unknown(&other)),
        }
    }
    Ok(Command::Rules { id })
}

fn promise(key: &str) -> Option<Applicability> {
    [Applicability::Safe, Applicability::Confirm].into_iter().find(|it| it.key() == key)
}

fn at_least_one(text: &str) -> Option<usize> {
    text.parse().ok().filter(|it| *it > 0)
}

fn next(parser: &mut Parser) -> Result<Option<Arg<'_>>> {
    parser.next().map_err(|_| anyhow!("tham số không đọc được (xem soat --help)"))
}

fn key<T>(
    name: &str,
    parser: &mut Parser,
    allowed: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T> {
    let text = text(name, parser)?;
    read(&text).with_context(|| format!("giá trị của --{name} không đúng; dùng được: {allowed}"))
}

fn text(name: &str, parser: &mut Parser) -> Result<String> {
    let value = parser.value().map_err(|_| anyhow!("--{name} thiếu giá trị"))?;
    value.string().map_err(|_| anyhow!("giá trị của --{name} không đọc được"))
}

fn path(name: &str, parser: &mut Parser) -> Result<PathBuf> {
    let value = parser.value().map_err(|_| anyhow!("--{name} thiếu tên tệp"))?;
    Ok(value.into())
}

fn unknown(arg: &Arg<'_>) -> anyhow::Error {
    match arg {
        Arg::Long(name) => anyhow!("không có tham số --{name} (xem soat --help)"),
        Arg::Short(name) => anyhow!("không có tham số -{name} (xem soat --help)"),
        Arg::Value(_) => anyhow!("thừa tham số (xem soat --help)"),
    }
}

#[cfg(test)]
mod tests;
