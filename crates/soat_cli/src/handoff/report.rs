//! What a merge does, in words and in counts that add up.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use anyhow::Result;
use soat_core::handoff::{
    Choice, Handoffs, MergeItem, MergePlan, Place, Reason, Step, Verdict, VerdictItem,
};

use super::decisions::Decided;
use crate::tables::plain;
use crate::work_file::Played;

pub(super) fn write(out: &mut impl Write, plan: &MergePlan, played: &Played) -> Result<()> {
    write_lists(out, plan, &played.handoffs)?;
    for item in &plan.items {
        write_item(out, item, plan, played)?;
    }
    for item in plan.verdicts.iter().filter(|it| it.chosen.is_none()) {
        write_verdict(out, item, plan, played)?;
    }
    for told in &plan.not_taken {
        writeln!(out, "không lấy · {}", plain(&told.words(&plan.files)))?;
    }
    if plan.files.is_empty() { Ok(()) } else { write_counts(out, plan) }
}

fn write_lists(out: &mut impl Write, plan: &MergePlan, handoffs: &Handoffs) -> Result<()> {
    for back in &plan.lists {
        let recipient = handoffs.list(back.list).map_or("", |it| it.recipient.as_str());
        let (list, n_back, n_out) = (back.list, back.places.len(), back.n_out);
        let n_missing = n_out - n_back.min(n_out);
        writeln!(
            out,
            "Danh sách {list}, {}: giao {n_out} dòng, có {n_back} dòng trong các tệp này, \
             {n_missing} dòng không có",
            plain(recipient)
        )?;
    }
    Ok(writeln!(out)?)
}

fn write_item(
    out: &mut impl Write,
    item: &MergeItem,
    plan: &MergePlan,
    played: &Played,
) -> Result<()> {
    let what = match (item.step, item.chosen) {
        (_, Some(_)) => "áp dụng",
        (Step::Conflict, None) => "XUNG ĐỘT",
        _ => "cần xác nhận",
    };
    let row_number = played.work.table().row_number(item.row_idx);
    writeln!(
        out,
        "{what} · dòng {row_number}, {}: đang có «{}»",
        item.field.title(),
        plain(&item.now)
    )?;
    for (idx, choice) in item.choices.iter().enumerate() {
        let sign = if item.chosen == Some(idx) { "→" } else { " " };
        let words = choice_words(choice, plan, played);
        writeln!(out, "  {sign} {} {}", letter(idx), plain(&words))?;
    }
    if let Some(why) = item.now_why.as_ref().filter(|_| item.chosen.is_none()) {
        writeln!(out, "    đã sửa từ khi giao: {}", plain(why))?;
    }
    Ok(())
}

fn write_verdict(
    out: &mut impl Write,
    item: &VerdictItem,
    plan: &MergePlan,
    played: &Played,
) -> Result<()> {
    let row_number = played.work.table().row_number(item.row_idx);
    writeln!(out, "XUNG ĐỘT · dòng {row_number}, kết quả xác minh")?;
    for (idx, (verdict, places)) in item.choices.iter().enumerate() {
        let words = verdict_words(*verdict, places, plan, played);
        writeln!(out, "    {} {}", letter(idx), plain(&words))?;
    }
    if let Some((verdict, _)) = item.earlier {
        writeln!(out, "    lần gộp trước: {}", verdict.title())?;
    }
    if let Some(doubt) = item.doubt {
        writeln!(out, "    {}", doubt.words())?;
    }
    Ok(())
}

/// `A`, `B`, …: a number could be taken for an answer.
pub(super) fn letter(idx: usize) -> char {
    u8::try_from(idx).ok().filter(|it| *it < 26).map_or('?', |it| char::from(b'A' + it))
}

/// The answer, who gave it and why somebody should look.
pub(super) fn choice_words(choice: &Choice, plan: &MergePlan, played: &Played) -> String {
    let places: Vec<Place> = choice.places.iter().chain(&choice.earlier).copied().collect();
    let mut sources = places_words(&places, plan, played);
    if sources.is_empty() {
        sources.push("đang có trong danh sách".to_owned());
    }
    let doubt = choice.doubt.map(|it| format!(" [{}]", it.words())).unwrap_or_default();
    format!("«{}» ({}){doubt}", choice.value, sources.join("; "))
}

pub(super) fn verdict_words(
    verdict: Verdict,
    places: &[Place],
    plan: &MergePlan,
    played: &Played,
) -> String {
    format!("«{}» ({})", verdict.title(), places_words(places, plan, played).join("; "))
}

