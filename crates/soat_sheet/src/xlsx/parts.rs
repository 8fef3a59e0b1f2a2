//! Which parts a package has: its workbook, its sheets.

use super::markup::{Fault, Markup, Tag, Token, local};
use super::text;
use crate::package::{Package, Part};

/// What the workbook's own part says.
pub(super) struct Workbook {
    pub(super) is_1904: bool,
    pub(super) sheets: Vec<SheetPart>,
    /// The folder of the other parts, with its `/`.
    pub(super) folder: String,
}

/// A sheet and where it is.
pub(crate) struct SheetPart {
    pub(crate) name: String,
    pub(super) path: String,
    pub(crate) is_visible: bool,
    /// Charts and dialogues have no cells.
    pub(crate) is_worksheet: bool,
}

struct Link {
    id: String,
    kind: String,
    target: String,
}

/// Finds the sheets.
pub(super) fn read_workbook(package: &Package<'_>) -> Result<Workbook, Fault> {
    let document = links(package, "_rels/.rels")?
        .into_iter()
        .rfind(|it| it.kind.ends_with("/relationships/officeDocument"))
        .ok_or(Fault::Damaged)?;
    let (folder, file) = match document.target.rsplit_once('/') {
        Some((folder, file)) => (format!("{folder}/"), file),
        None => (String::new(), document.target.as_str()),
    };
    let folder = folder.strip_prefix('/').unwrap_or(&folder).to_owned();
    let links = links(package, &format!("{folder}_rels/{file}.rels"))?;
    let mut markup = markup(package, &format!("{folder}{file}"))?;
    let mut workbook = Workbook { is_1904: false, sheets: Vec::new(), folder };
    loop {
        match markup.next()? {
            Token::Start(tag) if tag.name == b"sheet" => {
                let sheet = sheet_part(tag, &links, &workbook.folder)?;
                workbook.sheets.push(sheet);
            }
            Token::Start(tag) if tag.name == b"workbookPr" => {
                if let Some(it) = tag.attribute(b"date1904") {
                    workbook.is_1904 = matches!(it, b"1" | b"true");
                }
            }
            Token::End(b"workbook") => return Ok(workbook),
            Token::Over => return Err(Fault::Damaged),
            _ => {}
        }
    }
}

fn sheet_part(tag: Tag<'_>, links: &[Link], folder: &str) -> Result<SheetPart, Fault> {
    let mut name = String::new();
    let mut id = String::new();
    let mut is_visible = true;
    for (key, value) in tag.attributes() {
        match key {
            b"name" => name = text::attribute(value)?,
            b"state" => is_visible = value == b"visible",
            key if local(key) == b"id" => id = text::attribute(value)?,
            _ => {}
        }
    }
    let link = links.iter().rfind(|it| it.id == id).ok_or(Fault::Damaged)?;
    let path = match link.target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("{folder}{}", link.target),
    };
    let is_worksheet = match link.kind.rsplit('/').next() {
        Some("worksheet") => true,
        Some("chartsheet" | "dialogsheet") => false,
        _ => return Err(Fault::Unsupported),
    };
    Ok(SheetPart { name, path, is_visible, is_worksheet })
}

fn links(package: &Package<'_>, name: &str) -> Result<Vec<Link>, Fault> {
    let mut markup = markup(package, name)?;
    let mut links = Vec::new();
    loop {
        match markup.next()? {
            Token::Start(tag) if tag.name == b"Relationship" => {
                let value = |name| tag.attribute(name).map_or(Ok(String::new()), text::attribute);
                links.push(Link {
                    id: value(b"Id")?,
                    kind: value(b"Type")?,
                    target: value(b"Target")?,
                });
            }
            Token::Over => return Ok(links),
            _ => {}
        }
    }
}

fn markup<'a>(package: &Package<'a>, name: &str) -> Result<Markup<Part<'a>>, Fault> {
    Markup::new(package.part(name)?.ok_or(Fault::Damaged)?)
}
