//! A second list beside the first: who is whom, and what could be taken.

use js_sys::Function;
use soat_core::matching::{
    Candidate, Confidence, MatchProgress, MatchedValue, Matches, SecondList, Suggestion,
    SuggestionKind,
};
use soat_core::{Cell, Field, Work, display_text};
use soat_sheet::ReadOptions;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::answer::{Answer, answer, bad_request, read_failure};
use crate::convert::index;
use crate::list::report;
use crate::session::{Session, stamp};
use crate::wire::{
    Changed, MatchBeside, MatchCandidate, MatchCount, MatchPage, MatchPerson, MatchSuggestion,
    MatchView, Progress, SecondColumn, SecondSheet, SecondView, SureValues, TakeRequest,
    TakenValue,
};

/// A second list, and what came of matching it.
pub(crate) struct Beside {
    second: SecondList,
    matches: Option<Matches>,
}

#[wasm_bindgen]
impl Session {
    /// The cells of a second list, for [`Self::open_second`] of another session: reading is what may
    /// trap.
    pub fn read_second(bytes: &[u8], password: Option<String>) -> Result<Vec<u8>, JsValue> {
        let options = ReadOptions { password: password.as_deref(), ..ReadOptions::default() };
        let opened = soat_sheet::read_sheets(bytes, &options, &mut |_| {});
        let sheets = opened.map_err(|it| read_failure(&it))?;
        let sheets = sheets.into_iter().map(|it| (it.table, it.info)).collect();
        Ok(SecondList { name: String::new(), sheets }.to_bytes())
    }

    /// Lays a second list beside the first; whatever lay there goes. `which` is `list`, or `reports`
    /// for those of citizens.
    pub fn open_second(&mut self, which: &str, name: String, cells: &[u8]) -> Answer<SecondView> {
        let second = SecondList::from_bytes(name, cells).ok_or_else(bad_request)?;
        let view = second_view(&second);
        *self.beside(which)? = Some(Beside { second, matches: None });
        answer(view)
    }

    /// Gives the columns of one sheet of the second list their meaning.
    pub fn map_second(
        &mut self,
        which: &str,
        sheet: u32,
        fields: Vec<String>,
    ) -> Answer<SecondView> {
        let beside = self.beside(which)?.as_mut().ok_or_else(bad_request)?;
        let (table, _) = beside.second.sheets.get_mut(sheet as usize).ok_or_else(bad_request)?;
        let fields: Vec<Option<Field>> = fields.iter().map(|it| Field::from_key(it)).collect();
        table.set_fields(&fields);
        beside.matches = None;
        answer(second_view(&beside.second))
    }

    /// Matches the list as it is now with the second one.
    pub fn match_second(&mut self, which: &str, on_progress: &Function) -> Result<(), JsValue> {
        let mut beside = self.beside(which)?.take().ok_or_else(bad_request)?;
        let mut told = |it: MatchProgress| {
            let (stage, rows, of) = ("matching".to_owned(), index(it.done), Some(index(it.all)));
            report(on_progress, Progress { stage, rows, of, first_rows: None });
        };
        beside.matches = Some(Matches::new(&self.list()?.work, &beside.second, &mut told));
        *self.beside(which)? = Some(beside);
        Ok(())
    }

    /// How many people have been found, and what is left to take, less the rows passed over.
    pub fn match_counts(&mut self, except: &[u32]) -> Answer<MatchView> {
        let list = self.list_mut()?;
        if let Some(Beside { second, matches: Some(matches) }) = &mut list.beside {
            matches.settle(&list.work, second);
        }
        let (work, second, matches) = self.matched()?;
        let except = rows(except);
        let count = |(confidence, rows): (Confidence, usize)| MatchCount {
            key: confidence.key().to_owned(),
            title: confidence.title().to_owned(),
            rows: index(rows),
            sure_cells: index(matches.sure_values(work, second, confidence, &except).len()),
        };
        let counts = Confidence::ALL.into_iter().zip(matches.counts()).map(count);
        answer(MatchView { counts: counts.collect() })
    }

    /// People of one confidence, from the top.
    pub fn match_page(&self, confidence: &str, first: u32, count: u32) -> Answer<MatchPage> {
        let (work, second, matches) = self.matched()?;
        let confidence = Confidence::from_key(confidence).ok_or_else(bad_request)?;
        let rows = matches.people.iter().enumerate().filter(|it| it.1.confidence == confidence);
        let n_rows = index(rows.clone().count());
        let rows = rows.skip(first as usize).take(count as usize);
        let people = rows.map(|(row_idx, _)| person(work, second, matches, row_idx));
        answer(MatchPage { n_rows, people: people.collect() })
    }

    /// What taking all of one confidence would set, less the rows passed over.
    pub fn sure_values(&self, confidence: &str, except: &[u32]) -> Answer<SureValues> {
        let (work, second, matches) = self.matched()?;
        let confidence = Confidence::from_key(confidence).ok_or_else(bad_request)?;
        let values = matches.sure_values(work, second, confidence, &rows(except));
        answer(SureValues { values: values.into_iter().map(taken).collect() })
    }

    /// Takes values of a second list as one step.
    pub fn take_matched(&mut self, request: Ts<TakeRequest>) -> Answer<Changed> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        let values: Vec<MatchedValue> = request.values.into_iter().map(value).collect();
        let changed = list.work.take_matched(&request.list, &values, stamp(request.at));
        answer(list.changed(changed))
    }
}

