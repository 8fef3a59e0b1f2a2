//! Sealing by a passphrase, and the work file: one file that holds everything of a work.
//!
//! Nothing here reads a clock, a file or the system's chance: random bytes come from the caller,
//! who must take them from `crypto.getRandomValues` or the system and never use them twice.
//!
//! [`Key::derive`] is slow on purpose (Argon2id); it is done once, and the key then seals many
//! small things by [`Key::seal`] (AES-256-GCM). What it seals, WebCrypto opens, and the reverse.
//! [`WorkFile`] is the file that the user owns; its page has the format.

mod error;
mod key;
mod work_file;

pub use crate::error::VaultError;
pub use crate::key::{Key, NONCE_LENGTH, Nonce, Params, Recipe, SALT_LENGTH, Salt};
pub use crate::work_file::{Chance, Dismissed, Event, Section, WorkFile};
