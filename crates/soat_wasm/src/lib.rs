//! The boundary to the page: one session, plain types, no decisions.
//!
//! A [`Session`] holds one list at a time. Its calls are coarse and few; the page keeps no state
//! of the records. Errors cross as [`wire::Failure`] and never hold a cell's text.

mod answer;
mod citizens;
mod convert;
mod files;
mod handoff;
mod handoff_convert;
mod list;
mod matching;
mod outside;
mod packet;
mod print;
mod report;
mod report_convert;
mod session;
mod vault;
pub mod wire;
mod worklist;

pub use crate::outside::FileOutside;
pub use crate::session::Session;
pub use crate::vault::{SavedWork, Vault};

/// The least that reading these bytes can cost. Only `web/bench` asks.
#[wasm_bindgen::prelude::wasm_bindgen]
#[must_use]
pub fn bare_scan(bytes: &[u8]) -> usize {
    soat_sheet::bare_scan(bytes)
}
