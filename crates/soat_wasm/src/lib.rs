//! The boundary to the page: one session, plain types, no decisions.

pub mod wire;
