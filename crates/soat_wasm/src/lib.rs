//! Wasm boundary.
