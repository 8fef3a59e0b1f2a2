//! Who is whom: one person of the second list for one of the work, or none, or several.

use super::Confidence;
use super::births::BirthLikeness;
use super::evidence::{Bits, Evidence, Likeness, bits};
use super::names::NameLikeness;

/// Candidates of a person that are kept.
const MOST_CANDIDATES: usize = 5;
/// Candidates that are less likely than this are none.
const LEAST_ODDS: Bits = bits(-6.0);
/// So much likelier with another, a rival is explained.
const EXPLAINED: Bits = bits(4.0);
/// Likelihoods from which a pair is called what it is called: see the calibration in `README.md`.
const HIGH: f64 = 0.998;
const MEDIUM: f64 = 0.4;
/// One of several is called the one when it outweighs the others so far.
const ABOVE_RIVALS: f64 = 0.7;
const LOW: f64 = 0.1;

/// Two rows that may be one person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    /// Index into the work's people.
    pub(super) work: u32,
    /// Index into the second list's people.
    pub(super) second: u32,
    pub(super) evidence: Evidence,
}

/// What came of a person of the work.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub(super) confidence: Confidence,
    /// Indices into the pairs, the likeliest first.
    pub(super) pairs: Vec<u32>,
    /// The likelihood of the first, in ten thousandths.
    pub(super) likelihood: u16,
    /// The likeliest person of the second list is another one's.
    pub(super) is_taken: bool,
}

/// Keeps the likeliest pairs of one person.
pub(super) fn keep_best(pairs: &mut Vec<Pair>, prior: Bits) {
    pairs.retain(|it| it.evidence.bits + prior >= LEAST_ODDS);
    let best = by_bits(pairs);
    *pairs = best.iter().take(MOST_CANDIDATES).filter_map(|&it| pairs.get(it).copied()).collect();
}

/// Places of the pairs, the likeliest first; of pairs as likely, the earlier. Sorting plain numbers
/// takes a fifth of the code that sorting pairs does, and the page has to stay small.
fn by_bits(pairs: &[Pair]) -> Vec<usize> {
    let key = |(idx, pair): (u64, &Pair)| {
        let bits = i64::from(i32::MAX) - i64::from(pair.evidence.bits.0);
        bits.unsigned_abs() << 32 | idx
    };
    let mut keys: Vec<u64> = (0..).zip(pairs).map(key).collect();
    keys.sort_unstable();
    keys.iter().map(|it| (it & 0xFFFF_FFFF) as usize).collect()
}

/// The pairs, with who has been given to whom.
pub(super) struct Assignment<'p> {
    pairs: &'p [Pair],
    /// Where each person's pairs start, by the work's index.
    of_work: Vec<Vec<u32>>,
    of_second: Vec<Vec<u32>>,
    /// The pair that each person is given.
    given_work: Vec<Option<u32>>,
    given_second: Vec<Option<u32>>,
}

impl<'p> Assignment<'p> {
    /// Gives each person at most one, the likeliest pairs first.
    pub(super) fn new(pairs: &'p [Pair], n_work: usize, n_second: usize) -> Self {
        let mut it = Self {
            pairs,
            of_work: vec![Vec::new(); n_work],
            of_second: vec![Vec::new(); n_second],
            given_work: vec![None; n_work],
            given_second: vec![None; n_second],
        };
        for (idx, pair) in (0u32..).zip(pairs) {
            push(&mut it.of_work, pair.work, idx);
            push(&mut it.of_second, pair.second, idx);
        }
        for idx in by_bits(pairs) {
            it.give(u32::try_from(idx).unwrap_or(u32::MAX));
        }
        it
    }

