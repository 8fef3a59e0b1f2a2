//! Lists that leave for the village or the police, and come back.

use std::collections::{BTreeMap, BTreeSet};

use soat_core::handoff::{
    Grid, Handoff, Handoffs, ListCode, NotACode, Order, Part, Recipient, ReturnedFile, RowCode,
    Shown, SplitBy, split,
};
use soat_core::{Date, Field, Filter, Lane, Only, Work, format_date};
use soat_sheet::HandoffAbout;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::answer::{Answer, answer, bad_request, fail, failure, read_failure};
use crate::convert::index;
use crate::files::{Written, write_failure};
use crate::handoff_convert as wired;
use crate::list::OpenList;
use crate::session::{Session, stamp};
use crate::wire::{
    Changed, DraftPart, DraftRequest, Exported, HandoffDraft, HandoffsView, ListOut, MergeDone,
    MergePreview, MergeRequest, RowFound, RowsOut, SendRequest, Sent, SentColumn, WriteRequest,
};

#[wasm_bindgen]
impl Session {
    /// What would leave, cut into the lists of the recipients. Nothing is handed out yet.
    pub fn handoff_draft(&self, request: Ts<DraftRequest>) -> Answer<HandoffDraft> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list()?;
        let to = wired::recipient(&request.to).ok_or_else(bad_request)?;
        let mut rows = rows_of(list, &request.rows);
        let out = list.handoffs.still_out(&list.work, &rows, to);
        let out_rows: BTreeSet<usize> = out.iter().map(|it| it.0).collect();
        if request.leave_out {
            rows.retain(|it| !out_rows.contains(it));
        }
        let parts = split(&list.work, &rows, split_by(&request)?).into_iter().map(part);
        answer(HandoffDraft {
            parts: parts.collect(),
            columns: usual_columns(&list.work, to),
            out: rows_out(&list.handoffs, &out),
            rows_out: index(out_rows.len()),
        })
    }

    /// Hands lists out: from now on their codes are known.
    pub fn send(&mut self, request: Ts<SendRequest>) -> Answer<Sent> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        let key = u64::from_str_radix(&request.key, 16).map_err(|_| bad_request())?;
        let to = wired::recipient(&request.to).ok_or_else(bad_request)?;
        let columns: Vec<(usize, Shown)> = request
            .columns
            .iter()
            .filter_map(|it| Some((it.column as usize, shown(&it.shown)?)))
            .collect();
        let mut handoffs = list.handoffs.clone();
        if handoffs.lists().is_empty() {
            handoffs = Handoffs::new(key);
        }
        let n_before = handoffs.lists().len();
        for part in request.parts {
            let order = Order {
                to,
                recipient: part.name,
                due_ms: request.due.map(|it| it as u64),
                columns: columns.clone(),
                rows: part.rows.into_iter().map(|it| it as usize).collect(),
            };
            if handoffs.send(&list.work, order, stamp(request.at)).is_none() {
                return Err(fail(
                    "too-many-rows",
                    "Một danh sách giao đi có tối đa 130.321 dòng. Hãy chia nhỏ",
                ));
            }
        }
        list.handoffs = handoffs;
        (list.station, list.place) = (request.station, request.place);
        let codes = list.handoffs.lists().iter().skip(n_before).map(|it| it.code.to_string());
        answer(Sent { codes: codes.collect(), overview: list.overview() })
    }

    /// Every list that left, and what came back.
    pub fn handoffs(&self) -> Answer<HandoffsView> {
        let OpenList { work, handoffs, station, place, .. } = self.list()?;
        let open: BTreeSet<_> =
            handoffs.open_answers(work).into_iter().map(|it| (it.0, it.1)).collect();
        let merges = handoffs.returns(work).filter(|it| !it.files.is_empty());
        answer(HandoffsView {
            lists: handoffs.lists().iter().map(|it| list_out(work, handoffs, it)).collect(),
            open_cells: index(open.len()),
            station: station.clone(),
            place: place.clone(),
            merges: merges
                .map(|it| MergeDone {
                    at: it.stamp.at_ms as f64,
                    files: it.files.clone(),
                    not_taken: it.not_taken.clone(),
                })
                .collect(),
        })
    }

    /// Writes the workbooks of lists, the same each time; their bytes are taken one by one.
    pub fn write_handoffs(&mut self, request: Ts<WriteRequest>) -> Answer<Exported> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        let mut written = Vec::new();
        for code in &request.codes {
            let sent = find_list(&list.handoffs, code)?;
            let made_on = sent.stamp.day().unwrap_or(Date::MIN);
            let about = HandoffAbout { station: &list.station, place: &list.place, made_on };
            let bytes = soat_sheet::write_handoff(sent, &about)
                .map_err(|it| failure(&write_failure(&it)))?;
            written.push((format!("{}.xlsx", sent.file_stem()), sent.rows.len(), bytes));
        }
        list.written = if request.zip { vec![zipped(written)?] } else { each(written) };
        answer(Exported { files: list.written.iter().map(Written::view).collect() })
    }

    /// The cells of a file that came back, for [`Self::plan_returned`] of another session: reading is
    /// what may trap.
    pub fn read_returned(bytes: &[u8], password: Option<String>) -> Result<Vec<u8>, JsValue> {
        let grid = soat_sheet::read_returned(bytes, password.as_deref());
        grid.map(|it| it.to_bytes()).map_err(|it| read_failure(&it))
    }

    /// Everything that merging returned files would change or not take. `grids` is what
    /// [`Self::read_returned`] gave for each, one after the other.
    pub fn plan_returned(&self, names: Vec<String>, grids: &[u8]) -> Answer<MergePreview> {
        let list = self.list()?;
        let mut rest = grids;
        let mut files = Vec::new();
        for name in names {
            let grid = Grid::take_bytes(&mut rest).map_err(|_| bad_request())?;
            files.push(ReturnedFile { name, grid });
        }
        let plan = list.handoffs.plan(&list.work, &files);
        answer(wired::preview(&list.work, &list.handoffs, &plan))
    }

    /// Answers that wait for somebody to choose among them.
    pub fn plan_open(&self) -> Answer<MergePreview> {
        let OpenList { work, handoffs, .. } = self.list()?;
        answer(wired::preview(work, handoffs, &handoffs.open_plan(work)))
    }

    /// Applies a plan as one step.
    pub fn merge(&mut self, request: Ts<MergeRequest>) -> Answer<Changed> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        let plan = wired::plan_from(request.plan).ok_or_else(bad_request)?;
        let changed = list.handoffs.apply(&mut list.work, &plan, stamp(request.at));
        let changed = changed.map_err(|_| {
            fail("stale", "Danh sách đã thay đổi từ lúc đọc tệp gửi về. Hãy đọc lại tệp")
        })?;
        answer(list.changed(changed))
    }

    /// The row that a code names, as somebody typed it from paper.
    pub fn find_code(&self, text: &str) -> Answer<RowFound> {
        let OpenList { work, handoffs, .. } = self.list()?;
        let code = RowCode::parse(text).map_err(|it| match it {
            NotACode::OtherForm => fail(
                "code-form",
                "Mã dòng gồm 8 ký tự, ví dụ K7M-3XRTC. Mã không dùng các ký tự 0 1 2 5 8 và B G I J L O Q S U V W Z",
            ),
            NotACode::WrongSign => {
                fail("code-sign", "Mã này có một ký tự sai hoặc đảo chỗ. Hãy xem lại trên giấy")
            }
        })?;
        let Some((list, sent)) = handoffs.find(code) else {
            return Err(fail(
                "code-unknown",
                "Mã đúng dạng nhưng không thuộc danh sách nào đã giao từ công việc này",
            ));
        };
        answer(RowFound {
            row: index(sent.row_idx),
            row_number: sent.row_number,
            name: wired::name(work, sent.row_idx),
            code: list.code.to_string(),
            recipient: list.recipient.clone(),
        })
    }
}

