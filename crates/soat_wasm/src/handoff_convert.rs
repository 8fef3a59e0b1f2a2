//! Plans of merges, as they cross both ways.

use soat_core::handoff::{
    Choice, Doubt, Handoffs, ListBack, ListCode, MergeItem, MergePlan, NotTaken, Place, Reason,
    Recipient, Step, Verdict, VerdictItem,
};
use soat_core::{Field, Work};

use crate::convert::index;
use crate::wire::{self, AnswerPlace, ItemWords, MergePreview, VerdictWords};

pub(crate) fn name(work: &Work, row_idx: usize) -> String {
    let column = work.table().column_of(Field::FullName);
    column.map_or_else(String::new, |it| work.text(row_idx, it))
}

pub(crate) fn recipient(key: &str) -> Option<Recipient> {
    match key {
        "village" => Some(Recipient::Village),
        "police" => Some(Recipient::Police),
        _ => None,
    }
}

pub(crate) fn recipient_key(to: Recipient) -> &'static str {
    match to {
        Recipient::Village => "village",
        Recipient::Police => "police",
    }
}

/// Where an answer comes from; `files` are those of the merge of this number.
pub(crate) fn source(
    handoffs: &Handoffs,
    work: &Work,
    place: Place,
    files: &[String],
    merge: u32,
) -> String {
    let earlier = handoffs.returns(work).find(|it| it.merge == place.merge);
    match earlier {
        Some(earlier) if place.merge != merge => handoffs.place_words(place, &earlier.files),
        _ => handoffs.place_words(place, files),
    }
}

pub(crate) fn preview(work: &Work, handoffs: &Handoffs, plan: &MergePlan) -> MergePreview {
    let sources = |places: &[Place]| -> Vec<String> {
        places.iter().map(|it| source(handoffs, work, *it, &plan.files, plan.merge)).collect()
    };
    let item = |it: &MergeItem| ItemWords {
        step: match it.step {
            Step::Sure => "sure",
            Step::Confirm => "confirm",
            Step::Conflict => "conflict",
        }
        .to_owned(),
        row_number: work.table().row_number(it.row_idx),
        name: name(work, it.row_idx),
        title: work.column_title(it.column),
        now_why: it.now_why.clone(),
        sources: it
            .choices
            .iter()
            .map(|it| [sources(&it.places), sources(&it.earlier)].concat())
            .collect(),
        doubts: it.choices.iter().map(|it| it.doubt.map(|it| it.words().to_owned())).collect(),
    };
    let verdict = |it: &VerdictItem| VerdictWords {
        row_number: work.table().row_number(it.row_idx),
        name: name(work, it.row_idx),
        titles: it.choices.iter().map(|it| it.0.title().to_owned()).collect(),
        sources: it.choices.iter().map(|it| sources(&it.1)).collect(),
        earlier: it.earlier.map(|(verdict, place)| {
            format!("{} ({})", verdict.title(), sources(&[place]).concat())
        }),
        doubt: it.doubt.map(Doubt::words).map(str::to_owned),
    };
    MergePreview {
        items: plan.items.iter().map(item).collect(),
        verdicts: plan.verdicts.iter().map(verdict).collect(),
        not_taken: plan.not_taken.iter().map(|it| it.words(&plan.files)).collect(),
        plan: plan_to(plan),
    }
}

fn plan_to(it: &MergePlan) -> wire::MergePlan {
    let MergePlan { merge, files, items, verdicts, not_taken, lists, agreed } = it;
    wire::MergePlan {
        merge: *merge,
        files: files.clone(),
        items: items.iter().map(item_to).collect(),
        verdicts: verdicts.iter().map(verdict_to).collect(),
        lists: lists.iter().map(list_to).collect(),
        agreed: agreed
            .iter()
            .map(|&(row_idx, field, place)| wire::MergeAgreed {
                row: index(row_idx),
                field: field.key().to_owned(),
                place: place_to(place),
            })
            .collect(),
        not_taken: not_taken.iter().map(not_taken_to).collect(),
    }
}

fn item_to(it: &MergeItem) -> wire::MergeItem {
    let choice = |it: &Choice| wire::MergeChoice {
        value: it.value.clone(),
        places: it.places.iter().copied().map(place_to).collect(),
        earlier: it.earlier.iter().copied().map(place_to).collect(),
    };
    wire::MergeItem {
        row: index(it.row_idx),
        column: index(it.column),
        field: it.field.key().to_owned(),
        now: it.now.clone(),
        choices: it.choices.iter().map(choice).collect(),
        chosen: it.chosen.map(index),
    }
}

