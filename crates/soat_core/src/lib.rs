//! Soát core.
