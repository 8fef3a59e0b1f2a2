//! What becomes of answers, case by case.

use super::*;

const ID: Role = Role::Answer(Field::PersonalId);

/// A work with a list out at the village and one at the police.
fn out() -> (Work, Handoffs, [Sheet; 2]) {
    let work = people();
    let mut handoffs = Handoffs::new(7);
    let sheets = [(Recipient::Village, "Thôn 1"), (Recipient::Police, "Công an xã")];
    let sheets = sheets.map(|(to, name)| {
        Sheet::of(handoffs.send(&work, order(&work, to, name), stamp(1)).unwrap())
    });
    (work, handoffs, sheets)
}

fn shown(plan: &MergePlan) -> Vec<String> {
    let item = |it: &MergeItem| {
        let choices: Vec<&str> = it.choices.iter().map(|it| it.value.as_str()).collect();
        format!("{} {} {:?} {}", it.row_idx, it.field.key(), it.step, choices.join(" | "))
    };
    let told = |it: &NotTaken| format!("{} {:?} {}", it.row_number, it.reason, it.text);
    plan.items.iter().map(item).chain(plan.not_taken.iter().map(told)).collect()
}

fn merge(work: &mut Work, handoffs: &mut Handoffs, sheet: &Sheet) -> MergePlan {
    let plan = handoffs.plan(work, &[sheet.file("ve.xlsx")]);
    handoffs.apply(work, &plan, stamp(2)).unwrap();
    plan
}

#[test]
fn an_answer_is_applied_with_its_source_and_one_undo_takes_all_back() {
    let (mut work, mut handoffs, [mut village, _]) = out();
    village.fill(ID, 0, "079 185 000 124");
    village.fill(ID, 5, "079060000125");
    village.fill(Role::Answer(Field::Sex), 6, "nữ");
    village.fill(Role::Answer(Field::Note), 0, "đã làm CCCD");
    let plan = merge(&mut work, &mut handoffs, &village);
    assert_eq!(
        shown(&plan),
        [
            "0 personal_id Sure 079185000124",
            "0 note Sure Không có CCCD; đã làm CCCD",
            "5 personal_id Sure 079060000125",
            "6 sex Sure 1",
        ]
    );
    assert_eq!(work.text(0, column(Field::PersonalId)), "079185000124");
    let code = handoffs.lists()[0].code.to_string();
    assert!(work.changes().iter().all(|it| it.why.ends_with(&code)));
    assert_eq!(handoffs.rows_back(&work, handoffs.lists()[0].code).len(), 10);
    assert!(handoffs.rows_answered(&work, handoffs.lists()[0].code).into_iter().eq([0, 5, 6]));
    work.undo().unwrap();
    assert_eq!(work.edited_cells(), 0);
    assert_eq!(handoffs.returns(&work).count(), 0);
    work.redo().unwrap();
    assert_eq!(work.edited_cells(), 4);
    assert_eq!(handoffs.returns(&work).count(), 1);
}

#[test]
fn an_answer_too_long_to_be_read_is_told_whole() {
    let (mut work, mut handoffs, [mut village, _]) = out();
    let long = "079185000124 ".repeat(50).trim_end().to_owned();
    village.fill(ID, 0, &long);
    village.fill(Role::Answer(Field::Note), 1, &long);
    let plan = merge(&mut work, &mut handoffs, &village);
    assert_eq!(shown(&plan), [format!("1 note Sure {long}"), format!("5 Unreadable {long}")]);
}

#[test]
fn the_village_and_the_police_contradict_each_other() {
    let (mut work, mut handoffs, [mut village, mut police]) = out();
    village.fill(ID, 0, "079185000124");
    village.fill(ID, 2, "079185000130");
    merge(&mut work, &mut handoffs, &village);
    police.fill(ID, 0, "079185000129");
    police.fill(ID, 2, "079185000130");
    let plan = handoffs.plan(&work, &[police.file("ca.xlsx")]);
    assert_eq!(shown(&plan), ["0 personal_id Conflict 079185000124 | 079185000129"]);
    assert_eq!(plan.agreed.len(), 1);
    let item = &plan.items[0];
    assert_eq!(item.choices[0].earlier.len(), 1);
    assert!(item.now_why.as_ref().unwrap().contains("Gộp danh sách"));
    handoffs.apply(&mut work, &plan, stamp(3)).unwrap();
    assert_eq!(work.text(0, column(Field::PersonalId)), "079185000124");
    assert_eq!(handoffs.open_answers(&work).len(), 1);
}

#[test]
fn two_files_at_once_are_laid_side_by_side() {
    let (work, handoffs, [mut village, mut police]) = out();
    village.fill(ID, 0, "079185000124");
    police.fill(ID, 0, "079185000129");
    village.fill(ID, 5, "079060000125");
    police.fill(ID, 5, "079060000125");
    let plan = handoffs.plan(&work, &[village.file("a.xlsx"), police.file("b.xlsx")]);
    assert_eq!(
        shown(&plan),
        ["0 personal_id Conflict 079185000124 | 079185000129", "5 personal_id Sure 079060000125"]
    );
    assert_eq!(plan.items[1].choices[0].places.len(), 2);
}

