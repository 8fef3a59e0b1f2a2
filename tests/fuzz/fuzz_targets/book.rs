//! Any bytes as a book: whatever their kind, an answer or a reason.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat_sheet::{ReadOptions, read, visit_cells};

fuzz_target!(|bytes: &[u8]| {
    let _ = visit_cells(bytes, &mut |_, _, _, _| {});
    let _ = read(bytes, &ReadOptions::default(), &mut |_| {});
});
