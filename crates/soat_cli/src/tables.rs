//! Tables of a report, for people and for programs.

use std::io::Write;

use anyhow::Result;
use serde_json::{Value, json};
use soat_core::report::{Figure, Share, Table, grouped};

/// One line, without control characters: a cell must not command the terminal.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect()
}

pub(crate) fn write_figures(out: &mut impl Write, figures: &[Figure]) -> Result<()> {
    for Figure { title, share, .. } in figures {
        let (n, of) = (grouped(share.n()), grouped(share.of()));
        writeln!(out, "{title}: {n}/{of} ({})", share.words())?;
    }
    Ok(())
}

pub(crate) fn write_table(out: &mut impl Write, table: &Table) -> Result<()> {
    writeln!(out, "\n{}", table.title)?;
    let lines = lines(table);
    let n_columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let texts = lines.iter().filter_map(|it| it.get(column));
        texts.map(|it| it.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..n_columns).map(width).collect();
    for line in &lines {
        let cells = line.iter().zip(&widths).enumerate();
        let cells = cells.map(|(column, (text, &width))| match column {
            0 => format!("{text:<width$}"),
            _ => format!("{text:>width$}"),
        });
        writeln!(out, "  {}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

/// Headings, rows and total, a text a cell; a percentage stands behind its count.
pub(crate) fn lines(table: &Table) -> Vec<Vec<String>> {
    let headings = table.columns().iter().map(|it| it.title.to_owned());
    let mut lines = vec![[table.label.to_owned()].into_iter().chain(headings).collect::<Vec<_>>()];
    let shares: Vec<Vec<Option<Share>>> =
        (0..table.columns().len()).map(|it| table.shares(it)).collect();
    let totals = table.totals();
    let rows = table.rows().iter().map(|it| (plain(&it.label), it.counts()));
    for (row_idx, (label, counts)) in rows.chain([("Tổng số".to_owned(), &*totals)]).enumerate()
    {
        let cell = |(count, shares): (&u64, &Vec<Option<Share>>)| match shares
            .get(row_idx)
            .copied()
            .flatten()
        {
            Some(share) => format!("{} ({})", grouped(*count), share.words()),
            None => grouped(*count),
        };
        let cells = counts.iter().zip(&shares).map(cell);
        lines.push([label].into_iter().chain(cells).collect());
    }
    lines
}

pub(crate) fn figures_json(figures: &[Figure]) -> Value {
    let figure = |it: &Figure| {
        json!({
            "key": it.key,
            "title": it.title,
            "numerator": it.share.n(),
            "denominator": it.share.of(),
            "percent": it.share.words(),
            "numerator_definition": it.who,
            "denominator_definition": it.of_whom,
        })
    };
    figures.iter().map(figure).collect()
}

pub(crate) fn table_json(table: &Table) -> Value {
    let row = |it: &soat_core::report::Row| json!({ "label": it.label, "definition": it.definition, "counts": it.counts() });
    let percents = |column: usize| {
        let shares = table.shares(column).into_iter();
        shares.map(|it| it.map(Share::words)).collect::<Vec<_>>()
    };
    json!({
        "key": table.key,
        "title": table.title,
        "definition": table.definition,
        "columns": table.columns().iter().map(|it| it.title).collect::<Vec<_>>(),
        "rows": table.rows().iter().map(row).collect::<Vec<_>>(),
        "totals": table.totals(),
        "percents": (0..table.columns().len()).map(percents).collect::<Vec<_>>(),
    })
}
