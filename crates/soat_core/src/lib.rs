//! The rules of Soát: a table goes in, findings and repairs come out.
//!
//! A [`Table`] holds the list as read and the edits over it. [`Work`] judges it: it runs every
//! rule of [`RULES`], keeps exact counts, takes edits into a journal and sorts the people into
//! lanes. Nothing here does I/O, reads a clock, logs or fails: a broken list is input.

mod answers;
mod cell;
mod check;
mod class;
mod common;
mod compose;
mod display;
mod export;
mod facts;
mod field;
mod finding;
mod journal;
mod lane;
mod record;
mod reference;
mod rule;
mod rules;
mod schema;
mod shared;
mod table;
mod tally;
#[cfg(test)]
mod testing;
mod work;

pub mod handoff;
pub mod matching;
pub mod parse;
pub mod part;
pub mod recheck;
pub mod report;

pub use crate::answers::{AnswerLine, AnswerPlan, RowAnswer, Said};
pub use crate::cell::{
    Cell, CellId, CellKind, CellPool, SharedTexts, SharedTextsBuilder, TextState,
};
pub use crate::class::Class;
pub use crate::display::{date_of_serial, display_text, format_date, serial_of_date};
pub use crate::export::{
    ChangeLine, DirectEdit, Done, FieldChange, ImportList, ImportRow, UnresolvedList,
    UnresolvedRow, template_fields,
};
pub use crate::field::Field;
pub use crate::finding::{Applicability, Finding, Fix, Message, Severity};
pub use crate::journal::{CellEdit, Change, Dismissal, MatchedSheet, Origin, Stamp, Why};
pub use crate::lane::{Lane, Standing};
pub use crate::record::Person;
pub use crate::rule::Rule;
pub use crate::rules::RULES;
pub use crate::schema::{
    ColumnInfo, Layout, LeftOut, ListInfo, Options, Profile, SampleAnswer, SexCoding,
    SheetCondition, Source, TemplateVersion,
};
pub use crate::table::{DateSystem, Table, TableBuilder};
pub use crate::tally::{RuleCount, Spot};
pub use crate::work::{
    Changed, Direction, Filter, NewValue, Only, Proposal, Question, Summary, Work,
};
pub use time::{Date, Month};
