//! A key made of a passphrase, and what it seals.

use aes_gcm::aead::inout::InOutBuf;
use aes_gcm::{AeadInOut as _, Aes256Gcm, KeyInit as _};
use argon2::{Algorithm, Argon2, Block, Version};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize as _, Zeroizing};

use crate::error::VaultError;

/// Bytes of a [`Salt`].
pub const SALT_LENGTH: usize = 16;
/// Bytes of a [`Nonce`].
pub const NONCE_LENGTH: usize = 12;
pub(crate) const KEY_LENGTH: usize = 32;
pub(crate) const TAG_LENGTH: usize = 16;

/// Random bytes that make two keys of one passphrase different.
pub type Salt = [u8; SALT_LENGTH];
/// Random bytes, new for everything sealed: used twice with one key, they give both away.
pub type Nonce = [u8; NONCE_LENGTH];

/// What a guess at a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Params {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Times that the memory is gone through.
    pub passes: u32,
    /// Lanes of the memory. They are gone through one after the other here.
    pub lanes: u32,
}

impl Params {
    /// 64 MiB three times, as RFC 9106 proposes where memory is short, in one lane, since wasm has
    /// one thread: about a second on an old PC.
    pub const DEFAULT: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    const MOST_MEMORY_KIB: u32 = 256 * 1024;
    const MOST_LANES: u32 = 16;
    /// KiB times passes: what bounds the time.
    const MOST_WORK: u64 = 2 * 1024 * 1024;

    /// A file names its own costs: one made with intent must not take all memory, or hours.
    fn is_bounded(self) -> bool {
        let work = u64::from(self.memory_kib) * u64::from(self.passes);
        self.memory_kib <= Self::MOST_MEMORY_KIB
            && self.lanes <= Self::MOST_LANES
            && work <= Self::MOST_WORK
    }
}

/// How a key was made of its passphrase. No secret: it stands before what is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The salt.
    pub salt: Salt,
    /// The cost.
    pub params: Params,
}

/// A key. Its bytes are wiped when it goes.
pub struct Key {
    bytes: Zeroizing<[u8; KEY_LENGTH]>,
    recipe: Recipe,
}

impl Key {
    /// Makes a key of a passphrase (Argon2id, version 1.3), slowly on purpose. The passphrase is
    /// brought to NFC before, since the same letters may be typed in two ways.
    ///
    /// # Errors
    /// `TooLarge` when the recipe asks for more than is allowed, or the memory is not there.
    pub fn derive(passphrase: &str, recipe: Recipe) -> Result<Self, VaultError> {
        let Recipe { salt, params } = recipe;
        let asked =
            argon2::Params::new(params.memory_kib, params.passes, params.lanes, Some(KEY_LENGTH));
        let asked = asked.ok().filter(|_| params.is_bounded()).ok_or(VaultError::TooLarge)?;
        let mut memory = Vec::new();
        memory.try_reserve_exact(asked.block_count()).map_err(|_| VaultError::TooLarge)?;
        memory.resize(asked.block_count(), Block::new());
        let passphrase = Zeroizing::new(passphrase.nfc().collect::<String>());
        let mut key = Self::of([0; KEY_LENGTH], recipe);
        let made = Argon2::new(Algorithm::Argon2id, Version::V0x13, asked)
            .hash_password_into_with_memory(
                passphrase.as_bytes(),
                &salt,
                key.bytes.as_mut_slice(),
                &mut memory,
            );
        memory.iter_mut().for_each(Block::zeroize);
        made.map_err(|_| VaultError::TooLarge)?;
        Ok(key)
    }

    pub(crate) fn of(bytes: [u8; KEY_LENGTH], recipe: Recipe) -> Self {
        Self { bytes: Zeroizing::new(bytes), recipe }
    }

    /// How it was made.
    #[must_use]
    pub fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// The key itself, for a cipher of the browser's own. Whoever takes it wipes it.
    #[must_use]
    pub fn bytes(&self) -> &[u8; KEY_LENGTH] {
        &self.bytes
    }

    /// Seals bytes: the nonce, what is hidden, the tag. `about` is not hidden and not within, but
    /// nothing opens under another.
    ///
    /// # Errors
    /// `TooLarge` beyond 64 GiB.
    pub fn seal(&self, nonce: &Nonce, about: &[u8], plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut sealed = Vec::with_capacity(NONCE_LENGTH + plain.len() + TAG_LENGTH);
        sealed.extend_from_slice(nonce);
        self.seal_onto(&mut sealed, nonce, about, plain)?;
        Ok(sealed)
    }

    /// Opens what [`Self::seal`] made.
    ///
    /// # Errors
    /// `WrongPassphraseOrDamaged` when the key or `about` is another one, or a bit has changed.
    pub fn open(&self, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let wrong = VaultError::WrongPassphraseOrDamaged;
        let (nonce, sealed) = sealed.split_first_chunk().ok_or(wrong)?;
        let mut plain = Vec::new();
        self.open_onto(&mut plain, nonce, about, sealed).ok_or(wrong)?;
        Ok(plain)
    }

    pub(crate) fn seal_onto(
        &self,
        sealed: &mut Vec<u8>,
        nonce: &Nonce,
        about: &[u8],
        plain: &[u8],
    ) -> Result<(), VaultError> {
        let start = sealed.len();
        sealed.extend_from_slice(plain);
        let hidden = InOutBuf::from(sealed.get_mut(start..).unwrap_or_default());
        let tag = self.cipher().encrypt_inout_detached(nonce.into(), about, hidden);
        sealed.extend_from_slice(&tag.map_err(|_| VaultError::TooLarge)?);
        Ok(())
    }

    /// Leaves nothing behind that is not what was sealed.
    pub(crate) fn open_onto(
        &self,
        plain: &mut Vec<u8>,
        nonce: &Nonce,
        about: &[u8],
        sealed: &[u8],
    ) -> Option<()> {
        let (hidden, tag) = sealed.split_last_chunk::<TAG_LENGTH>()?;
        let start = plain.len();
        plain.extend_from_slice(hidden);
        let shown = InOutBuf::from(plain.get_mut(start..)?);
        let opened = self.cipher().decrypt_inout_detached(nonce.into(), about, shown, tag.into());
        if opened.is_err() {
            plain.truncate(start);
        }
        opened.ok()
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&*self.bytes).into())
    }
}
