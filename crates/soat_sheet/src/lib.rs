//! Sheets.

mod write;
pub use write::{
    About, WriteError, WriteErrorKind, split_import, write_changes, write_direct_edits,
    write_import, write_unresolved,
};
