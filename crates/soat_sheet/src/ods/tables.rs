//! The tables of a document, one after another.

use std::collections::HashSet;

use crate::book::SheetEntry;
use crate::package::Part;
use crate::xlsx::markup::{Fault, Markup, Tag, Token, local};
use crate::xlsx::text;

/// Nobody makes more; each is looked at.
const MOST_SHEETS: usize = 1_000;

/// Goes from table to table.
pub(super) struct Tables<'p> {
    /// Right behind the start tag of the table found last.
    pub(super) markup: Markup<Part<'p>>,
    style: Vec<u8>,
    hidden_styles: HashSet<Vec<u8>>,
    is_in_body: bool,
    /// The end of the table found last is still to come.
    pub(super) is_inside: bool,
}

/// A table found.
pub(super) struct TableEntry {
    pub(super) sheet: SheetEntry,
    pub(super) is_empty: bool,
}

/// The tables of a document, as far as it can be read, and whether it is cut.
pub(super) fn all(content: Part<'_>) -> (Vec<SheetEntry>, bool) {
    let mut sheets = Vec::new();
    let Ok(mut tables) = Tables::new(content) else { return (sheets, true) };
    while sheets.len() < MOST_SHEETS {
        match tables.next() {
            Ok(Some(entry)) => sheets.push(entry.sheet),
            // Only at its end is a part known to be what was packed.
            Ok(None) => return (sheets, tables.markup.drain().is_err()),
            Err(_) => return (sheets, true),
        }
    }
    (sheets, false)
}

impl<'p> Tables<'p> {
    pub(super) fn new(content: Part<'p>) -> Result<Self, Fault> {
        let markup = Markup::new(content)?;
        Ok(Self {
            markup,
            style: Vec::new(),
            hidden_styles: HashSet::new(),
            is_in_body: false,
            is_inside: false,
        })
    }

    /// Goes to the next table. The rest of the last one is jumped over: cells are the bulk of a
    /// document, and no cell of a spreadsheet has a table in it.
    pub(super) fn next(&mut self) -> Result<Option<TableEntry>, Fault> {
        if self.is_inside {
            self.markup.skip_past(b":table>")?;
            self.is_inside = false;
        }
        loop {
            match self.markup.next()? {
                Token::Start(tag) => match tag.name {
                    b"spreadsheet" => self.is_in_body = true,
                    b"style" => {
                        self.style = attribute(tag, b"name").unwrap_or_default().to_vec();
                    }
                    b"table-properties"
                        if attribute(tag, b"display") == Some(b"false")
                            && self.hidden_styles.len() < MOST_SHEETS =>
                    {
                        self.hidden_styles.insert(self.style.clone());
                    }
                    // What tables were before, and what others lend: no sheets.
                    b"tracked-changes" | b"dde-links" => {
                        let is_empty = tag.is_empty;
                        self.markup.skip_element(is_empty)?;
                    }
                    // Tables in tables, such as the data of a chart, have no name.
                    b"table" if self.is_in_body && attribute(tag, b"name").is_some() => {
                        self.is_inside = !tag.is_empty;
                        return Ok(Some(entry(tag, &self.hidden_styles)));
                    }
                    _ => {}
                },
                Token::End(b"spreadsheet") => return Ok(None),
                Token::Over => return Err(Fault::Damaged),
                _ => {}
            }
        }
    }
}

fn entry(tag: Tag<'_>, hidden_styles: &HashSet<Vec<u8>>) -> TableEntry {
    let name = attribute(tag, b"name").and_then(|it| text::attribute(it).ok());
    let is_visible = attribute(tag, b"style-name").is_none_or(|it| !hidden_styles.contains(it));
    let sheet = SheetEntry { name: name.unwrap_or_default(), is_visible, is_worksheet: true };
    TableEntry { sheet, is_empty: tag.is_empty }
}

/// The value of the attribute with this name, whatever its prefix.
pub(super) fn attribute<'b>(tag: Tag<'b>, name: &[u8]) -> Option<&'b [u8]> {
    tag.attributes().find(|it| local(it.0) == name).map(|it| it.1)
}
