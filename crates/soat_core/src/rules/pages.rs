//! Every rule's page is a test: its examples are run, its headings and its id are checked.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use time::Date;

use crate::cell::{Cell, CellKind};
use crate::check::SharedRows;
use crate::facts::{DateCells, Facts};
use crate::field::Field;
use crate::finding::{Applicability, Finding};
use crate::parse::name::legacy::Encoding;
use crate::record::List;
use crate::rules::RULES;
use crate::schema::{Layout, Options, Profile, SexCoding, Source};
use crate::table::{DateSystem, Table, TableBuilder};
use crate::testing;

const HEADINGS: [&str; 5] = ["Quy tắc này tìm gì", "Vì sao sai", "Cách sửa", "Ví dụ", "Nguồn"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules")
}

#[test]
fn the_registry_and_the_folder_agree() {
    let ids: Vec<&str> = RULES.iter().map(|it| it.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "sorted and unique: {ids:?}");
    for rule in RULES {
        let name = rule.id.split_once('/').unwrap().1;
        let parts: Vec<&str> = name.split('-').collect();
        let remedy = ["check", "invalid", "must", "no", "should", "wrong", "bad"];
        assert!(!remedy.contains(&parts[0]), "{}: name the mistake", rule.id);
    }
    let mut in_folder = Vec::new();
    for group in std::fs::read_dir(folder()).unwrap().map(|it| it.unwrap().path()) {
        if !group.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&group).unwrap().map(|it| it.unwrap().path()) {
            let group = group.file_name().unwrap().to_string_lossy().into_owned();
            let stem = file.file_stem().unwrap().to_string_lossy().replace('_', "-");
            in_folder.push(format!("{group}/{stem}"));
        }
    }
    in_folder.sort();
    let expected: Vec<&str> = ids.iter().flat_map(|&it| [it, it]).collect();
    assert_eq!(in_folder, expected, "one .rs and one .md for each rule, and nothing else");
}

#[test]
fn pages_have_their_headings_and_a_right_and_a_wrong_example() {
    for rule in RULES {
        let headings: Vec<&str> =
            rule.doc.lines().filter_map(|it| it.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.id);
        let examples = Example::all(rule.doc);
        let rows: usize = examples.iter().map(|it| it.rows.len()).sum();
        let lines: usize = examples.iter().map(|it| it.findings.lines().count()).sum();
        assert!(lines > 0 && rows > lines, "{}: a wrong and a right example", rule.id);
        assert!(!rule.title.ends_with('.') && rule.title.chars().count() <= 48, "{}", rule.id);
    }
}

#[test]
fn examples_say_what_happens() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for (rule_idx, rule) in RULES.iter().enumerate() {
        let mut page = rule.doc.to_owned();
        for example in Example::all(rule.doc) {
            let (findings, corrected) = example.run(rule_idx);
            if findings != example.findings {
                page = page.replacen(
                    &fence("findings", &example.findings),
                    &fence("findings", &findings),
                    1,
                );
                wrong.push(format!("{}\n{findings}", rule.id));
            }
            if let Some(expected) = &example.corrected
                && *expected != corrected
            {
                page = page.replacen(
                    &fence("corrected", expected),
                    &fence("corrected", &corrected),
                    1,
                );
                wrong.push(format!("{}\n{corrected}", rule.id));
            }
        }
        if update && page != rule.doc {
            let path = folder().join(rule.id.replace('-', "_")).with_extension("md");
            std::fs::write(path, page).unwrap();
        }
    }
    assert!(wrong.is_empty(), "UPDATE_EXPECT=1 rewrites:\n{}", wrong.join("\n"));
}

fn fence(kind: &str, body: &str) -> String {
    format!("```{kind}\n{body}```\n")
}

/// A `tsv` fence, the `findings` fence after it, and `corrected` when the rule repairs.
///
/// A heading is a field's title, with ` [số]` for number cells and ` [ngày]` for date cells. The
/// fence may say `tsv current` for the profile of today, `tsv words` for Nam/Nữ,
/// `tsv v1` for the template of November 2021. What a whole column would have told is said by
/// `tsv swapped`, `tsv shifted`, `tsv tcvn3` or `tsv sexes`.
struct Example {
    profile: Profile,
    coding: SexCoding,
    layout: Layout,
    verdict: String,
    fields: Vec<(Field, CellKind)>,
    rows: Vec<Vec<String>>,
    findings: String,
    corrected: Option<String>,
}

impl Example {
    fn all(page: &str) -> Vec<Self> {
        let mut examples: Vec<Self> = Vec::new();
        for part in page.split("\n```").skip(1).step_by(2) {
            let (info, body) = part.split_once('\n').unwrap_or((part, ""));
            let body = if body.is_empty() { String::new() } else { format!("{body}\n") };
            match info.split(' ').next().unwrap() {
                "tsv" => examples.push(Self::from_tsv(info, &body)),
                "findings" => examples.last_mut().unwrap().findings = body,
                "corrected" => examples.last_mut().unwrap().corrected = Some(body),
                other => panic!("unknown fence {other}"),
            }
        }
        examples
    }

