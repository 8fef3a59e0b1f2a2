//! `soat split`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use soat_core::handoff::{Handoff, Handoffs, ListCode, Part, Recipient, Shown, SplitBy, split};
use soat_core::parse::text::fold;
use soat_core::{Field, Filter, Only, Work, format_date};
use soat_sheet::{HandoffAbout, RecordLine};

use super::work_path;
use crate::args::{By, Rows, SplitArgs};
use crate::list::{self, KeptList};
use crate::today;
use crate::work_file::{SendRequest, SentColumn, SentPart, recipient_key};

/// What a recipient sees when nothing else is said.
const SHOWN: [Field; 5] =
    [Field::FullName, Field::BirthDate, Field::Sex, Field::Address, Field::PersonalId];

pub(crate) fn run(args: &SplitArgs) -> Result<ExitCode> {
    let KeptList { mut played, mut kept } =
        list::open_for_handoffs(&args.list, args.work.as_deref())?;
    let work = &played.work;
    let columns = columns(work, args)?;
    let by = split_by(work, &args.by)?;
    let asked = rows(work, args.rows);
    let out = still_out(work, &played.handoffs, &asked, args.to);
    let leaves = |it: &usize| args.is_again || !out.contains_key(it);
    let leaving: Vec<usize> = asked.iter().copied().filter(leaves).collect();
    tell_still_out(&out, args.is_again)?;
    if leaving.is_empty() {
        bail!("không có dòng nào để giao");
    }
    let request = request(split(work, &leaving, by), &columns, args);
    let n_before = played.handoffs.lists().len();
    kept.send(&mut played, request)?;
    let lists: Vec<&Handoff> = played.handoffs.lists().iter().skip(n_before).collect();
    let outputs = outputs(&lists, args)?;
    fs::create_dir_all(&args.out).map_err(|it| {
        anyhow!("không tạo được thư mục {}: {}", args.out.display(), list::why(&it))
    })?;
    // A list that left and is not remembered could not come back: what remembers is written first.
    kept.write(work_path(&args.list, args.work.as_deref()))?;
    for output in &outputs {
        list::write_file(&output.path, &output.bytes)?;
        writeln!(io::stdout(), "{}: {}", output.path.display(), output.holds)?;
    }
    tell_counts(asked.len(), leaving.len(), lists.len())?;
    Ok(ExitCode::SUCCESS)
}

fn request(parts: Vec<Part>, columns: &[(usize, Shown)], args: &SplitArgs) -> SendRequest {
    let part = |it: Part| SentPart { name: recipient(&it.name, args), rows: it.rows };
    SendRequest {
        key: String::new(),
        to: recipient_key(args.to).to_owned(),
        due: args.due.map(|it| today::end_ms(it) as f64),
        columns: columns.iter().map(|it| SentColumn::new(it.0, it.1)).collect(),
        parts: parts.into_iter().map(part).collect(),
        station: args.station.clone(),
        place: args.place.clone(),
        at: today::now_ms() as f64,
    }
}

/// A workbook about to be written.
struct Output {
    path: PathBuf,
    holds: String,
    bytes: Vec<u8>,
}

fn columns(work: &Work, args: &SplitArgs) -> Result<Vec<(usize, Shown)>> {
    let masked = |it: Field| it == Field::PersonalId && args.to == Recipient::Village;
    let usual = SHOWN.iter().filter_map(|&it| {
        let shown = if masked(it) { Shown::Masked } else { Shown::Full };
        Some((work.table().column_of(it)?, shown))
    });
    let mut columns: Vec<(usize, Shown)> = usual.collect();
    for (name, shown) in &args.show {
        let column = column_of(work, name)?;
        match columns.iter_mut().find(|it| it.0 == column) {
            Some(known) => known.1 = *shown,
            None => columns.push((column, *shown)),
        }
    }
    Ok(columns)
}

/// The column of this field's key, or of this heading.
fn column_of(work: &Work, name: &str) -> Result<usize> {
    let table = work.table();
    if let Some(column) = Field::from_key(name).and_then(|it| table.column_of(it)) {
        return Ok(column);
    }
    let is_it = |it: &usize| {
        let heading = table.column(*it).map_or("", |it| it.heading.as_str());
        fold(heading) == fold(name) || fold(&work.column_title(*it)) == fold(name)
    };
    let column = (0..table.n_columns()).find(is_it);
    column.with_context(|| format!("danh sách không có cột “{name}”"))
}