/// Where a row is, and what the police found: a line for each.
pub(crate) fn lines_of(list: &OpenList, row_idx: usize) -> Vec<String> {
    let OpenList { work, handoffs, .. } = list;
    let mut lines = Vec::new();
    for list in handoffs.lists() {
        let Some(place) = list.rows.iter().position(|it| it.row_idx == row_idx) else { continue };
        let is_back = handoffs.rows_back(work, list.code).contains(&place);
        let where_it_is = if is_back { "Đã về từ" } else { "Đang ở" };
        let day = list.stamp.day().map_or_else(String::new, format_date);
        let code = list.rows.get(place).map_or_else(String::new, |it| it.code.to_string());
        lines.push(format!("{where_it_is} {}: mã dòng {code}, giao ngày {day}", list.recipient));
    }
    if let Some((verdict, place)) = handoffs.verdict(work, row_idx) {
        let source = wired::source(handoffs, work, place, &[], 0);
        lines.push(format!("Kết quả xác minh: {} ({source})", verdict.title()));
    }
    lines
}

fn shown(key: &str) -> Option<Shown> {
    match key {
        "full" => Some(Shown::Full),
        "masked" => Some(Shown::Masked),
        _ => None,
    }
}

fn split_by(request: &DraftRequest) -> Result<SplitBy, JsValue> {
    match request.by.as_str() {
        "village" => Ok(SplitBy::Village),
        "column" => request.column.map(|it| SplitBy::Column(it as usize)).ok_or_else(bad_request),
        "rows" => Ok(SplitBy::Rows(request.rows_per_part.unwrap_or(100) as usize)),
        "whole" => Ok(SplitBy::Whole),
        _ => Err(bad_request()),
    }
}

