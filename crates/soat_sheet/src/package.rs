//! A zip package and its parts, from bytes that may be anything.
//!
//! Every office format but the oldest is one. The directory at the end of the file is what counts,
//! as for Excel; parts unpack as a stream, and their end fails when they are not what was packed.

mod directory;
mod part;
mod source;

use std::collections::HashMap;
use std::io::Read as _;

use crate::error::ReadErrorKind;
use crate::package::directory::Entry;

pub(crate) use crate::package::part::Part;
pub use crate::package::source::Pieces;
use crate::package::source::Source;

/// What unpacks to no more than this is read whatever it is packed to.
const FREE_BYTES: u64 = 32 << 20;
/// Up to this, parts may unpack to [`MOST_TIMES_IF_LARGE`] times what they are packed to, and beyond it
/// to [`MOST_TIMES_IF_HUGE`] times. Large sheets pack to a tenth or a twentieth, bombs to a thousandth.
const LARGE_BYTES: u64 = 256 << 20;
const MOST_TIMES_IF_LARGE: u64 = 100;
const MOST_TIMES_IF_HUGE: u64 = 50;

/// Where the directory of a file that is elsewhere is looked for, from the end.
const TAIL: usize = 1 << 20;

/// The parts of a package.
pub(crate) struct Package<'a> {
    source: Source<'a>,
    entries: Vec<Entry>,
    /// Place among the entries by name; `None` for a name that two parts have.
    places: HashMap<String, Option<usize>>,
}

impl<'a> Package<'a> {
    /// Reads the directory. `NotASpreadsheet` when there is none; `TooLarge` for a bomb.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadErrorKind> {
        Self::of(Source::Here(bytes), directory::read(bytes, 0)?)
    }

    /// The same of a file that is elsewhere, whose directory has to be at its very end.
    pub(crate) fn open_pieces(pieces: &'a dyn Pieces) -> Result<Self, ReadErrorKind> {
        let n_before = pieces.len().saturating_sub(TAIL);
        let mut tail = vec![0; pieces.len() - n_before];
        pieces.copy(n_before, &mut tail);
        Self::of(Source::Elsewhere(pieces), directory::read(&tail, n_before)?)
    }

    fn of(source: Source<'a>, entries: Vec<Entry>) -> Result<Self, ReadErrorKind> {
        check_sizes(source.len(), &entries)?;
        let mut places = HashMap::with_capacity(entries.len());
        for (place, entry) in entries.iter().enumerate() {
            let known = places.entry(entry.name.clone());
            known.and_modify(|it| *it = None).or_insert(Some(place));
        }
        Ok(Self { source, entries, places })
    }

    /// Names of the parts in the order of the directory: see [`key`].
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|it| it.name.as_str())
    }

    /// Is there a part of this name, in any case?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&key(name))
    }

    /// The part of this name, in any case; `None` when there is none. Two of one name are refused.
    pub(crate) fn part(&self, name: &str) -> Result<Option<Part<'a>>, ReadErrorKind> {
        let Some(place) = self.places.get(&key(name)) else { return Ok(None) };
        let entry = place.and_then(|it| self.entries.get(it)).ok_or(ReadErrorKind::Damaged)?;
        Part::open(self.source, entry).map(Some)
    }

    /// The whole part of this name, if it is no longer than `most_bytes`.
    pub(crate) fn whole(
        &self,
        name: &str,
        most_bytes: u64,
    ) -> Result<Option<Vec<u8>>, ReadErrorKind> {
        let Some(mut part) = self.part(name)? else { return Ok(None) };
        if part.unpacked_size() > most_bytes {
            return Err(ReadErrorKind::TooLarge);
        }
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).map_err(|_| ReadErrorKind::Damaged)?;
        Ok(Some(bytes))
    }
}

/// The name by which a part is found: in small letters, with `/`, without one in front, and
/// with `.` and `..` resolved.
pub(crate) fn key(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    let mut folders: Vec<&str> = Vec::new();
    for folder in name.split('/') {
        match folder {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            folder => folders.push(folder),
        }
    }
    folders.join("/")
}

fn check_sizes(n_bytes: usize, entries: &[Entry]) -> Result<(), ReadErrorKind> {
    let (mut packed, mut unpacked) = (0u64, 0u64);
    for entry in entries {
        packed = packed.saturating_add(entry.packed_size);
        unpacked = unpacked.saturating_add(entry.unpacked_size);
        if !is_sound(entry.packed_size, entry.unpacked_size) {
            return Err(ReadErrorKind::TooLarge);
        }
    }
    // Parts that lie in one another make a bomb without any being one.
    let are_sound = packed <= n_bytes as u64 && is_sound(packed, unpacked);
    if are_sound { Ok(()) } else { Err(ReadErrorKind::TooLarge) }
}

fn is_sound(packed: u64, unpacked: u64) -> bool {
    let most_times = if unpacked <= LARGE_BYTES { MOST_TIMES_IF_LARGE } else { MOST_TIMES_IF_HUGE };
    unpacked <= FREE_BYTES || unpacked <= packed.saturating_mul(most_times)
}

#[cfg(test)]
mod tests;