#[test]
fn what_somebody_typed_meanwhile_is_not_overwritten() {
    let (mut work, mut handoffs, [mut village, _]) = out();
    let typed = crate::NewValue {
        row_idx: 0,
        column: column(Field::PersonalId),
        text: "079185000124".to_owned(),
    };
    work.edit(&[typed], Why::Typed, stamp(2));
    village.fill(ID, 0, "079185000129");
    let plan = merge(&mut work, &mut handoffs, &village);
    assert_eq!(shown(&plan), ["0 personal_id Conflict 079185000124 | 079185000129"]);
    assert!(plan.items[0].now_why.as_ref().unwrap().contains("Gõ tay"));
    assert_eq!(work.text(0, column(Field::PersonalId)), "079185000124");
}

#[test]
fn the_police_found_right_what_the_village_says_is_wrong() {
    let (mut work, mut handoffs, [mut village, mut police]) = out();
    police.fill(Role::Tick(Verdict::Right), 1, "x");
    police.fill(Role::Tick(Verdict::Wrong), 3, "x");
    police.fill(Role::Tick(Verdict::NotFound), 3, "x");
    police.fill(Role::Tick(Verdict::NotFound), 4, "✓");
    let plan = merge(&mut work, &mut handoffs, &police);
    let verdicts: Vec<_> = plan.verdicts.iter().map(|it| (it.row_idx, it.chosen)).collect();
    assert_eq!(verdicts, [(1, Some(0)), (3, None), (4, Some(0))]);
    assert_eq!(handoffs.verdict(&work, 1).unwrap().0, Verdict::Right);
    assert_eq!(handoffs.verdict(&work, 3), None);
    village.fill(ID, 1, "079190000999");
    let plan = handoffs.plan(&work, &[village.file("a.xlsx")]);
    assert_eq!(shown(&plan), ["1 personal_id Conflict 079190000101 | 079190000999"]);
    work.undo().unwrap();
    let plan = handoffs.plan(&work, &[village.file("a.xlsx")]);
    assert_eq!(shown(&plan), ["1 personal_id Sure 079190000999"]);
}

#[test]
fn zeros_come_back_only_with_evidence() {
    let (work, handoffs, [mut village, _]) = out();
    let numbers = [(0, "79185000124"), (4, "79185000124"), (7, "79185000124"), (1, "79190000101")];
    for (row, number) in numbers {
        village.fill(ID, row, number);
    }
    for column in &mut village.columns {
        for cell in column.cells.iter_mut().filter(|_| column.role == Some(ID)) {
            cell.kind = if cell.text.is_empty() { CellKind::Empty } else { CellKind::Number };
        }
    }
    let plan = handoffs.plan(&work, &[village.file("a.xlsx")]);
    assert_eq!(
        shown(&plan),
        [
            "0 personal_id Sure 079185000124",
            "4 personal_id Confirm 079185000124",
            "7 personal_id Confirm 079185000124",
        ]
    );
    assert_eq!(plan.agreed.len(), 1);
}

#[test]
fn a_part_of_the_sheet_that_was_moved_is_not_taken() {
    let (work, handoffs, [mut village, _]) = out();
    village.fill(ID, 0, "079185000124");
    village.fill(ID, 3, "079058000124");
    let last = village.columns.len() - 1;
    village.columns[0].cells.rotate_left(1);
    let plan = handoffs.plan(&work, &[village.file("a.xlsx")]);
    assert!(plan.items.is_empty());
    assert!(plan.not_taken.iter().all(|it| it.reason == Reason::CodesDisagree));
    village.columns[last].cells.rotate_left(1);
    let plan = handoffs.plan(&work, &[village.file("a.xlsx")]);
    assert!(plan.items.iter().all(|it| it.step != Step::Sure));
    assert_eq!(plan.not_taken.iter().filter(|it| it.is_answer).count(), 1);
}

#[test]
fn a_second_list_of_a_row_is_warned_of_until_the_first_is_back() {
    let (mut work, mut handoffs, [mut village, _]) = out();
    assert_eq!(handoffs.still_out(&work, &[0, 3], Recipient::Village).len(), 2);
    village.columns.iter_mut().for_each(|it| it.cells.truncate(2));
    merge(&mut work, &mut handoffs, &village);
    let still_out = handoffs.still_out(&work, &[0, 3], Recipient::Village);
    assert_eq!(still_out, [(3, handoffs.lists()[0].code)]);
}

