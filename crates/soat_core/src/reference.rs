//! Reference lists. Assets and their sources are in `reference/assets`; what is generated from
//! them is static.

pub(crate) mod phones;
pub(crate) mod units;
