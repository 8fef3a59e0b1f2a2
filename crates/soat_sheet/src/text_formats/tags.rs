//! Tags and texts of HTML and XML as they are found, well formed or not.
//!
//! `html5gum` would cost the page 47 kB packed, for trees and scripts that no table needs.

use memchr::{memchr, memmem};

/// Which rules the markup follows where the two differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    Html,
    Xml,
}

/// A piece of markup.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'t> {
    Open(Tag<'t>),
    /// The name as it is written.
    Close(&'t str),
    /// As it is written, with its entities.
    Text(&'t str),
    /// A text without entities.
    CData(&'t str),
}

/// A tag that opens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'t> {
    name: &'t str,
    attributes: &'t str,
    /// Written with a slash at its end.
    pub(super) is_empty: bool,
    /// Where the tag begins in the text.
    pub(super) place: usize,
}

impl<'t> Tag<'t> {
    /// Is it this element, its prefix and case aside?
    pub(super) fn is(&self, name: &str) -> bool {
        is_named(self.name, name)
    }

    /// The name without its prefix.
    pub(super) fn name(&self) -> &'t str {
        local(self.name)
    }

    /// Names as they are written, and values, which are empty where there is none.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        Attributes { rest: self.attributes }
    }

    /// The value of the attribute with this name, its prefix and case aside.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        self.attributes().find(|it| is_named(it.0, name)).map(|it| it.1)
    }

    /// The value of the attribute with this whole name, its case aside.
    pub(super) fn exact(&self, name: &str) -> Option<&'t str> {
        self.attributes().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1)
    }
}

/// Is a written name this one, its prefix and case aside?
pub(super) fn is_named(written: &str, name: &str) -> bool {
    local(written).eq_ignore_ascii_case(name)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |it| it.1)
}

struct Attributes<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let is_gap = |it: char| it.is_ascii_whitespace() || it == '/';
        let rest = self.rest.trim_start_matches(is_gap);
        if rest.is_empty() {
            return None;
        }
        let ends_name = |it: char| it.is_ascii_whitespace() || matches!(it, '=' | '/');
        // A stray `=` is part of a name, or nothing would be taken.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest.get(first..)?.find(ends_name).map_or(rest.len(), |it| it + first);
        let (name, after) = rest.split_at_checked(length)?;
        let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_ascii_start();
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => {
                let inner = value.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            None => {
                let length = value.find(|it: char| it.is_ascii_whitespace());
                value.split_at_checked(length.unwrap_or(value.len()))?
            }
        };
        self.rest = rest;
        Some((name, value))
    }
}

/// The pieces of a text.
pub(super) struct Pieces<'t> {
    text: &'t str,
    at: usize,
    dialect: Dialect,
}

impl<'t> Pieces<'t> {
    /// The pieces from a place on, which is the beginning of a tag.
    pub(super) fn new(text: &'t str, at: usize, dialect: Dialect) -> Self {
        Self { text, at, dialect }
    }

