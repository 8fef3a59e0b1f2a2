//! The page's journal: calls of its engine as JSON, done again here.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use soat_core::handoff::Handoffs;
use soat_core::matching::{Ground, MatchedValue, Reply, Verdict};
use soat_core::{
    Applicability, Field, NewValue, Options, Profile, RULES, Said, Source, Stamp, Why, Work,
};

use super::wire::{self, MergeRequest, SendRequest};
use crate::today;

/// How a list was opened: the first entry of a journal.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OpenRequest {
    pub(crate) file_name: String,
    pub(crate) today: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mapping: Option<Vec<Option<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) header_row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct OptionsView {
    profile: String,
    source: String,
    today: String,
}

#[derive(Deserialize)]
struct EditRequest {
    changes: Vec<NewCell>,
    how: String,
    at: f64,
}

#[derive(Deserialize)]
struct NewCell {
    row: usize,
    column: usize,
    value: String,
}

#[derive(Deserialize)]
struct TakeRequest {
    list: String,
    values: Vec<TakenValue>,
    at: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TakenValue {
    row: usize,
    column: usize,
    value: String,
    sheet: String,
    row_number: u32,
}

#[derive(Deserialize)]
struct ReplyRequest {
    list: String,
    replies: Vec<GivenReply>,
    at: f64,
}

#[derive(Deserialize)]
struct GivenReply {
    key: String,
    verdict: String,
    grounds: Vec<String>,
    note: String,
    #[serde(default)]
    row: Option<usize>,
    values: Vec<TakenValue>,
}

impl GivenReply {
    fn read(self) -> Option<Reply> {
        Some(Reply {
            key: self.key.parse().ok()?,
            verdict: Verdict::from_key(&self.verdict)?,
            grounds: self.grounds.iter().filter_map(|it| Ground::from_key(it)).collect(),
            note: self.note,
            row_idx: self.row,
            values: self.values.into_iter().map(TakenValue::into).collect(),
            changes: String::new(),
        })
    }
}

impl From<TakenValue> for MatchedValue {
    fn from(it: TakenValue) -> Self {
        let TakenValue { row: row_idx, column, value: text, sheet, row_number } = it;
        Self { row_idx, column, text, sheet, row_number }
    }
}

#[derive(Deserialize)]
struct BulkRequest {
    rule: Option<String>,
    applicability: String,
    #[serde(default)]
    except: Option<Vec<usize>>,
    at: f64,
}

#[derive(Deserialize)]
struct TakeAnswers {
    answers: Vec<RowAnswer>,
    at: f64,
}

#[derive(Deserialize)]
struct RowAnswer {
    row: usize,
    taken: bool,
    said: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    field: String,
    sentence: String,
}

impl From<RowAnswer> for soat_core::RowAnswer {
    fn from(it: RowAnswer) -> Self {
        let said = |it: Sentence| Said {
            field: Field::from_key(&it.field).unwrap_or(Field::ImportFailure),
            sentence: it.sentence,
        };
        let RowAnswer { row: row_idx, taken: is_taken, said: sentences } = it;
        Self { row_idx, is_taken, said: sentences.into_iter().map(said).collect() }
    }
}

impl OpenRequest {
    pub(crate) fn of_entry(entry: &Value) -> Option<Self> {
        let is_open = entry.get(0)?.as_str()? == "open";
        is_open.then(|| Self::deserialize(entry.get(1)?).ok()).flatten()
    }

    /// The fields of the columns, as the user gave them.
    pub(crate) fn fields(&self) -> Option<Vec<Option<Field>>> {
        let field = |it: &Option<String>| it.as_deref().and_then(Field::from_key);
        self.mapping.as_ref().map(|it| it.iter().map(field).collect())
    }
}

/// A work as its journal makes it.
pub(crate) struct Played {
    pub(crate) work: Work,
    pub(crate) handoffs: Handoffs,
}

impl Played {
    pub(crate) fn new(work: Work) -> Self {
        Self { work, handoffs: Handoffs::default() }
    }

