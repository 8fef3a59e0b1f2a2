//! Workbooks of Excel 97 to 2003 with a password (MS-XLS 2.2.10, MS-OFFCRYPTO 2.3.5 to 2.3.7).
//!
//! Only the data of records is encrypted, each byte for itself: the stream is decrypted in place.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use md5::Md5;
use sha1::Sha1;
use sha1::digest::Digest;
use unicode_normalization::UnicodeNormalization as _;

use super::records::{BOF, BOUND_SHEET, EOF, FILE_PASS, record_at};
use crate::cfb::{u16_at, u32_at};
use crate::error::{ReadError, ReadErrorKind};

/// Excel opens what is encrypted by this without asking; it does so to protected workbooks.
const DEFAULT_PASSWORD: &str = "VelvetSweatshop";
/// USREXCL, FILELOCK, INTERFACEHDR, RRDINFO, RRDHEAD: never encrypted, like the start of a part.
const CLEAR: [u16; 7] = [BOF, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];
/// The key changes after so many bytes of the stream.
const BLOCK: usize = 1_024;
/// What fills up a short password.
const PADDING: [u8; 15] =
    [0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00];

/// Decrypts the stream if it is encrypted.
pub(super) fn unlock(stream: &mut Cow<'_, [u8]>, password: Option<&str>) -> Result<(), ReadError> {
    let Some((data, start)) = file_pass(stream) else { return Ok(()) };
    let Some(lock) = Lock::read(data) else {
        return Err(ReadError::new(ReadErrorKind::PasswordUnsupported));
    };
    let (key, refusal) = match password {
        Some(it) => (lock.key_by_any(it), ReadErrorKind::PasswordWrong),
        None => (lock.key(DEFAULT_PASSWORD), ReadErrorKind::PasswordProtected),
    };
    let key = key.ok_or_else(|| ReadError::new(refusal))?;
    decrypt(stream.to_mut(), start, key);
    Ok(())
}

/// The record that says how the stream is encrypted, and where the next one begins.
fn file_pass(stream: &[u8]) -> Option<(&[u8], usize)> {
    let mut at = 0;
    loop {
        let record = record_at(stream, at).filter(|it| it.kind != EOF)?;
        if record.kind == FILE_PASS {
            return Some((record.data, record.next));
        }
        at = record.next;
    }
}

/// How a stream is encrypted, and what tells a right password.
enum Lock {
    Xor { key: u16, verifier: u16 },
    Rc4(Rc4Lock),
}

struct Rc4Lock {
    hash: Hash,
    salt: [u8; 16],
    verifier: [u8; 16],
    verifier_hash: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Hash {
    /// Excel 97.
    Md5,
    /// Excel 2002; with keys of so many bytes.
    Sha1(usize),
}

impl Lock {
    /// `None` when it is a way that is not known here.
    fn read(data: &[u8]) -> Option<Self> {
        // Excel 5 knew one way only, and has no word that tells it.
        let at = if data.len() == 4 { 0 } else { 2 };
        match (at, u16_at(data, 0)?) {
            (0, _) | (_, 0) => {
                Some(Self::Xor { key: u16_at(data, at)?, verifier: u16_at(data, at + 2)? })
            }
            (_, 1) => Rc4Lock::read(data).map(Self::Rc4),
            _ => None,
        }
    }

    /// Excel takes a password as it was typed, and the keyboards of Vietnamese type in two ways.
    fn key_by_any(&self, password: &str) -> Option<Key> {
        let composed: String = password.nfc().collect();
        let apart: String = password.nfd().collect();
        [password, &composed, &apart].into_iter().find_map(|it| self.key(it))
    }

