//! The inside of a work file: named sections.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

use super::{Dismissed, Event, WorkFile};
use crate::error::VaultError;

#[cfg(test)]
mod tests;

const AS_IT_IS: u8 = 0;
const DEFLATED: u8 = 1;
/// More than that nothing inflates.
const MOST_INFLATION: usize = 1_040;
/// A package is deflated within.
const PACKAGE: &[u8] = b"PK\x03\x04";

/// A section that this version does not know, as it stands in the file.
#[derive(Clone, PartialEq, Eq)]
pub struct Section {
    name: Vec<u8>,
    coding: u8,
    length: usize,
    stored: Vec<u8>,
}

impl Section {
    /// A section of this name, of at most 255 bytes.
    #[must_use]
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        let packed = if bytes.starts_with(PACKAGE) { None } else { deflated(bytes) };
        Self {
            name: name.bytes().take(255).collect(),
            coding: if packed.is_some() { DEFLATED } else { AS_IT_IS },
            length: bytes.len(),
            stored: packed.unwrap_or_else(|| bytes.to_vec()),
        }
    }

    /// Has it this name?
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.name == name.as_bytes()
    }

    /// What it holds.
    ///
    /// # Errors
    /// `NewerVersion` when it is stored in an unknown way, `Damaged` when it is not what it says.
    pub fn bytes(&self) -> Result<Vec<u8>, VaultError> {
        match self.coding {
            AS_IT_IS => Ok(self.stored.clone()),
            DEFLATED => inflated(&self.stored, self.length),
            _ => Err(VaultError::NewerVersion),
        }
    }

    /// Sections as bytes, for a caller who holds them until the file is written again.
    ///
    /// # Errors
    /// `TooLarge` when there is not enough memory.
    pub fn pack(sections: &[Self]) -> Result<Vec<u8>, VaultError> {
        let mut content = Vec::new();
        sections.iter().try_for_each(|it| it.write(&mut content))?;
        Ok(content)
    }

    /// The sections that [`Self::pack`] was given.
    ///
    /// # Errors
    /// `Damaged` when the bytes are none.
    pub fn unpack(packed: &[u8]) -> Result<Vec<Self>, VaultError> {
        let mut content = Content(packed);
        let mut sections = Vec::new();
        while !content.0.is_empty() {
            sections.push(Self::read(&mut content).ok_or(VaultError::Damaged)?);
        }
        Ok(sections)
    }

    fn read(content: &mut Content<'_>) -> Option<Self> {
        let n_bytes = content.u8()?;
        Some(Self {
            name: content.take(n_bytes.into())?.to_vec(),
            coding: content.u8()?,
            length: usize::try_from(content.u64()?).ok()?,
            stored: {
                let n_bytes = usize::try_from(content.u64()?).ok()?;
                content.take(n_bytes)?.to_vec()
            },
        })
    }

    fn write(&self, content: &mut Vec<u8>) -> Result<(), VaultError> {
        let n_bytes = self.name.len() + self.stored.len() + 18;
        content.try_reserve(n_bytes).map_err(|_| VaultError::TooLarge)?;
        content.push(self.name.len() as u8);
        content.extend_from_slice(&self.name);
        content.push(self.coding);
        content.extend_from_slice(&(self.length as u64).to_le_bytes());
        content.extend_from_slice(&(self.stored.len() as u64).to_le_bytes());
        content.extend_from_slice(&self.stored);
        Ok(())
    }
}

pub(super) fn read(content: &[u8]) -> Result<WorkFile, VaultError> {
    let mut work = WorkFile::default();
    Section::unpack(content)?.into_iter().try_for_each(|it| take(&mut work, it))?;
    Ok(work)
}

fn take(work: &mut WorkFile, section: Section) -> Result<(), VaultError> {
    match section.name.as_slice() {
        b"file-name" => work.file_name = text(section.bytes()?).ok_or(VaultError::Damaged)?,
        b"source" => work.source = section.bytes()?,
        b"choices" => work.choices = list(&section, |it| it.text().zip(it.text()))?,
        b"journal" => {
            work.journal = list(&section, |it| {
                Some(Event { number: it.u64()?, bytes: it.sized()?.to_vec() })
            })?;
        }
        b"dismissed" => {
            work.dismissed =
                list(&section, |it| Some(Dismissed { row_idx: it.u32()?, rule: it.text()? }))?;
        }
        _ => work.others.push(section),
    }
    Ok(())
}

