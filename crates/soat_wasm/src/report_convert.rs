//! Reports as they cross.

use soat_core::report::{Chart, Report, Shape, Share, ShareOf, Table, grouped};
use soat_core::{Class, Date, Said};

use crate::wire::{ChartView, FigureView, ReportView, SaidView, TableRow, TableView};

pub(crate) fn report(report: &Report, day: Date) -> ReportView {
    let figure = |it: &soat_core::report::Figure| FigureView {
        title: it.title.to_owned(),
        n: grouped(it.share.n()),
        of: grouped(it.share.of()),
        percent: it.share.words(),
        who: it.who.to_owned(),
        of_whom: it.of_whom.to_owned(),
    };
    let unit = report.units().first().filter(|it| !it.unit().is_unknown());
    ReportView {
        unit: unit.map_or_else(String::new, |it| it.unit().title()),
        lines: vec![report.head_line(), report.privacy_line()],
        daily: report.daily_line(day),
        figures: report.figures().iter().map(figure).collect(),
        tables: tables(&report.tables(), &report.charts()),
    }
}

/// Each table with the chart of its key.
pub(crate) fn tables(tables: &[Table], charts: &[Chart]) -> Vec<TableView> {
    let with_chart = |it: &Table| TableView {
        chart: charts.iter().find(|chart| chart.key == it.key).map(chart),
        ..table(it)
    };
    tables.iter().map(with_chart).collect()
}

fn table(table: &Table) -> TableView {
    let shares: Vec<Vec<Option<Share>>> =
        (0..table.columns().len()).map(|it| table.shares(it)).collect();
    let cells = |row_idx: usize, counts: &[u64]| {
        let cell = |(&count, shares): (&u64, &Vec<Option<Share>>)| {
            let share = shares.get(row_idx).copied().flatten();
            [grouped(count), share.map_or_else(String::new, Share::words)]
        };
        counts.iter().zip(&shares).map(cell).collect()
    };
    let row = |(row_idx, it): (usize, &soat_core::report::Row)| TableRow {
        label: it.label.clone(),
        definition: it.definition.to_owned(),
        cells: cells(row_idx, it.counts()),
    };
    let total = TableRow {
        label: "Tổng số".to_owned(),
        definition: String::new(),
        cells: cells(table.rows().len(), &table.totals()),
    };
    let heading = |it: &soat_core::report::Column| match it.share {
        ShareOf::Nothing => it.title.to_owned(),
        _ => format!("{} (%)", it.title),
    };
    let label = [table.label.to_owned()].into_iter();
    TableView {
        key: table.key.to_owned(),
        title: table.title.to_owned(),
        definition: table.definition.to_owned(),
        headings: label.chain(table.columns().iter().map(heading)).collect(),
        rows: table.rows().iter().enumerate().map(row).chain([total]).collect(),
        chart: None,
    }
}

pub(crate) fn chart(chart: &Chart) -> ChartView {
    let mut view = ChartView {
        title: chart.title.to_owned(),
        width: chart.width,
        height: chart.height,
        bars: Vec::new(),
        texts: Vec::new(),
    };
    for shape in &chart.shapes {
        match shape {
            Shape::Bar([x, y, width, height], colour) => {
                view.bars.push((*x, *y, *width, *height, (*colour).to_owned()));
            }
            Shape::Text(anchor, [x, y], text, colour) => {
                let anchor = anchor.key().to_owned();
                view.texts.push((anchor, *x, *y, text.clone(), (*colour).to_owned()));
            }
        }
    }
    view
}

pub(crate) fn said(it: &Said) -> SaidView {
    let Said { field, sentence } = it;
    SaidView {
        field: field.key().to_owned(),
        title: field.title().to_owned(),
        sentence: sentence.clone(),
    }
}

/// A sign a row: the number of the class, `-` when the person was not there.
pub(crate) fn signs(states: &[Option<Class>]) -> String {
    let sign = |it: &Option<Class>| it.map_or('-', |it| char::from(b'0' + it as u8));
    states.iter().map(sign).collect()
}

pub(crate) fn states(signs: &str) -> Vec<Option<Class>> {
    let state = |sign: u8| Class::ALL.get(usize::from(sign.wrapping_sub(b'0'))).copied();
    signs.bytes().map(state).collect()
}