    /// `None` when the password is another one.
    fn key(&self, password: &str) -> Option<Key> {
        match self {
            Self::Xor { key, verifier } => xor_key(password, *key, *verifier).map(Key::Xor),
            Self::Rc4(lock) => lock.key(password).map(Key::Rc4),
        }
    }
}

impl Rc4Lock {
    fn read(data: &[u8]) -> Option<Self> {
        let (hash, at) = match (u16_at(data, 2)?, u16_at(data, 4)?) {
            (1, 1) => (Hash::Md5, 6),
            (2..=4, 2) => {
                let length = u32_at(data, 10)? as usize;
                let is_rc4 = matches!(u32_at(data, 22)?, 0 | 0x6801);
                let n_bits = u32_at(data, 30)?;
                let n_bytes = if n_bits == 0 { 5 } else { n_bits as usize / 8 };
                // Before the salt stands its length.
                let at =
                    length.checked_add(18).filter(|_| is_rc4 && (5..=16).contains(&n_bytes))?;
                (Hash::Sha1(n_bytes), at)
            }
            _ => return None,
        };
        let verifier_hash = match hash {
            Hash::Md5 => data.get(at + 32..at + 48)?,
            Hash::Sha1(_) => data.get(at.checked_add(36)?..at.checked_add(56)?)?,
        };
        Some(Self {
            hash,
            salt: *data.get(at..)?.first_chunk()?,
            verifier: *data.get(at + 16..)?.first_chunk()?,
            verifier_hash: verifier_hash.to_vec(),
        })
    }

    fn key(&self, password: &str) -> Option<Rc4Key> {
        let key = Rc4Key::new(self.hash, &self.salt, password);
        let mut keystream = key.block(0);
        let mut verifier = self.verifier;
        let mut verifier_hash = self.verifier_hash.clone();
        keystream.apply(&mut verifier);
        keystream.apply(&mut verifier_hash);
        (self.hash.of(&verifier) == verifier_hash).then_some(key)
    }
}

impl Hash {
    fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Md5 => Md5::digest(bytes).to_vec(),
            Self::Sha1(_) => Sha1::digest(bytes).to_vec(),
        }
    }
}

/// What decrypts a stream.
enum Key {
    Xor([u8; 16]),
    Rc4(Rc4Key),
}

struct Rc4Key {
    hash: Hash,
    secret: Vec<u8>,
}

impl Rc4Key {
    fn new(hash: Hash, salt: &[u8], password: &str) -> Self {
        let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let secret = match hash {
            Hash::Md5 => {
                let mut short = hash.of(&password);
                short.truncate(5);
                let mut secret = hash.of(&[&short, salt].concat().repeat(16));
                secret.truncate(5);
                secret
            }
            Hash::Sha1(_) => hash.of(&[salt, &password].concat()),
        };
        Self { hash, secret }
    }

    /// The key stream of a block.
    fn block(&self, number: u32) -> Rc4 {
        let mut key = self.hash.of(&[&self.secret[..], &number.to_le_bytes()].concat());
        if let Hash::Sha1(n_bytes) = self.hash {
            key.truncate(n_bytes);
            key.resize(if n_bytes == 5 { 16 } else { n_bytes }, 0);
        }
        Rc4::new(&key)
    }
}

/// The key of the oldest way. `key` stands in the file; the password makes sixteen bytes of it.
fn xor_key(password: &str, key: u16, verifier: u16) -> Option<[u8; 16]> {
    let byte = |it: u16| if it & 0xFF == 0 { (it >> 8) as u8 } else { it as u8 }; // OK because halves are meant
    let password: Vec<u8> = password.encode_utf16().map(byte).take(15).collect();
    let n_letters = u8::try_from(password.len()).ok().filter(|&it| it > 0)?;
    let turned = |sum: u16, byte: u8| ((sum >> 14 & 1) | (sum << 1 & 0x7FFF)) ^ u16::from(byte);
    let letters = password.iter().rev().copied().chain([n_letters]);
    if letters.fold(0, turned) ^ 0xCE4B != verifier {
        return None;
    }
    let mut bytes = [0; 16];
    let padded = password.iter().chain(&PADDING);
    for ((it, letter), half) in bytes.iter_mut().zip(padded).zip(key.to_le_bytes().iter().cycle()) {
        *it = (letter ^ half).rotate_right(1);
    }
    Some(bytes)
}