    fn pair(&self, idx: u32) -> Option<&'p Pair> {
        self.pairs.get(idx as usize)
    }

    fn give(&mut self, idx: u32) {
        let Some(pair) = self.pair(idx) else { return };
        let (work, second) = (pair.work as usize, pair.second as usize);
        if let (Some(work @ None), Some(second @ None)) =
            (self.given_work.get_mut(work), self.given_second.get_mut(second))
        {
            (*work, *second) = (Some(idx), Some(idx));
        }
    }

    /// How many people are on both lists, as far as the likelihoods say.
    pub(super) fn n_expected(&self, prior: Bits) -> u32 {
        let given = self.given_work.iter().flatten();
        let expected: f64 = given.map(|&it| self.likelihood(it, prior)).sum();
        whole(expected)
    }

    /// How likely a pair is, of all that its two people could be.
    fn likelihood(&self, idx: u32, prior: Bits) -> f64 {
        let Some(pair) = self.pair(idx) else { return 0.0 };
        let own = (pair.evidence.bits + prior).odds();
        own / (1.0 + own + self.rivals_odds(idx, prior))
    }

    fn rivals_odds(&self, idx: u32, prior: Bits) -> f64 {
        self.rivals(idx).map(|it| (it.evidence.bits + prior).odds()).sum()
    }

    /// The other pairs of the two people, less those that a likelier pair explains.
    fn rivals(&self, idx: u32) -> impl Iterator<Item = &'p Pair> {
        let (work, second) = self.pair(idx).map_or((u32::MAX, u32::MAX), |it| (it.work, it.second));
        let of =
            |lists: &'_ [Vec<u32>], at: u32| lists.get(at as usize).cloned().unwrap_or_default();
        let others = of(&self.of_work, work).into_iter().chain(of(&self.of_second, second));
        let others = others.filter(move |&it| it != idx).filter_map(|it| self.pair(it));
        others.filter(move |rival| {
            let given = if rival.work == work {
                self.given_second.get(rival.second as usize)
            } else {
                self.given_work.get(rival.work as usize)
            };
            let given = given.copied().flatten().and_then(|it| self.pair(it));
            given.is_none_or(|it| it.evidence.bits < rival.evidence.bits + EXPLAINED)
        })
    }

    /// What came of a person of the work.
    pub(super) fn outcome(&self, work: u32, prior: Bits) -> Outcome {
        let mut pairs = self.of_work.get(work as usize).cloned().unwrap_or_default();
        let Some(&best) = pairs.first() else { return Outcome::default() };
        let given = self.given_work.get(work as usize).copied().flatten();
        let Some(given) = given else {
            return self.not_given(best, pairs, prior);
        };
        // The given one first: a likelier one that is another's cannot be this person.
        pairs.retain(|&it| it != given);
        pairs.insert(0, given);
        let Some(pair) = self.pair(given) else { return Outcome::default() };
        let own = (pair.evidence.bits + prior).odds();
        let rivals = self.rivals_odds(given, prior);
        let likelihood = own / (1.0 + own + rivals);
        let is_above = own >= ABOVE_RIVALS * (own + rivals);
        let confidence = match likelihood {
            HIGH.. if is_whole(&pair.evidence) => Confidence::High,
            MEDIUM.. if is_above && !is_doubtful(&pair.evidence) => Confidence::Medium,
            _ if own / (1.0 + own) >= MEDIUM && !is_above => Confidence::Several,
            LOW.. => Confidence::Low,
            _ => Confidence::None,
        };
        if confidence == Confidence::None {
            return Outcome::default();
        }
        Outcome { confidence, pairs, likelihood: ten_thousandths(likelihood), is_taken: false }
    }

    /// Everybody whom this person could be is another one's.
    fn not_given(&self, best: u32, pairs: Vec<u32>, prior: Bits) -> Outcome {
        let Some(pair) = self.pair(best) else { return Outcome::default() };
        let own = (pair.evidence.bits + prior).odds();
        let is_rival = self.rivals(best).any(|it| it.work != pair.work);
        let is_likely = own / (1.0 + own) >= MEDIUM && !is_doubtful(&pair.evidence);
        if is_likely && is_rival {
            return Outcome {
                confidence: Confidence::Several,
                pairs,
                likelihood: 0,
                is_taken: true,
            };
        }
        Outcome { is_taken: is_likely, ..Outcome::default() }
    }
}

fn push(lists: &mut [Vec<u32>], at: u32, idx: u32) {
    if let Some(list) = lists.get_mut(at as usize) {
        list.push(idx);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "of a count of rows")]
fn whole(number: f64) -> u32 {
    number as u32
}

fn ten_thousandths(likelihood: f64) -> u16 {
    u16::try_from(whole(likelihood * 10_000.0)).unwrap_or(0)
}

/// Is there nothing at all that twins, namesakes or a moved person could explain? Only then is a
/// pair of high confidence, however many bits it has.
fn is_whole(it: &Evidence) -> bool {
    let is_name = match it.name {
        NameLikeness::Same => true,
        // Twins share phone, mother and address, and Nam and Năm lack a mark no more than they are two.
        NameLikeness::Unmarked => it.has_number(),
        _ => false,
    };
    let is_birth = match it.birth {
        BirthLikeness::SameDay => true,
        BirthLikeness::SameYear => it.has_number(),
        _ => false,
    };
    is_name && is_birth && it.sex != Likeness::Different && !it.has_other_number() && !it.is_alone()
}

/// Two numbers that differ are two people, until somebody says which is wrong. A number alone may
/// be a parent's.
fn is_doubtful(it: &Evidence) -> bool {
    let is_name = it.name < NameLikeness::Unknown;
    let is_birth = it.birth < BirthLikeness::OtherDay || it.birth == BirthLikeness::Unknown;
    let has_other = it.personal == Likeness::Different && it.bits < bits(30.0);
    let is_child = it.name == NameLikeness::Unknown && it.mother == Likeness::Same && is_birth;
    has_other
        || !(is_child || (is_name && (is_birth || it.has_number() || it.phone == Likeness::Same)))
}
