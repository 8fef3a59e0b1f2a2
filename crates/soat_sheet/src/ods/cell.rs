//! One cell: what its attributes say, and the text in it.

use soat_core::{Cell, DateSystem};

use super::table::repeats;
use super::tables::attribute;
use crate::package::Part;
use crate::value::Value;
use crate::xlsx::markup::{Fault, Markup, Tag, Token, local};
use crate::xlsx::text;

/// A text longer than this is no cell's; Excel and LibreOffice stop at 32,767 letters.
const LONGEST_TEXT: usize = 1 << 17;
/// Spaces that one tag may stand for, and all tags of a table.
const MOST_SPACES: u32 = 1 << 15;
const MOST_SPACES_IN_ALL: u32 = 1 << 23;

/// What the start tag of a cell says besides its value.
#[derive(Clone, Copy)]
pub(super) struct CellTag {
    kind: ValueKind,
    pub(super) n_columns: u32,
    is_formula: bool,
    is_error: bool,
    /// It closes itself.
    pub(super) is_empty: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ValueKind {
    Unsaid,
    Text,
    Number,
    Bool,
    Day,
    Time,
}

/// Reads one cell after another into the same buffers.
#[derive(Default)]
pub(super) struct CellReader {
    /// The value as an attribute.
    said: String,
    /// The text in the cell, paragraphs as lines.
    text: String,
    written: String,
    made: String,
    is_bad: bool,
    is_after_space: bool,
    n_spaces: u32,
}

impl CellReader {
    /// Reads the start tag of a cell.
    pub(super) fn read_tag(&mut self, tag: Tag<'_>) -> CellTag {
        self.said.clear();
        self.text.clear();
        self.is_bad = false;
        let mut cell = CellTag {
            kind: ValueKind::Unsaid,
            n_columns: 1,
            is_formula: false,
            is_error: false,
            is_empty: tag.is_empty,
        };
        for (name, value) in tag.attributes() {
            match local(name) {
                // LibreOffice says the type again with a prefix of its own; only there are errors.
                b"value-type" if name.starts_with(b"calcext") => cell.is_error = value == b"error",
                b"value-type" => cell.kind = ValueKind::of(value),
                b"value" | b"date-value" | b"time-value" | b"boolean-value" | b"string-value" => {
                    self.said.clear();
                    self.is_bad |= text::decode(value, &mut self.said).is_err();
                }
                b"formula" => cell.is_formula = true,
                b"number-columns-repeated" => cell.n_columns = repeats(Some(value)),
                _ => {}
            }
        }
        cell
    }

    /// Takes the text up to the end of the cell. Notes and drawings are no text of the cell's.
    pub(super) fn take_text(&mut self, markup: &mut Markup<Part<'_>>) -> Result<(), Fault> {
        let (mut depth, mut n_paragraphs) = (1u32, 0u32);
        // Depth of the elements in the paragraph; zero outside.
        let mut paragraph = 0;
        loop {
            match markup.next()? {
                Token::Start(tag) => {
                    let (name, is_empty) = (tag.name, tag.is_empty);
                    let enters = if paragraph > 0 {
                        self.enter_inline(tag)
                    } else if matches!(name, b"p" | b"h") {
                        self.start_paragraph(n_paragraphs);
                        n_paragraphs = n_paragraphs.saturating_add(1);
                        paragraph = if is_empty { 0 } else { depth + 1 };
                        true
                    } else {
                        matches!(name, b"list" | b"list-item" | b"list-header")
                    };
                    match enters {
                        true => depth += u32::from(!is_empty),
                        false => markup.skip_element(is_empty)?,
                    }
                }
                Token::End(_) => {
                    depth -= 1; // OK because the loop ends at zero
                    if depth == 0 {
                        return Ok(());
                    }
                    if depth < paragraph {
                        paragraph = 0;
                    }
                }
                Token::Text(written) if paragraph > 0 => self.add(written, text::decode),
                Token::CData(written) if paragraph > 0 => self.add(written, plain),
                Token::Over => return Err(Fault::Damaged),
                _ => {}
            }
        }
    }

    fn start_paragraph(&mut self, n_before: u32) {
        if n_before > 0 {
            self.push('\n', 1);
        }
        self.is_after_space = true;
    }

