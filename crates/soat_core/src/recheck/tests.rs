//! Two generations of a list made by a seeded generator that knows who is who.

use super::*;
use crate::field::Field;
use crate::journal::{Stamp, Why};
use crate::report::testing::work_of;
use crate::testing::Dice;
use crate::work::NewValue;

const FAMILIES: [&str; 6] = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Lê", "Phạm"];
const MIDDLES: [[&str; 3]; 2] = [["Văn", "Đức", "Minh"], ["Thị", "Thu", "Ngọc"]];
const GIVEN: [&str; 10] =
    ["An", "Bình", "Hà", "Khánh", "Linh", "Minh", "Ngọc", "Thanh", "Tâm", "Xuân"];

/// A row of the list: name, birth date, sex, phone, ID, address, nationality.
type Cells = [String; 7];

fn person(dice: &mut Dice, number: usize) -> Cells {
    let sex = dice.roll(2);
    let name =
        format!("{} {} {}", dice.pick(&FAMILIES), dice.pick(&MIDDLES[sex]), dice.pick(&GIVEN));
    let (day, month, year) = (2 + dice.roll(26), 1 + dice.roll(12), 1950 + dice.roll(50));
    [
        name,
        format!("{day:02}/{month:02}/{year}"),
        sex.to_string(),
        format!("09{:08}", 12_000_000 + number * 7 + dice.roll(7)),
        format!("001{sex}{:02}{:06}", year % 100, 100_000 + number * 17 + dice.roll(17)),
        format!("Thôn {}", 1 + dice.roll(9)),
        String::new(),
    ]
}

/// Puts a mistake into a row that the rules find: no ID, a lost zero, or another sex.
fn spoil(dice: &mut Dice, row: &mut Cells) {
    match dice.roll(3) {
        0 => row[4].clear(),
        1 => row[4] = row[4].trim_start_matches('0').to_owned(),
        _ => row[2] = if row[2] == "0" { "1".to_owned() } else { "0".to_owned() },
    }
}

/// Corrects something that need not be wrong: a mark of the name, the birth date, the phone.
fn move_about(dice: &mut Dice, row: &mut Cells) {
    match dice.roll(6) {
        0 => row[0] = row[0].replace("Thị", "Thi").replace("Văn", "Van"),
        1 => row[1] = format!("{}/{}", &row[1][..5], 1950 + dice.roll(50)),
        2 => row[3] = format!("098{:07}", dice.roll(10_000_000)),
        3 => row[5] = "Thôn 11".to_owned(),
        _ => {}
    }
}

struct Truth {
    old: Vec<Cells>,
    new: Vec<Cells>,
    /// The old row of each new one.
    of_new: Vec<Option<usize>>,
}

fn generations(seed: u64, n: usize) -> Truth {
    let mut dice = Dice(seed);
    let right: Vec<Cells> = (0..n).map(|it| person(&mut dice, it)).collect();
    let mut old = right.clone();
    for row in &mut old {
        if !dice.one_in(3) {
            spoil(&mut dice, row);
        }
    }
    let mut new: Vec<(Option<usize>, Cells)> = Vec::new();
    for (idx, row) in old.iter().enumerate() {
        if dice.one_in(6) {
            continue;
        }
        let mut row = if dice.one_in(2) { right[idx].clone() } else { row.clone() };
        if dice.one_in(9) {
            spoil(&mut dice, &mut row);
        }
        if dice.one_in(4) {
            move_about(&mut dice, &mut row);
        }
        new.push((Some(idx), row));
    }
    for number in 0..n / 8 {
        new.push((None, person(&mut dice, n + number)));
    }
    for place in (1..new.len()).rev() {
        new.swap(place, dice.roll(place + 1));
    }
    let (of_new, new) = new.into_iter().unzip();
    Truth { old, new, of_new }
}

fn work(rows: &[Cells]) -> Work {
    let rows: Vec<[&str; 7]> = rows.iter().map(|it| it.each_ref().map(String::as_str)).collect();
    work_of(&rows)
}

