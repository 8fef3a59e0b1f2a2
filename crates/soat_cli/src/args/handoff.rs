//! The arguments of `split` and `merge`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser};
use soat_core::handoff::{Recipient, Shown};
use soat_core::{Date, Lane};

use super::{Command, Given, ListArgs, at_least_one, key, next, path, text, unknown};
use crate::today;

pub(crate) const HELP: &str = "
  soat split TỆP --to village|police --out THƯ_MỤC --work VIỆC.soat --passphrase-stdin
                 [--by village|column:CỘT|rows:SỐ|whole] [--rows all|errors|problems|HƯỚNG_XỬ_LÝ]
                 [--show CỘT=full|masked|no] [--due NGÀY/THÁNG/NĂM] [--recipient TÊN]
                 [--station TÊN] [--place TÊN] [--again]
      Chia danh sách để giao cho thôn (village) hoặc công an xã (police): mỗi nơi nhận một tệp
      Excel có mã dòng, cột để điền và chỗ ký; giao cho công an thì kèm biên bản bàn giao.
      Không nói --by thì giao thôn chia theo thôn trong địa chỉ, giao công an để nguyên một danh
      sách. HƯỚNG_XỬ_LÝ: clean, import, direct-edit, unresolved, exempt. CỘT: tiêu đề trong tệp
      hoặc tên trường (như personal_id); giao thôn thì số CCCD chỉ hiện bốn số cuối, trừ khi có
      --show personal_id=full. Dòng đang ở một danh sách chưa trả về thì không giao lần nữa, trừ
      khi có --again. VIỆC.soat nhớ đã giao gì cho ai và được khoá bằng mật khẩu.

  soat merge TỆP --work VIỆC.soat --passphrase-stdin [TỆP_GỬI_VỀ...]
                 [--prefer ask|village|police|keep] [--preview] [--conflicts RA.xlsx|RA.csv]
                 [--decisions TỆP] [--out DANH_SÁCH.xlsx] [--record BIÊN_BẢN.xlsx]
                 [--station TÊN] [--place TÊN] [--returned-passwords-stdin]
      Gộp các tệp gửi về (xlsx, xls, ods, csv) vào danh sách theo mã dòng. In mọi thay đổi, mọi
      xung đột và mọi điều không lấy. --preview: chỉ xem, không ghi gì vào VIỆC.soat.
      --conflicts ghi các xung đột ra tệp có cột «Quyết định»: điền A, B…, hoặc «giữ», hoặc gõ
      giá trị khác, rồi đưa lại bằng --decisions. --prefer: khi trái nhau thì theo thôn, theo
      công an, giữ như danh sách (keep), hoặc để người quyết định (ask, mặc định). Không có tệp gửi
      về thì làm với các xung đột còn chờ từ những lần gộp trước. --out: danh sách sau khi gộp.
      --record: biên bản bàn giao kết quả xác minh, số người theo từng kết quả.
      --returned-passwords-stdin: có tệp gửi về đặt mật khẩu; các dòng còn lại của đầu vào chuẩn là
      những mật khẩu ấy, mỗi dòng một mật khẩu, thử lần lượt cho từng tệp.
      Kết thúc với mã 0 khi không còn xung đột, 1 khi còn, 2 khi không làm được.

  Ở mọi lệnh, TỆP có thể là tệp công việc .soat, cũng là tệp mà trang Soát lưu.
  --passphrase-stdin: đọc mật khẩu của tệp công việc từ đầu vào chuẩn, một dòng (sau dòng mật khẩu
  của tệp Excel, nếu có cả --password-stdin).
";

#[derive(Debug)]
pub(crate) struct SplitArgs {
    pub(crate) list: ListArgs,
    pub(crate) to: Recipient,
    pub(crate) by: By,
    pub(crate) rows: Rows,
    /// Columns by heading or field, and how they are shown.
    pub(crate) show: Vec<(String, Shown)>,
    pub(crate) due: Option<Date>,
    pub(crate) recipient: Option<String>,
    pub(crate) station: String,
    pub(crate) place: String,
    /// Rows that are out already are sent once more.
    pub(crate) is_again: bool,
    pub(crate) out: PathBuf,
    /// Where the hand-offs are kept; the list itself when that is a work file.
    pub(crate) work: Option<PathBuf>,
}

/// How to cut the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Village,
    Column(String),
    Rows(usize),
    Whole,
}

/// Which rows leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    All,
    Errors,
    Problems,
    Lane(Lane),
}

#[derive(Debug)]
pub(crate) struct MergeArgs {
    pub(crate) list: ListArgs,
    pub(crate) returned: Vec<PathBuf>,
    /// Passwords of returned files are the last lines of the standard input.
    pub(crate) has_returned_passwords: bool,
    pub(crate) prefer: Prefer,
    pub(crate) is_preview: bool,
    pub(crate) out: Option<PathBuf>,
    pub(crate) conflicts: Option<PathBuf>,
    pub(crate) decisions: Option<PathBuf>,
    pub(crate) record: Option<PathBuf>,
    pub(crate) station: String,
    pub(crate) place: String,
    pub(crate) work: Option<PathBuf>,
}

