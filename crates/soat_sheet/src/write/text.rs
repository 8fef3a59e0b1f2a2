//! Text into cells, whatever the text.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The longest text of a cell, in UTF-16 units.
const MAX_LEN: usize = 32_767;

/// Writes text as text: never a formula, a number or markup. Nothing is written for no text.
pub(super) fn put(
    sheet: &mut Worksheet,
    row_idx: u32,
    column_idx: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    if is_taken_for_markup(text) {
        let runs = [(&Format::default(), text)];
        sheet.write_rich_string_with_format(row_idx, column_idx, &runs, format)?;
    } else {
        sheet.write_string_with_format(row_idx, column_idx, text, format)?;
    }
    Ok(())
}

/// Writes text as text, in the format of its column: the writer need not look the format up.
pub(super) fn put_in_column_format(
    sheet: &mut Worksheet,
    row_idx: u32,
    column_idx: u16,
    text: &str,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    if is_taken_for_markup(text) {
        sheet.write_rich_string(row_idx, column_idx, &[(&Format::default(), text)])?;
    } else {
        sheet.write_string(row_idx, column_idx, text)?;
    }
    Ok(())
}

/// Whether the writer takes a text for its own rich string, and copies it unescaped into the XML.
fn is_taken_for_markup(text: &str) -> bool {
    text.starts_with("<r>") && text.ends_with("</r>")
}

/// Cuts what no cell can hold. For lists that people read, never for what is imported.
pub(super) fn clip(text: &str) -> Cow<'_, str> {
    if text.len() <= MAX_LEN || text.encode_utf16().count() <= MAX_LEN {
        return Cow::Borrowed(text);
    }
    let mut n_units = 0;
    let fits = |it: &char| {
        n_units += it.len_utf16();
        n_units < MAX_LEN
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    kept.push('…');
    Cow::Owned(kept)
}