fn split_by(work: &Work, by: &By) -> Result<SplitBy> {
    Ok(match by {
        By::Village => {
            if work.table().column_of(Field::Address).is_none() {
                bail!("danh sách không có cột địa chỉ để chia theo thôn; hãy dùng --by column:CỘT");
            }
            SplitBy::Village
        }
        By::Column(name) => SplitBy::Column(column_of(work, name)?),
        By::Rows(most) => SplitBy::Rows(*most),
        By::Whole => SplitBy::Whole,
    })
}

fn rows(work: &Work, rows: Rows) -> Vec<usize> {
    let filter = match rows {
        Rows::All => Filter::default(),
        Rows::Errors => Filter { only: Some(Only::Errors), ..Filter::default() },
        Rows::Problems => Filter { only: Some(Only::Problems), ..Filter::default() },
        Rows::Lane(lane) => Filter { lane: Some(lane), ..Filter::default() },
    };
    work.rows(&filter).into_iter().map(|it| it as usize).collect()
}

/// Rows that are out already, with their lists.
fn still_out(
    work: &Work,
    handoffs: &Handoffs,
    rows: &[usize],
    to: Recipient,
) -> BTreeMap<usize, BTreeSet<ListCode>> {
    let mut out: BTreeMap<usize, BTreeSet<ListCode>> = BTreeMap::new();
    for (row_idx, code) in handoffs.still_out(work, rows, to) {
        out.entry(row_idx).or_default().insert(code);
    }
    out
}

fn tell_still_out(out: &BTreeMap<usize, BTreeSet<ListCode>>, is_again: bool) -> Result<()> {
    if out.is_empty() {
        return Ok(());
    }
    let codes: BTreeSet<ListCode> = out.values().flatten().copied().collect();
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    let what = if is_again {
        "vẫn giao lần nữa"
    } else {
        "không giao lần nữa (dùng --again để giao)"
    };
    let n_rows = out.len();
    let lists = codes.join(", ");
    Ok(writeln!(io::stdout(), "{n_rows} dòng đang ở danh sách chưa trả về ({lists}): {what}.")?)
}

fn tell_counts(n_asked: usize, n_leaving: usize, n_lists: usize) -> Result<()> {
    let n_left = n_asked - n_leaving;
    Ok(writeln!(
        io::stdout(),
        "Giao {n_leaving} dòng trong {n_lists} danh sách; để lại {n_left} dòng đang ở nơi khác; \
         tổng {n_asked} dòng được chọn."
    )?)
}

/// Whoever was named, and the part's own name.
fn recipient(part: &str, args: &SplitArgs) -> String {
    let named = match (&args.recipient, args.to) {
        (Some(name), _) => name.as_str(),
        (None, Recipient::Police) => "Công an xã",
        (None, Recipient::Village) => "",
    };
    match (named, part) {
        ("", "") => "Chưa rõ thôn".to_owned(),
        ("", part) => part.to_owned(),
        (named, "") => named.to_owned(),
        (named, part) => format!("{named} - {part}"),
    }
}

fn outputs(lists: &[&Handoff], args: &SplitArgs) -> Result<Vec<Output>> {
    let about =
        HandoffAbout { station: &args.station, place: &args.place, made_on: args.list.today() };
    let mut outputs = Vec::new();
    for list in lists {
        let path = args.out.join(format!("{}.xlsx", list.file_stem()));
        let bytes = soat_sheet::write_handoff(list, &about).map_err(|it| failure(&it, &path))?;
        let due = args.due.map(|it| format!(", trả trước {}", format_date(it)));
        let (code, recipient, n_rows) = (list.code, &list.recipient, list.rows.len());
        let holds =
            format!("danh sách {code}, {recipient}, {n_rows} người{}", due.unwrap_or_default());
        outputs.push(Output { path, holds, bytes });
    }
    if args.to == Recipient::Police {
        let first = lists.first().map(|it| it.code.to_string()).unwrap_or_default();
        let path = args.out.join(format!("{first} Bien ban ban giao.xlsx"));
        let record: Vec<RecordLine<'_>> =
            lists.iter().map(|it| RecordLine { list: it, results: None }).collect();
        let bytes = soat_sheet::write_record(&record, &about).map_err(|it| failure(&it, &path))?;
        let holds = format!("biên bản bàn giao {} danh sách", lists.len());
        outputs.push(Output { path, holds, bytes });
    }
    refuse_writing_over(&outputs)?;
    Ok(outputs)
}

fn refuse_writing_over(outputs: &[Output]) -> Result<()> {
    match outputs.iter().find(|it| it.path.exists()) {
        Some(it) => bail!("đã có tệp {}; hãy chọn thư mục khác", it.path.display()),
        None => Ok(()),
    }
}

fn failure(_error: &soat_sheet::WriteError, path: &Path) -> anyhow::Error {
    anyhow!("không tạo được tệp {}: danh sách lớn hơn một trang tính", path.display())
}
