//! Lists as they are printed from the screen.

use soat_core::Date;
use soat_core::handoff::{Handoff, ListCode};
use soat_sheet::{HandoffAbout, RecordLine};
use wasm_bindgen::prelude::*;

use crate::answer::{Answer, answer, bad_request};
use crate::list::OpenList;
use crate::session::Session;
use crate::wire::{PrintLine, PrintPage};

#[wasm_bindgen]
impl Session {
    /// A list that left, to be printed.
    pub fn handoff_page(&self, code: &str) -> Answer<PrintPage> {
        let list = self.list()?;
        let sent = sent(list, code)?;
        answer(page(soat_sheet::handoff_page(sent, &about(list, sent))))
    }

    /// The record of handing a list over, to be printed; with the results once some came back.
    pub fn record_page(&self, code: &str) -> Answer<PrintPage> {
        let list = self.list()?;
        let sent = sent(list, code)?;
        let is_back = !list.handoffs.rows_back(&list.work, sent.code).is_empty();
        let line = match is_back {
            true => RecordLine::back(sent, &list.handoffs, &list.work),
            false => RecordLine::leaving(sent),
        };
        answer(page(soat_sheet::record_page(&[line], &about(list, sent))))
    }
}

fn sent<'l>(list: &'l OpenList, code: &str) -> Result<&'l Handoff, JsValue> {
    let code = ListCode::parse(code).map_err(|_| bad_request())?;
    list.handoffs.list(code).ok_or_else(bad_request)
}

fn about<'l>(list: &'l OpenList, sent: &Handoff) -> HandoffAbout<'l> {
    let made_on = sent.stamp.day().unwrap_or(Date::MIN);
    HandoffAbout { station: &list.station, place: &list.place, made_on }
}

fn page(it: soat_sheet::PrintPage) -> PrintPage {
    let soat_sheet::PrintPage { is_landscape, code, head, columns, rows, foot } = it;
    PrintPage {
        is_landscape,
        code,
        head: head.into_iter().map(line).collect(),
        headings: columns.iter().map(|it| it.heading.clone()).collect(),
        widths: columns.iter().map(|it| it.width).collect(),
        open: columns.iter().map(|it| it.is_open).collect(),
        rows,
        foot: foot.into_iter().map(line).collect(),
    }
}

fn line(it: soat_sheet::PrintLine) -> PrintLine {
    PrintLine { left: it.left, right: it.right, look: it.look.to_owned() }
}
