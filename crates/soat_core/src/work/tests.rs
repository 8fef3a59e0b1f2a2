//! Laws of a list under work, on lists and edits made by a seeded generator.

use super::*;
use crate::finding::Applicability;
use crate::journal::{Stamp, Why};
use crate::schema::{Layout, Source};
use crate::testing::{self, Dice};

const FIELDS: [Field; 7] = [
    Field::Ordinal,
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::Phone,
    Field::PersonalId,
    Field::Note,
];

/// Texts that meet many rules; each column takes any of them.
const TEXTS: [&str; 20] = [
    "",
    "Lê Thị Mẫu",
    "lê văn mẫu",
    "Trần  Văn\u{a0}Mẫu",
    "12/03/1985",
    "12.3.1985",
    "1985",
    "03/05/1905",
    "0",
    "1",
    "Nữ",
    "079085000123",
    "079185000124",
    "79085000123",
    "079 185 000 124",
    "012345671",
    "không có",
    "0912345670",
    "912345670",
    "188888888",
];

fn work(rows: &[Vec<&str>], source: Source) -> Work {
    let table = testing::typed(&FIELDS, 9, rows);
    Work::new(table, testing::info(Layout::Verification, 9), testing::options(source), &mut |_| {})
}

fn random_work(dice: &mut Dice, n_rows: usize) -> Work {
    let row = |dice: &mut Dice| FIELDS.iter().map(|_| TEXTS[dice.roll(TEXTS.len())]).collect();
    let rows: Vec<Vec<&str>> = (0..n_rows).map(|_| row(dice)).collect();
    let source = if dice.roll(2) == 0 { Source::Platform } else { Source::Own };
    work(&rows, source)
}

fn cells(work: &Work) -> Vec<String> {
    let rows = 0..work.table.n_rows();
    rows.flat_map(|row| (0..work.table.n_columns()).map(move |column| (row, column)))
        .map(|(row, column)| work.text(row, column))
        .collect()
}

/// What is kept up to date must equal what a check of the whole list finds.
fn assert_exact(work: &mut Work) {
    let kept = work.summary();
    let lanes: u32 = kept.lanes.iter().sum();
    assert_eq!(lanes, kept.n_rows);
    let spots: Vec<Vec<Spot>> =
        (0..work.table.n_rows()).map(|it| work.spots(it).to_vec()).collect();
    work.check_all(&mut |_| {});
    assert_eq!(work.summary(), kept);
    for (row_idx, spots) in spots.iter().enumerate() {
        assert_eq!(work.spots(row_idx), spots, "row {row_idx}");
    }
}

fn random_edit(work: &mut Work, dice: &mut Dice) -> Changed {
    let n_rows = work.table.n_rows();
    let stamp = Stamp::default();
    match dice.roll(8) {
        0 => work.undo().unwrap_or_default(),
        1 => work.redo().unwrap_or_default(),
        2 => work.revert(dice.roll(n_rows), dice.roll(FIELDS.len()), stamp),
        3 => work.accept_all(None, Applicability::Safe, &[dice.roll(n_rows)], stamp),
        4 => {
            let row = dice.roll(n_rows);
            let spot = work.spots(row).iter().find(|it| it.fix.is_some()).copied();
            let Some(Spot { column: Some(column), rule, .. }) = spot else {
                return Changed::default();
            };
            work.accept(row, usize::from(column), usize::from(rule), stamp)
        }
        _ => {
            let value = |dice: &mut Dice| NewValue {
                row_idx: dice.roll(n_rows),
                column: dice.roll(FIELDS.len()),
                text: TEXTS[dice.roll(TEXTS.len())].to_owned(),
            };
            let values: Vec<NewValue> = (0..=dice.roll(4)).map(|_| value(dice)).collect();
            work.edit(&values, Why::Typed, stamp)
        }
    }
}

#[test]
fn counts_stay_exact_and_untouched_rows_stay_as_they_are() {
    for seed in 0..20 {
        let mut dice = Dice(seed);
        let mut work = random_work(&mut dice, 12);
        for _ in 0..30 {
            let before: Vec<Vec<Spot>> = (0..12).map(|it| work.spots(it).to_vec()).collect();
            let changed = random_edit(&mut work, &mut dice);
            for (row, spots) in before.iter().enumerate() {
                assert!(changed.rows.contains(&row) || work.spots(row) == spots, "row {row}");
            }
        }
        assert_exact(&mut work);
    }
}

#[test]
fn undo_takes_everything_back_and_redo_makes_it_again() {
    for seed in 100..120 {
        let mut dice = Dice(seed);
        let mut work = random_work(&mut dice, 12);
        let opened = cells(&work);
        for _ in 0..30 {
            random_edit(&mut work, &mut dice);
        }
        while work.redo().is_some() {}
        let (edited, n_changes) = (cells(&work), work.journal().len());
        while work.undo().is_some() {}
        assert_eq!(cells(&work), opened);
        assert_eq!(work.edited_cells(), 0);
        while work.redo().is_some() {}
        assert_eq!((cells(&work), work.journal().len()), (edited, n_changes));
        assert_exact(&mut work);
    }
}

