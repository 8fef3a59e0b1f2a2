//! The work file, `.soat`: everything of a work in one file that the user owns.
//!
//! All numbers are little-endian. Version 1:
//!
//! | at | bytes | what |
//! |---|---|---|
//! | 0 | 8 | `89 53 4F 41 54 0D 0A 1A`: "SOAT" between bytes that a transfer as text would change |
//! | 8 | 2 | version: 1 |
//! | 10 | 2 | how the key is made: 1, Argon2id 1.3 of the passphrase in NFC |
//! | 12 | 12 | memory in KiB, passes, lanes, each `u32` |
//! | 24 | 16 | salt |
//! | 40 | 12 | nonce of the file key |
//! | 52 | 48 | the file key, random for each file, sealed by AES-256-GCM with the key of the passphrase; bytes 0 to 51 are its associated data |
//! | 100 | | the content in pieces of 65,536 bytes, the last one shorter or equal, each with its tag of 16 bytes |
//!
//! A piece is sealed by AES-256-GCM with the file key; the nonce is the piece's number as a
//! big-endian `u64`, three bytes 0 and one byte that is 1 for the last piece, else 0. So no piece
//! can be changed, moved or left away, and a wrong passphrase is known from a damaged file: in the
//! first case the file key does not open.
//!
//! The content is sections, one after another:
//!
//! | bytes | what |
//! |---|---|
//! | 1 and so many | the name's length, the name in ASCII |
//! | 1 | coding: 0 as it is, 1 deflated (RFC 1951) |
//! | 8 | length of what it holds |
//! | 8 and so many | length as stored, the bytes |
//!
//! | section | holds |
//! |---|---|
//! | `file-name` | name of the file that was opened, UTF-8 |
//! | `source` | that file, byte for byte |
//! | `choices` | how it was opened: a count `u32`, then keys and values, each a length `u32` and UTF-8 |
//! | `journal` | what was done: a count `u32`, then for each a number `u64`, a length `u32`, bytes of the page's own making |
//! | `dismissed` | warnings passed over: a count `u32`, then for each a row `u32` from 0, the rule's id as a length `u32` and UTF-8 |
//!
//! A later version of Soát may add sections, and more to the end of one: an older one passes over
//! both, and keeps whole sections that it does not know when it writes the file again. The version
//! rises only when an older reader would read something wrong. Every later version reads every
//! earlier one; `tests/` has a file of each.

mod envelope;
mod sections;

use crate::error::VaultError;
use crate::key::{Key, Recipe};

pub use self::envelope::Chance;
pub use self::sections::Section;

/// Everything of a work. Has no `Debug`: it is full of people.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct WorkFile {
    /// Name of the file that was opened.
    pub file_name: String,
    /// That file, byte for byte.
    pub source: Vec<u8>,
    /// How it was opened: `profile`, `source`, `sheet`, `header-row`, `mapping` and what may come.
    pub choices: Vec<(String, String)>,
    /// What was done, in order.
    pub journal: Vec<Event>,
    /// Warnings passed over.
    pub dismissed: Vec<Dismissed>,
    /// Sections of later versions, and of callers with something of their own to keep.
    pub others: Vec<Section>,
}

/// Something done. What it says is the caller's business.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the journal.
    pub number: u64,
    /// What was done.
    pub bytes: Vec<u8>,
}

/// A warning passed over.
#[derive(Clone, PartialEq, Eq)]
pub struct Dismissed {
    /// The row's index in the list as opened, from 0.
    pub row_idx: u32,
    /// The rule's id.
    pub rule: String,
}

impl WorkFile {
    /// Are these the bytes of a work file, of whatever version?
    #[must_use]
    pub fn is_one(bytes: &[u8]) -> bool {
        envelope::has_magic(bytes)
    }

    /// How the key of a work file is made of its passphrase.
    ///
    /// # Errors
    /// `NotAWorkFile`, `NewerVersion`, or `Damaged` when it ends too early.
    pub fn recipe(bytes: &[u8]) -> Result<Recipe, VaultError> {
        envelope::recipe(bytes)
    }

    /// Opens a work file with the key that its [`Self::recipe`] makes.
    ///
    /// # Errors
    /// As [`Self::recipe`]; `WrongPassphraseOrDamaged` when the key is another one; `Damaged` when
    /// it is the one; `TooLarge` when there is not enough memory.
    pub fn open(bytes: &[u8], key: &Key) -> Result<Self, VaultError> {
        let content = envelope::open(bytes, key)?;
        sections::read(&content)
    }

    /// The bytes of a work file. `chance` is new for each writing.
    ///
    /// # Errors
    /// `TooLarge` when it would be larger than what is read.
    pub fn write(&self, key: &Key, chance: &Chance) -> Result<Vec<u8>, VaultError> {
        let content = sections::write(self)?;
        envelope::seal(&content, key, chance)
    }
}
