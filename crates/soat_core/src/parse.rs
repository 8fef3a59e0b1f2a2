//! Text to typed value, shared by the rules. Nothing here judges: it reads.

pub mod text;
