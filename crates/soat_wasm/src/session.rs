//! One list, opened, judged and edited on behalf of the page.

use js_sys::Function;
use soat_core::{Direction, Field, Filter, Lane, NewValue, Only, Options, RULES, Stamp, Why, Work};
use soat_sheet::{Opened, ReadError, ReadOptions, ReadProgress};
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::convert;
use crate::files::Written;
use crate::packet;
use crate::wire::{
    BulkPreview, BulkRequest, CellView, Changed, EditRequest, ExportRequest, Exported, Failure,
    FieldChoice, FileView, FirstRows, OpenRequest, OptionsView, Overview, Place, Progress,
    RulePage, ViewMade, ViewRequest,
};

type Answer<T> = Result<Ts<T>, JsValue>;

/// The page's handle on a list.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {
    list: Option<OpenList>,
}

struct OpenList {
    bytes: Vec<u8>,
    name: String,
    work: Work,
    view: Vec<u32>,
    view_rule: Option<usize>,
    written: Vec<Written>,
}

#[wasm_bindgen]
impl Session {
    /// A session with no list.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file and checks it. Whatever was open before is gone only when this succeeds.
    pub fn open(
        &mut self,
        bytes: Vec<u8>,
        request: Ts<OpenRequest>,
        on_progress: &Function,
    ) -> Answer<Overview> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let today = convert::parse_iso_date(&request.today).ok_or_else(bad_request)?;
        let mapping: Option<Vec<Option<Field>>> = request.mapping.map(fields_of);
        let read = ReadOptions {
            sheet: request.sheet.as_deref(),
            header_row: request.header_row,
            mapping: mapping.as_deref(),
        };
        let work = open(
            &bytes,
            &read,
            |opened| Options::proposed(&opened.info, &opened.table, today),
            on_progress,
        )?;
        self.list = Some(OpenList::new(bytes, request.file_name, work));
        self.overview()
    }

    /// The list as a whole.
    pub fn overview(&self) -> Answer<Overview> {
        answer(self.list()?.overview())
    }

    /// Changes profile, source or day, and checks anew.
    pub fn set_options(&mut self, options: Ts<OptionsView>) -> Answer<Overview> {
        let list = self.list_mut()?;
        let view = options.to_rust().map_err(|_| bad_request())?;
        let options = convert::options_from(&view, list.work.options());
        list.work.set_options(options, &mut |_| {});
        self.overview()
    }

    /// Reads the file again from another sheet. Edits of the list read before are gone.
    pub fn set_sheet(&mut self, name: &str) -> Answer<Overview> {
        self.reopen(&ReadOptions { sheet: Some(name), header_row: None, mapping: None })
    }

    /// Reads the file again with the user's own mapping of columns. Edits made before are gone.
    pub fn set_mapping(
        &mut self,
        fields: Vec<JsValue>,
        header_row: Option<u32>,
    ) -> Answer<Overview> {
        let mapping = fields_of(fields.iter().map(JsValue::as_string).collect());
        let sheet = self.list()?.work.info().sheet.clone();
        let options =
            ReadOptions { sheet: Some(&sheet), header_row, mapping: Some(mapping.as_slice()) };
        self.reopen(&options)
    }

    /// The fields a column can be given.
    #[must_use]
    pub fn fields() -> Vec<Ts<FieldChoice>> {
        let choice = |it: &Field| FieldChoice { key: it.key().into(), title: it.title().into() };
        Field::ALL.iter().map(choice).filter_map(|it| it.into_ts().ok()).collect()
    }

    /// Chooses the rows that the grid shows.
    pub fn view(&mut self, request: Ts<ViewRequest>) -> Answer<ViewMade> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        list.view_rule = request.rule.as_deref().and_then(convert::rule_of);
        let filter = Filter {
            rule: list.view_rule,
            lane: Lane::ALL.into_iter().find(|it| Some(it.key()) == request.lane.as_deref()),
            only: request.only.as_deref().and_then(only),
            text: request.text.unwrap_or_default(),
        };
        list.view = list.work.rows(&filter);
        let column = list.view_rule.and_then(|it| list.work.main_column(it));
        answer(ViewMade {
            n_rows: convert::index(list.view.len()),
            column: column.map(convert::index),
        })
    }

    /// Rows of the view, packed.
    pub fn rows(&self, first: u32, count: u32) -> Result<Vec<u8>, JsValue> {
        let list = self.list()?;
        let end = list.view.len().min(first.saturating_add(count) as usize);
        let rows = list.view.get(first as usize..end).unwrap_or_default();
        Ok(packet::pack(&list.work, rows))
    }

    /// Rows by their index in the list, packed.
    pub fn rows_by_index(&self, rows: &[u32]) -> Result<Vec<u8>, JsValue> {
        Ok(packet::pack(&self.list()?.work, rows))
    }

    /// Where a row is in the view.
    #[must_use]
    pub fn index_of(&self, row: u32) -> Option<u32> {
        self.list().ok()?.position(row)
    }

    /// One cell with its story.
    pub fn cell(&self, row: u32, column: u32) -> Answer<CellView> {
        answer(self.list()?.cell(row as usize, column as usize))
    }

    /// Puts texts into cells.
    pub fn edit(&mut self, request: Ts<EditRequest>) -> Answer<Changed> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        let value = |it: crate::wire::NewValue| NewValue {
            row_idx: it.row as usize,
            column: it.column as usize,
            text: it.value,
        };
        let values: Vec<NewValue> = request.changes.into_iter().map(value).collect();
        let why = match request.how.as_str() {
            "paste" => Why::Pasted,
            "clear" => Why::Cleared,
            _ => Why::Typed,
        };
        let changed = list.work.edit(&values, why, stamp(request.at));
        answer(list.changed(changed))
    }

    /// Accepts the proposal of one rule for one cell.
    pub fn accept(&mut self, row: u32, column: u32, rule: &str, at: f64) -> Answer<Changed> {
        let list = self.list_mut()?;
        let rule = convert::rule_of(rule).ok_or_else(bad_request)?;
        let changed = list.work.accept(row as usize, column as usize, rule, stamp(at));
        answer(list.changed(changed))
    }

    /// Every change that a bulk fix would make.
    pub fn preview(&self, request: Ts<BulkRequest>) -> Answer<BulkPreview> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let work = &self.list()?.work;
        let rule = request.rule.as_deref().and_then(convert::rule_of);
        let proposals = work.proposals(rule, convert::promise(&request.applicability));
        let items: Vec<_> = proposals.into_iter().map(|it| convert::proposal(work, it)).collect();
        let mut rows: Vec<u32> = items.iter().map(|it| it.row).collect();
        rows.dedup();
        answer(BulkPreview { rows: convert::index(rows.len()), items })
    }

    /// Makes a bulk fix as one step.
    pub fn apply(&mut self, request: Ts<BulkRequest>) -> Answer<Changed> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        let rule = request.rule.as_deref().and_then(convert::rule_of);
        let except: Vec<usize> =
            request.except.unwrap_or_default().into_iter().map(|it| it as usize).collect();
        let promise = convert::promise(&request.applicability);
        let changed = list.work.accept_all(rule, promise, &except, stamp(request.at));
        answer(list.changed(changed))
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> Result<Option<Ts<Changed>>, JsValue> {
        let list = self.list_mut()?;
        let changed = list.work.undo();
        changed.map(|it| answer(list.changed(it))).transpose()
    }

    /// Makes the change again that was last taken back.
    pub fn redo(&mut self) -> Result<Option<Ts<Changed>>, JsValue> {
        let list = self.list_mut()?;
        let changed = list.work.redo();
        changed.map(|it| answer(list.changed(it))).transpose()
    }

    /// Puts a cell back to what the file holds.
    pub fn revert(&mut self, row: u32, column: u32, at: f64) -> Answer<Changed> {
        let list = self.list_mut()?;
        let changed = list.work.revert(row as usize, column as usize, stamp(at));
        answer(list.changed(changed))
    }

    /// The next or previous problem in the view.
    pub fn next_problem(
        &self,
        row: u32,
        column: u32,
        forward: bool,
    ) -> Result<Option<Ts<Place>>, JsValue> {
        let list = self.list()?;
        let direction = if forward { Direction::Forward } else { Direction::Backward };
        let position = list.position(row).unwrap_or(0) as usize;
        let from = (position, column as usize);
        let found = list.work.next_problem(&list.view, from, direction, list.view_rule);
        let place = found.and_then(|(position, column)| {
            let row = *list.view.get(position)?;
            let view_index = Some(convert::index(position));
            Some(Place { row, column: convert::index(column), view_index })
        });
        place.map(answer).transpose()
    }

    /// A range of the view as tab-separated text, bounds inclusive.
    pub fn copy(&self, top: u32, bottom: u32, left: u32, right: u32) -> Result<String, JsValue> {
        let list = self.list()?;
        let rows =
            list.view.iter().skip(top as usize).take((bottom.saturating_sub(top) + 1) as usize);
        let line = |&row: &u32| {
            let cells = (left..=right).map(|it| quoted(list.work.text(row as usize, it as usize)));
            cells.collect::<Vec<_>>().join("\t")
        };
        Ok(rows.map(line).collect::<Vec<_>>().join("\r\n"))
    }

    /// Writes files; their bytes are taken one by one.
    pub fn export(&mut self, request: Ts<ExportRequest>) -> Answer<Exported> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        list.written =
            crate::files::write(&list.work, &list.name, &request).map_err(|it| failure(&it))?;
        answer(Exported { files: list.written.iter().map(Written::view).collect() })
    }

    /// The bytes of a file written last. They are handed out once.
    pub fn take_file(&mut self, file: u32) -> Result<Vec<u8>, JsValue> {
        let written = self.list_mut()?.written.get_mut(file as usize);
        Ok(written.map(|it| core::mem::take(&mut it.bytes)).unwrap_or_default())
    }

    /// Every rule's page.
    #[must_use]
    pub fn rules() -> Vec<Ts<RulePage>> {
        RULES.iter().filter_map(|it| convert::page(it).into_ts().ok()).collect()
    }
}

