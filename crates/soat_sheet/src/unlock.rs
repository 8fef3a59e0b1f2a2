//! Workbooks of Excel 2007 and later with a password, as ECMA-376 locks them ([MS-OFFCRYPTO] 2.3.4).
//!
//! The sum over the whole (`dataIntegrity`) is not checked: the package within has one for each
//! of its parts.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::cfb::{self, CompoundFile, u16_at};
use crate::error::{ReadError, ReadErrorKind};

mod agile;
mod cipher;
mod standard;
#[cfg(test)]
mod tests;

use self::agile::Agile;
use self::standard::Standard;

/// Excel opens what is locked by this without asking.
const DEFAULT_PASSWORD: &str = "VelvetSweatshop";
/// A file says how often its password is hashed: Excel does so 100,000 times.
const MOST_SPINS: u32 = 1_000_000;

/// The workbook within, when the bytes are one that is locked; else the bytes themselves.
pub(crate) fn unlock<'a>(
    bytes: &'a [u8],
    password: Option<&str>,
) -> Result<Cow<'a, [u8]>, ReadError> {
    let file = cfb::has_signature(bytes).then(|| CompoundFile::open(bytes)).flatten();
    let streams = file.map(|it| (it.stream("EncryptionInfo"), it.stream("EncryptedPackage")));
    let Some((info, Some(package))) = streams else { return Ok(Cow::Borrowed(bytes)) };
    let lock = info.as_deref().and_then(Lock::read);
    let lock = lock.ok_or_else(|| ReadError::new(ReadErrorKind::PasswordUnsupported))?;
    let (opened, refusal) = match password {
        Some(it) => (lock.open_by_any(it, &package), ReadErrorKind::PasswordWrong),
        None => (lock.open(DEFAULT_PASSWORD, &package), ReadErrorKind::PasswordProtected),
    };
    opened.map(Cow::Owned).ok_or_else(|| ReadError::new(refusal))
}

/// How a workbook is locked.
enum Lock {
    /// Excel 2010 and later, LibreOffice, WPS.
    Agile(Agile),
    /// Excel 2007.
    Standard(Standard),
}

impl Lock {
    /// `None` when it is a way that is not known here: by a certificate, by rights, by other ciphers.
    fn read(info: &[u8]) -> Option<Self> {
        match (u16_at(info, 0)?, u16_at(info, 2)?) {
            (4, 4) => Agile::read(core::str::from_utf8(info.get(8..)?).ok()?).map(Self::Agile),
            (2..=4, 2) => Standard::read(info).map(Self::Standard),
            _ => None,
        }
    }

    /// Excel takes a password as it was typed, and the keyboards of Vietnamese type in two ways.
    fn open_by_any(&self, password: &str, package: &[u8]) -> Option<Vec<u8>> {
        let (composed, apart): (String, String) =
            (password.nfc().collect(), password.nfd().collect());
        let mut spellings = vec![password, &composed, &apart];
        spellings.dedup();
        spellings.into_iter().find_map(|it| self.open(it, package))
    }

    /// `None` when the password is another one.
    fn open(&self, password: &str, package: &[u8]) -> Option<Vec<u8>> {
        let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (size, locked) = package.split_first_chunk()?;
        let mut plain = match self {
            Self::Agile(it) => it.open(&password, locked),
            Self::Standard(it) => it.open(&password, locked),
        }?;
        plain.truncate(usize::try_from(u64::from_le_bytes(*size)).unwrap_or(usize::MAX));
        Some(plain)
    }
}
