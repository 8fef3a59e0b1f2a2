//! A report as one HTML file: to look at, print and forward. It loads nothing and has no scripts.

use core::fmt::Write;

use soat_core::Date;
use soat_core::report::{Chart, Figure, Report, Shape, Table};

use crate::tables::lines;

const STYLE: &str = "body{font:16px/1.45 'Segoe UI','Times New Roman',serif;max-width:62em;margin:1.5em auto;\
    padding:0 1em;color:#1b1b1b}h1{font-size:1.35em}h2{font-size:1.1em;margin:1.6em 0 .2em}\
    table{border-collapse:collapse;width:100%}th,td{border:1px solid #777;padding:.2em .5em;\
    vertical-align:top;text-align:right}th{background:#e7eef7;text-align:center}\
    td{white-space:nowrap}td:first-child,td.words{text-align:left;white-space:normal}tr:last-child.total td{font-weight:bold}\
    p.words,td.words{font-size:.88em}svg{max-width:100%;height:auto;font-size:13px}\
    tr,svg{break-inside:avoid}h2{break-after:avoid}\
    @page{size:A4 landscape;margin:15mm}@media print{body{margin:0;max-width:none;font-size:12px}}";

/// The page of a report; `day` is the day of its daily line.
pub(crate) fn page(report: &Report, day: Date) -> String {
    let mut html = String::new();
    let title = "Báo cáo rà soát dữ liệu tiêm chủng";
    html += "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\">";
    html += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">";
    put(&mut html, format_args!("<title>{title}</title><style>{STYLE}</style><h1>{title}</h1>"));
    for line in [report.head_line(), report.daily_line(day), report.privacy_line()] {
        put(&mut html, format_args!("<p>{}</p>", escaped(&line)));
    }
    figures(&mut html, &report.figures());
    let charts = report.charts();
    for table in report.tables() {
        section(&mut html, &table, charts.iter().find(|it| it.key == table.key));
    }
    html + "</html>\n"
}

fn figures(html: &mut String, figures: &[Figure]) {
    *html += "<h2>Chỉ số chính</h2><table><thead><tr><th>Chỉ số<th>Tử số<th>Mẫu số<th>Tỷ lệ<th>Đếm những ai</thead>";
    for Figure { title, share, who, of_whom, .. } in figures {
        let (n, of, percent) = (share.n(), share.of(), escaped(&share.words()));
        put(
            html,
            format_args!(
                "<tr><td>{title}<td>{n}<td>{of}<td>{percent}<td class=\"words\">Tử số: {who} Mẫu số: {of_whom}</tr>"
            ),
        );
    }
    *html += "</table>";
}

fn section(html: &mut String, table: &Table, chart: Option<&Chart>) {
    put(html, format_args!("<h2>{}</h2><p class=\"words\">{}</p>", table.title, table.definition));
    if let Some(chart) = chart {
        svg(html, chart);
    }
    let lines = lines(table);
    let (Some((head, rows)), has_words) =
        (lines.split_first(), table.rows().iter().any(|it| !it.definition.is_empty()))
    else {
        return;
    };
    *html += "<table><thead><tr>";
    head.iter().for_each(|it| put(html, format_args!("<th>{}", escaped(it))));
    *html += if has_words { "<th>Đếm những ai</thead>" } else { "</thead>" };
    for (row_idx, row) in rows.iter().enumerate() {
        let is_total = row_idx == table.rows().len();
        *html += if is_total { "<tr class=\"total\">" } else { "<tr>" };
        row.iter().for_each(|it| put(html, format_args!("<td>{}", escaped(it))));
        if has_words {
            let words = table.rows().get(row_idx).map_or("", |it| it.definition);
            put(html, format_args!("<td class=\"words\">{words}"));
        }
        *html += "</tr>";
    }
    *html += "</table>";
}

fn svg(html: &mut String, chart: &Chart) {
    let Chart { title, width, height, shapes, .. } = chart;
    put(
        html,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" aria-label=\"{title}\">"
        ),
    );
    for shape in shapes {
        match shape {
            Shape::Bar([x, y, width, height], colour) => put(
                html,
                format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>"
                ),
            ),
            Shape::Text(anchor, [x, y], text, colour) => put(
                html,
                format_args!(
                    "<text x=\"{x}\" y=\"{y}\" fill=\"{colour}\" text-anchor=\"{}\" \
                     dominant-baseline=\"central\">{}</text>",
                    anchor.key(),
                    escaped(text)
                ),
            ),
        }
    }
    *html += "</svg>";
}

fn put(html: &mut String, text: core::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = html.write_fmt(text);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
