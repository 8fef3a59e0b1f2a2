//! What the layout of a list means to its rules.

use crate::finding::Severity;
use crate::schema::Layout;

/// How bad an empty required cell is: the platform refuses it in its own layouts; elsewhere a
/// person must look before the list can be imported.
pub(super) fn severity_of_missing(layout: Layout) -> Severity {
    if is_import(layout) { Severity::Error } else { Severity::Warning }
}

/// Are the cells as the platform will read them?
pub(super) fn is_import(layout: Layout) -> bool {
    matches!(layout, Layout::ImportV1 | Layout::ImportV2 | Layout::ImportV3 | Layout::Verification)
}
