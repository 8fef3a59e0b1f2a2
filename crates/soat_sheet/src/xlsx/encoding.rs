//! Parts in UTF-16, as UTF-8. Those in UTF-8, nearly all, pass through.

use std::io::{self, Read};

/// Bytes turned at a time.
const CHUNK: usize = 8 * 1024;

/// A stream in UTF-8, whichever the part is in.
pub(crate) struct Decoder<R> {
    reader: R,
    /// For a part in UTF-16: which byte of a unit comes first.
    utf_16: Option<Order>,
    /// Bytes of the part read and not turned yet.
    raw: Vec<u8>,
    /// Turned, and taken up to a place.
    turned: Vec<u8>,
    n_taken: usize,
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl<R: Read> Decoder<R> {
    /// Looks at the first bytes of a part, which every XML begins with `<` or a byte-order mark.
    pub(crate) fn new(mut reader: R) -> io::Result<Self> {
        let mut head = Vec::new();
        (&mut reader).take(4).read_to_end(&mut head)?;
        let (order, n_mark) = match head.as_slice() {
            [0xFF, 0xFE, ..] => (Some(Order::Little), 2),
            [0xFE, 0xFF, ..] => (Some(Order::Big), 2),
            [b'<', 0, _, 0] => (Some(Order::Little), 0),
            [0, b'<', 0, _] => (Some(Order::Big), 0),
            _ => (None, 0),
        };
        head.drain(..n_mark);
        let (raw, turned) = if order.is_some() { (head, Vec::new()) } else { (Vec::new(), head) };
        Ok(Self { reader, utf_16: order, raw, turned, n_taken: 0 })
    }

    fn turn_more(&mut self, order: Order) -> io::Result<()> {
        let n_read = (&mut self.reader).take(CHUNK as u64).read_to_end(&mut self.raw)?;
        let mut n_units = self.raw.len() / 2;
        let unit = |it: &[u8]| match order {
            Order::Little => it.first_chunk().map_or(0, |it| u16::from_le_bytes(*it)),
            Order::Big => it.first_chunk().map_or(0, |it| u16::from_be_bytes(*it)),
        };
        let last = self.raw.chunks_exact(2).last().map_or(0, unit);
        if n_read > 0 && (0xD800..0xDC00).contains(&last) {
            // The other half of this letter is still to come.
            n_units -= 1;
        }
        let units = self.raw.chunks_exact(2).take(n_units).map(unit);
        let letters = char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER));
        self.turned = letters.collect::<String>().into_bytes();
        self.n_taken = 0;
        self.raw.drain(..n_units * 2);
        Ok(())
    }
}

impl<R: Read> Read for Decoder<R> {
    #[inline]
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.n_taken == self.turned.len() {
            match self.utf_16 {
                None => return self.reader.read(buffer),
                Some(order) => self.turn_more(order)?,
            }
        }
        let mut rest = self.turned.get(self.n_taken..).unwrap_or_default();
        let n_bytes = rest.read(buffer)?;
        self.n_taken += n_bytes;
        Ok(n_bytes)
    }
}
