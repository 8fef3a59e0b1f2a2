//! `soat split` and `soat merge`: lists that leave and come back.

mod decisions;
mod list_out;
mod merge;
mod report;
mod split;

use std::path::Path;

pub(crate) use self::merge::run as merge;
pub(crate) use self::split::run as split;
use crate::args::ListArgs;

/// Where the hand-offs are kept: in their own work file, or in the list that is one.
fn work_path<'a>(list: &'a ListArgs, work: Option<&'a Path>) -> &'a Path {
    work.unwrap_or(&list.file)
}