/// Files are those of the merge that a place is of.
fn places_words(places: &[Place], plan: &MergePlan, played: &Played) -> Vec<String> {
    let Played { work, handoffs } = played;
    let words = |place: &Place| {
        let earlier = handoffs.returns(work).find(|it| it.merge == place.merge);
        let files = earlier.map_or(&plan.files, |it| &it.files);
        handoffs.place_words(*place, files)
    };
    places.iter().map(words).collect()
}

/// Answers by what becomes of them: every one is in exactly one line.
fn write_counts(out: &mut impl Write, plan: &MergePlan) -> Result<()> {
    let answers = |items: &mut dyn Iterator<Item = &MergeItem>| {
        items.flat_map(|it| &it.choices).map(|it| it.places.len()).sum::<usize>()
    };
    let is_chosen = |it: &&MergeItem| it.chosen.is_some();
    let applied = answers(&mut plan.items.iter().filter(is_chosen));
    let conflicts = answers(&mut open(plan, Step::Conflict));
    let to_confirm = answers(&mut open(plan, Step::Confirm));
    let verdicts = |is_chosen: bool| {
        let items = plan.verdicts.iter().filter(|it| it.chosen.is_some() == is_chosen);
        items.flat_map(|it| &it.choices).map(|it| it.1.len()).sum::<usize>()
    };
    let (agreed, told) = (plan.agreed.len(), plan.not_taken.iter().filter(|it| it.is_answer));
    let told = told.count();
    let total = applied + conflicts + to_confirm + agreed + told + verdicts(true) + verdicts(false);
    writeln!(out, "\n{total} câu trả lời trong các tệp gửi về:")?;
    let lines = [
        (applied, "được áp dụng vào danh sách, hoặc đã có người chọn"),
        (agreed, "giống điều danh sách đang ghi"),
        (verdicts(true), "kết quả xác minh được ghi nhận"),
        (conflicts, "xung đột, chờ chọn"),
        (to_confirm, "chưa chắc, chờ xác nhận"),
        (verdicts(false), "kết quả xác minh trái nhau hoặc chưa chắc, chờ chọn"),
        (told, "không lấy, đã liệt kê ở trên"),
    ];
    for (count, what) in lines {
        writeln!(out, "{count:>7}  {what}")?;
    }
    write_reasons(out, plan)
}

fn open(plan: &MergePlan, step: Step) -> impl Iterator<Item = &MergeItem> {
    plan.items.iter().filter(move |it| it.chosen.is_none() && it.step == step)
}

fn write_reasons(out: &mut impl Write, plan: &MergePlan) -> Result<()> {
    let mut by_reason: BTreeMap<Reason, usize> = BTreeMap::new();
    for told in &plan.not_taken {
        *by_reason.entry(told.reason).or_default() += 1;
    }
    if !by_reason.is_empty() {
        writeln!(out, "{} dòng cần biết:", plan.not_taken.len())?;
    }
    for (reason, count) in by_reason {
        writeln!(out, "{count:>7}  {}", reason.words())?;
    }
    Ok(())
}

pub(super) fn decided(out: &mut impl Write, decided: &Decided) -> Result<()> {
    if decided.n_taken + decided.refused.len() > 0 {
        let n_refused = decided.refused.len();
        writeln!(out, "{} quyết định được lấy, {n_refused} không lấy", decided.n_taken)?;
    }
    for (row_number, why) in &decided.refused {
        writeln!(out, "  quyết định ở dòng {row_number}: {why}")?;
    }
    Ok(())
}

/// Lists with rows that have not come back, and answers that wait.
pub(super) fn still_out(out: &mut impl Write, Played { work, handoffs }: &Played) -> Result<()> {
    for list in handoffs.lists() {
        let n_back = handoffs.rows_back(work, list.code).len();
        let n_missing = list.rows.len() - n_back.min(list.rows.len());
        if n_missing > 0 {
            let (code, recipient) = (list.code, plain(&list.recipient));
            writeln!(out, "Danh sách {code}, {recipient}: còn {n_missing} dòng chưa trả về")?;
        }
    }
    let open = handoffs.open_answers(work);
    let cells: BTreeSet<_> = open.iter().map(|it| (it.0, it.1)).collect();
    if !cells.is_empty() {
        writeln!(out, "Còn {} ô chờ quyết định (soat merge --conflicts …)", cells.len())?;
    }
    Ok(())
}