fn rows_of(list: &OpenList, key: &str) -> Vec<usize> {
    let work = &list.work;
    let all = 0..work.table().n_rows();
    match key {
        "view" => list.view.iter().map(|it| *it as usize).collect(),
        "basic" => all.filter(|it| has_basic_data(work, *it)).collect(),
        _ => {
            let filter = Filter {
                lane: Lane::ALL.into_iter().find(|it| it.key() == key),
                only: (key == "errors").then_some(Only::Errors),
                ..Filter::default()
            };
            work.rows(&filter).into_iter().map(|it| it as usize).collect()
        }
    }
}

/// The police look people up by name and birth date, and foreigners not at all.
fn has_basic_data(work: &Work, row_idx: usize) -> bool {
    let has = |field| {
        let column = work.table().column_of(field);
        column.is_some_and(|it| !work.text(row_idx, it).trim().is_empty())
    };
    has(Field::FullName) && has(Field::BirthDate) && work.standing(row_idx).lane != Lane::Exempt
}

fn part(it: Part) -> DraftPart {
    DraftPart { name: it.name, rows: it.rows.into_iter().map(index).collect() }
}

/// What tells people apart, and no more: the village does not see whole IDs.
fn usual_columns(work: &Work, to: Recipient) -> Vec<SentColumn> {
    const USUAL: [Field; 5] =
        [Field::FullName, Field::BirthDate, Field::Sex, Field::PersonalId, Field::Address];
    let shown = |field: Option<Field>| match field {
        Some(Field::PersonalId) if to == Recipient::Village => "masked",
        Some(field) if USUAL.contains(&field) => "full",
        _ => "no",
    };
    let table = work.table();
    let columns = table.columns().enumerate().filter(|(_, it)| it.field != Some(Field::Ordinal));
    let column = |(idx, info): (usize, &soat_core::ColumnInfo)| {
        let field = info.field.filter(|it| table.column_of(*it) == Some(idx));
        SentColumn { column: index(idx), shown: shown(field).to_owned() }
    };
    columns.map(column).collect()
}

fn rows_out(handoffs: &Handoffs, out: &[(usize, ListCode)]) -> Vec<RowsOut> {
    let mut counts: BTreeMap<ListCode, u32> = BTreeMap::new();
    for (_, code) in out {
        *counts.entry(*code).or_default() += 1;
    }
    let of = |(code, rows): (ListCode, u32)| RowsOut {
        code: code.to_string(),
        recipient: handoffs.list(code).map_or_else(String::new, |it| it.recipient.clone()),
        rows,
    };
    counts.into_iter().map(of).collect()
}

fn list_out(work: &Work, handoffs: &Handoffs, it: &Handoff) -> ListOut {
    ListOut {
        code: it.code.to_string(),
        to: wired::recipient_key(it.to).to_owned(),
        recipient: it.recipient.clone(),
        sent_at: it.stamp.at_ms as f64,
        due: it.due_ms.map(|it| it as f64),
        rows: index(it.rows.len()),
        back: index(handoffs.rows_back(work, it.code).len()),
        answered: index(handoffs.rows_answered(work, it.code).len()),
    }
}

fn find_list<'h>(handoffs: &'h Handoffs, code: &str) -> Result<&'h Handoff, JsValue> {
    let code = ListCode::parse(code).map_err(|_| bad_request())?;
    handoffs.list(code).ok_or_else(bad_request)
}

fn each(files: Vec<(String, usize, Vec<u8>)>) -> Vec<Written> {
    files.into_iter().map(|(name, rows, bytes)| Written::new(name, rows, bytes)).collect()
}

fn zipped(files: Vec<(String, usize, Vec<u8>)>) -> Result<Written, JsValue> {
    let n_rows = files.iter().map(|it| it.1).sum();
    let n_files = files.len();
    let files: Vec<_> = files.into_iter().map(|(name, _, bytes)| (name, bytes)).collect();
    let bytes = soat_sheet::write_zip(&files)
        .ok_or_else(|| fail("write-internal", "Không ghi được tệp. Hãy thử lại"))?;
    let first = files.first().and_then(|it| it.0.split(' ').next()).unwrap_or_default();
    let name = format!("Giao di {n_files} danh sach tu {first}.zip");
    Ok(Written::new(name, n_rows, bytes))
}
