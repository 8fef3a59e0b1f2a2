//! The outside of a work file: how it is sealed.

use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::key::{KEY_LENGTH, Key, NONCE_LENGTH, Nonce, Params, Recipe, SALT_LENGTH, TAG_LENGTH};

const MAGIC: [u8; 8] = *b"\x89SOAT\r\n\x1a";
const VERSION: u16 = 1;
const ARGON2ID: u16 = 1;
const NONCE_AT: usize = 40;
const SEALED_KEY_AT: usize = NONCE_AT + NONCE_LENGTH;
const HEADER_LENGTH: usize = SEALED_KEY_AT + KEY_LENGTH + TAG_LENGTH;
const PIECE_LENGTH: usize = 64 * 1024;
/// Nothing larger is read or written.
const MOST_BYTES: usize = 1024 * 1024 * 1024;

/// Random bytes that a writing takes.
pub type Chance = [u8; NONCE_LENGTH + KEY_LENGTH];

pub(super) fn has_magic(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAGIC)
}

pub(super) fn recipe(bytes: &[u8]) -> Result<Recipe, VaultError> {
    if !has_magic(bytes) {
        return Err(VaultError::NotAWorkFile);
    }
    let (version, kdf) = u16_at(bytes, 8).zip(u16_at(bytes, 10)).ok_or(VaultError::Damaged)?;
    match (version, kdf) {
        (VERSION, ARGON2ID) if bytes.len() >= HEADER_LENGTH => {}
        (VERSION, ARGON2ID) | (0, _) => return Err(VaultError::Damaged),
        _ => return Err(VaultError::NewerVersion),
    }
    let costs = |at| u32_at(bytes, at).ok_or(VaultError::Damaged);
    let params = Params { memory_kib: costs(12)?, passes: costs(16)?, lanes: costs(20)? };
    let salt = bytes.get(24..24 + SALT_LENGTH).and_then(|it| it.try_into().ok());
    Ok(Recipe { salt: salt.ok_or(VaultError::Damaged)?, params })
}

pub(super) fn open(bytes: &[u8], key: &Key) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    recipe(bytes)?;
    if bytes.len() > MOST_BYTES {
        return Err(VaultError::TooLarge);
    }
    let (header, sealed) = bytes.split_at_checked(HEADER_LENGTH).ok_or(VaultError::Damaged)?;
    let (about, _) = header.split_at(SEALED_KEY_AT); // OK because the header is longer
    let file_key = key.open(about, header.get(NONCE_AT..).unwrap_or_default())?;
    let file_key = Zeroizing::new(file_key);
    let file_key = file_key.as_slice().try_into().map_err(|_| VaultError::Damaged)?;
    let file_key = Key::of(file_key, key.recipe());
    let mut content = Zeroizing::new(Vec::new());
    content.try_reserve_exact(sealed.len()).map_err(|_| VaultError::TooLarge)?;
    let n_pieces = sealed.len().div_ceil(PIECE_LENGTH + TAG_LENGTH);
    for (number, piece) in (1..).zip(sealed.chunks(PIECE_LENGTH + TAG_LENGTH)) {
        let nonce = nonce_of(number, number == n_pieces);
        file_key.open_onto(&mut content, &nonce, &[], piece).ok_or(VaultError::Damaged)?;
    }
    if n_pieces == 0 { Err(VaultError::Damaged) } else { Ok(content) }
}

pub(super) fn seal(content: &[u8], key: &Key, chance: &Chance) -> Result<Vec<u8>, VaultError> {
    let n_pieces = content.len().div_ceil(PIECE_LENGTH);
    let n_bytes = HEADER_LENGTH + content.len() + n_pieces * TAG_LENGTH;
    if n_bytes > MOST_BYTES {
        return Err(VaultError::TooLarge);
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(n_bytes).map_err(|_| VaultError::TooLarge)?;
    let Recipe { salt, params } = key.recipe();
    bytes.extend_from_slice(&MAGIC);
    bytes.extend([VERSION, ARGON2ID].iter().flat_map(|it| it.to_le_bytes()));
    let costs = [params.memory_kib, params.passes, params.lanes];
    bytes.extend(costs.iter().flat_map(|it| it.to_le_bytes()));
    bytes.extend_from_slice(&salt);
    let (nonce, file_key) =
        chance.split_first_chunk::<NONCE_LENGTH>().ok_or(VaultError::Damaged)?;
    bytes.extend_from_slice(nonce);
    let about = bytes.clone();
    key.seal_onto(&mut bytes, nonce, &about, file_key)?;
    let file_key = file_key.try_into().map_err(|_| VaultError::Damaged)?;
    let file_key = Key::of(file_key, key.recipe());
    for (number, piece) in (1..).zip(content.chunks(PIECE_LENGTH)) {
        file_key.seal_onto(&mut bytes, &nonce_of(number, number == n_pieces), &[], piece)?;
    }
    Ok(bytes)
}

/// The file key seals nothing but these pieces, so that a number is enough.
fn nonce_of(number: usize, is_last: bool) -> Nonce {
    let mut nonce = [0; NONCE_LENGTH];
    nonce[..8].copy_from_slice(&(number as u64).to_be_bytes()); // OK because there are twelve
    nonce[NONCE_LENGTH - 1] = u8::from(is_last);
    nonce
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|it| u16::from_le_bytes(*it))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_le_bytes(*it))
}
