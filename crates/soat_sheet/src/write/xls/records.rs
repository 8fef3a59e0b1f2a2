//! The records of BIFF8: two bytes of kind, two of length, then data.

/// The most data of a record; what is longer goes on in records that continue it.
pub(super) const MOST: usize = 8_224;

/// Adds a record of words.
// These are called from many places, and the page is full: inlined, they take kilobytes of it.
#[inline(never)]
pub(super) fn put(bytes: &mut Vec<u8>, kind: u16, words: &[u16]) {
    let start = begin(bytes, kind);
    put_words(bytes, words);
    end(bytes, start);
}

/// Adds a record, its data as `fill` makes it.
pub(super) fn put_with(bytes: &mut Vec<u8>, kind: u16, fill: impl FnOnce(&mut Vec<u8>)) {
    let start = begin(bytes, kind);
    fill(bytes);
    end(bytes, start);
}

/// Begins a record whose length is not known yet. Returns where its data begin.
#[inline(never)]
pub(super) fn begin(bytes: &mut Vec<u8>, kind: u16) -> usize {
    put_words(bytes, &[kind, 0]);
    bytes.len()
}

/// Says how long the record is whose data begin here.
#[inline(never)]
pub(super) fn end(bytes: &mut [u8], start: usize) {
    let length = u16::try_from(bytes.len() - start).unwrap_or(u16::MAX);
    bytes[start - 2..start].copy_from_slice(&length.to_le_bytes()); // OK because `begin` put two words
}

#[inline(never)]
pub(super) fn put_words(bytes: &mut Vec<u8>, words: &[u16]) {
    for word in words {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
}

/// Adds an ASCII text behind its length in a byte.
#[inline(never)]
pub(super) fn put_name(bytes: &mut Vec<u8>, name: &str) {
    bytes.extend([u8::try_from(name.len()).unwrap_or(u8::MAX), 0]);
    bytes.extend(name.as_bytes());
}