impl Session {
    fn matched(&self) -> Result<(&Work, &SecondList, &Matches), JsValue> {
        let list = self.list()?;
        let beside = list.beside.as_ref().and_then(Beside::matched);
        let (second, matches) = beside.ok_or_else(bad_request)?;
        Ok((&list.work, second, matches))
    }

    fn beside(&mut self, which: &str) -> Result<&mut Option<Beside>, JsValue> {
        let list = self.list_mut()?;
        match which {
            "list" => Ok(&mut list.beside),
            "reports" => Ok(&mut list.reports),
            _ => Err(bad_request()),
        }
    }
}

impl Beside {
    pub(crate) fn matched(&self) -> Option<(&SecondList, &Matches)> {
        Some((&self.second, self.matches.as_ref()?))
    }
}

fn rows(rows: &[u32]) -> Vec<usize> {
    rows.iter().map(|it| *it as usize).collect()
}

fn second_view(second: &SecondList) -> SecondView {
    const SAMPLES: usize = 3;
    let sheet = |(table, info): &(soat_core::Table, soat_core::ListInfo)| {
        let text = |row_idx, column| {
            display_text(table.raw(row_idx, column), table.date_system()).into_owned()
        };
        let column = |(idx, it): (usize, &soat_core::ColumnInfo)| SecondColumn {
            letter: it.letter(),
            heading: it.heading.replace(['\r', '\n'], " "),
            field: it.field.map(|it| it.key().to_owned()),
            samples: (0..table.n_rows().min(SAMPLES)).map(|row| text(row, idx)).collect(),
        };
        let has = |fields: &[Field]| fields.iter().any(|it| table.column_of(*it).is_some());
        let birth = [Field::BirthDate, Field::BirthYear, Field::BirthDateMale];
        SecondSheet {
            name: info.sheet.clone(),
            rows: index(table.n_rows()),
            columns: table.columns().enumerate().map(column).collect(),
            is_unsure: !has(&[Field::FullName, Field::GivenName]) || !has(&birth),
        }
    };
    SecondView { name: second.name.clone(), sheets: second.sheets.iter().map(sheet).collect() }
}

fn person(work: &Work, second: &SecondList, matches: &Matches, row_idx: usize) -> MatchPerson {
    let Some(found) = matches.people.get(row_idx) else { return nobody() };
    let shown = if found.chosen().is_some() { 1 } else { found.candidates.len() };
    let candidates = found.candidates.iter().take(shown);
    MatchPerson {
        row: index(row_idx),
        row_number: work.table().row_number(row_idx),
        name: ours(work, row_idx, Field::FullName),
        words: found.words(),
        candidates: candidates.map(|it| candidate(work, second, matches, row_idx, it)).collect(),
    }
}

fn nobody() -> MatchPerson {
    MatchPerson {
        row: 0,
        row_number: 0,
        name: String::new(),
        words: String::new(),
        candidates: Vec::new(),
    }
}

pub(crate) fn candidate(
    work: &Work,
    second: &SecondList,
    matches: &Matches,
    row_idx: usize,
    it: &Candidate,
) -> MatchCandidate {
    const BESIDE: [Field; 8] = [
        Field::FullName,
        Field::BirthDate,
        Field::Sex,
        Field::PersonalId,
        Field::Phone,
        Field::CommuneName,
        Field::Address,
        Field::MotherName,
    ];
    let beside = BESIDE.into_iter().map(|field| MatchBeside {
        title: field.title().to_owned(),
        ours: ours(work, row_idx, field),
        theirs: second.text(it.place, field),
    });
    let suggestions = matches.suggestions(work, second, row_idx, it);
    MatchCandidate {
        sheet: second.sheets.get(it.place.sheet).map_or_else(String::new, |it| it.1.sheet.clone()),
        row_number: second.row_number(it.place),
        reasons: matches.reasons(work, second, row_idx, it),
        beside: beside.filter(|it| !it.ours.is_empty() || !it.theirs.is_empty()).collect(),
        suggestions: suggestions.into_iter().map(suggestion).collect(),
    }
}

fn suggestion(it: Suggestion) -> MatchSuggestion {
    let kind = match it.kind {
        SuggestionKind::Fill => "fill",
        SuggestionKind::Replace => "replace",
        SuggestionKind::Differs => "differs",
    };
    MatchSuggestion {
        column: index(it.column),
        title: it.field.title().to_owned(),
        kind: kind.to_owned(),
        doubt: it.doubt.map_or_else(String::new, |it| it.words()),
        is_sure: it.is_sure(),
        old: it.old,
        new: it.new,
    }
}

pub(crate) fn value(it: TakenValue) -> MatchedValue {
    MatchedValue {
        row_idx: it.row as usize,
        column: it.column as usize,
        text: it.value,
        sheet: it.sheet,
        row_number: it.row_number,
    }
}

fn taken(it: MatchedValue) -> TakenValue {
    TakenValue {
        row: index(it.row_idx),
        column: index(it.column),
        value: it.text,
        sheet: it.sheet,
        row_number: it.row_number,
    }
}

pub(crate) fn ours(work: &Work, row_idx: usize, field: Field) -> String {
    let table = work.table();
    let cell = table.field(row_idx, field).unwrap_or(Cell::EMPTY);
    display_text(cell, table.date_system()).into_owned()
}