#[test]
fn everybody_is_followed() {
    let (mut n_people, mut n_lost) = (0, 0);
    for seed in 1..=6 {
        let truth = generations(seed, 1_500);
        let (old, new) = (work(&truth.old), work(&truth.new));
        let recheck = Recheck::of(&old, &[], &new);
        for (row, expected) in recheck.people().iter().zip(&truth.of_new) {
            n_people += 1;
            // Nobody is taken for another; somebody of whom too much changed may be lost.
            assert!(
                row.old == *expected || row.old.is_none(),
                "{:?} {:?}",
                row.old.map(|it| &truth.old[it]),
                row.new.map(|it| &truth.new[it])
            );
            n_lost += usize::from(row.old != *expected);
        }
        assert_adds_up(&recheck, &old, &new);
    }
    assert!(n_lost * 1_000 <= n_people, "{n_lost} of {n_people}");
}

fn assert_adds_up(recheck: &Recheck, old: &Work, new: &Work) {
    let mut rows = [vec![0; old.table().n_rows()], vec![0; new.table().n_rows()]];
    for it in recheck.people() {
        it.old.into_iter().for_each(|it| rows[0][it] += 1);
        it.new.into_iter().for_each(|it| rows[1][it] += 1);
        let [was, now] = [it.was, it.now].map(|it| it.map(Class::is_wrong));
        let expected = match (was, now) {
            (Some(true), Some(false)) => Outcome::Fixed,
            (Some(true), Some(true)) => Outcome::StillWrong,
            (Some(false), Some(true)) => Outcome::NewlyWrong,
            (Some(false), Some(false)) => Outcome::StillRight,
            (None, _) => Outcome::New,
            (_, None) => Outcome::Gone,
        };
        assert_eq!(it.outcome, expected);
    }
    assert!(rows.iter().flatten().all(|&it| it == 1));
    let all = recheck.people().len() as u64;
    assert_eq!(Outcome::ALL.iter().map(|&it| recheck.count(it)).sum::<u64>(), all);
    for table in recheck.tables() {
        assert_eq!(table.totals()[0], all, "{}", table.key);
        for row in table.rows().iter().filter(|it| it.counts().len() > 1) {
            assert_eq!(row.counts()[1..].iter().sum::<u64>(), row.counts()[0]);
        }
    }
}

fn rows(lines: &[&str]) -> Vec<Cells> {
    let cells = |line: &&str| -> Cells {
        let mut cells = line.split('|').map(str::to_owned);
        core::array::from_fn(|_| cells.next().unwrap_or_default())
    };
    lines.iter().map(cells).collect()
}

const TWINS: [&str; 3] = [
    "Lê Thị Lan|12/03/1985|1|0912345670||Thôn 1",
    "Lê Thị Lân|12/03/1985|1|0912345670||Thôn 1",
    "Trần Văn Hùng|05/05/1960|0|0912345671|001060000111|Thôn 2",
];

fn olds(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let recheck = Recheck::of(&work(&rows(old)), &[], &work(&rows(new)));
    recheck.people().iter().filter(|it| it.new.is_some()).map(|it| it.old).collect()
}

#[test]
fn twins_and_namesakes_are_not_mixed_up() {
    let one_left = ["Lê Thị Lân|12/03/1985|1|0912345670|001185000777|Thôn 1"];
    assert_eq!(olds(&TWINS, &one_left), [Some(1)]);
    // A namesake born on the same day with another sure number is somebody else.
    let namesake = ["Trần Văn Hùng|05/05/1960|0|0987654321|001060999888|Thôn 9"];
    assert_eq!(olds(&TWINS, &namesake), [None]);
    // A year alone tells nobody apart.
    let by_year = ["Trần Văn Hùng|1960|0|||"];
    assert_eq!(olds(&["Trần Văn Hùng|1960|0|||"; 2], &by_year), [None]);
    // The same row twice goes in order.
    let twice = [TWINS[2]; 2];
    assert_eq!(olds(&twice, &twice), [Some(0), Some(1)]);
    assert_eq!(olds(&TWINS, &[TWINS[2], TWINS[1], TWINS[0]]), [Some(2), Some(1), Some(0)]);
}

