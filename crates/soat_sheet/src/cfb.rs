//! As much of the compound file format (MS-CFB) as it takes to name its streams and find one.

const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const END_OF_CHAIN: u32 = 0xFFFF_FFFA;
const ENTRY_SIZE: usize = 128;
const MINI_SECTOR: usize = 64;
const HEADER_DIFAT: usize = 109;

/// A compound file: the container of `.xls`, and of workbooks with a password.
pub(crate) struct CompoundFile<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    fat: Vec<u32>,
    entries: Vec<Entry>,
}

/// A stream or storage by name.
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// A stream's bytes in order, and where in the file each piece lies.
pub(crate) struct Stream {
    pub(crate) bytes: Vec<u8>,
    pieces: Vec<usize>,
    piece_size: usize,
}

impl Stream {
    /// Where in the file the byte at this place of the stream lies.
    pub(crate) fn place_in_file(&self, at: usize) -> Option<usize> {
        self.pieces.get(at / self.piece_size).map(|it| it + at % self.piece_size)
    }
}

/// Do the bytes begin as a compound file does?
pub(crate) fn has_signature(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

impl<'a> CompoundFile<'a> {
    /// Reads the directory; `None` when the file breaks the format.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 30)?);
        if !has_signature(bytes) || !(7..=16).contains(&shift) {
            return None;
        }
        let mut file =
            Self { bytes, sector_size: 1 << shift, fat: Vec::new(), entries: Vec::new() };
        file.fat = file.read_fat()?;
        let directory = file.gather(&file.chain(u32_at(bytes, 48)?, &file.fat)?);
        file.entries = directory.chunks_exact(ENTRY_SIZE).filter_map(read_entry).collect();
        Some(file)
    }

    /// Is there a stream of this name?
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|it| it.name.eq_ignore_ascii_case(name))
    }

    /// The stream of this name.
    pub(crate) fn stream(&self, name: &str) -> Option<Stream> {
        let entry = self.entries.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
        let mini_cutoff = u32_at(self.bytes, 56)? as usize;
        let (pieces, piece_size) = if entry.size < mini_cutoff {
            (self.mini_pieces(entry.start)?, MINI_SECTOR)
        } else {
            (self.chain(entry.start, &self.fat)?, self.sector_size)
        };
        let mut bytes = Vec::new();
        for &piece in &pieces {
            bytes.extend_from_slice(self.piece(piece, piece_size));
        }
        bytes.truncate(entry.size);
        Some(Stream { bytes, pieces, piece_size })
    }

    fn mini_pieces(&self, start: u32) -> Option<Vec<usize>> {
        let root = self.entries.first()?;
        let container = self.chain(root.start, &self.fat)?;
        let mini_fat = numbers(&self.gather(&self.chain(u32_at(self.bytes, 60)?, &self.fat)?));
        let mut pieces = Vec::new();
        let mut next = start;
        while next < END_OF_CHAIN {
            if pieces.len() > mini_fat.len() {
                return None;
            }
            let at = next as usize * MINI_SECTOR;
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
        for n_lists in 0.. {
            if n_lists > most {
                return None;
            }
            let list = numbers(self.sector(next).unwrap_or_default());
            let Some((&following, fat_sectors)) = list.split_last() else { break };
            sectors.extend_from_slice(fat_sectors);
            next = following;
        }
        sectors.truncate(most);
        let fat = sectors.iter().filter_map(|&it| self.sector(it)).flat_map(numbers);
        Some(fat.take(most + self.sector_size).collect())
    }

    /// Places in the file of a chain's sectors; `None` when it turns in a circle, which calamine
    /// would follow until the memory ends.
    fn chain(&self, start: u32, fat: &[u32]) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        let mut next = start;
        while next < END_OF_CHAIN {
            if places.len() > fat.len() {
                return None;
            }
            let place = (next as usize + 1) * self.sector_size;
            if place >= self.bytes.len() {
                break;
            }
            places.push(place);
            next = fat.get(next as usize).copied().unwrap_or(END_OF_CHAIN);
        }
        Some(places)
    }

    fn gather(&self, places: &[usize]) -> Vec<u8> {
        let pieces = places.iter().map(|&it| self.piece(it, self.sector_size));
        pieces.flatten().copied().collect()
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let place = (number < END_OF_CHAIN).then(|| (number as usize + 1) * self.sector_size)?;
        (place < self.bytes.len()).then(|| self.piece(place, self.sector_size))
    }

    fn piece(&self, place: usize, size: usize) -> &'a [u8] {
        let end = self.bytes.len().min(place + size);
        self.bytes.get(place..end).unwrap_or_default()
    }
}

fn read_entry(entry: &[u8]) -> Option<Entry> {
    let n_bytes = usize::from(u16_at(entry, 64)?).min(64);
    let name = entry.get(..n_bytes.saturating_sub(2))?;
    let units = name.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]])); // OK because chunks are of two
    let name = char::decode_utf16(units).map(|it| it.unwrap_or('?')).collect();
    Some(Entry { name, start: u32_at(entry, 116)?, size: u32_at(entry, 120)? as usize })
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