    /// Takes an element of a paragraph; is what is in it text?
    fn enter_inline(&mut self, tag: Tag<'_>) -> bool {
        match tag.name {
            b"s" => self.push(' ', repeats(attribute(tag, b"c"))),
            b"tab" => self.push('\t', 1),
            b"line-break" => self.push('\n', 1),
            b"annotation" | b"note" | b"ruby-text" | b"frame" | b"object" | b"script"
            | b"custom-shape" | b"image" | b"g" => return false,
            _ => {}
        }
        true
    }

    fn push(&mut self, letter: char, n_times: u32) {
        self.is_after_space = false;
        self.n_spaces = self.n_spaces.saturating_add(n_times);
        let is_free = n_times == 1 || self.n_spaces <= MOST_SPACES_IN_ALL;
        if self.text.len() > LONGEST_TEXT || n_times > MOST_SPACES || !is_free {
            self.is_bad = true;
            return;
        }
        self.text.extend((0..n_times).map(|_| letter));
    }

    /// Adds a text; white space in it counts once, and not at all at the head of a paragraph.
    fn add(&mut self, written: &[u8], decode: Decode) {
        self.written.clear();
        self.is_bad |= decode(written, &mut self.written).is_err();
        if self.text.len() > LONGEST_TEXT {
            self.is_bad = true;
            return;
        }
        for letter in self.written.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\r' | '\n');
            match is_space {
                false => self.text.push(letter),
                true if self.is_after_space => {}
                true => self.text.push(' '),
            }
            self.is_after_space = is_space;
        }
    }

    /// The value of the cell read last; `None` when it cannot be read.
    pub(super) fn value(&mut self, tag: CellTag, system: DateSystem) -> Option<Cell<'_>> {
        if self.is_bad {
            return None;
        }
        let (said, text) = (self.said.as_str(), self.text.as_str());
        if tag.is_error || (tag.is_formula && is_error(text)) {
            return Some(Value::Error(text).into_cell(system, &mut self.made));
        }
        let value = match tag.kind {
            ValueKind::Number => Value::Number(said.trim().parse().ok()?),
            ValueKind::Bool => Value::Bool(matches!(said.trim(), "true" | "1")),
            ValueKind::Day => Value::IsoDate(said),
            // A time of day is best told as it is shown.
            ValueKind::Time if text.is_empty() => Value::Number(days(said)?),
            ValueKind::Text if text.is_empty() || !said.is_empty() => Value::Text(said),
            ValueKind::Unsaid if text.is_empty() && tag.is_formula => Value::Uncomputed,
            ValueKind::Time | ValueKind::Text | ValueKind::Unsaid => Value::Text(text),
        };
        Some(value.into_cell(system, &mut self.made))
    }
}

type Decode = fn(&[u8], &mut String) -> Result<(), Fault>;

fn plain(written: &[u8], text: &mut String) -> Result<(), Fault> {
    text.push_str(core::str::from_utf8(written).map_err(|_| Fault::Damaged)?);
    Ok(())
}

impl ValueKind {
    fn of(written: &[u8]) -> Self {
        match written {
            b"float" | b"percentage" | b"currency" => Self::Number,
            b"string" => Self::Text,
            b"boolean" => Self::Bool,
            b"date" => Self::Day,
            b"time" => Self::Time,
            _ => Self::Unsaid,
        }
    }
}

fn is_error(text: &str) -> bool {
    const NAMES: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];
    NAMES.contains(&text)
}

/// `PT36H30M00S` in days.
fn days(written: &str) -> Option<f64> {
    let written = written.trim();
    let (sign, written) = match written.strip_prefix('-') {
        Some(written) => (-1.0, written),
        None => (1.0, written),
    };
    let (mut seconds, mut is_time, mut digits) = (0.0, false, String::new());
    for letter in written.strip_prefix('P')?.chars() {
        let unit = match letter {
            'T' => {
                is_time = true;
                continue;
            }
            '0'..='9' | '.' => {
                digits.push(letter);
                continue;
            }
            'D' => 86_400.0,
            'H' => 3_600.0,
            'M' if is_time => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += unit * digits.parse::<f64>().ok()?;
        digits.clear();
    }
    Some(sign * seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_days() {
        assert_eq!(days("PT36H00M00S"), Some(1.5));
        assert_eq!(days("-P1DT12H"), Some(-1.5));
        assert_eq!(days("PT0.5S").map(|it| it * 86_400.0), Some(0.5));
        for wrong in ["", "36:00", "P1M", "PTS", "PT1.2.3S"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
