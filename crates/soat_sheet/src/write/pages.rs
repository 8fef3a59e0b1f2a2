//! Where pages end. No page should have nothing on it but signatures, and Excel passes over page
//! breaks when a sheet is fitted to the width of the paper. So rows are made a little higher or
//! lower, until some of them stand on the last page.

/// A4 in landscape less its margins, in points: 297 mm less 30 and 15, 210 mm less 20 and 20.
const PAPER: (f64, f64) = (714.3, 481.9);
/// A column is so many pixels wider than its characters, of seven pixels each.
const PADDING: f64 = 5.0;
const CHARACTER: f64 = 7.0;
const POINTS_A_PIXEL: f64 = 0.75;
/// Rows that the signatures stand with, at least.
const LEAST_ROWS: usize = 3;
/// Heights of pages, to that of Excel, for which it should come out well, and by how many steps rows
/// may be higher for that. LibreOffice does not round the width of a character to whole pixels: its
/// columns are a sixteenth wider, so it makes the sheet smaller and its pages hold more. Printers
/// differ by a hundredth or two. The best is tried first.
const WISHES: [(&[f64], i32); 5] = [
    (&[0.98, 0.99, 1.0, 1.01, 1.02, 1.03, 1.04, 1.05, 1.06, 1.07, 1.08, 1.09], 8),
    (&[0.99, 1.0, 1.01, 1.06, 1.07, 1.08], 8),
    (&[1.0, 1.07], 8),
    (&[1.0, 1.07], 24),
    (&[1.0], 24),
];
/// Heights are whole pixels.
const STEP: f64 = 0.75;
const STEPS_DOWN: i32 = 6;

/// Heights of what is printed, in points before fitting.
pub(super) struct Heights<'r> {
    pub(super) head: f64,
    /// The header, which every page has.
    pub(super) header: f64,
    /// What the rows need for their texts.
    pub(super) rows: &'r [f64],
    /// What must stay together and with some rows.
    pub(super) foot: f64,
}

/// The least height of a row, near the one wished for, by which the foot has some rows on its page.
pub(super) fn least_height(heights: &Heights<'_>, widths: &[f64], wished: f64) -> f64 {
    let page = page_height(widths);
    let good = |(pages, steps_up): (&[f64], i32)| {
        let mut steps: Vec<i32> = (-STEPS_DOWN..=steps_up).collect();
        steps.sort_by_key(|it| it.abs());
        let mut least = steps.iter().map(|it| wished + f64::from(*it) * STEP);
        least.find(|least| pages.iter().all(|it| heights.is_good(*least, page * it)))
    };
    WISHES.into_iter().find_map(good).unwrap_or(wished)
}

/// What fits on a page before the sheet is made smaller to fit its width.
fn page_height(widths: &[f64]) -> f64 {
    let points = widths.iter().map(|it| (it * CHARACTER + PADDING) * POINTS_A_PIXEL).sum::<f64>();
    let percent = (PAPER.0 / points * 100.0).floor().clamp(10.0, 100.0);
    PAPER.1 / percent * 100.0
}

impl Heights<'_> {
    fn is_good(&self, least: f64, page: f64) -> bool {
        let (mut used, mut n_rows) = (self.head + self.header, 0);
        for row in self.rows {
            let height = row.max(least);
            if used + height > page {
                (used, n_rows) = (self.header, 0);
            }
            used += height;
            n_rows += 1;
        }
        used + self.foot <= page && n_rows >= LEAST_ROWS.min(self.rows.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTHS: [f64; 12] = [13.0; 12];

    fn least(n_rows: usize) -> f64 {
        let rows: Vec<f64> = (0..n_rows).map(|it| if it % 4 == 0 { 31.5 } else { 15.75 }).collect();
        let heights = Heights { head: 130.0, header: 48.0, rows: &rows, foot: 140.0 };
        let least = least_height(&heights, &WIDTHS, 24.0);
        let page = page_height(&WIDTHS);
        assert!(heights.is_good(least, page), "{n_rows}: {least}");
        least
    }

    #[test]
    fn signatures_never_stand_alone() {
        assert_eq!(least(3), 24.0);
        // As wished, these would leave the signatures to the next page.
        assert!(least(14) != 24.0);
        assert!((1..500).map(least).all(|it| (19.5..=42.0).contains(&it)));
    }
}
