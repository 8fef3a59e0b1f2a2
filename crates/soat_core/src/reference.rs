//! Reference lists. Assets and their sources are in `reference/assets`; what is generated from
//! them is static.

pub(crate) mod conversion;
pub(crate) mod encodings;
pub(crate) mod ids;
pub(crate) mod names;
pub(crate) mod phones;
pub(crate) mod units;

/// Fails when a generated file is not what its assets make; `UPDATE_EXPECT=1` rewrites it.
#[cfg(test)]
fn fresh(file: &str, source: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/reference/generated");
    let path = std::path::Path::new(folder).join(file);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, source).unwrap();
    }
    let now = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(now.replace("\r\n", "\n") == source, "{file} is stale: UPDATE_EXPECT=1 rewrites it");
}