#[test]
fn accepting_all_safe_fixes_twice_is_accepting_them_once() {
    for seed in 200..240 {
        let mut work = random_work(&mut Dice(seed), 20);
        let errors = work.summary().rows_with_errors;
        work.accept_all(None, Applicability::Safe, &[], Stamp::default());
        assert!(work.summary().rows_with_errors <= errors, "seed {seed}");
        let again = work.proposals(None, Applicability::Safe);
        assert_eq!(again, [], "seed {seed}");
    }
}

#[test]
fn people_go_to_the_lanes_of_the_circular() {
    let rows = [
        vec!["1", "Lê Thị Mẫu", "12/03/1985", "1", "0912345670", "", "Không có CCCD/Mã định danh"],
        vec!["2", "Trần Văn Mẫu", "12/03/1985", "0", "0912345671", "079085000123", ""],
        vec!["3", "Đỗ Văn Mẫu", "12/03/1985", "0", "0912345672", "79085000125", ""],
        vec!["4", "Vũ Thị Mẫu", "12/03/1985", "1", "0912345673", "không có", ""],
    ];
    let mut work = work(&rows, Source::Platform);
    let lanes = |work: &Work| (0..4).map(|it| work.standing(it).lane).collect::<Vec<_>>();
    assert_eq!(lanes(&work), [Lane::Unresolved, Lane::Clean, Lane::Unresolved, Lane::Unresolved]);

    let id = work.table.column_of(Field::PersonalId).unwrap();
    let name = work.table.column_of(Field::FullName).unwrap();
    let set = |row_idx, column, text: &str| NewValue { row_idx, column, text: text.to_owned() };
    let corrections =
        [set(0, id, "079185000124"), set(0, name, "Lê Thị Mẫn"), set(1, name, "Trần Văn Mẫn")];
    work.edit(&corrections, Why::Typed, Stamp::default());
    work.accept_all(None, Applicability::Safe, &[], Stamp::default());
    assert_eq!(lanes(&work), [Lane::Import, Lane::DirectEdit, Lane::Import, Lane::Unresolved]);
    assert!(work.standing(0).edit_by_hand, "her name is corrected on the platform");

    let import = work.import_list();
    let leaves: Vec<(&str, &str)> =
        import.rows.iter().map(|it| (it.cells[0].as_str(), it.cells[6].as_str())).collect();
    // The importer matches on the name, so it leaves as it came.
    assert_eq!(leaves, [("Lê Thị Mẫu", "079185000124"), ("Đỗ Văn Mẫu", "079085000125")]);

    let by_hand = work.direct_edits();
    let changes: Vec<(u32, &str, &str)> = by_hand
        .iter()
        .flat_map(|it| it.changes.iter().map(|change| (it.row_number, &*change.old, &*change.new)))
        .collect();
    assert_eq!(changes, [(9, "Lê Thị Mẫu", "Lê Thị Mẫn"), (10, "Trần Văn Mẫu", "Trần Văn Mẫn")]);
    let unresolved = work.unresolved();
    assert_eq!(unresolved.rows.len(), 1);
    assert_eq!(unresolved.rows[0].row_number, 12);
    assert!(unresolved.rows[0].reasons[0].starts_with("Số CCCD/CMND: "));
    assert_eq!(work.changes().len(), 4);
}

#[test]
fn problems_are_found_in_turn_and_text_without_marks() {
    let rows = [
        vec!["1", "Lê Thị Mẫu", "12/03/1985", "1", "0912345670", "079185000124", ""],
        vec!["2", "Trần Văn Đảo", "12/03/1985", "0", "0912345671", "", ""],
        vec!["3", "Đỗ Văn Mẫu", "", "0", "0912345672", "x", ""],
    ];
    let work = work(&rows, Source::Platform);
    let found = |text: &str| work.rows(&Filter { text: text.to_owned(), ..Filter::default() });
    assert_eq!(found("tran van dao"), [1]);
    assert_eq!(found("MẪU"), [0, 2]);
    assert_eq!(found("2345671"), [1]);
    let all = work.rows(&Filter::default());
    let id = work.table.column_of(Field::PersonalId).unwrap();
    let birth = work.table.column_of(Field::BirthDate).unwrap();
    let next = |from, direction| work.next_problem(&all, from, direction, None);
    assert_eq!(next((0, 0), Direction::Forward), Some((1, id)));
    assert_eq!(next((1, id), Direction::Forward), Some((2, birth)));
    assert_eq!(next((2, id), Direction::Forward), None);
    assert_eq!(next((2, birth), Direction::Backward), Some((1, id)));
}

mod answers;
mod duplicates;
mod worklist;
