//! The font of the name column: `.VnTime` says that its letters are of before Unicode.
//!
//! Almost every workbook has no such font, and then only `styles.xml` is looked at.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// People whose cells are asked.
const ROWS: u32 = 200;
/// The first people of a sheet are within so many bytes, and styles are no longer.
const MOST_BYTES: u64 = 8 << 20;

/// The font that most cells of a column are in, when it is one of before Unicode. `sheet` is the
/// sheet's place in the workbook; other kinds of files than xlsx have no answer.
pub(crate) fn legacy_font(
    bytes: &[u8],
    sheet: usize,
    column: &str,
    first_row: u32,
) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let styles = part(&mut archive, "xl/styles.xml")?;
    if !tags(&styles)
        .any(|(name, rest)| name == "name" && attribute(rest, "val").is_some_and(is_legacy))
    {
        return None;
    }
    let fonts = fonts_of_styles(&styles);
    let path = sheet_path(&mut archive, sheet)?;
    let sheet = part(&mut archive, &path)?;
    let mut votes: HashMap<&str, u32> = HashMap::new();
    let mut n_cells = 0;
    for (_, cell) in tags(&sheet).filter(|it| it.0 == "c") {
        let place = attribute(cell, "r")?;
        let digits = place.find(|it: char| it.is_ascii_digit())?;
        let (letters, row) = place.split_at(digits);
        let row: u32 = row.parse().ok()?;
        if row >= first_row.saturating_add(ROWS) {
            break;
        }
        if letters == column && row >= first_row {
            let style: usize = attribute(cell, "s").map_or(Some(0), |it| it.parse().ok())?;
            n_cells += 1;
            *votes.entry(fonts.get(style).copied().unwrap_or_default()).or_default() += 1;
        }
    }
    let (font, n) = votes.into_iter().max_by_key(|it| (it.1, it.0.len()))?;
    (n * 2 > n_cells && is_legacy(font)).then(|| font.to_owned())
}

/// `.VnTime` and its kin are TCVN3, `VNI-Times` and its kin are VNI.
pub(crate) fn is_legacy(font: &str) -> bool {
    let begins =
        |with: &str| font.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with));
    begins(".Vn") || begins("VNI-")
}

/// Name of the font of each cell style.
fn fonts_of_styles(styles: &str) -> Vec<&str> {
    let (mut fonts, mut of_styles) = (Vec::new(), Vec::new());
    let mut inside = "";
    for (name, rest) in tags(styles) {
        match name {
            "fonts" | "/fonts" | "cellXfs" | "/cellXfs" => inside = name,
            "font" if inside == "fonts" => fonts.push(""),
            "name" if inside == "fonts" => {
                if let Some(font) = fonts.last_mut() {
                    *font = attribute(rest, "val").unwrap_or_default();
                }
            }
            "xf" if inside == "cellXfs" => {
                let font = attribute(rest, "fontId").and_then(|it| it.parse::<usize>().ok());
                of_styles.push(font.and_then(|it| fonts.get(it).copied()).unwrap_or_default());
            }
            _ => {}
        }
    }
    of_styles
}

fn sheet_path(archive: &mut Archive<'_>, sheet: usize) -> Option<String> {
    let workbook = part(archive, "xl/workbook.xml")?;
    let links = part(archive, "xl/_rels/workbook.xml.rels")?;
    let link = |entry: &str| {
        let id = attribute(entry, "r:id")?;
        tags(&links).map(|it| it.1).find(|it| attribute(it, "Id") == Some(id))
    };
    // Charts and dialogues have no cells, and are not counted.
    let sheets = tags(&workbook).filter(|it| it.0 == "sheet").filter_map(|it| link(it.1));
    let is_sheet = |it: &&str| attribute(it, "Type").is_some_and(|it| it.ends_with("/worksheet"));
    let target = attribute(sheets.filter(is_sheet).nth(sheet)?, "Target")?;
    Some(match target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("xl/{target}"),
    })
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn part(archive: &mut Archive<'_>, path: &str) -> Option<String> {
    let mut text = Vec::new();
    archive.by_name(path).ok()?.take(MOST_BYTES).read_to_end(&mut text).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// Tags with what follows their name; enough for parts in which text is of no interest.
fn tags(xml: &str) -> impl Iterator<Item = (&str, &str)> {
    xml.split('<').skip(1).filter_map(|it| {
        let tag = it.split('>').next()?.trim_end_matches('/');
        let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        Some((name, rest))
    })
}

fn attribute<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let at = |it: &(usize, &str)| {
        let before = rest.get(..it.0).and_then(|it| it.chars().next_back());
        let after = rest.get(it.0 + name.len()..).and_then(|it| it.chars().next());
        before.is_none_or(char::is_whitespace) && after == Some('=')
    };
    let (start, _) = rest.match_indices(name).find(at)?;
    let value = rest.get(start + name.len() + 1..)?;
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    value.get(1..)?.split(quote).next()
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use crate::{ReadOptions, read};

    fn font_of(name_font: &str) -> Option<String> {
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "x").unwrap();
        let sheet = book.add_worksheet();
        let format = Format::new().set_font_name(name_font);
        for (column, heading) in (0..).zip(["STT", "Họ và tên", "CCCD"]) {
            sheet.write_string(0, column, heading).unwrap();
        }
        for row in 1..=20 {
            sheet.write_number(row, 0, row).unwrap();
            sheet.write_string_with_format(row, 1, "Lª V¨n Hïng", &format).unwrap();
            sheet.write_number(row, 2, 1_185_000_000 + row).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        read(&bytes, &ReadOptions::default(), &mut |_| {}).unwrap().info.name_font
    }

    #[test]
    fn the_font_of_the_names() {
        assert_eq!(font_of(".VnTimeH").as_deref(), Some(".VnTimeH"));
        assert_eq!(font_of("VNI-Times").as_deref(), Some("VNI-Times"));
        assert_eq!(font_of("Times New Roman"), None);
    }
}
