//! Several files in one: browsers block several downloads from one click.

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// Puts files into a zip archive as they are: workbooks are packed already. `None` when they are too
/// many or too large for one. The same files give the same bytes.
#[must_use]
pub fn write_zip(files: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options).ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_put_in_comes_out() {
        let files = [("XFFY Thon 3.xlsx".to_owned(), vec![1, 2, 3]), ("b.xlsx".to_owned(), vec![])];
        let bytes = write_zip(&files).unwrap();
        assert_eq!(bytes, write_zip(&files).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for (name, expected) in files {
            let mut read = Vec::new();
            zip.by_name(&name).unwrap().read_to_end(&mut read).unwrap();
            assert_eq!(read, expected);
        }
    }
}