/// Decrypts the data of all records from a place on.
fn decrypt(stream: &mut [u8], start: usize, key: Key) {
    let mut cipher = match key {
        Key::Xor(key) => Cipher::Xor(key),
        Key::Rc4(key) => {
            Cipher::Rc4(Box::new(Blocks { keystream: key.block(0), key, block: 0, at: 0 }))
        }
    };
    let mut at = start;
    while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let data = at + 4;
        let end = data + usize::from(length);
        let n_clear = match kind {
            _ if CLEAR.contains(&kind) => usize::from(length),
            // Where the sheet begins.
            BOUND_SHEET => 4,
            _ => 0,
        };
        let last = end.min(stream.len());
        if let Some(bytes) = stream.get_mut(data + n_clear..last) {
            match &mut cipher {
                Cipher::Xor(key) => apply_xor(*key, bytes, end + n_clear),
                Cipher::Rc4(blocks) => blocks.apply(bytes, data + n_clear),
            }
        }
        at = end;
    }
}

enum Cipher {
    Xor([u8; 16]),
    Rc4(Box<Blocks>),
}

fn apply_xor(key: [u8; 16], bytes: &mut [u8], turn: usize) {
    for (byte, key) in bytes.iter_mut().zip(key.iter().cycle().skip(turn % 16)) {
        *byte = (*byte ^ key).rotate_left(3);
    }
}

/// The key streams of the blocks of a stream, one after another.
struct Blocks {
    key: Rc4Key,
    keystream: Rc4,
    block: usize,
    /// Place in the stream of the key stream's next byte.
    at: usize,
}

impl Blocks {
    /// Decrypts bytes at a place of the stream, which is not before the last one.
    fn apply(&mut self, mut bytes: &mut [u8], mut place: usize) {
        while !bytes.is_empty() {
            if place / BLOCK != self.block {
                self.block = place / BLOCK;
                self.at = self.block * BLOCK;
                self.keystream = self.key.block(u32::try_from(self.block).unwrap_or(u32::MAX));
            }
            self.keystream.skip(place - self.at);
            let n_here = bytes.len().min(BLOCK - place % BLOCK);
            let (here, rest) = bytes.split_at_mut(n_here);
            self.keystream.apply(here);
            place += n_here;
            (self.at, bytes) = (place, rest);
        }
    }
}

/// The cipher RC4.
struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    fn new(key: &[u8]) -> Self {
        let mut state = [0; 256];
        for (it, number) in state.iter_mut().zip(0..=255) {
            *it = number;
        }
        let mut j = 0u8;
        for (i, key) in (0..=255u8).zip(key.iter().cycle()) {
            j = j.wrapping_add(state[usize::from(i)]).wrapping_add(*key); // OK because a byte is below 256
            state.swap(usize::from(i), usize::from(j));
        }
        Self { state, i: 0, j: 0 }
    }

    fn next(&mut self) -> u8 {
        self.i = self.i.wrapping_add(1);
        let (i, at) = (usize::from(self.i), |it: u8| usize::from(it));
        self.j = self.j.wrapping_add(self.state[i]); // OK because a byte is below 256
        self.state.swap(i, at(self.j));
        let sum = self.state[i].wrapping_add(self.state[at(self.j)]); // OK because bytes are below 256
        self.state[at(sum)] // OK because a byte is below 256
    }

    fn apply(&mut self, bytes: &mut [u8]) {
        bytes.iter_mut().for_each(|it| *it ^= self.next());
    }

    fn skip(&mut self, n_bytes: usize) {
        (0..n_bytes).for_each(|_| {
            self.next();
        });
    }
}
