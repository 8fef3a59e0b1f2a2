//! The texts that cells share: one long string and where each ends.

use std::io::Read;

use super::records::Records;

const SST_ITEM: u16 = 19;
const END_SST: u16 = 160;
/// More strings, and more bytes of them, than a browser has room for beside the list.
const MOST_STRINGS: usize = 8_000_000;
const MOST_BYTES: usize = 128 << 20;

/// The shared strings of a workbook.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<usize>,
}

impl SharedStrings {
    /// Reads the part `sharedStrings.bin`, as far as it can be read.
    pub(super) fn read(part: impl Read) -> Self {
        let mut records = Records::new(part);
        let mut strings = Self::default();
        while let Some(record) = records.next() {
            let has_room = strings.ends.len() < MOST_STRINGS && strings.text.len() < MOST_BYTES;
            match record.kind {
                SST_ITEM if has_room => {
                    // Runs and phonetic letters follow the text, of which they are no part.
                    record.add_text(1, &mut strings.text);
                    strings.ends.push(strings.text.len());
                }
                END_SST => break,
                _ => {}
            }
        }
        strings
    }

    /// The string with this number, from 0.
    pub(super) fn get(&self, idx: u32) -> Option<&str> {
        let idx = idx as usize;
        let end = *self.ends.get(idx)?;
        let start = idx.checked_sub(1).and_then(|it| self.ends.get(it).copied()).unwrap_or(0);
        self.text.get(start..end)
    }
}
