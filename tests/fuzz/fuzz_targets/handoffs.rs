//! Any bytes as the hand-offs kept in a work.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat_core::handoff::Handoffs;

fuzz_target!(|bytes: &[u8]| {
    let _ = Handoffs::from_bytes(bytes);
});
