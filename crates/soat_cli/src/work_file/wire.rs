//! The page's entries for lists that leave and come back, as JSON. They are the page's own: see
//! `soat_wasm/src/wire/handoff.rs`.

use serde::{Deserialize, Serialize};
use soat_core::Field;
use soat_core::handoff::{
    Choice, Handoffs, ListBack, ListCode, MergeItem, MergePlan, NotTaken, Order, Place, Reason,
    Recipient, Shown, Step, Verdict, VerdictItem,
};

/// Lists that leave at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SendRequest {
    /// Sixteen hexadecimal digits; the first of a work shuffles all its codes.
    pub(crate) key: String,
    pub(crate) to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due: Option<f64>,
    pub(crate) columns: Vec<SentColumn>,
    pub(crate) parts: Vec<SentPart>,
    pub(crate) station: String,
    pub(crate) place: String,
    pub(crate) at: f64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SentColumn {
    pub(crate) column: usize,
    pub(crate) shown: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SentPart {
    pub(crate) name: String,
    pub(crate) rows: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct MergeRequest {
    pub(super) plan: Plan,
    pub(super) at: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Plan {
    merge: u32,
    files: Vec<String>,
    items: Vec<Item>,
    verdicts: Vec<VerdictOf>,
    lists: Vec<List>,
    agreed: Vec<Agreed>,
    not_taken: Vec<Told>,
}

#[derive(Serialize, Deserialize)]
struct Item {
    row: usize,
    column: usize,
    field: String,
    now: String,
    choices: Vec<ItemChoice>,
    chosen: Option<usize>,
}

#[derive(Serialize, Deserialize)]
struct ItemChoice {
    value: String,
    places: Vec<AnswerPlace>,
    earlier: Vec<AnswerPlace>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct AnswerPlace {
    list: String,
    merge: u32,
    file: u16,
    row_number: u32,
}

#[derive(Serialize, Deserialize)]
struct VerdictOf {
    row: usize,
    choices: Vec<VerdictChoice>,
    chosen: Option<usize>,
}

#[derive(Serialize, Deserialize)]
struct VerdictChoice {
    verdict: String,
    places: Vec<AnswerPlace>,
}

#[derive(Serialize, Deserialize)]
struct List {
    list: String,
    to: String,
    rows: usize,
    places: Vec<usize>,
}

#[derive(Serialize, Deserialize)]
struct Agreed {
    row: usize,
    field: String,
    place: AnswerPlace,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    file: u16,
    sheet: String,
    row_number: u32,
    row: Option<usize>,
    heading: String,
    text: String,
    is_answer: bool,
    reason: String,
}

impl SendRequest {
    /// The orders of its lists, and the key of the work's codes.
    pub(super) fn orders(&self) -> Option<(u64, Vec<Order>)> {
        let key = u64::from_str_radix(&self.key, 16).ok()?;
        let to = recipient(&self.to)?;
        let column = |it: &SentColumn| Some((it.column, shown(&it.shown)?));
        let columns: Vec<_> = self.columns.iter().filter_map(column).collect();
        let order = |it: &SentPart| Order {
            to,
            recipient: it.name.clone(),
            due_ms: self.due.map(|it| it as u64),
            columns: columns.clone(),
            rows: it.rows.clone(),
        };
        Some((key, self.parts.iter().map(order).collect()))
    }
}

impl SentColumn {
    pub(crate) fn new(column: usize, shown: Shown) -> Self {
        let key = match shown {
            Shown::Full => "full",
            Shown::Masked => "masked",
            Shown::No => "no",
        };
        Self { column, shown: key.to_owned() }
    }
}

pub(crate) fn recipient_key(to: Recipient) -> &'static str {
    match to {
        Recipient::Village => "village",
        Recipient::Police => "police",
    }
}

fn recipient(key: &str) -> Option<Recipient> {
    [Recipient::Village, Recipient::Police].into_iter().find(|it| recipient_key(*it) == key)
}

fn shown(key: &str) -> Option<Shown> {
    match key {
        "full" => Some(Shown::Full),
        "masked" => Some(Shown::Masked),
        _ => None,
    }
}

impl Plan {
    pub(super) fn of(plan: &MergePlan) -> Self {
        let MergePlan { merge, files, items, verdicts, not_taken, lists, agreed } = plan;
        let agreed = agreed.iter().map(|&(row, field, place)| Agreed {
            row,
            field: field.key().to_owned(),
            place: AnswerPlace::of(place),
        });
        Self {
            merge: *merge,
            files: files.clone(),
            items: items.iter().map(Item::of).collect(),
            verdicts: verdicts.iter().map(VerdictOf::of).collect(),
            lists: lists.iter().map(List::of).collect(),
            agreed: agreed.collect(),
            not_taken: not_taken.iter().map(Told::of).collect(),
        }
    }

    /// The plan as it is applied: what only served to choose is gone.
    pub(super) fn read(self) -> Option<MergePlan> {
        let agreed = |it: &Agreed| Some((it.row, Field::from_key(&it.field)?, it.place.read()?));
        Some(MergePlan {
            merge: self.merge,
            files: self.files,
            items: self.items.into_iter().map(Item::read).collect::<Option<_>>()?,
            verdicts: self.verdicts.iter().map(VerdictOf::read).collect::<Option<_>>()?,
            not_taken: self.not_taken.into_iter().map(Told::read).collect::<Option<_>>()?,
            lists: self.lists.into_iter().map(List::read).collect::<Option<_>>()?,
            agreed: self.agreed.iter().map(agreed).collect::<Option<_>>()?,
        })
    }
}

impl Item {
    fn of(it: &MergeItem) -> Self {
        let choice = |it: &Choice| ItemChoice {
            value: it.value.clone(),
            places: AnswerPlace::all(&it.places),
            earlier: AnswerPlace::all(&it.earlier),
        };
        Self {
            row: it.row_idx,
            column: it.column,
            field: it.field.key().to_owned(),
            now: it.now.clone(),
            choices: it.choices.iter().map(choice).collect(),
            chosen: it.chosen,
        }
    }

    fn read(self) -> Option<MergeItem> {
        let choice = |it: ItemChoice| {
            let (places, earlier) = (read_all(&it.places)?, read_all(&it.earlier)?);
            Some(Choice { value: it.value, places, earlier, doubt: None })
        };
        Some(MergeItem {
            row_idx: self.row,
            column: self.column,
            field: Field::from_key(&self.field)?,
            now: self.now,
            now_why: None,
            base: String::new(),
            choices: self.choices.into_iter().map(choice).collect::<Option<_>>()?,
            step: Step::Conflict,
            chosen: self.chosen,
        })
    }
}

impl VerdictOf {
    fn of(it: &VerdictItem) -> Self {
        let choice = |(verdict, places): &(Verdict, Vec<Place>)| VerdictChoice {
            verdict: verdict.key().to_owned(),
            places: AnswerPlace::all(places),
        };
        Self {
            row: it.row_idx,
            choices: it.choices.iter().map(choice).collect(),
            chosen: it.chosen,
        }
    }

    fn read(&self) -> Option<VerdictItem> {
        let choice =
            |it: &VerdictChoice| Some((Verdict::from_key(&it.verdict)?, read_all(&it.places)?));
        Some(VerdictItem {
            row_idx: self.row,
            choices: self.choices.iter().map(choice).collect::<Option<_>>()?,
            earlier: None,
            doubt: None,
            chosen: self.chosen,
        })
    }
}

impl List {
    fn of(it: &ListBack) -> Self {
        let to = recipient_key(it.to).to_owned();
        Self { list: it.list.to_string(), to, rows: it.n_out, places: it.places.clone() }
    }

    fn read(self) -> Option<ListBack> {
        let (list, to) = (ListCode::parse(&self.list).ok()?, recipient(&self.to)?);
        Some(ListBack { list, to, n_out: self.rows, places: self.places })
    }
}

impl Told {
    fn of(it: &NotTaken) -> Self {
        Self {
            file: it.file,
            sheet: it.sheet.clone(),
            row_number: it.row_number,
            row: it.row_idx,
            heading: it.heading.clone(),
            text: it.text.clone(),
            is_answer: it.is_answer,
            reason: it.reason.key().to_owned(),
        }
    }

    fn read(self) -> Option<NotTaken> {
        let Self { file, sheet, row_number, row: row_idx, heading, text, is_answer, reason } = self;
        let reason = Reason::from_key(&reason)?;
        Some(NotTaken { file, sheet, row_number, row_idx, heading, text, is_answer, reason })
    }
}

impl AnswerPlace {
    fn of(it: Place) -> Self {
        let Place { list, merge, file, row_number } = it;
        Self { list: list.to_string(), merge, file, row_number }
    }

    fn all(places: &[Place]) -> Vec<Self> {
        places.iter().copied().map(Self::of).collect()
    }

    fn read(&self) -> Option<Place> {
        let list = ListCode::parse(&self.list).ok()?;
        Some(Place { list, merge: self.merge, file: self.file, row_number: self.row_number })
    }
}

fn read_all(places: &[AnswerPlace]) -> Option<Vec<Place>> {
    places.iter().map(AnswerPlace::read).collect()
}

/// The hand-offs that a request begins with.
pub(super) fn begun(handoffs: &Handoffs, key: u64) -> Handoffs {
    if handoffs.lists().is_empty() { Handoffs::new(key) } else { handoffs.clone() }
}
