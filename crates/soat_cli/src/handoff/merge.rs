//! `soat merge`.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use soat_core::Work;
use soat_core::handoff::{Grid, Handoffs, MergeItem, MergePlan, Recipient, ReturnedFile};
use soat_sheet::{HandoffAbout, ReadError, ReadErrorKind, RecordLine};
use soat_vault::WorkFile;

use super::decisions::{self, Decided};
use super::{list_out, report, work_path};
use crate::args::{MergeArgs, Prefer};
use crate::list::{self, KeptList};
use crate::work_file::Played;

const CONFLICTS_LEFT: u8 = 1;

pub(crate) fn run(args: &MergeArgs) -> Result<ExitCode> {
    refuse_writing_over(args)?;
    let KeptList { mut played, mut kept } =
        list::open_for_handoffs(&args.list, args.work.as_deref())?;
    let Played { work, handoffs } = &played;
    if handoffs.lists().is_empty() {
        bail!("tệp công việc chưa giao danh sách nào (xem soat split)");
    }
    let passwords = if args.has_returned_passwords { list::read_lines()? } else { Vec::new() };
    let files = args.returned.iter().map(|it| returned(it, &passwords));
    let files = files.collect::<Result<Vec<_>>>()?;
    let mut plan =
        if files.is_empty() { handoffs.open_plan(work) } else { handoffs.plan(work, &files) };
    prefer(&mut plan, handoffs, args.prefer);
    let decided = match &args.decisions {
        Some(path) => decisions::take(path, &mut plan, &played)?,
        None => Decided::default(),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    report::write(&mut out, &plan, &played)?;
    report::decided(&mut out, &decided)?;
    if let Some(path) = &args.conflicts {
        let n_left = decisions::write(path, &plan, &played)?;
        writeln!(out, "{}: {n_left} chỗ cần quyết định", path.display())?;
    }
    if files.is_empty() && plan.items.is_empty() {
        writeln!(out, "Không còn gì chờ quyết định.")?;
    }
    if args.is_preview {
        writeln!(out, "Chỉ xem trước: chưa ghi gì vào tệp công việc.")?;
    } else {
        if !files.is_empty() || plan.items.iter().any(|it| it.chosen.is_some()) {
            let changed = kept.merge(&mut played, &plan)?;
            let path = work_path(&args.list, args.work.as_deref());
            kept.write(path)?;
            writeln!(out, "{}: đã ghi, {} ô được sửa", path.display(), changed.n_cells)?;
        }
        write_list(&mut out, args.out.as_deref(), &played.work)?;
        write_record(&mut out, args, &played)?;
    }
    report::still_out(&mut out, &played)?;
    out.flush()?;
    let is_left = left(&plan) > 0 || !played.handoffs.open_answers(&played.work).is_empty();
    Ok(if is_left { ExitCode::from(CONFLICTS_LEFT) } else { ExitCode::SUCCESS })
}

/// What nobody has chosen yet.
fn left(plan: &MergePlan) -> usize {
    let items = plan.items.iter().filter(|it| it.chosen.is_none()).count();
    items + plan.verdicts.iter().filter(|it| it.chosen.is_none()).count()
}

fn returned(path: &Path, passwords: &[String]) -> Result<ReturnedFile> {
    let bytes = list::read_file(path)?;
    if WorkFile::is_one(&bytes) {
        bail!("{}: đây là tệp công việc, không phải danh sách gửi về", path.display());
    }
    let grid =
        open(&bytes, passwords).map_err(|it| anyhow!("{}: {}", path.display(), words(&it)))?;
    let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
    Ok(ReturnedFile { name: name.unwrap_or_default(), grid })
}

/// Reads a returned file as it is, and by each password until one opens it.
fn open(bytes: &[u8], passwords: &[String]) -> Result<Grid, ReadError> {
    let mut read = soat_sheet::read_returned(bytes, None);
    for password in passwords {
        let kind = read.as_ref().err().map(ReadError::kind);
        if !matches!(kind, Some(ReadErrorKind::PasswordProtected | ReadErrorKind::PasswordWrong)) {
            break;
        }
        read = soat_sheet::read_returned(bytes, Some(password));
    }
    read
}

fn words(error: &ReadError) -> String {
    match error.kind() {
        ReadErrorKind::PasswordProtected => {
            "tệp có mật khẩu; hãy thêm --returned-passwords-stdin và đưa mật khẩu qua đầu vào chuẩn"
                .to_owned()
        }
        _ => error.message_vi(),
    }
}

/// Chooses where answers differ. What is doubtful waits for a person all the same.
fn prefer(plan: &mut MergePlan, handoffs: &Handoffs, prefer: Prefer) {
    let open = plan.items.iter_mut().filter(|it| it.chosen.is_none() && it.choices.len() > 1);
    for item in open {
        match prefer {
            Prefer::Ask => {}
            Prefer::Keep => decisions::keep(item),
            Prefer::Of(to) => item.chosen = choice_of(item, handoffs, to),
        }
    }
}

/// The only sure answer of this recipient.
fn choice_of(item: &MergeItem, handoffs: &Handoffs, to: Recipient) -> Option<usize> {
    let is_of = |list| handoffs.list(list).is_some_and(|it| it.to == to);
    let choices = item.choices.iter().enumerate();
    let mut of = choices
        .filter(|(_, it)| it.places.iter().chain(&it.earlier).any(|place| is_of(place.list)));
    let (idx, choice) = of.next()?;
    (of.next().is_none() && choice.doubt.is_none()).then_some(idx)
}

fn write_list(out: &mut impl Write, path: Option<&Path>, work: &Work) -> Result<()> {
    let Some(path) = path else { return Ok(()) };
    let bytes = list_out::write(work)
        .map_err(|_| anyhow!("không tạo được tệp {}: danh sách quá lớn", path.display()))?;
    list::write_file(path, &bytes)?;
    let n_rows = work.table().n_rows();
    Ok(writeln!(out, "{}: {n_rows} người, danh sách sau khi gộp", path.display())?)
}

fn write_record(out: &mut impl Write, args: &MergeArgs, played: &Played) -> Result<()> {
    let Some(path) = &args.record else { return Ok(()) };
    let made_on = args.list.today();
    let about = HandoffAbout { station: &args.station, place: &args.place, made_on };
    let police = played.handoffs.lists().iter().filter(|it| it.to == Recipient::Police);
    let lines: Vec<RecordLine<'_>> =
        police.map(|it| RecordLine::back(it, &played.handoffs, &played.work)).collect();
    let bytes = soat_sheet::write_record(&lines, &about)
        .map_err(|_| anyhow!("không tạo được tệp {}", path.display()))?;
    list::write_file(path, &bytes)?;
    let n_lists = lines.len();
    Ok(writeln!(out, "{}: biên bản kết quả của {n_lists} danh sách", path.display())?)
}

/// Neither the list nor a file that came back is written over.
fn refuse_writing_over(args: &MergeArgs) -> Result<()> {
    let read = args.returned.iter().chain([&args.list.file]).chain(&args.decisions);
    let mut seen: Vec<PathBuf> = read.map(|it| list::real_path(it)).collect();
    seen.extend(args.work.as_deref().map(list::real_path));
    for path in args.out.iter().chain(&args.conflicts).chain(&args.record) {
        let real = list::real_path(path);
        if seen.contains(&real) {
            bail!("tệp {} được dùng hai lần; hãy đặt tên khác", path.display());
        }
        seen.push(real);
    }
    Ok(())
}
