//! Measures matching on pairs of lists with the truth.
//!
//! `cargo run --release -p soat_tests --bin pairs` prints the calibration table of
//! `crates/soat_core/src/matching/README.md`; `pairs FOLDER` also writes one pair as CSV, for
//! `tests/pairs/side_by_side.py` to match the same people.

#![expect(clippy::print_stdout, reason = "a table for people")]

use std::path::PathBuf;
use std::{env, fs};

use anyhow::Result;
use soat_tests::pairs::{Columns, Pairs, Plan, Slips, make};
use soat_tests::scores::{Score, score};

fn main() -> Result<()> {
    let mut args = env::args_os().skip(1);
    if let Some(folder) = args.next() {
        return write_pair(&PathBuf::from(folder));
    }
    println!(
        "| work | second | on both | columns | slips | Cao | right of Cao | wrong | Cao+Vừa found | right of Vừa | Thấp | Nhiều | twice | read B | match |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    let mut all = Score::default();
    for (n_work, n_second) in [
        (200, 200),
        (200, 2_000),
        (2_000, 2_000),
        (2_000, 20_000),
        (20_000, 20_000),
        (20_000, 100_000),
    ] {
        for overlap in [10, 50, 100] {
            for columns in [Columns::Few, Columns::Many] {
                for slips in [Slips::Few, Slips::Many] {
                    let n_seeds = (4_000 / n_work).clamp(1, 10) as u64;
                    let mut sum = Score::default();
                    for seed in 0..n_seeds {
                        let plan =
                            Plan { n_work, n_second, overlap, columns, slips, seed: seed + 1 };
                        sum.add(&measured(plan)?);
                    }
                    print_line(n_work, n_second, overlap, columns, slips, &sum);

                    all.add(&sum);
                }
            }
        }
    }
    print_line(0, 0, 0, Columns::Many, Slips::Many, &all);
    for (tenth, (right, n)) in all.by_likelihood.iter().enumerate() {
        println!("likelihood 0.{tenth}: {right} of {n} right");
    }
    Ok(())
}

fn measured(plan: Plan) -> Result<Score> {
    let Pairs { work, second, truth } = make(plan);
    let score = score(&work, &second, &truth)?;
    if env::var_os("SHOW").is_some() {
        let line =
            |text: &str, row: usize| text.lines().nth(row + 1).unwrap_or_default().to_owned();
        for (a, b, why) in score.wrong.iter().take(8) {
            println!(
                "WRONG {why}\n   {}\n   {}\n   {:?}",
                line(&work, *a),
                line(&second, *b),
                truth[*a].map(|it| line(&second, it))
            );
        }
        for (a, b) in score.missed.iter().take(12) {
            println!("MISSED\n   {}\n   {}", line(&work, *a), line(&second, *b));
        }
    }
    Ok(score)
}

fn print_line(
    n_work: usize,
    n_second: usize,
    overlap: u64,
    columns: Columns,
    slips: Slips,
    it: &Score,
) {
    let share = |a: usize, b: usize| if b == 0 { 1.0 } else { a as f64 / b as f64 };
    println!(
        "| {n_work} | {n_second} | {overlap} % | {columns:?} | {slips:?} | {} | {:.5} | {} | {:.4} | {:.4} | {} | {} | {} | {:.2} | {:.2} |",
        it.n_high,
        share(it.right_high, it.n_high),
        it.n_high - it.right_high,
        share(it.right_high + it.right_medium, it.n_true),
        share(it.right_medium, it.n_medium),
        it.n_low,
        it.n_several,
        it.n_twice,
        it.read_s,
        it.match_s,
    );
}

fn write_pair(folder: &PathBuf) -> Result<()> {
    fs::create_dir_all(folder)?;
    let plan = Plan {
        n_work: 5_000,
        n_second: 5_000,
        overlap: 50,
        columns: Columns::Many,
        slips: Slips::Many,
        seed: 7,
    };
    let (n, own) = (plan.n_work, measured(plan)?);
    print_line(n, n, plan.overlap, plan.columns, plan.slips, &own);
    let Pairs { work, second, truth } = make(plan);
    fs::write(folder.join("work.csv"), work)?;
    fs::write(folder.join("second.csv"), second)?;
    let truth = truth.iter().enumerate().filter_map(|(a, b)| Some(format!("{a},{}\n", (*b)?)));
    fs::write(folder.join("truth.csv"), truth.collect::<String>())?;
    Ok(())
}
