//! Which parts a workbook has: its sheets, its strings, its styles.

use super::markup::{Fault, Markup, Tag, Token, local};
use super::text;
use crate::book::SheetEntry;
use crate::package::{Package, Part};

/// What the workbook's own part says.
pub(super) struct Workbook {
    pub(super) is_1904: bool,
    pub(super) sheets: Vec<SheetEntry>,
    /// Where each of the sheets is.
    pub(super) paths: Vec<String>,
    pub(super) strings: String,
    pub(super) styles: String,
    /// The workbook says that it has styles.
    pub(super) has_styles: bool,
}

struct Link {
    id: String,
    /// The last word of its type.
    kind: String,
    target: String,
}

/// Finds the sheets.
pub(super) fn read_workbook(package: &Package<'_>) -> Result<Workbook, Fault> {
    let path = workbook_path(package);
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let places = Places { package, folder, links: links(package, folder, file) };
    let mut workbook = Workbook {
        is_1904: false,
        sheets: Vec::new(),
        paths: Vec::new(),
        strings: places.only("sharedStrings", "sharedStrings.xml"),
        styles: places.only("styles", "styles.xml"),
        has_styles: places.links.iter().any(|it| it.kind == "styles"),
    };
    let mut markup = markup(package, &path)?;
    loop {
        match markup.next() {
            Ok(Token::Start(tag)) if tag.name == b"sheet" => add_sheet(&mut workbook, tag, &places),
            Ok(Token::Start(tag)) if tag.name == b"workbookPr" => {
                if let Some(it) = tag.attribute(b"date1904") {
                    workbook.is_1904 = matches!(it, b"1" | b"true" | b"on");
                }
            }
            Ok(Token::Over) => return Ok(workbook),
            Err(Fault::Cut) if !workbook.sheets.is_empty() => return Ok(workbook),
            Ok(_) => {}
            Err(fault) => return Err(fault),
        }
    }
}

/// The workbook's own part: where the package says, or else where Excel puts it.
fn workbook_path(package: &Package<'_>) -> String {
    let links = links(package, "", "");
    let said = links.into_iter().rfind(|it| it.kind == "officeDocument").map(|it| it.target);
    let is_there = |it: &String| package.has(it);
    let likely = || package.names().find(|it| it.ends_with("workbook.xml")).map(str::to_owned);
    let found = said.filter(is_there).or_else(likely);
    found.unwrap_or_else(|| "xl/workbook.xml".to_owned())
}

/// What the workbook's links tell.
struct Places<'p, 'a> {
    package: &'p Package<'a>,
    folder: &'p str,
    links: Vec<Link>,
}

impl Places<'_, '_> {
    /// Where the one part of a kind is: where a link says, or else where Excel puts it.
    fn only(&self, kind: &str, usual: &str) -> String {
        let link = self.links.iter().find(|it| it.kind == kind);
        let said = self.path(link.map_or(usual, |it| it.target.as_str()));
        let places = [&said, &self.path(usual), &format!("xl/{usual}")];
        let found = places.into_iter().find(|it| self.package.has(it));
        found.cloned().unwrap_or(said)
    }

    /// From the workbook's folder, or from the top.
    fn path(&self, target: &str) -> String {
        let beside = format!("{}/{target}", self.folder);
        let is_from_top = target.starts_with(['/', '\\']) || !self.package.has(&beside);
        if is_from_top && self.package.has(target) { target.to_owned() } else { beside }
    }
}

fn add_sheet(workbook: &mut Workbook, tag: Tag<'_>, places: &Places<'_, '_>) {
    let (mut name, mut id) = (String::new(), String::new());
    let mut is_visible = true;
    for (key, value) in tag.attributes() {
        match key {
            // What can be read of a name is enough.
            b"name" => text::decode(value, &mut name).unwrap_or_default(),
            b"state" => is_visible = value == b"visible",
            key if local(key) == b"id" => id = text::attribute(value).unwrap_or_default(),
            _ => {}
        }
    }
    let link = places.links.iter().rfind(|it| it.id == id && !id.is_empty());
    let path = match link {
        Some(link) => places.path(&link.target),
        None => places.path(&format!("worksheets/sheet{}.xml", workbook.sheets.len() + 1)),
    };
    let is_worksheet = link.is_none_or(|it| it.kind == "worksheet");
    workbook.sheets.push(SheetEntry { name, is_visible, is_worksheet });
    workbook.paths.push(path);
}

/// The links of a part, as far as they can be read.
fn links(package: &Package<'_>, folder: &str, file: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let Ok(mut markup) = markup(package, &format!("{folder}/_rels/{file}.rels")) else {
        return links;
    };
    loop {
        match markup.next() {
            Ok(Token::Start(tag)) if tag.name == b"Relationship" => {
                let value = |name| tag.attribute(name).and_then(|it| text::attribute(it).ok());
                let kind = value(b"Type").unwrap_or_default();
                links.push(Link {
                    id: value(b"Id").unwrap_or_default(),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: value(b"Target").unwrap_or_default(),
                });
            }
            Ok(Token::Over) | Err(_) => return links,
            Ok(_) => {}
        }
    }
}

fn markup<'a>(package: &Package<'a>, name: &str) -> Result<Markup<Part<'a>>, Fault> {
    Markup::new(package.part(name)?.ok_or(Fault::Damaged)?)
}
