//! The product from outside: each folder of `suite/` is a case, its input readable.
//!
//! `about.md` says what the case shows, `input.toml` describes a workbook or a text, `expected.txt` is what
//! the reader makes of it. `UPDATE_EXPECT=1 cargo test -p soat_tests` writes the expectations anew.

pub mod bombs;
mod case;
pub mod pairs;
mod report;
pub mod scores;
mod text;
mod workbook;

pub use crate::case::Case;
pub use crate::report::report;
