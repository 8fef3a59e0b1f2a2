//! The arguments of `soat match`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser};
use soat_core::matching::Confidence;
use soat_core::{Profile, Source};

use super::{Command, ListArgs, key, next, path, text, unknown};
use crate::today;

pub(crate) const HELP: &str = "
  soat match TỆP DANH_SÁCH_KHÁC... [--accept cao|vua|thap] [--report RA.csv] [--answers RA.xlsx]
                 [--out RA.xls|RA.xlsx]
                 [--changes RA.xlsx] [--work VIỆC.soat --passphrase-stdin]
                 [--profile ...] [--today ...] [--source ...] [--sheet ...] [--password-stdin]
      Tìm từng người trong danh sách khác (công an, dân cư, bầu cử, BHYT, sổ sức khoẻ) theo họ tên,
      ngày sinh, giới tính, số giấy tờ, điện thoại, mẹ, địa chỉ. Mỗi người có độ tin cậy Cao, Vừa,
      Thấp, Nhiều kết quả hoặc Không tìm thấy, kèm lý do. Chỉ --accept mới sửa danh sách, và chỉ
      nhận những ô chắc chắn của người có độ tin cậy ấy trở lên. --answers: DANH_SÁCH_KHÁC là
      phản ánh của người dân; ghi trả lời từng phản ánh (tiếp nhận, từ chối và lý do, không
      tìm thấy). --work: ghi những ô đã nhận vào tệp công việc (tạo mới nếu chưa có; TỆP cũng có
      thể là chính tệp đó).
";

/// What to match with what, and what to write.
#[derive(Debug)]
pub(crate) struct MatchArgs {
    pub(crate) list: ListArgs,
    /// The second lists, each matched in turn.
    pub(crate) second: Vec<PathBuf>,
    /// Take what is sure of people found with this confidence or a surer one.
    pub(crate) accept: Option<Confidence>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) changes: Option<PathBuf>,
    pub(crate) report: Option<PathBuf>,
    /// The second lists are citizens' reports: the workbook of answers.
    pub(crate) answers: Option<PathBuf>,
    /// The work file that keeps what is taken.
    pub(crate) work: Option<PathBuf>,
}

/// Reads the arguments after the command's name.
pub(super) fn parse(parser: &mut Parser) -> Result<Command> {
    let mut files = Vec::new();
    let (mut accept, mut out, mut changes) = (None, None, None);
    let (mut report, mut answers, mut work) = (None, None, None);
    let mut list = ListArgs {
        file: PathBuf::new(),
        sheet: None,
        profile: None,
        source: None,
        today: None,
        has_password: false,
        has_passphrase: false,
    };
    while let Some(arg) = next(parser)? {
        let name = match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help),
            Arg::Value(file) => {
                files.push(PathBuf::from(file));
                continue;
            }
            Arg::Long(name) => name.to_owned(),
            other @ Arg::Short(_) => return Err(unknown(&other)),
        };
        match name.as_str() {
            "accept" => accept = Some(key(&name, parser, "cao, vua, thap", acceptable)?),
            "out" => out = Some(path(&name, parser)?),
            "changes" => changes = Some(path(&name, parser)?),
            "report" => report = Some(path(&name, parser)?),
            "answers" => answers = Some(path(&name, parser)?),
            "work" => work = Some(path(&name, parser)?),
            "sheet" => list.sheet = Some(text(&name, parser)?),
            "profile" => {
                list.profile = Some(key(&name, parser, "2022, current", Profile::from_key)?);
            }
            "source" => list.source = Some(key(&name, parser, "platform, own", Source::from_key)?),
            "today" => list.today = Some(key(&name, parser, "NĂM-THÁNG-NGÀY", today::parse)?),
            "password-stdin" => list.has_password = true,
            "passphrase-stdin" => list.has_passphrase = true,
            _ => return Err(unknown(&Arg::Long(&name))),
        }
    }
    if files.is_empty() {
        bail!("thiếu tên tệp (xem soat --help)");
    }
    list.file = files.remove(0);
    files.first().context("thiếu danh sách thứ hai để đối chiếu (xem soat --help)")?;
    let args = MatchArgs { list, second: files, accept, out, changes, report, answers, work };
    Ok(Command::Match(args))
}

fn acceptable(key: &str) -> Option<Confidence> {
    Confidence::from_key(key).filter(|it| *it <= Confidence::Low)
}
