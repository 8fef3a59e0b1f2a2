//! Encodings from before Unicode, from `assets/names`.

#[path = "generated/encodings.rs"]
mod tables;

pub(crate) use tables::{TCVN3, VIQR, VISCII, VNI, VPS};

/// The letter of a byte in a table sorted by byte.
pub(crate) fn letter(table: &[(u8, char)], byte: u8) -> Option<char> {
    let i = table.binary_search_by_key(&byte, |it| it.0).ok()?;
    table.get(i).map(|it| it.1)
}

/// The lower-case letter of a base and a mark in VNI; mark 0 for letters of one byte.
pub(crate) fn vni_letter(base: u8, mark: u8) -> Option<char> {
    let i = VNI.binary_search_by_key(&(base, mark), |it| (it.0, it.1)).ok()?;
    VNI.get(i).map(|it| it.2)
}
