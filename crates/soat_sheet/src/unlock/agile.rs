//! Agile encryption ([MS-OFFCRYPTO] 2.3.4.10): what is used is told in XML.

use super::MOST_SPINS;
use super::cipher::{Aes, BLOCK, Hash};

/// Each stretch of so many bytes is locked by itself.
const STRETCH: usize = 4096;
const VERIFIER_INPUT: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const KEY_VALUE: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

pub(super) struct Agile {
    data: Used,
    password: Used,
    n_spins: u32,
    verifier_input: Vec<u8>,
    verifier_hash: Vec<u8>,
    key: Vec<u8>,
}

/// What something is locked with.
struct Used {
    hash: Hash,
    key_length: usize,
    salt: Vec<u8>,
}

impl Agile {
    pub(super) fn read(xml: &str) -> Option<Self> {
        let data = elements(xml, "keyData").next()?;
        // There may be others, for keys of certificates.
        let key = elements(xml, "encryptedKey").find(|it| attribute(it, "spinCount").is_some())?;
        let n_spins = attribute(key, "spinCount")?.parse().ok()?;
        let agile = Self {
            data: Used::read(data)?,
            password: Used::read(key)?,
            n_spins,
            verifier_input: base64(attribute(key, "encryptedVerifierHashInput")?)?,
            verifier_hash: base64(attribute(key, "encryptedVerifierHashValue")?)?,
            key: base64(attribute(key, "encryptedKeyValue")?)?,
        };
        (n_spins <= MOST_SPINS).then_some(agile)
    }

    pub(super) fn open(&self, password: &[u8], locked: &[u8]) -> Option<Vec<u8>> {
        let key = self.key(password)?;
        let key = Aes::new(key.get(..self.data.key_length)?)?;
        let hash = self.data.hash;
        let mut plain = Vec::new();
        plain.try_reserve_exact(locked.len()).ok()?;
        for (number, stretch) in (0_u32..).zip(locked.chunks(STRETCH)) {
            let start = hash.of([&self.data.salt, &number.to_le_bytes()]);
            plain.extend(key.open_chain(&start, stretch));
        }
        Some(plain)
    }

    /// The key of the data, when the password is the one.
    fn key(&self, password: &[u8]) -> Option<Vec<u8>> {
        let Used { hash, key_length, salt } = &self.password;
        let spun = hash.spin(salt, password, self.n_spins);
        let open = |purpose: &[u8; 8], locked: &[u8]| {
            let mut key = hash.of([hash.cut(&spun), purpose]);
            key.iter_mut().skip(hash.length()).for_each(|it| *it = 0x36);
            Some(Aes::new(key.get(..*key_length)?)?.open_chain(salt, locked))
        };
        let input = open(&VERIFIER_INPUT, &self.verifier_input)?;
        let expected = open(&VERIFIER_HASH, &self.verifier_hash)?;
        let found = hash.of([&input, &[]]);
        expected.starts_with(hash.cut(&found)).then(|| open(&KEY_VALUE, &self.key)).flatten()
    }
}

impl Used {
    fn read(element: &str) -> Option<Self> {
        let is = |name, value: &str| attribute(element, name) == Some(value);
        let is_known = is("cipherAlgorithm", "AES") && is("cipherChaining", "ChainingModeCBC");
        let n_bits: usize = attribute(element, "keyBits")?.parse().ok()?;
        let used = Self {
            hash: Hash::from_name(attribute(element, "hashAlgorithm")?)?,
            key_length: n_bits / 8,
            salt: base64(attribute(element, "saltValue")?)?,
        };
        let is_known = is_known && matches!(n_bits, 128 | 192 | 256) && used.salt.len() >= BLOCK;
        is_known.then_some(used)
    }
}

/// Opening tags of a name, whatever its prefix.
fn elements<'x>(xml: &'x str, name: &str) -> impl Iterator<Item = &'x str> {
    xml.split('<').filter(move |it| {
        let found = it.split([' ', '\t', '\r', '\n', '>', '/']).next().unwrap_or_default();
        found.rsplit(':').next() == Some(name)
    })
}

/// Values hold no white space: they are numbers, names and base64.
fn attribute<'x>(element: &'x str, name: &str) -> Option<&'x str> {
    element.split_ascii_whitespace().find_map(|it| {
        let value = it.strip_prefix(name)?.strip_prefix('=')?;
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        value.get(1..)?.split(quote).next()
    })
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut n_bits) = (0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits) as u8);
        }
    }
    Some(bytes)
}
