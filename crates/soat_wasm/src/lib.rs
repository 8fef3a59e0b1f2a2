//! The boundary to the page: one session, plain types, no decisions.
//!
//! A [`Session`] holds one list at a time. Its calls are coarse and few; the page keeps no state
//! of the records. Errors cross as [`wire::Failure`] and never hold a cell's text.

mod answer;
mod convert;
mod files;
mod list;
mod packet;
mod session;
pub mod wire;

pub use crate::session::Session;
