//! Several files in one: browsers block several downloads from one click.

use flate2::Crc;

const LOCAL: u32 = 0x0403_4B50;
const CENTRAL: u32 = 0x0201_4B50;
const END: u32 = 0x0605_4B50;
/// Version 2.0 of the format: files in folders, which everybody reads.
const NEEDED: u16 = 20;
/// 01/01/1980 as DOS counts: the same files give the same bytes.
const DAY_ONE: u16 = 0x21;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

/// Puts files into a zip archive as they are: workbooks are packed already. `None` when they are too
/// many or too large for one without Zip64.
///
/// By hand: the crate `zip` would bring its compressors along once more, 250 KB of the page.
#[must_use]
pub fn write_zip(files: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let n_files = u16::try_from(files.len()).ok()?;
    let mut bytes = Vec::with_capacity(files.iter().map(|it| it.1.len() + 256).sum());
    let mut directory = Vec::new();
    for (name, file) in files {
        let at = u32::try_from(bytes.len()).ok()?;
        let about = about(name, file)?;
        bytes.extend(LOCAL.to_le_bytes());
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(file);
        directory.extend(CENTRAL.to_le_bytes());
        directory.extend(NEEDED.to_le_bytes());
        directory.extend(about);
        // Comment, disk and attributes: none.
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let directory_at = u32::try_from(bytes.len()).ok()?;
    let directory_size = u32::try_from(directory.len()).ok()?;
    bytes.append(&mut directory);
    bytes.extend(END.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend([n_files, n_files].map(u16::to_le_bytes).concat());
    bytes.extend([directory_size, directory_at].map(u32::to_le_bytes).concat());
    bytes.extend([0; 2]);
    Some(bytes)
}

/// What stands before the file and in the directory alike.
fn about(name: &str, file: &[u8]) -> Option<Vec<u8>> {
    let (size, name_size) = (u32::try_from(file.len()).ok()?, u16::try_from(name.len()).ok()?);
    let mut crc = Crc::new();
    crc.update(file);
    // Stored, at midnight.
    let start = [NEEDED, UTF8, 0, 0, DAY_ONE].map(u16::to_le_bytes).concat();
    let sizes = [crc.sum(), size, size].map(u32::to_le_bytes).concat();
    let lengths = [name_size, 0].map(u16::to_le_bytes).concat();
    Some([start, sizes, lengths].concat())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let files = [
            ("XFFY Thon 3.xlsx".to_owned(), vec![1, 2, 3]),
            ("không dấu.xlsx".to_owned(), Vec::new()),
        ];
        let bytes = write_zip(&files).unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(zip.len(), 2);
        for (name, expected) in files {
            let mut read = Vec::new();
            zip.by_name(&name).unwrap().read_to_end(&mut read).unwrap();
            assert_eq!(read, expected);
        }
    }
}
