//! `soat match`.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use soat_core::matching::{
    AnswerLine, Candidate, Confidence, Match, MatchedValue, Matches, ReportAnswer, SecondList,
    Verdict,
};
use soat_core::{Field, Stamp, Work};
use soat_sheet::{About, ReadOptions};

use crate::args::{ExportArgs, MatchArgs};
use crate::list::KeptList;
use crate::work_file::{Kept, Played};
use crate::{export, list, today};

/// What the report says of each person.
const HEADINGS: [&str; 15] = [
    "Dòng",
    "Họ và tên",
    "Ngày sinh",
    "Độ tin cậy",
    "Khả năng",
    "Danh sách đối chiếu",
    "Trang tính đối chiếu",
    "Dòng đối chiếu",
    "Họ và tên đối chiếu",
    "Ngày sinh đối chiếu",
    "Số CCCD/CMND đối chiếu",
    "Lý do",
    "Đề xuất",
    "Lưu ý",
    "Đã nhận",
];

pub(crate) fn run(args: &MatchArgs) -> Result<ExitCode> {
    refuse_overwriting(args)?;
    let (mut played, mut kept) = open(args)?;
    let mut report = Report::new();
    let mut answers = Vec::new();
    for path in &args.second {
        let second = open_second(path)?;
        let work = &played.work;
        let matches = Matches::new(work, &second, &mut |_| {});
        tell(&second, &matches)?;
        let taken = args.accept.map_or_else(Vec::new, |it| values(&matches, work, &second, it));
        if args.report.is_some() {
            report.add(work, &second, &matches, &taken);
        }
        if args.answers.is_some() {
            answers.extend(lines_of(&matches, work, &second));
        }
        if args.accept.is_some() {
            let stamp = Stamp { at_ms: today::now_ms(), ..Stamp::default() };
            let changed = match &mut kept {
                Some(kept) => kept.take_matched(&mut played, &second.name, &taken),
                None => played.work.take_matched(&second.name, &taken, stamp),
            };
            writeln!(io::stdout(), "  Đã nhận {} ô", changed.n_cells)?;
        }
    }
    if let Some(path) = &args.report {
        list::write_file(path, &report.bytes)?;
        writeln!(io::stdout(), "{}: {} dòng", path.display(), report.n_lines)?;
    }
    if let Some(path) = &args.answers {
        write_answers(&played.work, path, &answers, &args.second)?;
    }
    export::write_lists(&played.work, &lists(args))?;
    if let (Some(kept), Some(path)) = (&kept, &args.work) {
        kept.write(path)?;
        writeln!(io::stdout(), "{}: đã ghi", path.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The list, and the work file that is to keep what is taken.
fn open(args: &MatchArgs) -> Result<(Played, Option<Kept>)> {
    let Some(path) = &args.work else {
        return Ok((Played::new(list::open(&args.list)?.work), None));
    };
    let KeptList { played, kept } = list::open_for_handoffs(&args.list, Some(path))?;
    Ok((played, Some(kept)))
}

/// An answer that stands in the work file is kept; to every other report the one proposed is given.
fn lines_of(matches: &Matches, work: &Work, reports: &SecondList) -> Vec<AnswerLine> {
    let given = work.replies();
    let line = |it: &ReportAnswer| match given.get(it.key) {
        Some(reply) => it.line(work, reports, Some(reply)),
        None => it.line(work, reports, Some(&it.reply(reports))),
    };
    matches.answers(work, reports).iter().map(line).collect()
}

/// The list of answers, and how many there are of each kind.
fn write_answers(
    work: &Work,
    path: &Path,
    answers: &[AnswerLine],
    second: &[PathBuf],
) -> Result<()> {
    let names = second.iter().filter_map(|it| it.file_name());
    let names = names.map(|it| it.to_string_lossy()).collect::<Vec<_>>().join(", ");
    let about = About { source_name: &names, sheet: "", made_on: work.options().today };
    let bytes = soat_sheet::write_answers(answers, &about)
        .map_err(|_| anyhow!("không tạo được tệp {}", path.display()))?;
    list::write_file(path, &bytes)?;
    writeln!(io::stdout(), "{}: {} phản ánh", path.display(), answers.len())?;
    for verdict in Verdict::ALL {
        let n = answers.iter().filter(|it| it.verdict == Some(verdict)).count();
        writeln!(io::stdout(), "  {}: {n}", verdict.title())?;
    }
    Ok(())
}

/// The files that leave, as `soat export` writes them.
fn lists(args: &MatchArgs) -> ExportArgs {
    ExportArgs {
        list: args.list.clone(),
        edits: None,
        accept: None,
        import: args.out.clone(),
        rows_per_file: usize::MAX,
        direct: None,
        unresolved: None,
        changes: args.changes.clone(),
    }
}

fn refuse_overwriting(args: &MatchArgs) -> Result<()> {
    let work =
        args.work.as_ref().filter(|it| list::real_path(it) != list::real_path(&args.list.file));
    let outputs = [&args.out, &args.changes, &args.report, &args.answers];
    let outputs = outputs.into_iter().flatten().chain(work);
    let inputs = [&args.list.file].into_iter().chain(&args.second);
    export::refuse_twice(inputs.chain(outputs).map(|it| it.as_path()))
}

fn open_second(path: &Path) -> Result<SecondList> {
    let bytes = list::read_file(path)?;
    let opened = soat_sheet::read_sheets(&bytes, &ReadOptions::default(), &mut |_| {})
        .map_err(|it| anyhow!("{}: {}", path.display(), list::words(&it)))?;
    let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    Ok(SecondList { name, sheets: opened.into_iter().map(|it| (it.table, it.info)).collect() })
}

/// What is taken: all that is sure, of this confidence and surer.
fn values(
    matches: &Matches,
    work: &Work,
    second: &SecondList,
    least: Confidence,
) -> Vec<MatchedValue> {
    let wanted = Confidence::ALL.into_iter().filter(|it| *it <= least);
    wanted.flat_map(|it| matches.sure_values(work, second, it, &[])).collect()
}

fn tell(second: &SecondList, matches: &Matches) -> Result<()> {
    let mut out = io::stdout().lock();
    let n_people: usize = second.sheets.iter().map(|it| it.0.n_rows()).sum();
    writeln!(out, "{}: {n_people} người, {} trang tính", second.name, second.sheets.len())?;
    for (confidence, n) in Confidence::ALL.into_iter().zip(matches.counts()) {
        writeln!(out, "  {}: {n}", confidence.title())?;
    }
    Ok(())
}

/// A line for each person of the list and each second list, so that the lines add up.
struct Report {
    bytes: Vec<u8>,
    n_lines: usize,
}

impl Report {
    fn new() -> Self {
        // The mark tells Excel that the text is UTF-8.
        let mut report = Self { bytes: "\u{feff}".as_bytes().to_vec(), n_lines: 0 };
        report.write(HEADINGS.map(str::to_owned));
        report
    }

    fn add(&mut self, work: &Work, second: &SecondList, matches: &Matches, taken: &[MatchedValue]) {
        let taken: HashSet<(usize, usize)> =
            taken.iter().map(|it| (it.row_idx, it.column)).collect();
        for (row_idx, found) in matches.people.iter().enumerate() {
            let line = Line { work, second, matches, row_idx, found };
            self.write(line.cells(&taken));
            self.n_lines += 1;
        }
    }

    fn write(&mut self, cells: [String; HEADINGS.len()]) {
        let quoted = cells.iter().map(|it| quoted(it)).collect::<Vec<_>>();
        self.bytes.extend_from_slice(quoted.join(",").as_bytes());
        self.bytes.extend_from_slice(b"\r\n");
    }
}

/// A person of the list, and what was found.
struct Line<'a> {
    work: &'a Work,
    second: &'a SecondList,
    matches: &'a Matches,
    row_idx: usize,
    found: &'a Match,
}

impl Line<'_> {
    fn cells(&self, taken: &HashSet<(usize, usize)>) -> [String; HEADINGS.len()] {
        let chosen = self.found.chosen();
        let shown: Vec<&Candidate> = match self.found.confidence {
            Confidence::Several => self.found.candidates.iter().collect(),
            _ => chosen.into_iter().collect(),
        };
        let own = |field| {
            let column = self.work.table().column_of(field);
            column.map_or_else(String::new, |it| self.work.text(self.row_idx, it))
        };
        let of_each = |of: &dyn Fn(&Candidate) -> String| {
            shown.iter().map(|it| of(it)).collect::<Vec<_>>().join("; ")
        };
        let reasons = chosen.map_or_else(
            || self.found.words(),
            |it| self.matches.reasons(self.work, self.second, self.row_idx, it),
        );
        let (suggested, doubts, n_taken) = self.suggested(chosen, taken);
        let is_found = self.found.confidence != Confidence::None;
        [
            self.work.table().row_number(self.row_idx).to_string(),
            own(Field::FullName),
            own(Field::BirthDate),
            self.found.confidence.title().to_owned(),
            chosen.map_or_else(String::new, |_| format!("{:.4}", self.found.likelihood)),
            if is_found { self.second.name.clone() } else { String::new() },
            of_each(&|it| self.sheet(it)),
            of_each(&|it| self.second.row_number(it.place).to_string()),
            of_each(&|it| self.second.text(it.place, Field::FullName)),
            of_each(&|it| self.second.text(it.place, Field::BirthDate)),
            of_each(&|it| self.second.text(it.place, Field::PersonalId)),
            reasons,
            suggested,
            doubts,
            if n_taken > 0 { n_taken.to_string() } else { String::new() },
        ]
    }

    fn sheet(&self, candidate: &Candidate) -> String {
        let sheet = self.second.sheets.get(candidate.place.sheet);
        sheet.map_or_else(String::new, |it| it.1.sheet.clone())
    }

    /// What is suggested, what speaks against it, and how many cells have been taken.
    fn suggested(
        &self,
        chosen: Option<&Candidate>,
        taken: &HashSet<(usize, usize)>,
    ) -> (String, String, usize) {
        let suggestions = chosen.map_or_else(Vec::new, |it| {
            self.matches.suggestions(self.work, self.second, self.row_idx, it)
        });
        let line = |it: &soat_core::matching::Suggestion| {
            format!("{}: «{}» → «{}»", it.field.title(), it.old, it.new)
        };
        let doubts = suggestions.iter().filter_map(|it| Some(it.doubt?.words()));
        let doubts = doubts.collect::<Vec<_>>().join("; ");
        let is_taken = |it: &&_| -> bool {
            let it: &soat_core::matching::Suggestion = it;
            taken.contains(&(self.row_idx, it.column))
        };
        let n_taken = suggestions.iter().filter(is_taken).count();
        (suggestions.iter().map(line).collect::<Vec<_>>().join("; "), doubts, n_taken)
    }
}

/// A cell of a CSV file. Text that Excel would take for a formula is kept from being one.
fn quoted(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r', ';']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}