impl Session {
    fn list(&self) -> Result<&OpenList, JsValue> {
        self.list.as_ref().ok_or_else(no_list)
    }

    fn list_mut(&mut self) -> Result<&mut OpenList, JsValue> {
        self.list.as_mut().ok_or_else(no_list)
    }

    fn reopen(&mut self, read: &ReadOptions<'_>) -> Answer<Overview> {
        let list = self.list_mut()?;
        let options = list.work.options();
        let work = open(&list.bytes, read, |_| options, &Function::new_no_args(""))?;
        list.view = (0..convert::index(work.table().n_rows())).collect();
        list.view_rule = None;
        list.work = work;
        self.overview()
    }
}

impl OpenList {
    fn new(bytes: Vec<u8>, name: String, work: Work) -> Self {
        let view = (0..convert::index(work.table().n_rows())).collect();
        Self { bytes, name, work, view, view_rule: None, written: Vec::new() }
    }

    fn position(&self, row: u32) -> Option<u32> {
        self.view.binary_search(&row).ok().map(convert::index)
    }

    fn overview(&self) -> Overview {
        let work = &self.work;
        let summary = work.summary();
        Overview {
            file: self.file(),
            columns: convert::columns(work),
            options: convert::options(work.options()),
            n_rows: summary.n_rows,
            rows_with_errors: summary.rows_with_errors,
            rows_with_problems: summary.rows_with_problems,
            problems: convert::problems(&summary.by_rule),
            lanes: convert::lanes(&summary.lanes),
            direct_edit_rows: summary.edit_by_hand,
            edited_cells: convert::index(work.edited_cells()),
            safe_fixes: summary.by_rule.iter().map(|it| it.safe).sum(),
            undo: work.undo_words(),
            redo: work.redo_words(),
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

    fn cell(&self, row: usize, column: usize) -> CellView {
        let work = &self.work;
        let findings = work.findings(row);
        let views = findings.iter().map(|it| convert::finding(work, it));
        let here = |it: &crate::wire::FindingView| it.column == Some(convert::index(column));
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
        }
    }

    fn changed(&self, changed: soat_core::Changed) -> Changed {
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

fn open(
    bytes: &[u8],
    read: &ReadOptions<'_>,
    options: impl FnOnce(&Opened) -> Options,
    on_progress: &Function,
) -> Result<Work, JsValue> {
    let mut tell = |it: ReadProgress<'_>| tell_reading(on_progress, it);
    let opened = soat_sheet::read(bytes, read, &mut tell).map_err(|it| read_failure(&it))?;
    let options = options(&opened);
    let n_rows = convert::index(opened.table.n_rows());
    let mut tell = |row| {
        let rows = convert::index(row);
        let stage = "checking".to_owned();
        report(on_progress, Progress { stage, rows, of: Some(n_rows), first_rows: None });
    };
    Ok(Work::new(opened.table, opened.info, options, &mut tell))
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

fn report(on_progress: &Function, progress: Progress) {
    if let Ok(progress) = progress.into_ts() {
        // A page that fails to show progress must not stop the reading.
        let _ = on_progress.call1(&JsValue::NULL, &progress.js_value());
    }
}

fn fields_of(keys: Vec<Option<String>>) -> Vec<Option<Field>> {
    keys.into_iter().map(|it| it.and_then(|it| Field::from_key(&it))).collect()
}

fn only(key: &str) -> Option<Only> {
    match key {
        "errors" => Some(Only::Errors),
        "problems" => Some(Only::Problems),
        "edited" => Some(Only::Edited),
        "direct" => Some(Only::EditByHand),
        _ => None,
    }
}

fn stamp(at: f64) -> Stamp {
    // Casting saturates: a clock that is not a number becomes 1970.
    Stamp { at_ms: at as u64, who: String::new() }
}

fn quoted(text: String) -> String {
    if text.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

fn answer<T: Tsify + serde::Serialize>(it: T) -> Answer<T> {
    it.into_ts().map_err(|_| bad_request())
}

fn read_failure(error: &ReadError) -> JsValue {
    failure(&Failure { code: error.code().to_owned(), message: error.message_vi() })
}

fn no_list() -> JsValue {
    fail("no-list", "Chưa mở danh sách nào")
}

fn bad_request() -> JsValue {
    fail("bad-request", "Trang gửi yêu cầu không đúng. Hãy tải lại trang")
}

fn fail(code: &str, message: &str) -> JsValue {
    failure(&Failure { code: code.to_owned(), message: message.to_owned() })
}

fn failure(it: &Failure) -> JsValue {
    serde_wasm_bindgen::to_value(it).unwrap_or(JsValue::NULL)
}
