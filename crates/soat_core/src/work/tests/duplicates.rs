//! Laws of rows laid side by side, and of warnings passed over.

use super::*;
use crate::rules::RULES;

const NAMES: [&str; 4] = ["Lê Thị Mẫu", "lê thị  mẫu", "Lê Thị Mậu", "Trần Văn Mẫu"];
const DAYS: [&str; 5] = ["12/03/1985", "12/3/1985", "1985", "01/01/1985", "13/03/1985"];
const SEXES: [&str; 3] = ["1", "0", ""];
const PHONES: [&str; 3] = ["0912345670", "0912.345.670", "0912345671"];
const NUMBERS: [&str; 6] =
    ["079185000123", "079185000132", "079085000123", "79185000777", "012345671", ""];

/// A list of few people written in many ways: nearly every row has another beside it.
fn people(dice: &mut Dice, n_rows: usize) -> Work {
    let row = |dice: &mut Dice| {
        let of = |dice: &mut Dice, texts: &[&'static str]| texts[dice.roll(texts.len())];
        let (name, day, sex) = (of(dice, &NAMES), of(dice, &DAYS), of(dice, &SEXES));
        vec!["", name, day, sex, of(dice, &PHONES), of(dice, &NUMBERS), ""]
    };
    let rows: Vec<Vec<&str>> = (0..n_rows).map(|_| row(dice)).collect();
    work(&rows, Source::Own)
}

fn random_step(work: &mut Work, dice: &mut Dice) -> Changed {
    let n_rows = work.table.n_rows();
    let columns: [&[&str]; 5] = [&NAMES, &DAYS, &SEXES, &PHONES, &NUMBERS];
    let column = dice.roll(columns.len());
    let texts = columns[column];
    match dice.roll(8) {
        0 => work.undo().unwrap_or_default(),
        1 => work.redo().unwrap_or_default(),
        2..=4 => {
            let row_idx = dice.roll(n_rows);
            let spots = work.spots(row_idx);
            let spot = if spots.is_empty() { None } else { spots.get(dice.roll(spots.len())) };
            let Some(&Spot { rule, .. }) = spot else { return Changed::default() };
            work.dismiss(row_idx, usize::from(rule), Stamp::default())
        }
        _ => {
            let text = texts[dice.roll(texts.len())].to_owned();
            let value = NewValue { row_idx: dice.roll(n_rows), column: column + 1, text };
            work.edit(&[value], Why::Typed, Stamp::default())
        }
    }
}

#[test]
fn what_is_kept_is_what_a_whole_check_finds() {
    let (mut n_shared, mut n_dismissed) = (0, 0);
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let mut work = people(&mut dice, 10);
        for _ in 0..25 {
            let before: Vec<Vec<Spot>> = (0..10).map(|it| work.spots(it).to_vec()).collect();
            let changed = random_step(&mut work, &mut dice);
            for (row, spots) in before.iter().enumerate() {
                assert!(changed.rows.contains(&row) || work.spots(row) == spots, "row {row}");
            }
        }
        n_dismissed += work.journal().iter().map(|it| it.dismissed.len()).sum::<usize>();
        for row in 0..10 {
            n_shared += work.findings(row).iter().filter(|it| !it.other_rows.is_empty()).count();
        }
        assert_exact(&mut work);
        let (kept, n_changes) = (work.summary(), work.journal().len());
        while work.undo().is_some() {}
        for _ in 0..n_changes {
            work.redo();
        }
        assert_eq!(work.summary(), kept, "seed {seed}");
    }
    assert!(n_shared > 100 && n_dismissed > 100, "{n_shared} {n_dismissed}");
}

fn rule(id: &str) -> usize {
    RULES.iter().position(|it| it.id == id).unwrap()
}

fn rows_of(work: &Work, rule: usize) -> Vec<u32> {
    work.rows(&Filter { rule: Some(rule), ..Filter::default() })
}

#[test]
fn not_duplicates_is_one_decision_for_the_group() {
    let row = |name: &'static str, phone, id| vec!["", name, "12/03/1985", "1", phone, id, ""];
    let mut work = work(
        &[
            row("Lê Thị Mẫu", "0912345670", "079185000123"),
            row("lê thị mẫu", "0912345671", ""),
            row("Lê Thị Mẫu", "0912345672", ""),
            row("Lê Thị Mậu", "0912345672", ""),
        ],
        Source::Own,
    );
    let same_person = rule("duplicates/same-person");
    assert_eq!(rows_of(&work, same_person), [0, 1, 2]);
    assert_eq!(work.group(1, same_person), [0, 1, 2]);

    let changed = work.dismiss(1, same_person, Stamp::default());
    assert_eq!((changed.rows, changed.at, changed.n_cells), (vec![0, 1, 2], Some((0, 1)), 3));
    assert_eq!(rows_of(&work, same_person), [0u32; 0]);
    assert_eq!(work.changes().len(), 3);
    assert_eq!(work.history(2, 1).len(), 1);
    assert_eq!(work.edited_cells(), 0);

    work.undo();
    assert_eq!(rows_of(&work, same_person), [0, 1, 2]);
    work.redo();
    assert_eq!(rows_of(&work, same_person), [0u32; 0]);

    // One more of them is something new.
    let name = NewValue { row_idx: 3, column: 1, text: "Lê Thị Mẫu".to_owned() };
    work.edit(&[name], Why::Typed, Stamp::default());
    assert_eq!(rows_of(&work, same_person), [0, 1, 2, 3]);
    work.undo();
    assert_eq!(rows_of(&work, same_person), [0u32; 0]);
}

#[test]
fn an_error_cannot_be_passed_over() {
    let row = |name: &'static str| vec!["", name, "12/03/1985", "1", "", "079185000123", ""];
    let mut work = work(&[row("Lê Thị Mẫu"), row("Trần Thị Mẫu")], Source::Own);
    let used_twice = rule("ids/used-twice");
    assert_eq!(rows_of(&work, used_twice), [0, 1]);
    assert_eq!(work.dismiss(0, used_twice, Stamp::default()), Changed::default());
    assert_eq!(rows_of(&work, used_twice), [0, 1]);
    assert!(work.undo().is_none());
}

#[test]
fn a_column_asks_one_question() {
    let row = |idx: usize| {
        let names = ["NguyÔn V¨n MÉu", "TrÇn ThÞ MÉu", "Lª §×nh MÉu"];
        vec!["", names[idx % names.len()], "12/03/1985", "1", "", "", ""]
    };
    let rows: Vec<Vec<&str>> = (0..1_200).map(row).collect();
    let mut work = work(&rows, Source::Own);
    let legacy = rule("names/legacy-encoding");
    let question = Question {
        rule: legacy,
        text: "Cột Họ và tên viết bằng bảng mã cũ TCVN3 (phông .VnTime): chuyển 1.200 ô?"
            .to_owned(),
        n_cells: 1_200,
    };
    assert_eq!(work.questions(), [question]);
    work.accept_all(Some(legacy), Applicability::Confirm, &[], Stamp::default());
    assert_eq!(work.questions(), []);
    assert_eq!(work.text(0, 1), "Nguyễn Văn Mẫu");
}