    /// Does one entry again; `None` when it is not known here, and then nothing is done.
    pub(super) fn play(&mut self, entry: &Value) -> Option<()> {
        let work = &mut self.work;
        let args = entry.get(1)?;
        match entry.get(0)?.as_str()? {
            "set_options" => set_options(work, &first(args)?),
            "edit" => edit(work, first(args)?),
            "accept" => {
                let (row, column, rule, at): (usize, usize, String, f64) = read(args)?;
                work.accept(row, column, rule_of(&rule)?, stamp(at));
            }
            "dismiss" => {
                let (row, rule, at): (usize, String, f64) = read(args)?;
                work.dismiss(row, rule_of(&rule)?, stamp(at));
            }
            "apply" => accept_all(work, first(args)?)?,
            "undo" => drop(work.undo()),
            "redo" => drop(work.redo()),
            "revert" => {
                let (row, column, at): (usize, usize, f64) = read(args)?;
                work.revert(row, column, stamp(at));
            }
            "tick" => {
                let (row, is_done, at): (usize, bool, f64) = read(args)?;
                if is_done { work.tick(row, stamp(at)) } else { work.untick(row) }
            }
            "send" => self.send(&first(args)?)?,
            "take_matched" => take_matched(work, first(args)?),
            "reply_reports" => {
                let ReplyRequest { list, replies, at } = first(args)?;
                let replies: Option<Vec<Reply>> =
                    replies.into_iter().map(GivenReply::read).collect();
                work.reply(&list, replies?, stamp(at));
            }
            "merge" => {
                let MergeRequest { plan, at } = first(args)?;
                self.handoffs.apply(work, &plan.read()?, stamp(at)).ok()?;
            }
            "take_answers" => {
                let TakeAnswers { answers, at } = first(args)?;
                work.take_answers(answers.into_iter().map(RowAnswer::into).collect(), stamp(at));
            }
            // Counts of a later export: nothing of the list changes.
            "keep_export" => {}
            _ => return None,
        }
        Some(())
    }

    fn send(&mut self, request: &SendRequest) -> Option<()> {
        let (key, orders) = request.orders()?;
        let mut handoffs = wire::begun(&self.handoffs, key);
        for order in orders {
            handoffs.send(&self.work, order, stamp(request.at))?;
        }
        self.handoffs = handoffs;
        Some(())
    }
}

/// An entry that sets the options, for whoever plays the journal next.
pub(crate) fn options_entry(options: Options) -> Value {
    let view = OptionsView {
        profile: options.profile.key().to_owned(),
        source: options.source.key().to_owned(),
        today: today::iso(options.today),
    };
    serde_json::json!(["set_options", [view], 0])
}

fn set_options(work: &mut Work, view: &OptionsView) {
    let now = work.options();
    let options = Options {
        profile: Profile::from_key(&view.profile).unwrap_or(now.profile),
        source: Source::from_key(&view.source).unwrap_or(now.source),
        today: today::parse(&view.today).unwrap_or(now.today),
    };
    work.set_options(options, &mut |_| {});
}

fn take_matched(work: &mut Work, request: TakeRequest) {
    let values: Vec<MatchedValue> = request.values.into_iter().map(TakenValue::into).collect();
    work.take_matched(&request.list, &values, stamp(request.at));
}

fn edit(work: &mut Work, request: EditRequest) {
    let why = match request.how.as_str() {
        "paste" => Why::Pasted,
        "clear" => Why::Cleared,
        _ => Why::Typed,
    };
    let value = |it: NewCell| NewValue { row_idx: it.row, column: it.column, text: it.value };
    let values: Vec<NewValue> = request.changes.into_iter().map(value).collect();
    work.edit(&values, why, stamp(request.at));
}

fn accept_all(work: &mut Work, request: BulkRequest) -> Option<()> {
    let rule = match &request.rule {
        Some(id) => Some(rule_of(id)?),
        None => None,
    };
    let promise = match request.applicability.as_str() {
        "confirm" => Applicability::Confirm,
        _ => Applicability::Safe,
    };
    let except = request.except.unwrap_or_default();
    work.accept_all(rule, promise, &except, stamp(request.at));
    Some(())
}

fn rule_of(id: &str) -> Option<usize> {
    RULES.iter().position(|it| it.id == id)
}

pub(super) fn stamp(at: f64) -> Stamp {
    // Casting saturates: a clock that is not a number becomes 1970.
    Stamp { at_ms: at as u64, who: String::new() }
}

fn first<'v, T: Deserialize<'v>>(args: &'v Value) -> Option<T> {
    T::deserialize(args.get(0)?).ok()
}

fn read<'v, T: Deserialize<'v>>(args: &'v Value) -> Option<T> {
    T::deserialize(args).ok()
}