    fn from_tsv(info: &str, body: &str) -> Self {
        let mut lines = body.lines();
        let fields = lines.next().unwrap().split('\t').map(heading).collect();
        Self {
            profile: if info.contains("current") { Profile::Current } else { Profile::Y2022 },
            coding: if info.contains("words") { SexCoding::Words } else { SexCoding::ZeroIsMale },
            layout: if info.contains("v1") { Layout::ImportV1 } else { Layout::ImportV3 },
            verdict: info.rsplit(' ').next().unwrap_or_default().to_owned(),
            fields,
            rows: lines.map(|it| it.split('\t').map(str::to_owned).collect()).collect(),
            findings: String::new(),
            corrected: None,
        }
    }

    fn table(&self) -> Table {
        let columns = testing::columns(self.fields.iter().map(|it| it.0));
        let mut builder = TableBuilder::new(columns, DateSystem::Since1900);
        for (row_idx, row) in self.rows.iter().enumerate() {
            builder.start_row(u32::try_from(row_idx + 1).unwrap());
            for (column, (text, &(_, kind))) in row.iter().zip(&self.fields).enumerate() {
                // `␣` stands for a no-break space and `·` for a space, which editors would eat.
                let text = text.replace('␣', "\u{a0}").replace('·', " ");
                let text = repeated(&text).unwrap_or(text);
                if !text.is_empty() {
                    builder.put(column, Cell { kind, text: &text });
                }
            }
        }
        builder.finish()
    }

    fn run(&self, rule_idx: usize) -> (String, String) {
        let table = self.table();
        let options = Options {
            profile: self.profile,
            source: Source::Own,
            today: Date::from_calendar_date(2022, time::Month::May, 29).unwrap(),
        };
        let facts = Facts {
            sex_is_swapped: self.verdict == "sexes",
            name_encoding: (self.verdict == "tcvn3").then_some(Encoding::Tcvn3),
            date_cells: match self.verdict.as_str() {
                "swapped" => DateCells::Swapped,
                "shifted" => DateCells::Shifted(1462),
                _ => DateCells::AsShown,
            },
            ..Facts::plain(self.layout, self.coding)
        };
        let list = List { table: &table, options, facts, answers: None };
        let shared = SharedRows::of(list);
        let found: Vec<Finding> = (0..table.n_rows())
            .flat_map(|row_idx| crate::check::check_row(list, &shared, row_idx))
            .filter(|it| it.rule == rule_idx)
            .collect();
        (self.lines(&found), self.corrected(&found))
    }

    fn lines(&self, found: &[Finding]) -> String {
        let mut lines = String::new();
        for finding in found {
            let (row, title, severity) =
                (finding.row_idx + 1, finding.field.title(), finding.severity.key());
            write!(lines, "{row}: {title}: {severity}: {}", finding.message).unwrap();
            if let Some(fix) = &finding.fix
                && let Some(value) = &fix.value
            {
                write!(lines, " => {value} ({})", fix.applicability.key()).unwrap();
                for (field, value) in &fix.also {
                    write!(lines, ", {} = {value}", field.title()).unwrap();
                }
            }
            lines.push('\n');
        }
        lines
    }

    fn corrected(&self, found: &[Finding]) -> String {
        let mut rows = self.rows.clone();
        let fixes = found.iter().filter_map(|it| it.fix.as_ref().map(|fix| (it, fix)));
        for (finding, fix) in fixes.filter(|(_, it)| it.applicability > Applicability::Manual) {
            let here = fix.value.iter().map(|it| (finding.field, it));
            for (field, value) in here.chain(fix.also.iter().map(|(field, it)| (*field, it))) {
                let column = self.fields.iter().position(|it| it.0 == field).unwrap();
                let row = &mut rows[finding.row_idx];
                row.resize(self.fields.len(), String::new());
                row[column] = value.clone();
            }
        }
        rows.iter().map(|it| format!("{}\n", it.join("\t"))).collect()
    }
}

/// `a × 3` is `aaa`: a cell longer than a page should be.
fn repeated(text: &str) -> Option<String> {
    let (text, times) = text.rsplit_once(" × ")?;
    Some(text.repeat(times.parse().ok()?))
}

fn heading(text: &str) -> (Field, CellKind) {
    let (title, kind) = match text.split_once(" [") {
        Some((title, "số]")) => (title, CellKind::Number),
        Some((title, "ngày]")) => (title, CellKind::Date),
        _ => (text, CellKind::Text),
    };
    let field = Field::ALL.iter().copied().find(|it| it.title() == title);
    (field.unwrap_or_else(|| panic!("no field is called {title}")), kind)
}