/// What to do with answers that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefer {
    Ask,
    Of(Recipient),
    Keep,
}

impl ListArgs {
    /// The day that was given, or today.
    pub(crate) fn today(&self) -> Date {
        self.today.unwrap_or_else(today::in_vietnam)
    }
}

/// Every option of both commands, beside those of the list.
#[derive(Default)]
struct Asked {
    values: Vec<PathBuf>,
    work: Option<PathBuf>,
    out: Option<PathBuf>,
    to: Option<Recipient>,
    by: Option<By>,
    rows: Option<Rows>,
    show: Vec<(String, Shown)>,
    due: Option<Date>,
    recipient: Option<String>,
    station: String,
    place: String,
    is_again: bool,
    has_returned_passwords: bool,
    prefer: Option<Prefer>,
    is_preview: bool,
    conflicts: Option<PathBuf>,
    decisions: Option<PathBuf>,
    record: Option<PathBuf>,
}

const OF_LIST: [&str; 6] =
    ["sheet", "profile", "source", "today", "password-stdin", "passphrase-stdin"];
const OF_SPLIT: [&str; 10] =
    ["to", "by", "rows", "show", "due", "recipient", "station", "place", "again", "out"];
const OF_MERGE: [&str; 9] = [
    "prefer",
    "preview",
    "conflicts",
    "decisions",
    "out",
    "record",
    "station",
    "place",
    "returned-passwords-stdin",
];

pub(super) fn split(parser: &mut Parser) -> Result<Command> {
    let Some((asked, given)) = asked(parser, &OF_SPLIT)? else { return Ok(Command::Help) };
    let to = asked.to.context("thiếu --to village hoặc --to police: giao cho ai?")?;
    let list = given.list()?;
    if asked.values.len() > 1 {
        bail!("chỉ chia được một danh sách mỗi lần");
    }
    Ok(Command::Split(Box::new(SplitArgs {
        list,
        to,
        by: asked.by.unwrap_or(match to {
            Recipient::Village => By::Village,
            Recipient::Police => By::Whole,
        }),
        rows: asked.rows.unwrap_or(Rows::All),
        show: asked.show,
        due: asked.due,
        recipient: asked.recipient,
        station: asked.station,
        place: asked.place,
        is_again: asked.is_again,
        out: asked.out.context("thiếu --out THƯ_MỤC: ghi các danh sách vào đâu?")?,
        work: asked.work,
    })))
}

pub(super) fn merge(parser: &mut Parser) -> Result<Command> {
    let Some((asked, given)) = asked(parser, &OF_MERGE)? else { return Ok(Command::Help) };
    let list = given.list()?;
    let returned: Vec<PathBuf> = asked.values.into_iter().skip(1).collect();
    Ok(Command::Merge(Box::new(MergeArgs {
        list,
        returned,
        has_returned_passwords: asked.has_returned_passwords,
        prefer: asked.prefer.unwrap_or(Prefer::Ask),
        is_preview: asked.is_preview,
        out: asked.out,
        conflicts: asked.conflicts,
        decisions: asked.decisions,
        record: asked.record,
        station: asked.station,
        place: asked.place,
        work: asked.work,
    })))
}

/// `None` when help was asked for.
fn asked(parser: &mut Parser, own: &[&str]) -> Result<Option<(Asked, Given)>> {
    let (mut asked, mut given) = (Asked::default(), Given::default());
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Value(file) => asked.values.push(file.into()),
            Arg::Long(name) => {
                let name = name.to_owned();
                if OF_LIST.contains(&name.as_str()) {
                    given.take(&name, parser)?;
                } else if name == "work" || own.contains(&name.as_str()) {
                    asked.take(&name, parser)?;
                } else {
                    return Err(unknown(&Arg::Long(&name)));
                }
            }
            other @ Arg::Short(_) => return Err(unknown(&other)),
        }
    }
    given.files.extend(asked.values.first().cloned());
    Ok(Some((asked, given)))
}

