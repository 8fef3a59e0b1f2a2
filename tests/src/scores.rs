//! How well matching did on a pair of lists with the truth.

use std::collections::BTreeSet;
use std::time::Instant;

use anyhow::{Result, anyhow};
use soat_core::matching::{Candidate, Confidence, Matches, SecondList};
use soat_core::{Date, Month, Options, Profile, Source, Work};
use soat_sheet::{ReadOptions, read_sheets};

/// Counts of one or several pairs of lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// People of the work who are on the second list.
    pub n_true: usize,
    /// People found with high confidence, and those of them found rightly.
    pub n_high: usize,
    /// Found rightly with high confidence.
    pub right_high: usize,
    /// Found with medium confidence.
    pub n_medium: usize,
    /// Found rightly with medium confidence.
    pub right_medium: usize,
    /// Found with low confidence.
    pub n_low: usize,
    /// Several as likely.
    pub n_several: usize,
    /// Rows of the second list given to more than one person.
    pub n_twice: usize,
    /// Seconds to read the second list.
    pub read_s: f64,
    /// Seconds to match.
    pub match_s: f64,
    /// Of people given somebody, by tenths of the likelihood: rightly, and in all.
    pub by_likelihood: [(usize, usize); 11],
    /// Descriptions of wrong pairs of high confidence: rows of the work and of the second list.
    pub wrong: Vec<(usize, usize, String)>,
    /// People of the work who are on the second list and were not found with high or medium
    /// confidence: their rows.
    pub missed: Vec<(usize, usize)>,
}

impl Score {
    /// Adds the counts of another pair of lists.
    pub fn add(&mut self, other: &Self) {
        self.n_true += other.n_true;
        self.n_high += other.n_high;
        self.right_high += other.right_high;
        self.n_medium += other.n_medium;
        self.right_medium += other.right_medium;
        self.n_low += other.n_low;
        self.n_several += other.n_several;
        self.n_twice += other.n_twice;
        for (own, other) in self.by_likelihood.iter_mut().zip(other.by_likelihood) {
            *own = (own.0 + other.0, own.1 + other.1);
        }
        self.read_s += other.read_s;
        self.match_s += other.match_s;
    }
}

/// Matches two lists written as CSV and counts.
///
/// # Errors
/// When one of them cannot be read.
pub fn score(work: &str, second: &str, truth: &[Option<usize>]) -> Result<Score> {
    let read = |text: &str| {
        read_sheets(text.as_bytes(), &ReadOptions::default(), &mut |_| {})
            .map_err(|it| anyhow!("{}", it.code()))
    };
    let opened = read(work)?.into_iter().next().ok_or_else(|| anyhow!("no list"))?;
    let today = Date::from_calendar_date(2022, Month::May, 29)?;
    let options = Options { profile: Profile::Y2022, source: Source::Own, today };
    let work = Work::new(opened.table, opened.info, options, &mut |_| {});
    let start = Instant::now();
    let sheets = read(second)?.into_iter().map(|it| (it.table, it.info)).collect();
    let read_s = start.elapsed().as_secs_f64();
    let second = SecondList { name: "second.csv".to_owned(), sheets };
    let start = Instant::now();
    let matches = Matches::new(&work, &second, &mut |_| {});
    let mut score = Score { read_s, match_s: start.elapsed().as_secs_f64(), ..Score::default() };
    let mut used = BTreeSet::new();
    for (row_idx, found) in matches.people.iter().enumerate() {
        // Row 1 is the header, so that person 0 stands in row 2.
        let row = (work.table().row_number(row_idx) as usize).saturating_sub(2);
        let truth = &truth.get(row).copied().flatten();
        score.n_true += usize::from(truth.is_some());
        let of = |it: &Candidate| (second.row_number(it.place) as usize).saturating_sub(2);
        let chosen = found.chosen().map(of);
        let is_right = chosen.is_some() && chosen == *truth;
        score.n_twice += usize::from(chosen.is_some_and(|it| !used.insert(it)));
        if chosen.is_some()
            && let Some(tenth) = score.by_likelihood.get_mut((found.likelihood * 10.0) as usize)
        {
            *tenth = (tenth.0 + usize::from(is_right), tenth.1 + 1);
        }
        match found.confidence {
            Confidence::High => {
                score.n_high += 1;
                score.right_high += usize::from(is_right);
            }
            Confidence::Medium => {
                score.n_medium += 1;
                score.right_medium += usize::from(is_right);
            }
            Confidence::Low => score.n_low += 1,
            Confidence::Several => score.n_several += 1,
            Confidence::None => {}
        }
        if found.confidence == Confidence::High
            && !is_right
            && let Some(candidate) = found.chosen()
        {
            let reasons = matches.reasons(&work, &second, row_idx, candidate);
            score.wrong.push((row, of(candidate), reasons));
        }
        if let Some(truth) = truth
            && !(is_right && found.confidence <= Confidence::Medium)
        {
            score.missed.push((row, *truth));
        }
    }
    Ok(score)
}