#[test]
fn a_plan_grows_stale_and_bytes_come_back() {
    let (mut work, mut handoffs, [mut village, mut police]) = out();
    village.fill(ID, 0, "079185000124");
    police.fill(Role::Tick(Verdict::Right), 1, "x");
    police.fill(ID, 1, "không rõ");
    merge(&mut work, &mut handoffs, &police);
    let plan = handoffs.plan(&work, &[village.file("a.xlsx")]);
    merge(&mut work, &mut handoffs, &village);
    assert_eq!(handoffs.apply(&mut work, &plan, stamp(9)).unwrap_err(), Stale);
    let bytes = handoffs.to_bytes();
    assert_eq!(Handoffs::from_bytes(&bytes).unwrap(), handoffs);
    for n_bytes in 0..bytes.len() {
        assert_eq!(Handoffs::from_bytes(&bytes[..n_bytes]), Err(NotHandoffs));
    }
    let mut dice = Dice(3);
    for _ in 0..20_000 {
        let mut damaged = bytes.clone();
        let at = dice.roll(damaged.len());
        damaged[at] = u8::try_from(dice.roll(256)).unwrap();
        let _ = Handoffs::from_bytes(&damaged);
    }
}

#[test]
fn a_code_typed_from_paper_lands_on_its_row() {
    let (_, handoffs, _) = out();
    let row = &handoffs.lists()[1].rows[3];
    let typed = row.code.to_string().to_lowercase().replace('-', " ");
    let (list, found) = handoffs.find(RowCode::parse(&typed).unwrap()).unwrap();
    assert_eq!((list.recipient.as_str(), found.row_idx), ("Công an xã", 3));
}

#[test]
fn another_file_opened_is_noticed() {
    let (_, handoffs, [mut village, _]) = out();
    village.fill(ID, 0, "079185000124");
    let other = work(&[
        ["1", "Người Khác", "12/03/1985", "1", "0912345601", "", "Thôn 1", ""],
        ["1", "Nguyễn Thị Lan", "12/03/1985", "1", "0912345601", "", "Thôn 1", "Không có CCCD"],
    ]);
    let plan = handoffs.plan(&other, &[village.file("a.xlsx")]);
    assert_eq!(plan.items.iter().map(|it| it.row_idx).collect::<Vec<_>>(), [1]);
    assert!(plan.not_taken.iter().all(|it| it.reason == Reason::RowGone));
    assert_eq!(plan.not_taken.len(), 9);
}

#[test]
fn what_waits_is_settled_later_and_undo_makes_it_wait_again() {
    let (mut work, mut handoffs, [mut village, mut police]) = out();
    village.fill(ID, 0, "079185000124");
    police.fill(ID, 0, "079185000125");
    let files = [village.file("thon.xlsx"), police.file("ca.xlsx")];
    let plan = handoffs.plan(&work, &files);
    assert_eq!(plan.count(Step::Conflict), 1);
    handoffs.apply(&mut work, &plan, stamp(2)).unwrap();
    assert_eq!(handoffs.open_answers(&work).len(), 2);
    let mut plan = handoffs.open_plan(&work);
    assert_eq!(shown(&plan), ["0 personal_id Conflict 079185000124 | 079185000125"]);
    plan.items[0].chosen = Some(1);
    handoffs.apply(&mut work, &plan, stamp(3)).unwrap();
    assert_eq!(work.text(0, column(Field::PersonalId)), "079185000125");
    assert!(work.changes()[0].why.ends_with(&handoffs.lists()[1].code.to_string()));
    assert!(handoffs.open_answers(&work).is_empty());
    assert_eq!(Handoffs::from_bytes(&handoffs.to_bytes()).unwrap(), handoffs);
    work.undo().unwrap();
    assert_eq!(handoffs.open_answers(&work).len(), 2);
    work.undo().unwrap();
    assert!(handoffs.open_answers(&work).is_empty());
}

#[test]
fn files_are_named_after_places_only() {
    let work = people();
    let mut handoffs = Handoffs::new(7);
    let mut stem = |to, name| {
        let list = handoffs.send(&work, order(&work, to, name), stamp(1)).unwrap();
        list.file_stem().split_once(' ').unwrap().1.to_owned()
    };
    assert_eq!(stem(Recipient::Village, "Thôn 3"), "Thon 3");
    assert_eq!(stem(Recipient::Village, "Phần 12"), "Phan 12");
    for name in ["Nguyễn Thị Lan", "Trưởng thôn Nguyễn Thị Lan", "Ông Hai, ấp 2", "Phần của Lan"]
    {
        assert_eq!(stem(Recipient::Village, name), "Ra soat", "{name}");
    }
    assert_eq!(stem(Recipient::Police, "Nguyễn Văn Mẫu"), "Cong an xa");
}

#[test]
fn grids_cross_as_bytes() {
    let (_, _, [mut village, police]) = out();
    village.fill(ID, 0, "079185000124");
    let grids = [village.file("a").grid, police.file("b").grid];
    let bytes: Vec<u8> = grids.iter().flat_map(Grid::to_bytes).collect();
    let mut rest = bytes.as_slice();
    for grid in &grids {
        let read = Grid::take_bytes(&mut rest).unwrap();
        assert_eq!(read.sheets[0].rows.len(), grid.sheets[0].rows.len());
        assert_eq!(read.sheets[0].rows[0].cells, grid.sheets[0].rows[0].cells);
    }
    assert!(rest.is_empty());
    for n_bytes in 0..bytes.len() / 2 {
        assert!(Grid::take_bytes(&mut &bytes[..n_bytes.min(40)]).is_err());
    }
}