impl Asked {
    fn take(&mut self, name: &str, parser: &mut Parser) -> Result<()> {
        match name {
            "work" => self.work = Some(path(name, parser)?),
            "out" => self.out = Some(path(name, parser)?),
            "to" => self.to = Some(key(name, parser, "village, police", recipient)?),
            "by" => {
                let allowed = "village, column:CỘT, rows:SỐ, whole";
                self.by = Some(key(name, parser, allowed, by)?);
            }
            "rows" => {
                let allowed =
                    "all, errors, problems, clean, import, direct-edit, unresolved, exempt";
                self.rows = Some(key(name, parser, allowed, rows)?);
            }
            "show" => self.show.push(key(name, parser, "CỘT=full, CỘT=masked, CỘT=no", show)?),
            "due" => {
                self.due = Some(key(name, parser, "NGÀY/THÁNG/NĂM, như 29/05/2022", today::day)?);
            }
            "recipient" => self.recipient = Some(text(name, parser)?),
            "station" => self.station = text(name, parser)?,
            "place" => self.place = text(name, parser)?,
            "again" => self.is_again = true,
            "prefer" => {
                self.prefer = Some(key(name, parser, "ask, village, police, keep", prefer)?);
            }
            "returned-passwords-stdin" => self.has_returned_passwords = true,
            "preview" => self.is_preview = true,
            "conflicts" => self.conflicts = Some(path(name, parser)?),
            "record" => self.record = Some(path(name, parser)?),
            "decisions" => self.decisions = Some(path(name, parser)?),
            _ => return Err(unknown(&Arg::Long(name))),
        }
        Ok(())
    }
}

fn recipient(key: &str) -> Option<Recipient> {
    match key {
        "village" => Some(Recipient::Village),
        "police" => Some(Recipient::Police),
        _ => None,
    }
}

fn by(key: &str) -> Option<By> {
    match key.split_once(':') {
        Some(("column", column)) => (!column.trim().is_empty()).then(|| By::Column(column.into())),
        Some(("rows", number)) => at_least_one(number).map(By::Rows),
        None if key == "village" => Some(By::Village),
        None if key == "whole" => Some(By::Whole),
        _ => None,
    }
}

fn rows(key: &str) -> Option<Rows> {
    match key {
        "all" => Some(Rows::All),
        "errors" => Some(Rows::Errors),
        "problems" => Some(Rows::Problems),
        _ => Lane::ALL.into_iter().find(|it| it.key() == key).map(Rows::Lane),
    }
}

fn show(text: &str) -> Option<(String, Shown)> {
    // A heading may have a `=` of its own.
    let (column, shown) = text.rsplit_once('=')?;
    let shown = match shown {
        "full" => Shown::Full,
        "masked" => Shown::Masked,
        "no" => Shown::No,
        _ => return None,
    };
    (!column.trim().is_empty()).then(|| (column.to_owned(), shown))
}

fn prefer(key: &str) -> Option<Prefer> {
    match key {
        "ask" => Some(Prefer::Ask),
        "keep" => Some(Prefer::Keep),
        _ => recipient(key).map(Prefer::Of),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::super::parse;
    use super::*;

    fn parse_words(words: &str) -> Result<Command> {
        parse(["soat"].into_iter().chain(words.split(' ')).map(OsString::from))
    }

    fn fails(words: &str) -> String {
        parse_words(words).unwrap_err().to_string()
    }

    #[test]
    fn a_split_is_read() {
        let words = "split a.xls --to village --by rows:50 --rows unresolved --out ra --work v.soat \
                     --show personal_id=full --show a=b=no --due 05/06/2022 --passphrase-stdin";
        let Ok(Command::Split(args)) = parse_words(words) else { panic!("not a split") };
        assert_eq!((args.by, args.rows), (By::Rows(50), Rows::Lane(Lane::Unresolved)));
        assert_eq!(args.show[1], ("a=b".to_owned(), Shown::No));
        assert_eq!(args.due.map(|it| it.to_string()).as_deref(), Some("2022-06-05"));
        assert!(args.list.has_passphrase && !args.is_again);
        let Ok(Command::Split(args)) = parse_words("split a --to police --out ra") else {
            panic!("not a split")
        };
        assert_eq!((args.by, args.rows), (By::Whole, Rows::All));
    }

    #[test]
    fn a_merge_takes_many_files() {
        let words = "merge a.xls b.xlsx --work v.soat c.ods --prefer police --preview \
                     --returned-passwords-stdin";
        let Ok(Command::Merge(args)) = parse_words(words) else { panic!("not a merge") };
        assert_eq!(args.returned, ["b.xlsx", "c.ods"].map(PathBuf::from));
        assert_eq!(args.prefer, Prefer::Of(Recipient::Police));
        assert!(args.is_preview && args.has_returned_passwords);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        assert!(fails("split a --out b").contains("--to"));
        assert!(fails("split a --to police").contains("--out"));
        assert!(fails("split a --to army --out b").contains("village, police"));
        assert!(fails("split a --to police --out b --by rows:0").contains("--by"));
        assert!(fails("split a --to police --out b --due 31/02/2022").contains("--due"));
        assert!(fails("split a --to police --out b --prefer keep").contains("--prefer"));
        assert!(fails("split a b --to police --out b").contains("một danh sách"));
        assert!(fails("merge").contains("thiếu tên tệp"));
        assert!(fails("merge a b --by whole").contains("--by"));
    }
}
