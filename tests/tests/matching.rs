//! Matching on pairs of lists with the truth: what the users are promised of it.

use soat_tests::pairs::{Columns, Pairs, Plan, Slips, make};
use soat_tests::scores::{Score, score};

fn scored(n_work: usize, n_second: usize, overlap: u64, columns: Columns) -> Score {
    let mut sum = Score::default();
    for slips in [Slips::Few, Slips::Many] {
        let plan = Plan { n_work, n_second, overlap, columns, slips, seed: 11 };
        let Pairs { work, second, truth } = make(plan);
        sum.add(&score(&work, &second, &truth).expect("both lists are read"));
    }
    sum
}

#[test]
fn high_confidence_is_right_and_most_are_found() {
    let mut sum = Score::default();
    for columns in [Columns::Few, Columns::Many] {
        for overlap in [10, 60, 100] {
            sum.add(&scored(600, 600, overlap, columns));
            sum.add(&scored(500, 3_000, overlap, columns));
        }
    }
    assert_eq!(sum.n_twice, 0, "somebody of the second list was given to two people");
    let wrong = sum.n_high - sum.right_high;
    assert!(wrong * 1_000 <= sum.n_high, "{wrong} of {} wrong with high confidence", sum.n_high);
    let found = sum.right_high + sum.right_medium;
    assert!(found * 100 >= sum.n_true * 95, "{found} of {} found", sum.n_true);
}

#[test]
fn people_of_other_lists_are_not_found() {
    for columns in [Columns::Few, Columns::Many] {
        let sum = scored(1_000, 1_000, 0, columns);
        assert!(sum.n_high <= 1, "{} strangers with high confidence", sum.n_high);
        assert!(sum.n_medium <= 40, "{} strangers with medium confidence", sum.n_medium);
    }
}
