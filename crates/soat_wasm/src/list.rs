//! The list that a session holds: its judgement and the rows in view.

use js_sys::{Function, Uint8Array};
use soat_core::handoff::Handoffs;
use soat_core::{Done, Options, Work};
use soat_sheet::{Opened, ReadOptions, ReadProgress};
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::answer::read_failure;
use crate::convert;
use crate::files::Written;
use crate::matching::Beside;
use crate::outside::{FileOutside, Outside};
use crate::wire::{CellView, Changed, FileView, FindingView, FirstRows, Overview, Place, Progress};

/// An open list.
pub(crate) struct OpenList {
    pub(crate) name: String,
    pub(crate) work: Work,
    pub(crate) view: Vec<u32>,
    pub(crate) view_rule: Option<usize>,
    pub(crate) written: Vec<Written>,
    pub(crate) handoffs: Handoffs,
    /// A second list, while it is matched with this one.
    pub(crate) beside: Option<Beside>,
    /// Citizens' reports, while they are answered.
    pub(crate) reports: Option<Beside>,
    /// Who hands lists over, as last given: for the head of the lists.
    pub(crate) station: String,
    pub(crate) place: String,
    /// Figures of later exports, oldest first.
    pub(crate) exports: Vec<crate::wire::KeptExport>,
}

impl OpenList {
    pub(crate) fn new(name: String, work: Work) -> Self {
        let view = (0..convert::index(work.table().n_rows())).collect();
        Self {
            name,
            work,
            view,
            view_rule: None,
            written: Vec::new(),
            handoffs: Handoffs::default(),
            beside: None,
            reports: None,
            station: String::new(),
            place: String::new(),
            exports: Vec::new(),
        }
    }

    pub(crate) fn position(&self, row: u32) -> Option<u32> {
        self.view.binary_search(&row).ok().map(convert::index)
    }

    pub(crate) fn overview(&self) -> Overview {
        let work = &self.work;
        let summary = work.summary();
        let worklist = work.worklist();
        let done = worklist.iter().filter(|&&it| work.done(it) == Done::Yes).count();
        Overview {
            file: self.file(),
            columns: convert::columns(work),
            options: convert::options(work.options()),
            n_rows: summary.n_rows,
            rows_with_errors: summary.rows_with_errors,
            rows_with_problems: summary.rows_with_problems,
            problems: convert::problems(&summary.by_rule),
            questions: work.questions().into_iter().map(convert::question).collect(),
            lanes: convert::lanes(&summary.lanes),
            direct_edit_rows: summary.edit_by_hand,
            worklist_rows: convert::index(worklist.len()),
            worklist_done: convert::index(done),
            edited_cells: convert::index(work.edited_cells()),
            safe_fixes: summary.by_rule.iter().map(|it| it.safe).sum(),
            undo: work.undo_words(),
            redo: work.redo_words(),
            taken_in: work.n_taken_in(),
            lists_out: convert::index(self.handoffs.lists().len()),
        }
    }

    fn file(&self) -> FileView {
        let info = self.work.info();
        FileView {
            name: self.name.clone(),
            format: info.format.to_owned(),
            sheet: info.sheet.clone(),
            sheets: info.sheets.clone(),
            layout: info.layout.key().to_owned(),
            layout_name: info.layout.title().to_owned(),
            header_row: info.header_row,
            first_row: info.first_row,
            notes: info.notes(),
            shape: self.shape(),
        }
    }

    /// Names the headings, not what is under them.
    fn shape(&self) -> String {
        let headings = self.work.table().columns().map(|it| it.heading.as_str());
        format!("{:016x}", soat_sheet::header_shape(headings))
    }

    pub(crate) fn cell(&self, row: usize, column: usize) -> CellView {
        let work = &self.work;
        let findings = work.findings(row);
        let views = findings.iter().map(|it| convert::finding(work, it));
        let here = |it: &FindingView| it.column == Some(convert::index(column));
        let (findings, others) = views.partition(here);
        CellView {
            row: convert::index(row),
            column: convert::index(column),
            row_number: work.table().row_number(row),
            original: work.raw_text(row, column),
            value: work.text(row, column),
            findings,
            others,
            lane: work.standing(row).lane.title().to_owned(),
            history: work.history(row, column),
            handoffs: crate::handoff::lines_of(self, row),
        }
    }

    pub(crate) fn changed(&self, changed: soat_core::Changed) -> Changed {
        let place = |(row, column): (usize, usize)| Place {
            row: convert::index(row),
            column: convert::index(column),
            view_index: self.position(convert::index(row)),
        };
        Changed {
            rows: changed.rows.into_iter().map(convert::index).collect(),
            at: changed.at.map(place),
            n_cells: convert::index(changed.n_cells),
            overview: self.overview(),
        }
    }
}

/// Shows the first people of a large file, of which little is read.
pub(crate) fn peek(file: &FileOutside, on_progress: &Function) {
    soat_sheet::peek(file, &mut |it| tell_reading(on_progress, it));
}

/// Reads and checks a file.
pub(crate) fn open(
    bytes: &Uint8Array,
    read: &ReadOptions<'_>,
    options: impl FnOnce(&Opened) -> Options,
    on_progress: &Function,
) -> Result<Work, JsValue> {
    let mut tell = |it: ReadProgress<'_>| tell_reading(on_progress, it);
    let opened = soat_sheet::read_pieces(&Outside(bytes), read, &mut tell)
        .map_err(|it| read_failure(&it))?;
    let options = options(&opened);
    let n_rows = convert::index(opened.table.n_rows());
    let mut tell = |row| {
        let rows = convert::index(row);
        let stage = "checking".to_owned();
        report(on_progress, Progress { stage, rows, of: Some(n_rows), first_rows: None });
    };
    Ok(Work::new(opened.table, opened.info, options, &mut tell))
}

/// A list opened beside the one in hand, by the same choices.
pub(crate) fn open_beside(
    bytes: &Uint8Array,
    read: &ReadOptions<'_>,
    options: Options,
) -> Result<Work, JsValue> {
    let opened = soat_sheet::read_pieces(&Outside(bytes), read, &mut |_| {})
        .map_err(|it| read_failure(&it))?;
    Ok(Work::new(opened.table, opened.info, options, &mut |_| {}))
}

fn tell_reading(on_progress: &Function, it: ReadProgress<'_>) {
    let stage = "reading".to_owned();
    let progress = match it {
        ReadProgress::Rows(rows) => Progress { stage, rows, of: None, first_rows: None },
        ReadProgress::FirstRows { headings, rows } => {
            let first = FirstRows { headings: headings.to_vec(), rows: rows.to_vec() };
            let n_rows = convert::index(rows.len());
            Progress { stage, rows: n_rows, of: None, first_rows: Some(first) }
        }
    };
    report(on_progress, progress);
}

pub(crate) fn report(on_progress: &Function, progress: Progress) {
    if let Ok(progress) = progress.into_ts() {
        // A page that fails to show progress must not stop the reading.
        let _ = on_progress.call1(&JsValue::NULL, &progress.js_value());
    }
}
