//! The ciphers and hashes that locks are made of.

use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use aes::{Aes128Dec, Aes192Dec, Aes256Dec};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

pub(super) const BLOCK: usize = 16;

/// A hash; shorter ones are followed by zeros.
pub(super) type Digested = [u8; 64];

#[derive(Clone, Copy)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "SHA1" | "SHA-1" => Some(Self::Sha1),
            "SHA256" | "SHA-256" => Some(Self::Sha256),
            "SHA384" | "SHA-384" => Some(Self::Sha384),
            "SHA512" | "SHA-512" => Some(Self::Sha512),
            _ => None,
        }
    }

    pub(super) fn length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }

    pub(super) fn of(self, parts: [&[u8]; 2]) -> Digested {
        match self {
            Self::Sha1 => hash::<Sha1>(parts),
            Self::Sha256 => hash::<Sha256>(parts),
            Self::Sha384 => hash::<Sha384>(parts),
            Self::Sha512 => hash::<Sha512>(parts),
        }
    }

    /// The hash of a password, made slow: the hash of the hash, numbered, again and again.
    pub(super) fn spin(self, salt: &[u8], password: &[u8], n_spins: u32) -> Digested {
        (0..n_spins).fold(self.of([salt, password]), |so_far, number| {
            self.of([&number.to_le_bytes(), self.cut(&so_far)])
        })
    }

    /// As many bytes as the hash has.
    pub(super) fn cut(self, digested: &Digested) -> &[u8] {
        digested.get(..self.length()).unwrap_or_default()
    }
}

fn hash<D: Digest>(parts: [&[u8]; 2]) -> Digested {
    let mut hasher = D::new();
    parts.iter().for_each(|it| hasher.update(it));
    let mut digested = [0; 64];
    digested.iter_mut().zip(hasher.finalize()).for_each(|(to, from)| *to = from);
    digested
}

/// AES, to open with.
pub(super) enum Aes {
    Of128(Box<Aes128Dec>),
    Of192(Box<Aes192Dec>),
    Of256(Box<Aes256Dec>),
}

impl Aes {
    /// `None` when no key has this length.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        match key.len() {
            16 => cipher(key).map(Self::Of128),
            24 => cipher(key).map(Self::Of192),
            32 => cipher(key).map(Self::Of256),
            _ => None,
        }
    }

    /// Opens each block by itself. What is left after the last whole one stays as it is.
    pub(super) fn open_blocks(&self, bytes: &mut [u8]) {
        let (blocks, _) = Array::slice_as_chunks_mut(bytes);
        match self {
            Self::Of128(it) => it.decrypt_blocks(blocks),
            Self::Of192(it) => it.decrypt_blocks(blocks),
            Self::Of256(it) => it.decrypt_blocks(blocks),
        }
    }

    /// Opens blocks of which each was mixed with the one before (CBC).
    pub(super) fn open_chain(&self, start: &[u8], locked: &[u8]) -> Vec<u8> {
        let mut plain = locked.to_vec();
        self.open_blocks(&mut plain);
        let before = start.iter().take(BLOCK).chain(locked);
        plain.iter_mut().zip(before).for_each(|(to, with)| *to ^= with);
        plain
    }
}

fn cipher<C: KeyInit>(key: &[u8]) -> Option<Box<C>> {
    C::new_from_slice(key).ok().map(Box::new)
}
