//! Standard encryption ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9): AES by blocks, SHA-1, 50,000 times.

use super::cipher::{Aes, Hash};
use crate::cfb::u32_at;

const HASH: Hash = Hash::Sha1;
const N_SPINS: u32 = 50_000;
const HEADER_AT: usize = 12;
const AES_128: u32 = 0x660E;
const AES_256: u32 = 0x6610;

pub(super) struct Standard {
    key_length: usize,
    salt: [u8; 16],
    verifier: [u8; 16],
    verifier_hash: [u8; 32],
}

impl Standard {
    pub(super) fn read(info: &[u8]) -> Option<Self> {
        let header_length = usize::try_from(u32_at(info, 8)?).ok()?;
        let cipher = u32_at(info, HEADER_AT + 8)?;
        let n_bits = u32_at(info, HEADER_AT + 16)? as usize;
        let verifier = info.get(HEADER_AT.checked_add(header_length)?..)?;
        let is_known = (AES_128..=AES_256).contains(&cipher) && matches!(n_bits, 128 | 192 | 256);
        let standard = Self {
            key_length: n_bits / 8,
            salt: *verifier.get(4..)?.first_chunk()?,
            verifier: *verifier.get(20..)?.first_chunk()?,
            verifier_hash: *verifier.get(40..)?.first_chunk()?,
        };
        (is_known && u32_at(verifier, 0)? == 16).then_some(standard)
    }

    pub(super) fn open(&self, password: &[u8], locked: &[u8]) -> Option<Vec<u8>> {
        let key = Aes::new(self.key(password).get(..self.key_length)?)?;
        let (mut verifier, mut expected) = (self.verifier, self.verifier_hash);
        key.open_blocks(&mut verifier);
        key.open_blocks(&mut expected);
        let found = HASH.of([&verifier, &[]]);
        let mut plain = expected.starts_with(HASH.cut(&found)).then(|| locked.to_vec())?;
        key.open_blocks(&mut plain);
        Some(plain)
    }

    fn key(&self, password: &[u8]) -> Vec<u8> {
        let spun = HASH.spin(&self.salt, password, N_SPINS);
        let block = HASH.of([HASH.cut(&spun), &[0; 4]]);
        let padded = |pad: u8| {
            let mut mixed = [pad; 64];
            mixed.iter_mut().zip(HASH.cut(&block)).for_each(|(to, with)| *to ^= with);
            HASH.of([&mixed, &[]])
        };
        [HASH.cut(&padded(0x36)), HASH.cut(&padded(0x5C))].concat()
    }
}
