//! Bytes to table and table to bytes. Alone knows rust_xlsxwriter.
//!
//! [`read`] tells the kind of file by its bytes, chooses the sheet that reads most like a list of
//! people, finds its headings wherever they are, and leaves out what is not a person, counted.
//! The `write_*` functions make the workbooks that leave.

mod archive;
mod book;
mod cells;
mod cfb;
mod container;
mod error;
mod fonts;
mod header;
mod heading;
mod intake;
mod layout;
mod ods;
#[cfg(test)]
mod oracle;
mod package;
mod people;
mod read;
mod returned;
mod row;
mod second;
mod text_formats;
mod unlock;
mod value;
mod vocabulary;
mod write;
mod xls;
mod xlsb;
mod xlsx;

pub use crate::archive::write_zip;
pub use crate::cells::{CellsRead, bare_scan, visit_cells};
pub use crate::error::{ReadError, ReadErrorKind};
pub use crate::heading::header_shape;
pub use crate::package::Pieces;
pub use crate::read::{Opened, ReadOptions, ReadProgress, peek, read, read_pieces};
pub use crate::returned::read_returned;
pub use crate::second::read_sheets;
pub use crate::write::{
    About, HandoffAbout, MOST_XLS_ROWS, PlainColumn, RecordLine, RecordResults, WriteError,
    WriteErrorKind, split_import, write_answers, write_changes, write_direct_edits, write_handoff,
    write_import, write_import_xls, write_plain, write_recheck, write_record, write_report,
    write_unresolved,
};
pub use crate::write::{
    PrintColumn, PrintLine, PrintPage, handoff_page, record_page, write_verified,
};
