//! One part of a package, unpacked as it is read.

use std::io::{self, BufRead as _, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::directory::{Entry, u16_at};
use super::source::{Packed, Source};
use crate::error::ReadErrorKind;

const HEADER: &[u8] = b"PK\x03\x04";
const HEADER_LENGTH: usize = 30;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// The bytes of a part. Reading fails where they are not what was packed, at the latest at the end:
/// only a part read to its end is known to be whole.
pub(crate) struct Part<'a> {
    packed: Packed<'a>,
    inflater: Option<Decompress>,
    crc: Crc,
    expected_crc: u32,
    unpacked_size: u64,
    n_left: u64,
    is_over: bool,
}

impl<'a> Part<'a> {
    pub(super) fn open(source: Source<'a>, entry: &Entry) -> Result<Self, ReadErrorKind> {
        if entry.is_encrypted {
            return Err(ReadErrorKind::PasswordUnsupported);
        }
        let inflater = match entry.method {
            STORED => None,
            DEFLATED => Some(Decompress::new(false)),
            _ => return Err(ReadErrorKind::Damaged),
        };
        Ok(Self {
            packed: packed(source, entry).ok_or(ReadErrorKind::Damaged)?,
            inflater,
            crc: Crc::new(),
            expected_crc: entry.crc,
            unpacked_size: entry.unpacked_size,
            n_left: entry.unpacked_size,
            is_over: false,
        })
    }

    /// Bytes that are in no package, as a part.
    pub(crate) fn plain(bytes: &'a [u8]) -> Self {
        let mut crc = Crc::new();
        crc.update(bytes);
        let n_bytes = bytes.len() as u64;
        Self {
            packed: Packed::Here(bytes),
            inflater: None,
            crc: Crc::new(),
            expected_crc: crc.sum(),
            unpacked_size: n_bytes,
            n_left: n_bytes,
            is_over: false,
        }
    }

    /// Bytes that it unpacks to.
    pub(crate) fn unpacked_size(&self) -> u64 {
        self.unpacked_size
    }

    fn unpack(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(inflater) = &mut self.inflater else {
            let n_bytes = self.packed.read(buffer)?;
            self.is_over = n_bytes == 0;
            return Ok(n_bytes);
        };
        let (before_in, before_out) = (inflater.total_in(), inflater.total_out());
        let packed = self.packed.fill_buf()?;
        let status = inflater.decompress(packed, buffer, FlushDecompress::None);
        let status = status.map_err(|_| damaged())?;
        let n_taken = usize::try_from(inflater.total_in() - before_in).unwrap_or(usize::MAX);
        let n_given = usize::try_from(inflater.total_out() - before_out).unwrap_or(usize::MAX);
        self.packed.consume(n_taken);
        self.is_over = status == Status::StreamEnd;
        if n_taken == 0 && n_given == 0 && !self.is_over {
            return Err(damaged());
        }
        Ok(n_given)
    }
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut n_bytes = 0;
        while n_bytes == 0 && !self.is_over && !buffer.is_empty() {
            n_bytes = self.unpack(buffer)?;
            self.crc.update(buffer.get(..n_bytes).unwrap_or_default());
            self.n_left = self.n_left.checked_sub(n_bytes as u64).ok_or_else(damaged)?;
        }
        let is_whole = self.n_left == 0 && self.crc.sum() == self.expected_crc;
        if self.is_over && !is_whole { Err(damaged()) } else { Ok(n_bytes) }
    }
}

fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// The packed bytes, behind the part's own header.
fn packed<'a>(source: Source<'a>, entry: &Entry) -> Option<Packed<'a>> {
    let header: [u8; HEADER_LENGTH] = source.copied(entry.start)?;
    let (name, extra) = (u16_at(&header, 26)?, u16_at(&header, 28)?);
    let length = HEADER_LENGTH + usize::from(name) + usize::from(extra);
    let size = usize::try_from(entry.packed_size).ok()?;
    let start = header.starts_with(HEADER).then(|| entry.start.checked_add(length))??;
    source.stretch(start, size)
}
