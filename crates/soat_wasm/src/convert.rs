//! From the core's types to those that cross, field by field.

use soat_core::{
    Applicability, Date, Field, Finding, Fix, Lane, Options, Profile, Proposal, Question, RULES,
    Rule, RuleCount, Source, Work,
};

use crate::wire::{
    BulkItem, ColumnView, FindingView, FixView, GroupRow, GroupView, LaneView, OptionsView,
    ProblemView, QuestionView, RulePage,
};

pub(crate) fn options(it: Options) -> OptionsView {
    let Options { profile, source, today } = it;
    OptionsView {
        profile: profile.key().to_owned(),
        source: source.key().to_owned(),
        today: iso_date(today),
    }
}

/// Choices from the page; what it does not know stays as it is.
pub(crate) fn options_from(view: &OptionsView, now: Options) -> Options {
    Options {
        profile: Profile::from_key(&view.profile).unwrap_or(now.profile),
        source: Source::from_key(&view.source).unwrap_or(now.source),
        today: parse_iso_date(&view.today).unwrap_or(now.today),
    }
}

pub(crate) fn parse_iso_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, month.try_into().ok()?, day).ok()
}

fn iso_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

pub(crate) fn columns(work: &Work) -> Vec<ColumnView> {
    let column = |(idx, info): (usize, &soat_core::ColumnInfo)| ColumnView {
        letter: info.letter(),
        heading: info.heading.replace(['\r', '\n'], " "),
        field: info.field.map(|it| it.key().to_owned()),
        title: work.column_title(idx),
        editable: !info.field.is_some_and(|it| it.is_read_only()),
    };
    work.table().columns().enumerate().map(column).collect()
}

pub(crate) fn lanes(lanes: &[u32]) -> Vec<LaneView> {
    let lane = |(lane, &rows): (Lane, &u32)| LaneView {
        lane: lane.key().to_owned(),
        title: lane.title().to_owned(),
        rows,
    };
    Lane::ALL.into_iter().zip(lanes).map(lane).collect()
}

pub(crate) fn problems(by_rule: &[RuleCount]) -> Vec<ProblemView> {
    let mut found: Vec<(&Rule, &RuleCount)> =
        RULES.iter().zip(by_rule).filter(|(_, count)| count.findings > 0).collect();
    found.sort_by_key(|(rule, count)| (core::cmp::Reverse((rule.severity, count.rows)), rule.id));
    let problem = |(rule, count): (&Rule, &RuleCount)| ProblemView {
        rule: rule.id.to_owned(),
        title: rule.title.to_owned(),
        severity: rule.severity.key().to_owned(),
        group: rule.group().to_owned(),
        count: count.findings,
        rows: count.rows,
        safe: count.safe,
        confirm: count.confirm,
    };
    found.into_iter().map(problem).collect()
}

pub(crate) fn finding(work: &Work, it: &Finding) -> FindingView {
    let number = |&row: &usize| work.table().row_number(row);
    FindingView {
        row: index(it.row_idx),
        column: work.table().column_of(it.field).map(index),
        title: it.field.title().to_owned(),
        rule: RULES.get(it.rule).map_or("", |it| it.id).to_owned(),
        severity: it.severity.key().to_owned(),
        message: it.message.to_string(),
        fix: it.fix.as_ref().map(fix),
        other_rows: it.other_rows.iter().map(number).collect(),
    }
}

fn fix(it: &Fix) -> FixView {
    FixView {
        value: it.value.clone(),
        title: it.title.to_string(),
        evidence: it.evidence.iter().map(ToString::to_string).collect(),
        applicability: it.applicability.key().to_owned(),
    }
}

pub(crate) fn proposal(work: &Work, it: Proposal) -> BulkItem {
    let name = work.table().column_of(soat_core::Field::FullName);
    BulkItem {
        row: index(it.row_idx),
        row_number: work.table().row_number(it.row_idx),
        name: name.map_or_else(String::new, |column| work.text(it.row_idx, column)),
        column: index(it.column),
        title: work.column_title(it.column),
        old: it.old,
        new: it.new,
        message: it.message.to_string(),
    }
}

pub(crate) fn question(it: Question) -> QuestionView {
    let Question { rule, text, n_cells } = it;
    let rule = RULES.get(rule).map_or("", |it| it.id).to_owned();
    QuestionView { rule, text, count: n_cells }
}

/// What tells people apart, where the list has it.
const TELLING: [Field; 13] = [
    Field::FullName,
    Field::FamilyName,
    Field::GivenName,
    Field::BirthDate,
    Field::BirthYear,
    Field::Sex,
    Field::PersonalId,
    Field::Phone,
    Field::InsuranceNumber,
    Field::CommuneName,
    Field::Address,
    Field::Dose1Date,
    Field::Dose2Date,
];

pub(crate) fn group(work: &Work, rows: &[usize]) -> GroupView {
    let columns: Vec<usize> =
        TELLING.into_iter().filter_map(|it| work.table().column_of(it)).collect();
    let row = |&row_idx: &usize| GroupRow {
        row: index(row_idx),
        row_number: work.table().row_number(row_idx),
        cells: columns.iter().map(|&it| work.text(row_idx, it)).collect(),
    };
    GroupView {
        titles: columns.iter().map(|&it| work.column_title(it)).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

pub(crate) fn page(rule: &Rule) -> RulePage {
    RulePage {
        id: rule.id.to_owned(),
        title: rule.title.to_owned(),
        severity: rule.severity.key().to_owned(),
        page: rule.doc.to_owned(),
    }
}

pub(crate) fn promise(key: &str) -> Applicability {
    if key == "confirm" { Applicability::Confirm } else { Applicability::Safe }
}

pub(crate) fn rule_of(id: &str) -> Option<usize> {
    RULES.iter().position(|it| it.id == id)
}

pub(crate) fn index(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}
