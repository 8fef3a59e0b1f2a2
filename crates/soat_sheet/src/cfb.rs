//! As much of the compound file format (MS-CFB) as it takes to find a stream by its name.
//!
//! The crate `cfb` was tried: it refuses a file that was cut, and weighs 116 kB of the page.

use std::borrow::Cow;

const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const END_OF_CHAIN: u32 = 0xFFFF_FFFA;
const ENTRY_SIZE: usize = 128;
const MINI_SECTOR: usize = 64;
const HEADER_DIFAT: usize = 109;
const STREAM: u8 = 2;

/// A compound file: the container of `.xls`, and of workbooks with a password.
pub(crate) struct CompoundFile<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    fat: Vec<u32>,
    entries: Vec<Entry>,
}

/// A stream or storage by name, in the tree of its storage.
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

/// Do the bytes begin as a compound file does?
pub(crate) fn has_signature(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

impl<'a> CompoundFile<'a> {
    /// Reads the directory, as far as there is one; `None` when the header breaks the format.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 30)?);
        if !has_signature(bytes) || !(7..=16).contains(&shift) {
            return None;
        }
        let mut file =
            Self { bytes, sector_size: 1 << shift, fat: Vec::new(), entries: Vec::new() };
        file.fat = file.read_fat()?;
        let directory = file.gather(&file.chain(u32_at(bytes, 48)?, usize::MAX));
        file.entries = directory.chunks_exact(ENTRY_SIZE).filter_map(read_entry).collect();
        Some(file)
    }

    /// Is there a stream of this name?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of the stream of this name; fewer than it should have when the file was cut.
    pub(crate) fn stream(&self, name: &str) -> Option<Cow<'a, [u8]>> {
        let entry = self.find(name)?;
        let mini_cutoff = u32_at(self.bytes, 56)? as usize;
        let (pieces, piece_size) = if entry.size < mini_cutoff {
            (self.mini_pieces(entry)?, MINI_SECTOR)
        } else {
            (self.chain(entry.start, entry.size), self.sector_size)
        };
        if pieces.windows(2).all(|it| it[0] + piece_size == it[1]) {
            // OK because windows are of two
            let piece = self.piece(*pieces.first()?, pieces.len() * piece_size);
            return Some(Cow::Borrowed(piece.get(..entry.size).unwrap_or(piece)));
        }
        let mut bytes = Vec::with_capacity(pieces.len() * piece_size);
        for &piece in &pieces {
            bytes.extend_from_slice(self.piece(piece, piece_size));
        }
        bytes.truncate(entry.size);
        Some(Cow::Owned(bytes))
    }

    /// The stream of this name outside of any storage, which may hold a workbook embedded in this
    /// one; where the tree is damaged, any stream of the name.
    fn find(&self, name: &str) -> Option<&Entry> {
        let is_it = |it: &&Entry| it.kind == STREAM && it.name.eq_ignore_ascii_case(name);
        let mut to_visit = vec![self.entries.first()?.child];
        let mut n_left = self.entries.len();
        while let Some(idx) = to_visit.pop() {
            let Some(entry) = self.entries.get(idx as usize) else { continue };
            if is_it(&entry) {
                return Some(entry);
            }
            n_left = n_left.saturating_sub(1);
            if n_left > 0 {
                to_visit.extend([entry.left, entry.right]);
            }
        }
        self.entries.iter().find(is_it)
    }

    fn mini_pieces(&self, entry: &Entry) -> Option<Vec<usize>> {
        let root = self.entries.first()?;
        let container = self.chain(root.start, usize::MAX);
        let mini_fat = numbers(&self.gather(&self.chain(u32_at(self.bytes, 60)?, usize::MAX)));
        let most = (container.len() * self.sector_size).min(entry.size).div_ceil(MINI_SECTOR);
        let mut pieces = Vec::new();
        let mut next = entry.start;
        while next < END_OF_CHAIN && pieces.len() < most {
            let at = (next as usize).saturating_mul(MINI_SECTOR);
            let Some(sector) = container.get(at / self.sector_size) else { break };
            pieces.push(sector + at % self.sector_size);
            next = mini_fat.get(next as usize).copied().unwrap_or(END_OF_CHAIN);
        }
        Some(pieces)
    }

    fn read_fat(&self) -> Option<Vec<u32>> {
        let mut sectors: Vec<u32> =
            (0..HEADER_DIFAT).filter_map(|it| u32_at(self.bytes, 76 + it * 4)).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector_size;
        for _ in 0..=most {
            let list = numbers(self.sector(next).unwrap_or_default());
            let Some((&following, fat_sectors)) = list.split_last() else { break };
            sectors.extend_from_slice(fat_sectors);
            next = following;
        }
        sectors.truncate(most);
        let fat = sectors.iter().filter_map(|&it| self.sector(it)).flat_map(numbers);
        Some(fat.take(most + self.sector_size).collect())
    }

    /// Places in the file of a chain's sectors, up to so many bytes, or until it bites its tail.
    fn chain(&self, start: u32, n_bytes: usize) -> Vec<usize> {
        let mut is_taken = vec![false; self.bytes.len() / self.sector_size + 1];
        let mut places = Vec::new();
        let mut next = start as usize;
        while places.len() * self.sector_size < n_bytes {
            match is_taken.get_mut(next) {
                Some(taken) if !*taken => *taken = true,
                _ => break,
            }
            let place = (next + 1) * self.sector_size;
            if place >= self.bytes.len() {
                break;
            }
            places.push(place);
            next = self.fat.get(next).map_or(usize::MAX, |&it| it as usize);
        }
        places
    }

    fn gather(&self, places: &[usize]) -> Vec<u8> {
        let pieces = places.iter().map(|&it| self.piece(it, self.sector_size));
        pieces.flatten().copied().collect()
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let place = (number as usize).checked_add(1)?.checked_mul(self.sector_size)?;
        (place < self.bytes.len()).then(|| self.piece(place, self.sector_size))
    }

    fn piece(&self, place: usize, size: usize) -> &'a [u8] {
        let end = self.bytes.len().min(place.saturating_add(size));
        self.bytes.get(place..end).unwrap_or_default()
    }
}

fn read_entry(entry: &[u8]) -> Option<Entry> {
    let n_bytes = usize::from(u16_at(entry, 64)?).min(64);
    let name = entry.get(..n_bytes.saturating_sub(2))?;
    let units = name.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]])); // OK because chunks are of two
    let name = char::decode_utf16(units).map(|it| it.unwrap_or('?')).collect();
    Some(Entry {
        name,
        kind: *entry.get(66)?,
        left: u32_at(entry, 68)?,
        right: u32_at(entry, 72)?,
        child: u32_at(entry, 76)?,
        start: u32_at(entry, 116)?,
        size: u32_at(entry, 120)? as usize,
    })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let words = bytes.chunks_exact(4);
    words.map(|it| u32::from_le_bytes([it[0], it[1], it[2], it[3]])).collect() // OK because chunks are of four
}

/// A little-endian number of two bytes.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// A little-endian number of four bytes.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
