//! Lists that are text: pages, workbooks of XML, values between separators, whatever they are
//! called.

mod csv;
pub(crate) mod encoding;
mod entities;
pub(crate) mod foreign;
mod html;
mod mhtml;
mod spreadsheet_xml;
mod tags;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::book::Reader;
use crate::error::{ReadError, ReadErrorKind};
use crate::text_formats::csv::CsvBook;
use crate::text_formats::encoding::Charset;
use crate::text_formats::html::HtmlBook;
use crate::text_formats::spreadsheet_xml::XmlBook;

/// Bytes by which the kind of text is told.
const HEAD: usize = 64 * 1024;
/// Longer texts are not read: their letters and those of the table have to fit into a browser.
const MOST_BYTES: usize = 256 * 1024 * 1024;
/// Bytes of a cell's text: more than the 32,767 letters that Excel takes.
const MOST_TEXT: usize = 128 * 1024;
/// Excel has no more columns.
const MOST_COLUMNS: u32 = 16_384;

/// The kinds of text that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFormat {
    /// A page, or pages saved together.
    Html,
    /// SpreadsheetML 2003.
    Xml,
    Csv,
}

impl TextFormat {
    /// The name in [`soat_core::ListInfo`].
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Xml => "xml",
            Self::Csv => "csv",
        }
    }
}

/// Tells the kind of a file that is neither an archive of parts nor a compound file.
pub(crate) fn detect(bytes: &[u8]) -> Result<TextFormat, ReadError> {
    if let Some(kind) = foreign::by_bytes(bytes) {
        return Err(ReadError::new(kind));
    }
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::new(ReadErrorKind::TooLarge));
    }
    if mhtml::is_archive(bytes) {
        return Ok(TextFormat::Html);
    }
    let head = Charset::of(bytes).decode(bytes.get(..HEAD).unwrap_or(bytes));
    let head = head.trim_start();
    if head.is_empty() {
        return Err(ReadError::new(ReadErrorKind::EmptyFile));
    }
    if is_binary(head) {
        return Err(ReadError::new(ReadErrorKind::NotASpreadsheet));
    }
    markup_format(head)?
        .or_else(|| csv::is_table(head).then_some(TextFormat::Csv))
        .ok_or_else(|| ReadError::new(ReadErrorKind::NotASpreadsheet))
}

/// Opens a text of a known kind.
pub(crate) fn open<'a>(
    bytes: &'a [u8],
    format: TextFormat,
) -> Result<Box<dyn Reader + 'a>, ReadError> {
    let text = || -> Cow<'a, str> { Charset::of(bytes).decode(bytes) };
    Ok(match format {
        TextFormat::Html if mhtml::is_archive(bytes) => {
            Box::new(HtmlBook::open(mhtml::pages(bytes))?)
        }
        TextFormat::Html => Box::new(HtmlBook::open(vec![text()])?),
        TextFormat::Xml => Box::new(XmlBook::open(text())?),
        TextFormat::Csv => {
            let none = || ReadError::new(ReadErrorKind::NotASpreadsheet);
            Box::new(CsvBook::open(text()).ok_or_else(none)?)
        }
    })
}

/// Letters that no text has are many in anything else.
fn is_binary(head: &str) -> bool {
    let is_strange = |it: &char| {
        let is_control = it.is_control() && !matches!(it, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}');
        is_control || *it == char::REPLACEMENT_CHARACTER
    };
    let n_strange = head.chars().filter(is_strange).count();
    // TCVN3 and VNI have letters among the controls 80 to 9F.
    n_strange > 2 + head.len() / 50
}

/// The kind of a text with tags; `None` when it has none that matter.
fn markup_format(head: &str) -> Result<Option<TextFormat>, ReadError> {
    let lower = head.to_ascii_lowercase();
    let has = |tag: &str| holds(&lower, tag);
    if has("urn:schemas-microsoft-com:office:spreadsheet")
        && (has("<workbook") || has(":workbook"))
        && !has("<html")
    {
        return Ok(Some(TextFormat::Xml));
    }
    if has("<w:worddocument") {
        return Err(ReadError::new(ReadErrorKind::WordOrPdf));
    }
    // Warnings of a server may stand before its table.
    let is_page = if head.starts_with('<') {
        !has("<?xml") || has("<html") || has("<table")
    } else {
        has("<table") && has("<tr")
    };
    let is_other = head.starts_with('<') && !is_page;
    if is_other {
        return Err(ReadError::new(ReadErrorKind::NotASpreadsheet));
    }
    Ok(is_page.then_some(TextFormat::Html))
}

/// Is a text in another?
fn holds(text: &str, inner: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), inner.as_bytes()).is_some()
}

/// What is between two marks, and what is behind the second.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, &'t str)> {
    let find = |from: usize, mark: &str| {
        let rest = text.as_bytes().get(from..)?;
        memchr::memmem::find(rest, mark.as_bytes()).map(|it| from + it)
    };
    let start = find(0, open)? + open.len();
    let end = find(start, close)?;
    Some((text.get(start..end)?, text.get(end + close.len()..)?))
}

/// The head of a text, of at most so many bytes.
fn head(text: &str, n_bytes: usize) -> &str {
    let mut end = n_bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
