//! The rules of Soát: a table goes in, findings and repairs come out.
//!
//! A [`Table`] holds the list as read and the edits over it. [`Work`] judges it: it runs every
//! rule of [`RULES`], keeps exact counts, takes edits into a journal and sorts the people into
//! lanes. Nothing here does I/O, reads a clock, logs or fails: a broken list is input.

mod cell;
mod check;
mod export;
mod field;
mod finding;
mod record;
mod rule;
mod rules;
mod schema;
mod table;

pub mod parse;

pub use crate::cell::{Cell, CellId, CellKind, CellPool};
pub use crate::export::{
    ChangeLine, DirectEdit, FieldChange, ImportList, ImportRow, UnresolvedList, UnresolvedRow,
    template_fields,
};
pub use crate::field::Field;
pub use crate::finding::{Applicability, Finding, Fix, Message, Severity};
pub use crate::record::Person;
pub use crate::rule::Rule;
pub use crate::rules::RULES;
pub use crate::schema::{
    ColumnInfo, Layout, LeftOut, ListInfo, Options, Profile, SexCoding, Source, TemplateVersion,
};
pub use crate::table::{DateSystem, Table, TableBuilder};
pub use time::Date;
