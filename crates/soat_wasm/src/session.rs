//! One list, opened, judged and edited on behalf of the page.

use js_sys::{Function, Uint8Array};
use soat_core::{Direction, Field, Filter, Lane, NewValue, Only, Options, RULES, Stamp, Why};
use soat_sheet::ReadOptions;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

use crate::answer::{Answer, answer, bad_request, failure, no_list};
use crate::convert;
use crate::files::Written;
use crate::list::{OpenList, open};
use crate::outside::FileOutside;
use crate::packet;
use crate::wire::{
    BulkPreview, BulkRequest, CellView, Changed, EditRequest, ExportRequest, Exported, FieldChoice,
    GroupView, OpenRequest, OptionsView, Overview, Place, RulePage, ViewMade, ViewRequest,
};

/// The page's handle on a list.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {
    pub(crate) list: Option<OpenList>,
}

#[wasm_bindgen]
impl Session {
    /// A session with no list.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Shows the first people of a large file before it is opened. Says nothing of one that it
    /// cannot read: opening will.
    pub fn peek(file: &FileOutside, on_progress: &Function) {
        crate::list::peek(file, on_progress);
    }

    /// Reads a file and checks it. Whatever was open before is gone only when this succeeds.
    pub fn open(
        &mut self,
        bytes: &Uint8Array,
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
            password: request.password.as_deref(),
        };
        let work = open(
            bytes,
            &read,
            |opened| Options::proposed(&opened.info, &opened.table, today),
            on_progress,
        )?;
        self.list = Some(OpenList::new(request.file_name, work));
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

    /// Passes over the warnings of one rule on a row, or on every row of its group.
    pub fn dismiss(&mut self, row: u32, rule: &str, at: f64) -> Answer<Changed> {
        let list = self.list_mut()?;
        let rule = convert::rule_of(rule).ok_or_else(bad_request)?;
        let changed = list.work.dismiss(row as usize, rule, stamp(at));
        answer(list.changed(changed))
    }

    /// The rows that a finding lays side by side.
    pub fn group(&self, row: u32, rule: &str) -> Answer<GroupView> {
        let work = &self.list()?.work;
        let rule = convert::rule_of(rule).ok_or_else(bad_request)?;
        answer(convert::group(work, &work.group(row as usize, rule)))
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
        list.written = crate::files::write(list, &request).map_err(|it| failure(&it))?;
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
    pub(crate) fn list(&self) -> Result<&OpenList, JsValue> {
        self.list.as_ref().ok_or_else(no_list)
    }

    pub(crate) fn list_mut(&mut self) -> Result<&mut OpenList, JsValue> {
        self.list.as_mut().ok_or_else(no_list)
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

pub(crate) fn stamp(at: f64) -> Stamp {
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