fn verdict_to(it: &VerdictItem) -> wire::MergeVerdict {
    let choice = |(verdict, places): &(Verdict, Vec<Place>)| wire::VerdictChoice {
        verdict: verdict.key().to_owned(),
        places: places.iter().copied().map(place_to).collect(),
    };
    wire::MergeVerdict {
        row: index(it.row_idx),
        choices: it.choices.iter().map(choice).collect(),
        chosen: it.chosen.map(index),
    }
}

fn list_to(it: &ListBack) -> wire::MergeList {
    wire::MergeList {
        list: it.list.to_string(),
        to: recipient_key(it.to).to_owned(),
        rows: index(it.n_out),
        places: it.places.iter().copied().map(index).collect(),
    }
}

fn not_taken_to(it: &NotTaken) -> wire::MergeNotTaken {
    wire::MergeNotTaken {
        file: it.file,
        sheet: it.sheet.clone(),
        row_number: it.row_number,
        row: it.row_idx.map(index),
        heading: it.heading.clone(),
        text: it.text.clone(),
        is_answer: it.is_answer,
        reason: it.reason.key().to_owned(),
    }
}

fn place_to(it: Place) -> AnswerPlace {
    let Place { list, merge, file, row_number } = it;
    AnswerPlace { list: list.to_string(), merge, file, row_number }
}

/// The plan as it is applied: what only served to choose is gone. `None` when it is none of ours.
pub(crate) fn plan_from(it: wire::MergePlan) -> Option<MergePlan> {
    let wire::MergePlan { merge, files, items, verdicts, lists, agreed, not_taken } = it;
    Some(MergePlan {
        merge,
        files,
        items: items.into_iter().map(item_from).collect::<Option<_>>()?,
        verdicts: verdicts.into_iter().map(verdict_from).collect::<Option<_>>()?,
        not_taken: not_taken.into_iter().map(not_taken_from).collect::<Option<_>>()?,
        lists: lists.into_iter().map(list_from).collect::<Option<_>>()?,
        agreed: agreed
            .into_iter()
            .map(|it| Some((it.row as usize, Field::from_key(&it.field)?, place_from(&it.place)?)))
            .collect::<Option<_>>()?,
    })
}

fn item_from(it: wire::MergeItem) -> Option<MergeItem> {
    let choice = |it: wire::MergeChoice| {
        let (places, earlier) = (places_from(&it.places)?, places_from(&it.earlier)?);
        Some(Choice { value: it.value, places, earlier, doubt: None })
    };
    Some(MergeItem {
        row_idx: it.row as usize,
        column: it.column as usize,
        field: Field::from_key(&it.field)?,
        now: it.now,
        now_why: None,
        base: String::new(),
        choices: it.choices.into_iter().map(choice).collect::<Option<_>>()?,
        step: Step::Conflict,
        chosen: it.chosen.map(|it| it as usize),
    })
}

fn verdict_from(it: wire::MergeVerdict) -> Option<VerdictItem> {
    let choice =
        |it: wire::VerdictChoice| Some((Verdict::from_key(&it.verdict)?, places_from(&it.places)?));
    Some(VerdictItem {
        row_idx: it.row as usize,
        choices: it.choices.into_iter().map(choice).collect::<Option<_>>()?,
        earlier: None,
        doubt: None,
        chosen: it.chosen.map(|it| it as usize),
    })
}

fn list_from(it: wire::MergeList) -> Option<ListBack> {
    Some(ListBack {
        list: ListCode::parse(&it.list).ok()?,
        to: recipient(&it.to)?,
        n_out: it.rows as usize,
        places: it.places.into_iter().map(|it| it as usize).collect(),
    })
}

fn not_taken_from(it: wire::MergeNotTaken) -> Option<NotTaken> {
    let wire::MergeNotTaken { file, sheet, row_number, row, heading, text, is_answer, reason } = it;
    let (row_idx, reason) = (row.map(|it| it as usize), Reason::from_key(&reason)?);
    Some(NotTaken { file, sheet, row_number, row_idx, heading, text, is_answer, reason })
}

fn places_from(places: &[AnswerPlace]) -> Option<Vec<Place>> {
    places.iter().map(place_from).collect()
}

fn place_from(it: &AnswerPlace) -> Option<Place> {
    let list = ListCode::parse(&it.list).ok()?;
    Some(Place { list, merge: it.merge, file: it.file, row_number: it.row_number })
}
