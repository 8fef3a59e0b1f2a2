//! Where the bytes of a package are: in memory, or wherever they can be asked for.

use std::io::{self, BufRead, BufReader, Read};

/// A file that is read piece by piece. In a browser it lies outside the memory of the module, of
/// which there is little.
pub trait Pieces {
    /// Bytes in all.
    fn len(&self) -> usize;

    /// Is there nothing?
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fills the buffer with the bytes from `start` on; both are within the file.
    fn copy(&self, start: usize, buffer: &mut [u8]);
}

/// Read at once, of what is packed.
const WINDOW: usize = 64 << 10;

/// The bytes of a package.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    Here(&'a [u8]),
    Elsewhere(&'a dyn Pieces),
}

/// A stretch of the bytes, read from its start to its end.
pub(super) enum Packed<'a> {
    Here(&'a [u8]),
    Elsewhere(BufReader<Stretch<'a>>),
}

/// What of a stretch has not been asked for yet.
pub(super) struct Stretch<'a> {
    pieces: &'a dyn Pieces,
    start: usize,
    end: usize,
}

impl<'a> Source<'a> {
    pub(super) fn len(self) -> usize {
        match self {
            Self::Here(bytes) => bytes.len(),
            Self::Elsewhere(pieces) => pieces.len(),
        }
    }

    /// The bytes of one stretch, copied; `None` when it reaches beyond the end.
    pub(super) fn copied<const N: usize>(self, start: usize) -> Option<[u8; N]> {
        let mut copy = [0; N];
        match self {
            Self::Here(bytes) => copy = *bytes.get(start..)?.first_chunk()?,
            Self::Elsewhere(pieces) => {
                (start.checked_add(N)? <= pieces.len()).then(|| pieces.copy(start, &mut copy))?;
            }
        }
        Some(copy)
    }

    /// One stretch, to be read; `None` when it reaches beyond the end.
    pub(super) fn stretch(self, start: usize, size: usize) -> Option<Packed<'a>> {
        let end = start.checked_add(size)?;
        match self {
            Self::Here(bytes) => bytes.get(start..end).map(Packed::Here),
            Self::Elsewhere(pieces) => {
                let stretch = Stretch { pieces, start, end };
                let window = BufReader::with_capacity(WINDOW, stretch);
                (end <= pieces.len()).then_some(Packed::Elsewhere(window))
            }
        }
    }
}

impl Read for Stretch<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n_bytes = buffer.len().min(self.end - self.start);
        let buffer = buffer.get_mut(..n_bytes).unwrap_or_default();
        if !buffer.is_empty() {
            self.pieces.copy(self.start, buffer);
        }
        self.start += n_bytes;
        Ok(n_bytes)
    }
}

impl Read for Packed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Here(bytes) => bytes.read(buffer),
            Self::Elsewhere(window) => window.read(buffer),
        }
    }
}

impl BufRead for Packed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Self::Here(bytes) => Ok(bytes),
            Self::Elsewhere(window) => window.fill_buf(),
        }
    }

    fn consume(&mut self, n_bytes: usize) {
        match self {
            Self::Here(bytes) => bytes.consume(n_bytes),
            Self::Elsewhere(window) => window.consume(n_bytes),
        }
    }
}
