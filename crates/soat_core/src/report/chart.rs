//! Charts of a report: rows of bars, cut into parts, as shapes in places.
//!
//! Whoever draws them, on the screen, on paper or into a file, only puts the shapes down. Every part
//! that is wide enough carries its count, so that a print without colours can be read.

use super::{Report, grouped};
use crate::class::Class;
use crate::recheck::{Outcome, Recheck, TrendPoint};

/// A drawing, in units of a pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// The stable name.
    pub key: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// Width of the drawing.
    pub width: u32,
    /// Height of the drawing.
    pub height: u32,
    /// Its shapes; later ones lie over earlier ones.
    pub shapes: Vec<Shape>,
}

/// A shape of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A rectangle: left, top, width, height, colour (`#rrggbb`).
    Bar([u32; 4], &'static str),
    /// A text: where it stands, its middle being at this height; colour.
    Text(Anchor, [u32; 2], String, &'static str),
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Anchor {
    /// The word of SVG.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

const WIDTH: u32 = 760;
const LABELS: u32 = 210;
const BARS: u32 = 480;
const ROW: u32 = 26;
const BAR: u32 = 18;
/// Names of parts on a line of the legend.
const LEGEND: usize = 3;
/// Rows beyond which a chart shows nothing that its table does not.
const MOST_ROWS: usize = 40;
/// Characters of a label that fit.
const MOST_CHARS: usize = 30;
const INK: &str = "#1b1b1b";
const WHITE: &str = "#ffffff";

/// A part of every bar: its name, its colour and that of a count on it.
type Part = (&'static str, &'static str, &'static str);

fn class_parts() -> [Part; 6] {
    const LOOKS: [(&str, &str); 6] = [
        ("#8c1d18", WHITE),
        ("#c4512d", WHITE),
        ("#e8a33d", INK),
        ("#f3d9a4", INK),
        ("#2e7d4f", WHITE),
        ("#8a94a6", WHITE),
    ];
    let mut looks = LOOKS.into_iter();
    Class::ALL.map(|it| {
        let (colour, ink) = looks.next().unwrap_or((INK, WHITE));
        (it.title(), colour, ink)
    })
}

impl Report {
    /// Charts by class, by village or unit, and by day.
    #[must_use]
    pub fn charts(&self) -> Vec<Chart> {
        let of_table = |key: &str| self.tables().into_iter().find(|it| it.key == key);
        let mut charts = Vec::new();
        if let Some(table) = of_table("class") {
            let column = |idx: usize| table.rows().iter().map(|it| it.counts()[idx]).collect(); // OK because the table has two columns
            let rows =
                vec![("Lúc mở tệp".to_owned(), column(0)), ("Hiện nay".to_owned(), column(1))];
            charts.push(bars("class", "Theo phân loại", &class_parts(), rows));
        }
        let place = of_table("village").or_else(|| of_table("unit"));
        if let Some(table) = place {
            let classes = |it: &super::Row| it.counts().iter().skip(1).take(6).copied().collect();
            let rows = table.rows().iter().map(|it| (it.label.clone(), classes(it))).collect();
            charts.push(bars(table.key, table.title, &class_parts(), rows));
        }
        const DAYS: [Part; 3] = [
            ("Đã hết lỗi", "#2e7d4f", WHITE),
            ("Còn lỗi", "#c4512d", WHITE),
            ("Từ đầu không có lỗi", "#8a94a6", WHITE),
        ];
        if let Some(table) = of_table("day") {
            let parts = |it: &super::Row| it.counts().iter().skip(1).copied().collect();
            let rows = table.rows().iter().map(|it| (it.label.clone(), parts(it))).collect();
            charts.push(bars("day", table.title, &DAYS, rows));
        }
        charts
    }
}

impl Recheck {
    /// What has become of people, by village.
    #[must_use]
    pub fn charts(&self) -> Vec<Chart> {
        const LOOKS: [(&str, &str); 7] = [
            ("#2e7d4f", WHITE),
            ("#c4512d", WHITE),
            ("#8c1d18", WHITE),
            ("#e8a33d", INK),
            ("#bcd9c5", INK),
            ("#8a94a6", WHITE),
            ("#5b7db1", WHITE),
        ];
        let mut looks = LOOKS.into_iter();
        let parts = Outcome::ALL.map(|it| {
            let (colour, ink) = looks.next().unwrap_or((INK, WHITE));
            (it.title(), colour, ink)
        });
        let tables = self.tables();
        let of_table = |key: &str| tables.iter().find(|it| it.key == key);
        let row = |it: &super::Row| {
            (it.label.clone(), it.counts().iter().skip(1).copied().collect::<Vec<_>>())
        };
        let rows =
            of_table("village").map_or_else(Vec::new, |it| it.rows().iter().map(row).collect());
        vec![bars("village", "Kết quả theo thôn, ấp, khu phố", &parts, rows)]
    }
}

/// How the figures of a list went from export to export, oldest first.
#[must_use]
pub fn trend_chart(points: &[TrendPoint]) -> Chart {
    let rows = points.iter().map(|it| (it.label.clone(), it.classes.to_vec())).collect();
    bars("trend", "Diễn biến qua các lần tải", &class_parts(), rows)
}

fn bars(
    key: &'static str,
    title: &'static str,
    parts: &[Part],
    mut rows: Vec<(String, Vec<u64>)>,
) -> Chart {
    let n_more = rows.len().saturating_sub(MOST_ROWS);
    rows.truncate(MOST_ROWS);
    let longest = rows.iter().map(|it| it.1.iter().sum::<u64>()).max().unwrap_or(0).max(1);
    let mut shapes = legend(parts);
    let mut top = ROW * u32::try_from(parts.len().div_ceil(LEGEND)).unwrap_or(0) + 6;
    for (label, counts) in &rows {
        let middle = top + ROW / 2;
        let text = |anchor, x, text: String| Shape::Text(anchor, [x, middle], text, INK);
        shapes.push(text(Anchor::End, LABELS - 8, clipped(label)));
        let end = bar(&mut shapes, top, counts, parts, longest);
        shapes.push(text(Anchor::Start, end + 6, grouped(counts.iter().sum())));
        top += ROW;
    }
    if n_more > 0 {
        let more = format!("và {n_more} dòng nữa trong bảng");
        shapes.push(Shape::Text(Anchor::Start, [LABELS, top + ROW / 2], more, INK));
        top += ROW;
    }
    Chart { key, title, width: WIDTH, height: top + 4, shapes }
}

/// Puts the parts of a bar down; says where it ends.
fn bar(shapes: &mut Vec<Shape>, top: u32, counts: &[u64], parts: &[Part], longest: u64) -> u32 {
    let place = |sum: u64| {
        let x = u128::from(sum) * u128::from(BARS) / u128::from(longest);
        LABELS + u32::try_from(x).unwrap_or(BARS)
    };
    let mut sum = 0;
    let mut left = place(0);
    for (&count, &(_, colour, ink)) in counts.iter().zip(parts) {
        sum += count;
        let right = place(sum);
        if right == left {
            continue;
        }
        let width = right - left;
        shapes.push(Shape::Bar([left, top + (ROW - BAR) / 2, width, BAR], colour));
        let words = grouped(count);
        let needed = 8 * u32::try_from(words.len()).unwrap_or(u32::MAX);
        if needed < width {
            let middle = [left + width / 2, top + ROW / 2];
            shapes.push(Shape::Text(Anchor::Middle, middle, words, ink));
        }
        left = right;
    }
    left
}

fn legend(parts: &[Part]) -> Vec<Shape> {
    const APART: u32 = 250;
    const SIDE: u32 = 12;
    let mut shapes = Vec::new();
    for (line, parts) in (0..).zip(parts.chunks(LEGEND)) {
        for (place, (name, colour, _)) in (0..).zip(parts) {
            let (left, middle) = (place * APART + 4, line * ROW + ROW / 2);
            shapes.push(Shape::Bar([left, middle - SIDE / 2, SIDE, SIDE], colour));
            let at = [left + SIDE + 6, middle];
            shapes.push(Shape::Text(Anchor::Start, at, (*name).to_owned(), INK));
        }
    }
    shapes
}

fn clipped(label: &str) -> String {
    if label.chars().count() <= MOST_CHARS {
        return label.to_owned();
    }
    let mut kept: String = label.chars().take(MOST_CHARS - 1).collect();
    kept.push('…');
    kept
}
