//! Percentages that add up and never contradict their counts.

use core::cmp::Reverse;

/// A count out of a total.
///
/// Made only for all the parts of a total at once, so that the percentages of a table add up to
/// 100,0 % and the parts to the total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    n: u64,
    of: u64,
    tenths: u32,
}

impl Share {
    /// The shares of counts in their sum, by the largest remainder: each is less than a tenth of a
    /// percent from the exact value, and they add up to 100,0 %. Equal counts get equal shares where
    /// that is possible, and a smaller count never a larger one.
    #[must_use]
    pub fn of_parts(counts: &[u64]) -> Vec<Self> {
        let total: u128 = counts.iter().map(|&it| u128::from(it)).sum();
        let of = u64::try_from(total).unwrap_or(u64::MAX);
        let gains = if total == 0 { Vec::new() } else { gains(counts, total) };
        let share = |(idx, &n): (usize, &u64)| {
            let tenths = (u128::from(n) * 1000).checked_div(total).unwrap_or(0);
            let gain = u32::from(gains.contains(&idx));
            Self { n, of, tenths: u32::try_from(tenths).unwrap_or(0) + gain }
        };
        counts.iter().enumerate().map(share).collect()
    }

    /// The share of one part, the rest of the total being the other. A part is never more than all.
    #[must_use]
    pub fn of_one(n: u64, of: u64) -> Self {
        let n = n.min(of);
        let shares = Self::of_parts(&[n, of - n]);
        shares.first().copied().unwrap_or(Self { n, of, tenths: 0 })
    }

    /// The numerator.
    #[must_use]
    pub fn n(self) -> u64 {
        self.n
    }

    /// The denominator.
    #[must_use]
    pub fn of(self) -> u64 {
        self.of
    }

    /// Tenths of a percent, rounded so that the parts add up to 1,000.
    #[must_use]
    pub fn tenths(self) -> u32 {
        self.tenths
    }

    /// `67,6 %`; `<0,1 %` of somebody, `>99,9 %` of not quite all, `–` of nobody.
    #[must_use]
    pub fn words(self) -> String {
        match self.tenths {
            _ if self.of == 0 => "–".to_owned(),
            0 if self.n > 0 => "<0,1 %".to_owned(),
            1000 if self.n < self.of => ">99,9 %".to_owned(),
            tenths => format!("{},{} %", tenths / 10, tenths % 10),
        }
    }
}

/// Which parts are rounded up, so that the tenths add up to 1,000.
fn gains(counts: &[u64], total: u128) -> Vec<usize> {
    let exact = |n: u64| (u128::from(n) * 1000 / total, u128::from(n) * 1000 % total);
    let given: u128 = counts.iter().map(|&it| exact(it).0).sum();
    let mut left = usize::try_from(1000 - given).unwrap_or(0);
    let mut by_remainder: Vec<(u128, u64, usize)> = counts
        .iter()
        .enumerate()
        .map(|(idx, &n)| (exact(n).1, n, idx))
        .filter(|it| it.0 > 0)
        .collect();
    // Of equal remainders the largest count gains: there a tenth is seen least.
    by_remainder.sort_by_key(|&(remainder, n, idx)| (Reverse((remainder, n)), idx));
    let mut gains = Vec::new();
    let mut passed_over = Vec::new();
    for equal in by_remainder.chunk_by(|a, b| a.1 == b.1) {
        let whole = equal.first().map_or(0, |it| exact(it.1).0);
        // A smaller count is not rounded up past a larger one of the same tenths.
        if equal.len() <= left && !passed_over.contains(&whole) {
            left -= equal.len();
            gains.extend(equal.iter().map(|it| it.2));
        } else {
            passed_over.push(whole);
        }
    }
    let rest = by_remainder.iter().map(|it| it.2).filter(|it| !gains.contains(it)).take(left);
    let rest: Vec<usize> = rest.collect();
    gains.extend(rest);
    gains
}

/// A count as Vietnamese people write it: `1.984`.
#[must_use]
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(counts: &[u64]) -> Vec<String> {
        Share::of_parts(counts).into_iter().map(Share::words).collect()
    }

    #[test]
    fn shares_add_up() {
        assert_eq!(words(&[731, 351]), ["67,6 %", "32,4 %"]);
        assert_eq!(words(&[1, 1, 1]), ["33,4 %", "33,3 %", "33,3 %"]);
        assert_eq!(words(&[5, 6, 14, 3, 32])[4], "53,4 %");
        assert_eq!(words(&[1, 41, 17, 1, 1]), ["1,6 %", "67,3 %", "27,9 %", "1,6 %", "1,6 %"]);
        assert_eq!(words(&[99_999, 1, 0]), [">99,9 %", "<0,1 %", "0,0 %"]);
        assert_eq!(words(&[7, 0]), ["100,0 %", "0,0 %"]);
        assert_eq!(words(&[0, 0]), ["–", "–"]);
        let mut state = 1_u64;
        for _ in 0..2_000 {
            let mut roll = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 33) % [3, 50, 100_000, 40_000_000][(state >> 20) as usize % 4]
            };
            let counts: Vec<u64> = (0..7).map(|_| roll()).collect();
            let shares = Share::of_parts(&counts);
            let total: u64 = counts.iter().sum();
            assert_eq!(shares.iter().map(|it| it.tenths()).sum::<u32>() == 1000, total > 0);
            for (share, &n) in shares.iter().zip(&counts).filter(|_| total > 0) {
                let exact = n as f64 * 1000.0 / total as f64;
                assert!((f64::from(share.tenths()) - exact).abs() < 1.0, "{counts:?}");
                assert!(n > 0 || share.tenths() == 0, "{counts:?}");
            }
            let ordered = |a: &Share, b: &Share| a.n() <= b.n() || a.tenths() >= b.tenths();
            assert!(shares.iter().all(|a| shares.iter().all(|b| ordered(a, b))), "{counts:?}");
        }
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!([0, 999, 1_984, 731_000].map(grouped), ["0", "999", "1.984", "731.000"]);
    }
}