    /// Skips to the end tag of an element whose content is no markup; returns the content.
    pub(super) fn take_raw(&mut self, name: &str) -> &'t str {
        let start = self.at;
        let mut at = start;
        while let Some(place) = self.place_of(at, b"</") {
            let after = self.text.as_bytes().get(place + 2..).unwrap_or_default();
            let is_end =
                after.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()));
            if is_end {
                self.at = place;
                return self.text.get(start..place).unwrap_or_default();
            }
            at = place + 2;
        }
        self.at = self.text.len();
        self.text.get(start..).unwrap_or_default()
    }

    fn place_of(&self, from: usize, needle: &[u8]) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        memmem::find(rest, needle).map(|it| from + it)
    }

    /// Takes up to the end of a needle behind `skipped` bytes, or all: returns what is before it.
    fn take_to(&mut self, skipped: usize, needle: &[u8]) -> &'t str {
        let start = self.at + skipped;
        let end = self.place_of(start, needle).unwrap_or(self.text.len());
        self.at = self.text.len().min(end + needle.len());
        self.text.get(start..end).unwrap_or_default()
    }

    fn take_text(&mut self) -> Piece<'t> {
        let start = self.at;
        // The first byte may be a `<` that begins no tag.
        let rest = self.text.as_bytes().get(start + 1..).unwrap_or_default();
        self.at = memchr(b'<', rest).map_or(self.text.len(), |it| start + 1 + it);
        Piece::Text(self.text.get(start..self.at).unwrap_or_default())
    }

    fn take_tag(&mut self) -> Option<Piece<'t>> {
        let place = self.at;
        let rest = self.text.get(place + 1..).unwrap_or_default();
        let Some(length) = tag_length(rest.as_bytes()) else {
            // The file ends within a tag.
            self.at = self.text.len();
            return None;
        };
        self.at = place + 1 + length + 1;
        let inner = rest.get(..length).unwrap_or_default();
        let is_empty = inner.ends_with('/');
        let ends_name = |it: char| it.is_ascii_whitespace() || it == '/';
        let length = inner.find(ends_name).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at_checked(length).unwrap_or((inner, ""));
        Some(Piece::Open(Tag { name, attributes, is_empty, place }))
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        let is_xml = self.dialect == Dialect::Xml;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            match rest {
                [] => return None,
                [b'<', b'!', b'-', b'-', ..] => _ = self.take_to(4, b"-->"),
                [b'<', b'!', b'[', b'C', b'D', b'A', b'T', b'A', b'[', ..] if is_xml => {
                    return Some(Piece::CData(self.take_to(9, b"]]>")));
                }
                [b'<', b'?', ..] if is_xml => _ = self.take_to(2, b"?>"),
                [b'<', b'!' | b'?', ..] => _ = self.take_to(2, b">"),
                [b'<', b'/', first, ..] if is_name_start(*first) => {
                    let inner = self.take_to(2, b">");
                    let name = inner.split(|it: char| it.is_ascii_whitespace()).next();
                    return Some(Piece::Close(name.unwrap_or_default()));
                }
                [b'<', first, ..] if is_name_start(*first) => return self.take_tag(),
                _ => return Some(self.take_text()),
            }
        }
    }
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii()
}

/// Bytes before the `>` that ends a tag. Only behind `=` does a quote begin a value: others are
/// slips.
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let (mut quote, mut before) = (0, 0);
    for (place, &byte) in bytes.iter().enumerate() {
        match byte {
            b'>' if quote == 0 => return Some(place),
            b'"' | b'\'' if quote == 0 && before == b'=' => quote = byte,
            _ if quote != 0 && byte == quote => quote = 0,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, dialect: Dialect) -> Vec<String> {
        let pieces = Pieces::new(text, 0, dialect);
        let show = |it: Piece<'_>| match it {
            Piece::Open(tag) => {
                let attributes = Attributes { rest: tag.attributes };
                let shown: Vec<_> = attributes.map(|(name, it)| format!(" {name}={it}")).collect();
                format!("<{}{}{}", tag.name, shown.concat(), if tag.is_empty { "/" } else { "" })
            }
            Piece::Close(name) => format!("/{name}"),
            Piece::Text(it) => format!("'{it}'"),
            Piece::CData(it) => format!("[{it}]"),
        };
        pieces.map(show).collect()
    }

    #[test]
    fn pieces_of_pages_and_of_xml() {
        let html = |text| shown(text, Dialect::Html);
        let xml = |text| shown(text, Dialect::Xml);
        assert_eq!(
            html(
                "<!DOCTYPE html><TD  x:str class=a style = 'b>\"c' rowspan=2>Lê <5 & <b>tuổi</B ><br/>"
            ),
            [
                "<TD x:str= class=a style=b>\"c rowspan=2",
                "'Lê '",
                "'<5 & '",
                "<b",
                "'tuổi'",
                "/B",
                "<br/"
            ]
        );
        assert_eq!(html("a<!-- <td> -->b<?php x ?>c<![if !a]>d"), ["'a'", "'b'", "'c'", "'d'"]);
        assert_eq!(xml("<?xml a?><ss:A b='>'/><![CDATA[<x>]]>"), ["<ss:A b=>/", "[<x>]"]);
        assert_eq!(html("a < b > c <"), ["'a '", "'< b > c '", "'<'"]);
        assert_eq!(html("<!-- never closed <td>"), Vec::<String>::new());
        assert_eq!(html("<p a\"b>c</p>"), ["<p a\"b=", "'c'", "/p"]);
    }

    #[test]
    fn what_is_no_markup_is_skipped() {
        let text = "<style>td < tr </STYLE><td>";
        let mut pieces = Pieces::new(text, 0, Dialect::Html);
        assert!(matches!(pieces.next(), Some(Piece::Open(tag)) if tag.is("STYLE")));
        assert_eq!(pieces.take_raw("style"), "td < tr ");
        assert!(matches!(pieces.next(), Some(Piece::Close("STYLE"))));
        assert_eq!(pieces.take_raw("script"), "<td>");
        assert!(pieces.next().is_none());
    }
}
