//! The directory at the end of a zip.

use memchr::memmem;

use super::key;
use crate::error::ReadErrorKind;

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const LOCATOR_64_LENGTH: usize = 20;
const HEADER: &[u8] = b"PK\x01\x02";
const HEADER_LENGTH: usize = 46;
/// Ends of directories that are looked at: bytes that look like one may be in any part.
const MOST_ENDS: usize = 32;
/// Parts of a package; workbooks have some hundreds at most.
const MOST_ENTRIES: usize = 100_000;
/// A size or place that is too large for its four bytes stands in an extra field.
const ELSEWHERE: u64 = 0xFFFF_FFFF;

/// A part as the directory tells of it.
pub(super) struct Entry {
    /// See [`key`].
    pub(super) name: String,
    pub(super) is_encrypted: bool,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed_size: u64,
    pub(super) unpacked_size: u64,
    /// Where its own header is in the file.
    pub(super) start: usize,
}

/// Where the directory is.
struct Directory {
    /// Its place among the bytes at hand.
    start: usize,
    /// Bytes in front of the archive, by which all places are off.
    n_before: usize,
}

/// Reads the directory whose end is found last in the file: junk may be behind and in front of it.
/// `bytes` are the file's without the first `n_missing`.
pub(super) fn read(bytes: &[u8], n_missing: usize) -> Result<Vec<Entry>, ReadErrorKind> {
    let ends = memmem::rfind_iter(bytes, END).take(MOST_ENDS);
    for end in ends {
        let found = locate(bytes, n_missing, end).and_then(|it| entries(bytes, &it));
        if let Some(entries) = found {
            return Ok(entries);
        }
    }
    let looks_like_zip = bytes.starts_with(b"PK\x03\x04");
    Err(if looks_like_zip { ReadErrorKind::Damaged } else { ReadErrorKind::NotASpreadsheet })
}

fn locate(bytes: &[u8], n_missing: usize, end: usize) -> Option<Directory> {
    let record = bytes.get(end..end + END_LENGTH)?;
    let (size, offset) = (u64::from(u32_at(record, 12)?), u64::from(u32_at(record, 16)?));
    if let Some(found) = place((bytes, n_missing), end, size, offset) {
        return Some(found);
    }
    let locator_start = end.checked_sub(LOCATOR_64_LENGTH)?;
    let locator = bytes.get(locator_start..end).filter(|it| it.starts_with(LOCATOR_64))?;
    let told = usize::try_from(u64_at(locator, 8)?).ok()?.wrapping_sub(n_missing);
    let is_there = |it: &usize| bytes.get(*it..).is_some_and(|it| it.starts_with(END_64));
    let searched = || memmem::rfind(bytes.get(..locator_start)?, END_64);
    let end_64 = Some(told).filter(is_there).or_else(searched)?;
    let (size, offset) = (u64_at(bytes, end_64 + 40)?, u64_at(bytes, end_64 + 48)?);
    place((bytes, n_missing), end_64, size, offset)
}

/// The directory that ends here: right in front of its end, or else where it is said to be.
fn place(
    (bytes, n_missing): (&[u8], usize),
    end: usize,
    size: u64,
    offset: u64,
) -> Option<Directory> {
    let (size, offset) = (usize::try_from(size).ok()?, usize::try_from(offset).ok()?);
    let is_there = |it: usize| bytes.get(it..end).is_some_and(|it| it.starts_with(HEADER));
    let before_end = end.checked_sub(size)?;
    let in_file = before_end + n_missing;
    if is_there(before_end) && offset <= in_file {
        return Some(Directory { start: before_end, n_before: in_file - offset });
    }
    let start = offset.checked_sub(n_missing)?;
    is_there(start).then_some(Directory { start, n_before: 0 })
}

/// The entries up to the first bytes that are none; `None` when there are no entries at all.
fn entries(bytes: &[u8], directory: &Directory) -> Option<Vec<Entry>> {
    let mut rest = bytes.get(directory.start..)?;
    let mut entries = Vec::new();
    while rest.starts_with(HEADER) && entries.len() < MOST_ENTRIES {
        let (entry, length) = entry(rest, directory.n_before)?;
        // A folder has no bytes of its own.
        if let Some(entry) = entry {
            entries.push(entry);
        }
        rest = rest.get(length..)?;
    }
    (!entries.is_empty()).then_some(entries)
}

fn entry(bytes: &[u8], n_before: usize) -> Option<(Option<Entry>, usize)> {
    let name_length = usize::from(u16_at(bytes, 28)?);
    let extra_length = usize::from(u16_at(bytes, 30)?);
    let comment_length = usize::from(u16_at(bytes, 32)?);
    let name = bytes.get(HEADER_LENGTH..HEADER_LENGTH + name_length)?;
    let extra_start = HEADER_LENGTH + name_length;
    let extra = bytes.get(extra_start..extra_start + extra_length)?;
    let mut wide = wide_fields(extra);
    let mut field = |at: usize| match u64::from(u32_at(bytes, at)?) {
        ELSEWHERE => Some(wide.next().unwrap_or(ELSEWHERE)),
        field => Some(field),
    };
    // OK because the three stand in the extra field in this order.
    let (unpacked_size, packed_size, start) = (field(24)?, field(20)?, field(42)?);
    let name = String::from_utf8_lossy(name);
    let entry = Entry {
        name: key(&name),
        is_encrypted: u16_at(bytes, 8)? & 1 == 1,
        method: u16_at(bytes, 10)?,
        crc: u32_at(bytes, 16)?,
        packed_size,
        unpacked_size,
        start: usize::try_from(start).ok()?.checked_add(n_before)?,
    };
    let is_folder = name.ends_with(['/', '\\']);
    Some(((!is_folder).then_some(entry), extra_start + extra_length + comment_length))
}

/// The numbers of the extra field of Zip64.
fn wide_fields(mut extra: &[u8]) -> impl Iterator<Item = u64> {
    let mut wide: &[u8] = &[];
    while let (Some(kind), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let end = 4 + usize::from(length);
        if kind == 1 {
            wide = extra.get(4..end).unwrap_or_default();
        }
        extra = extra.get(end..).unwrap_or_default();
    }
    (0..).map_while(move |it| u64_at(wide, it * 8))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|it| u16::from_le_bytes(*it))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_le_bytes(*it))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|it| u64::from_le_bytes(*it))
}
