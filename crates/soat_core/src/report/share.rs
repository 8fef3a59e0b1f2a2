//! Percentages that add up and never contradict their counts.

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
    /// percent from the exact value, and they add up to 100,0 %. Of equal remainders the first gains.
    #[must_use]
    pub fn of_parts(counts: &[u64]) -> Vec<Self> {
        let total: u128 = counts.iter().map(|&it| u128::from(it)).sum();
        let of = u64::try_from(total).unwrap_or(u64::MAX);
        if total == 0 {
            return counts.iter().map(|&n| Self { n, of, tenths: 0 }).collect();
        }
        let whole = |n: u64| u128::from(n) * 1000 / total;
        let remainder = |n: u64| u128::from(n) * 1000 % total;
        let given: u128 = counts.iter().map(|&it| whole(it)).sum();
        let left = usize::try_from(1000 - given).unwrap_or(0);
        let mut by_remainder: Vec<usize> = (0..counts.len()).collect();
        by_remainder.sort_by_key(|&it| core::cmp::Reverse(counts.get(it).map(|&n| remainder(n))));
        let gains: Vec<usize> = by_remainder.into_iter().take(left).collect();
        let share = |(idx, &n): (usize, &u64)| {
            let tenths = u32::try_from(whole(n)).unwrap_or(0) + u32::from(gains.contains(&idx));
            Self { n, of, tenths }
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
            }
        }
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!([0, 999, 1_984, 731_000].map(grouped), ["0", "999", "1.984", "731.000"]);
    }
}
