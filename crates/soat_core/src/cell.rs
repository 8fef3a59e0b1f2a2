//! Interned cells: four bytes each, so that a million rows fit in a browser.

use core::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// What a cell was in the file. The text alone would lose it: `31118` typed as text is not the
/// date 12/03/1985, and a number has lost its leading zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKind {
    /// Nothing in the cell.
    Empty,
    /// Text as typed.
    Text,
    /// A number; its text is exact for integers below 2^53.
    Number,
    /// `TRUE` or `FALSE`.
    Bool,
    /// A number under a date format; its text is the serial in the workbook's date system.
    Date,
    /// An Excel error such as `#REF!`.
    Error,
    /// A formula which the file holds no value for.
    Uncomputed,
}

/// A cell as read: its kind and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What the cell was in the file.
    pub kind: CellKind,
    /// Its text; see [`CellKind`] for what it means.
    pub text: &'a str,
}

impl Cell<'static> {
    /// The empty cell.
    pub const EMPTY: Self = Self { kind: CellKind::Empty, text: "" };
}

impl<'a> Cell<'a> {
    /// A text cell, as typed in the page.
    #[must_use]
    pub fn typed(text: &'a str) -> Self {
        let kind = if text.is_empty() { CellKind::Empty } else { CellKind::Text };
        Self { kind, text }
    }

    /// Is there nothing but white space and invisible characters?
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(crate::parse::text::is_space_or_invisible)
    }
}

/// Names a cell in a [`CellPool`]. Equal ids mean equal kind and text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId(u32);

impl CellId {
    /// The empty cell in every pool.
    pub const EMPTY: Self = Self(0);

    /// The cell's place among [`CellPool::iter`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every distinct cell of a list, each held once.
pub struct CellPool {
    text: String,
    entries: Vec<Entry>,
    index: HashTable<Known>,
    hasher: FixedState,
}

/// Where a cell's text ends, and what the cell is. The text starts where that of the cell before
/// ends.
#[derive(Clone, Copy)]
struct Entry {
    end: u32,
    kind: CellKind,
}

/// A cell of the index. Its hash is kept, so that looking up seldom reads another cell's text and
/// growing reads none.
#[derive(Clone, Copy)]
struct Known {
    id: u32,
    hash: u32,
}

impl Known {
    fn spread(hash: u32) -> u64 {
        u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

impl Default for CellPool {
    fn default() -> Self {
        Self {
            text: String::new(),
            entries: vec![Entry { end: 0, kind: CellKind::Empty }],
            index: HashTable::new(),
            hasher: FixedState::default(),
        }
    }
}

impl CellPool {
    /// The id of this cell, new or known. A pool that has reached four gigabytes of text, which
    /// no 32-bit page can hold, answers with the empty cell.
    pub fn intern(&mut self, cell: Cell<'_>) -> CellId {
        if cell.kind == CellKind::Empty {
            return CellId::EMPTY;
        }
        let hash = self.hash(cell);
        let is_same = |it: &Known| it.hash == hash && self.get(CellId(it.id)) == cell;
        match self.index.find(Known::spread(hash), is_same) {
            Some(known) => CellId(known.id),
            None => self.insert(hash, cell),
        }
    }

    /// The cell of this id; empty for an id of another pool.
    #[must_use]
    pub fn get(&self, id: CellId) -> Cell<'_> {
        let last = id.0 as usize;
        let around = last.checked_sub(1).and_then(|before| self.entries.get(before..=last));
        let Some(&[before, Entry { end, kind }]) = around else { return Cell::EMPTY };
        let text = self.text.get(before.end as usize..end as usize).unwrap_or_default();
        Cell { kind, text }
    }

    /// Every distinct cell, the empty one first.
    pub fn iter(&self) -> impl Iterator<Item = Cell<'_>> {
        let ids = 0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        ids.map(|it| self.get(CellId(it)))
    }

    /// Distinct cells held, the empty one included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Is only the empty cell held?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    fn insert(&mut self, hash: u32, cell: Cell<'_>) -> CellId {
        let (Ok(id), Ok(end)) =
            (u32::try_from(self.entries.len()), u32::try_from(self.text.len() + cell.text.len()))
        else {
            return CellId::EMPTY;
        };
        self.text.push_str(cell.text);
        self.entries.push(Entry { end, kind: cell.kind });
        let known = Known { id, hash };
        self.index.insert_unique(Known::spread(hash), known, |it| Known::spread(it.hash));
        CellId(id)
    }

    /// Half of a hash is enough: cells that share it are told apart by their text.
    fn hash(&self, cell: Cell<'_>) -> u32 {
        let hash = self.hasher.hash_one((cell.kind as u8, cell.text));
        (hash >> 32) as u32 ^ hash as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_cells_share_an_id_and_kinds_differ() {
        let mut pool = CellPool::default();
        let text = pool.intern(Cell { kind: CellKind::Text, text: "1985" });
        let number = pool.intern(Cell { kind: CellKind::Number, text: "1985" });
        assert_ne!(text, number);
        for i in 0..10_000 {
            pool.intern(Cell::typed(&i.to_string()));
        }
        assert_eq!(pool.intern(Cell::typed("1985")), text);
        assert_eq!(pool.get(number), Cell { kind: CellKind::Number, text: "1985" });
        assert_eq!(pool.intern(Cell::typed("")), CellId::EMPTY);
        assert_eq!(pool.len(), 10_002);
    }
}