pub(super) fn write(work: &WorkFile) -> Result<Vec<u8>, VaultError> {
    let choices = listed(&work.choices, |(key, value), bytes| {
        push_sized(bytes, key.as_bytes());
        push_sized(bytes, value.as_bytes());
    });
    let journal = listed(&work.journal, |it, bytes| {
        bytes.extend_from_slice(&it.number.to_le_bytes());
        push_sized(bytes, &it.bytes);
    });
    let dismissed = listed(&work.dismissed, |it, bytes| {
        bytes.extend_from_slice(&it.row_idx.to_le_bytes());
        push_sized(bytes, it.rule.as_bytes());
    });
    let known: [(&str, &[u8]); 5] = [
        ("file-name", work.file_name.as_bytes()),
        ("choices", &choices),
        ("journal", &journal),
        ("dismissed", &dismissed),
        ("source", &work.source),
    ];
    let mut content = Vec::new();
    for (name, bytes) in known {
        Section::new(name, bytes).write(&mut content)?;
    }
    work.others.iter().try_for_each(|it| it.write(&mut content))?;
    Ok(content)
}

fn list<T>(
    section: &Section,
    read: impl Fn(&mut Content<'_>) -> Option<T>,
) -> Result<Vec<T>, VaultError> {
    let bytes = section.bytes()?;
    let mut content = Content(&bytes);
    let n_items = content.u32().ok_or(VaultError::Damaged)?;
    // Nothing is reserved for the count: it is only believed as far as there are bytes.
    (0..n_items).map(|_| read(&mut content).ok_or(VaultError::Damaged)).collect()
}

fn listed<T>(items: &[T], write: impl Fn(&T, &mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = (items.len() as u32).to_le_bytes().to_vec();
    items.iter().for_each(|it| write(it, &mut bytes));
    bytes
}

fn push_sized(bytes: &mut Vec<u8>, it: &[u8]) {
    bytes.extend_from_slice(&(it.len() as u32).to_le_bytes());
    bytes.extend_from_slice(it);
}

fn text(bytes: Vec<u8>) -> Option<String> {
    String::from_utf8(bytes).ok()
}

/// `None` when that saves less than an eighth.
fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let most = bytes.len() - bytes.len() / 8;
    let mut packed = Vec::with_capacity(most);
    let mut deflater = Compress::new(Compression::new(6), false);
    let status = deflater.compress_vec(bytes, &mut packed, FlushCompress::Finish);
    packed.shrink_to_fit();
    (status.ok()? == Status::StreamEnd).then_some(packed)
}

fn inflated(stored: &[u8], length: usize) -> Result<Vec<u8>, VaultError> {
    if length / MOST_INFLATION > stored.len() {
        return Err(VaultError::Damaged);
    }
    let mut bytes = Vec::new();
    // One more, for the inflater to see that it is at the end.
    bytes.try_reserve_exact(length.saturating_add(1)).map_err(|_| VaultError::TooLarge)?;
    let mut inflater = Decompress::new(false);
    let status = inflater.decompress_vec(stored, &mut bytes, FlushDecompress::Finish);
    match status {
        Ok(Status::StreamEnd) if bytes.len() == length => Ok(bytes),
        _ => Err(VaultError::Damaged),
    }
}

/// What is left to read.
struct Content<'a>(&'a [u8]);

impl<'a> Content<'a> {
    fn take(&mut self, n_bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n_bytes)?;
        self.0 = rest;
        Some(taken)
    }

    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn u8(&mut self) -> Option<u8> {
        self.chunk().map(u8::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.chunk().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.chunk().map(u64::from_le_bytes)
    }

    fn sized(&mut self) -> Option<&'a [u8]> {
        let n_bytes = self.u32()?;
        self.take(n_bytes as usize)
    }

    fn text(&mut self) -> Option<String> {
        text(self.sized()?.to_vec())
    }
}
