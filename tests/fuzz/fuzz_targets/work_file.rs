//! Any bytes as a work file, with a key that is never the right one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat_vault::WorkFile;

fuzz_target!(|bytes: &[u8]| {
    let _ = WorkFile::is_one(bytes);
    // Deriving a key of a hostile recipe is bounded by the recipe's own checks; it is too slow to fuzz.
    let _ = WorkFile::recipe(bytes);
});
