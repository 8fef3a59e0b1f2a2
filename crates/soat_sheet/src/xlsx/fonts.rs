//! The font of a column's cells, from their styles and from the runs of their texts.

use std::io::Read;

use super::cell::{number, place};
use super::markup::{Fault, Markup, Tag, Token};
use super::sheet::Context;
use super::strings::take_text;
use crate::fonts::{FontVotes, ROWS};

/// Adds the fonts of the cells of a column to the votes, from a row on, both from 0.
pub(super) fn vote(
    part: impl Read,
    context: &Context<'_>,
    column: u32,
    first_row_idx: u32,
    votes: &mut FontVotes,
) -> Result<(), Fault> {
    let mut markup = Markup::new(part)?;
    let mut style = None;
    let mut value = String::new();
    loop {
        match markup.next()? {
            Token::Start(tag) if tag.name == b"c" && !tag.is_empty => {
                let Some((row_idx, at)) = tag.attribute(b"r").and_then(place) else { continue };
                if row_idx >= first_row_idx.saturating_add(ROWS) {
                    return Ok(());
                }
                value.clear();
                style = (at == Some(column) && row_idx >= first_row_idx).then(|| style_of(tag));
            }
            Token::Start(tag) if tag.name == b"v" && style.is_some() && !tag.is_empty => {
                take_text(&mut markup, b"v", &mut value)?;
            }
            Token::End(b"c") => {
                if let Some(Style { idx, is_shared }) = style.take() {
                    let shared = value.parse().ok().filter(|_| is_shared);
                    let of_runs = shared.and_then(|it| context.strings.legacy_font(it));
                    votes.add(of_runs.or(context.styles.legacy_font(idx)));
                }
            }
            Token::Over => return Ok(()),
            _ => {}
        }
    }
}

struct Style {
    idx: usize,
    is_shared: bool,
}

fn style_of(tag: Tag<'_>) -> Style {
    let idx = tag.attribute(b"s").and_then(number).unwrap_or(0);
    Style { idx, is_shared: tag.attribute(b"t") == Some(b"s") }
}