#[test]
fn corrections_are_followed() {
    let old = ["Tran Van Hung|05/06/1960|0|0912345671|1060000111|Thôn 2"];
    for new in [
        "Trần Văn Hùng|05/06/1960|0|0912345671|001060000111|Thôn 2",
        "Tran Van Hung|06/05/1960|0|0912345671||Thôn 2",
        "Tran Van Hung|05/06/1961|0|0912345671||Thôn 2",
        "Tran Van Hung|1960|0|0912345671||Thôn 3",
        "Trần Quốc Hùng|05/06/1960|0|0912345671||Thôn 2",
        "Đinh Thị Mẫu|05/06/1960|0||001060000111|Thôn 2",
    ] {
        assert_eq!(olds(&old, &[new]), [Some(0)], "{new}");
    }
}

#[test]
fn what_was_put_right_comes_back() {
    let [wrong, right] = ["|Thôn 1", "001185000777|Thôn 1"]
        .map(|rest| work(&rows(&[&format!("Lê Thị Đào|12/03/1985|1|0912345670|{rest}")])));
    let outcome = |first: &Work, between: &[&Work], last: &Work| {
        let recheck = Recheck::of(first, between, last);
        recheck.people().iter().map(|it| it.outcome).collect::<Vec<_>>()
    };
    let empty = work(&[]);
    assert_eq!(outcome(&wrong, &[], &wrong), [Outcome::StillWrong]);
    assert_eq!(outcome(&wrong, &[], &right), [Outcome::Fixed]);
    assert_eq!(outcome(&right, &[], &wrong), [Outcome::NewlyWrong]);
    assert_eq!(outcome(&wrong, &[&right], &wrong), [Outcome::CameBack]);
    assert_eq!(outcome(&wrong, &[&empty], &wrong), [Outcome::CameBack]);
    assert_eq!(outcome(&wrong, &[&empty], &empty), []);
    assert_eq!(outcome(&wrong, &[], &empty), [Outcome::Gone]);
    assert_eq!(outcome(&empty, &[], &wrong), [Outcome::New]);
    // Corrected here, and wrong on the platform all the same.
    let mut corrected = work(&rows(&["Lê Thị Đào|12/03/1985|1|0912345670||Thôn 1"]));
    let column = corrected.table().column_of(Field::PersonalId).unwrap();
    let value = NewValue { row_idx: 0, column, text: "001185000777".to_owned() };
    corrected.edit(&[value], Why::Typed, Stamp::default());
    assert_eq!(outcome(&corrected, &[], &wrong), [Outcome::CameBack]);
    assert_eq!(outcome(&corrected, &[], &right), [Outcome::Fixed]);
}

#[test]
fn what_is_kept_of_an_export_is_enough_to_know_who_came_back() {
    let lines = |ids: [&str; 3]| {
        let names = ["Lê Thị Đào", "Lê Thị Mận", "Lê Thị Mơ"];
        let line = |(name, id): (&str, &str)| {
            format!("{name}|12/03/1985|1|091234567{}|{id}|Thôn 1", name.len())
        };
        names.into_iter().zip(ids).filter(|it| it.1 != "-").map(line).collect::<Vec<_>>()
    };
    let list = |ids| {
        let lines = lines(ids);
        work(&rows(&lines.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    let first = list(["", "", "001185000771"]);
    let second = list(["001185000772", "-", "001185000771"]);
    let third = list(["", "", "001185000771"]);
    let kept = states_of(&Recheck::of(&first, &[], &second), 3);
    let after = Recheck::after(&first, &[kept], &third);
    let of = |it: &Recheck| it.people().iter().map(|it| it.outcome).collect::<Vec<_>>();
    assert_eq!(of(&after), [Outcome::CameBack, Outcome::CameBack, Outcome::StillRight]);
    assert_eq!(of(&after), of(&Recheck::of(&first, &[&second], &third)));
}
