//! As much of the format as it takes to make small workbooks, right and wrong.

/// A record.
pub(in crate::xls) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes()[..], data].concat()
}

/// A record of a cell: its place, style and value.
pub(in crate::xls) fn cell(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    record(kind, &[&words(&[row, column, style])[..], value].concat())
}

pub(in crate::xls) fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|it| it.to_le_bytes()).collect()
}

pub(in crate::xls) fn wide(text: &str) -> Vec<u8> {
    words(&text.encode_utf16().collect::<Vec<u16>>())
}

/// A text of BIFF8 behind its length in two bytes.
pub(in crate::xls) fn long(text: &str) -> Vec<u8> {
    let n_letters = u16::try_from(text.encode_utf16().count()).unwrap();
    [&n_letters.to_le_bytes()[..], &[1], &wide(text)].concat()
}

/// The shared strings, each in UTF-16.
pub(in crate::xls) fn shared(texts: &[&str]) -> Vec<u8> {
    let strings: Vec<u8> = texts.iter().flat_map(|it| long(it)).collect();
    record(0x00FC, &[&[0; 8][..], &strings].concat())
}

pub(in crate::xls) fn shared_cell(row: u16, column: u16, idx: u32) -> Vec<u8> {
    cell(0x00FD, row, column, 0, &idx.to_le_bytes())
}

pub(in crate::xls) fn number(row: u16, column: u16, style: u16, number: f64) -> Vec<u8> {
    cell(0x0203, row, column, style, &number.to_le_bytes())
}

/// A formula with its value in eight bytes; what it calculates is left out.
pub(in crate::xls) fn formula(row: u16, column: u16, value: [u8; 8], flags: u16) -> Vec<u8> {
    let rest = [&value[..], &flags.to_le_bytes(), &[0; 4], &[0; 2]].concat();
    cell(0x0006, row, column, 0, &rest)
}

/// A style with a font and a format.
pub(in crate::xls) fn style(font: u16, format: u16) -> Vec<u8> {
    record(0x00E0, &[&words(&[font, format])[..], &[0; 16]].concat())
}

pub(in crate::xls) fn font(name: &str) -> Vec<u8> {
    let n_letters = u8::try_from(name.len()).unwrap();
    record(0x0031, &[&[0; 14][..], &[n_letters, 0], name.as_bytes()].concat())
}

pub(in crate::xls) fn format(id: u16, code: &str) -> Vec<u8> {
    record(0x041E, &[&id.to_le_bytes()[..], &long(code)].concat())
}

fn start(version: u16, kind: u16) -> Vec<u8> {
    record(0x0809, &[&words(&[version, kind])[..], &[0; 12]].concat())
}

/// A sheet described.
pub(in crate::xls) struct Sheet<'a> {
    pub(in crate::xls) name: &'a str,
    pub(in crate::xls) state: u8,
    pub(in crate::xls) kind: u8,
    pub(in crate::xls) records: Vec<u8>,
}

impl<'a> Sheet<'a> {
    pub(in crate::xls) fn new(name: &'a str, records: &[Vec<u8>]) -> Self {
        Self { name, state: 0, kind: 0, records: records.concat() }
    }
}

/// The stream of a workbook of BIFF8, or BIFF5 where names are in bytes.
pub(in crate::xls) fn stream(version: u16, globals: &[Vec<u8>], sheets: &[Sheet<'_>]) -> Vec<u8> {
    let entry = |sheet: &Sheet<'_>, place: usize| {
        let place = u32::try_from(place).unwrap().to_le_bytes();
        let length = u8::try_from(sheet.name.len()).unwrap();
        let flags: &[u8] = if version == 0x0600 { &[0] } else { &[] };
        let parts = [&place[..], &[sheet.state, sheet.kind, length], flags, sheet.name.as_bytes()];
        record(0x0085, &parts.concat())
    };
    let end = record(0x000A, &[]);
    let bodies: Vec<Vec<u8>> = sheets
        .iter()
        .map(|it| [start(version, 0x10), it.records.clone(), end.clone()].concat())
        .collect();
    let mut stream = [start(version, 5), globals.concat()].concat();
    let n_entries: usize = sheets.iter().map(|it| entry(it, 0).len()).sum();
    let mut place = stream.len() + n_entries + end.len();
    for (sheet, body) in sheets.iter().zip(&bodies) {
        stream.extend(entry(sheet, place));
        place += body.len();
    }
    [stream, end, bodies.concat()].concat()
}

/// A compound file with this stream, its sectors in disorder when `is_scattered`.
pub(in crate::xls) fn compound(name: &str, stream: &[u8], is_scattered: bool) -> Vec<u8> {
    const SECTOR: usize = 512;
    let mut content = stream.to_vec();
    content.resize(content.len().max(4_096).next_multiple_of(SECTOR), 0);
    let n_sectors = content.len() / SECTOR;
    let n_fat = (n_sectors + 1).div_ceil(127);
    // The sectors: FAT, directory, stream. Scattered, each two of the stream are turned round.
    let place = |it: usize| {
        let is_paired = is_scattered && (it ^ 1) < n_sectors;
        1 + n_fat + if is_paired { it ^ 1 } else { it }
    };
    let mut fat = vec![u32::MAX; n_fat * 128];
    fat[..n_fat].fill(0xFFFF_FFFD);
    fat[n_fat] = 0xFFFF_FFFE;
    for sector in 0..n_sectors {
        let next = if sector + 1 < n_sectors { place(sector + 1) } else { 0xFFFF_FFFE };
        fat[place(sector)] = u32::try_from(next).unwrap();
    }
    let mut file = vec![0; SECTOR * (2 + n_fat + n_sectors)];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    put(24, &words(&[0x3E, 3, 0xFFFE, 9, 6]));
    let number = |it: usize| u32::try_from(it).unwrap().to_le_bytes();
    put(44, &number(n_fat));
    put(48, &number(n_fat));
    put(56, &number(4_096));
    put(60, &[0xFE, 0xFF, 0xFF, 0xFF]);
    put(68, &[0xFE, 0xFF, 0xFF, 0xFF]);
    put(76, &[0xFF; 436]);
    for it in 0..n_fat {
        put(76 + it * 4, &number(it));
    }
    for (it, next) in fat.iter().enumerate() {
        put(SECTOR + it * 4, &next.to_le_bytes());
    }
    let directory = SECTOR * (1 + n_fat);
    put(directory, &entry("Root Entry", 5, 1, 0xFFFF_FFFE, 0));
    let start = u32::try_from(place(0)).unwrap();
    put(directory + 128, &entry(name, 2, u32::MAX, start, stream.len().max(4_096)));
    for (it, sector) in content.chunks(SECTOR).enumerate() {
        put(SECTOR * (1 + place(it)), sector);
    }
    file
}

/// An entry of the directory.
pub(in crate::xls) fn entry(name: &str, kind: u8, child: u32, start: u32, size: usize) -> Vec<u8> {
    let mut entry = wide(name);
    let n_bytes = u16::try_from(entry.len() + 2).unwrap();
    entry.resize(64, 0);
    entry.extend(n_bytes.to_le_bytes());
    entry.extend([kind, 1]);
    for link in [u32::MAX, u32::MAX, child] {
        entry.extend(link.to_le_bytes());
    }
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(u32::try_from(size).unwrap().to_le_bytes());
    entry.resize(128, 0);
    entry
}

/// A workbook of BIFF8.
pub(in crate::xls) fn workbook(globals: &[Vec<u8>], sheets: &[Sheet<'_>]) -> Vec<u8> {
    compound("Workbook", &stream(0x0600, globals, sheets), false)
}
