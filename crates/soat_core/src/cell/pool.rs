//! Every distinct cell of a list, each held once.

use std::sync::Arc;

use super::index::Index;
use super::{Cell, CellId, CellKind, SharedTexts, TextState};
use crate::field::Field;

/// Every distinct cell of a list, each held once: the texts that its workbook shares, which are
/// not copied, and behind them the cells with a value of their own.
pub struct CellPool {
    shared: Arc<SharedTexts>,
    text: String,
    /// The cells that are not shared. The one in front of them ends where their texts start.
    entries: Vec<Entry>,
    index: Index,
    /// Is one of them longer than [`Field::MOST_READ`]?
    has_long: bool,
}

/// Where a cell's text ends, and what the cell is. The text starts where that of the cell before
/// ends.
#[derive(Clone, Copy)]
struct Entry {
    end: u32,
    kind: CellKind,
}

impl Default for CellPool {
    fn default() -> Self {
        Self::over(Arc::default())
    }
}

impl CellPool {
    /// A pool of the cells that a workbook's texts make.
    pub(crate) fn over(shared: Arc<SharedTexts>) -> Self {
        Self {
            shared,
            text: String::new(),
            entries: vec![Entry { end: 0, kind: CellKind::Empty }],
            index: Index::default(),
            has_long: false,
        }
    }

    /// The id of the cell that this shared text makes; the empty cell when there is none.
    #[inline]
    pub(crate) fn shared_id(&self, number: u32) -> CellId {
        match self.shared.state(number) {
            TextState::Unreadable | TextState::Empty => CellId::EMPTY,
            TextState::Blank | TextState::Seen => CellId(self.shared.first(number) + 1),
        }
    }

    /// The id of this cell, new or known. A pool that has reached four gigabytes of text, which
    /// no 32-bit page can hold, answers with the empty cell.
    pub fn intern(&mut self, cell: Cell<'_>) -> CellId {
        if cell.kind == CellKind::Empty {
            return CellId::EMPTY;
        }
        if cell.kind == CellKind::Text
            && !self.shared.is_empty()
            && let Some(number) = self.shared.find(cell.text)
        {
            return CellId(number + 1);
        }
        let hash = self.index.hash((cell.kind as u8, cell.text));
        match self.index.find(hash, |it| self.get(CellId(it)) == cell) {
            Some(id) => CellId(id),
            None => self.insert(hash, cell),
        }
    }

    /// The cell of this id; empty for an id of another pool.
    #[must_use]
    #[inline]
    pub fn get(&self, id: CellId) -> Cell<'_> {
        match (id.0 as usize).checked_sub(self.shared.len()) {
            Some(own @ 1..) => self.own(own),
            _ => self.of_shared(id),
        }
    }

    fn own(&self, place: usize) -> Cell<'_> {
        let Some(&[before, Entry { end, kind }]) = self.entries.get(place - 1..=place) else {
            return Cell::EMPTY;
        };
        let text = self.text.get(before.end as usize..end as usize).unwrap_or_default();
        Cell { kind, text }
    }

    fn of_shared(&self, id: CellId) -> Cell<'_> {
        let text = id.0.checked_sub(1).and_then(|it| self.shared.get(it));
        text.map_or(Cell::EMPTY, Cell::typed)
    }

    /// Every distinct cell, the empty one first. Cells of a workbook's other sheets are among them,
    /// and a text that the workbook holds twice is there twice.
    pub fn iter(&self) -> impl Iterator<Item = Cell<'_>> {
        let ids = 0..u32::try_from(self.len()).unwrap_or(u32::MAX);
        ids.map(|it| self.get(CellId(it)))
    }

    /// Cells held, the empty one included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shared.len() + self.entries.len()
    }

    /// Is there a cell of more than [`Field::MOST_READ`] characters?
    pub(crate) fn has_long_cells(&self) -> bool {
        self.has_long || self.shared.has_long()
    }

    /// Is only the empty cell held?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    fn insert(&mut self, hash: u32, cell: Cell<'_>) -> CellId {
        let (Ok(id), Ok(end)) =
            (u32::try_from(self.len()), u32::try_from(self.text.len() + cell.text.len()))
        else {
            return CellId::EMPTY;
        };
        self.text.push_str(cell.text);
        self.has_long |= cell.is_longer_than(Field::MOST_READ);
        self.entries.push(Entry { end, kind: cell.kind });
        self.index.insert(hash, id);
        CellId(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::SharedTextsBuilder;

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

    #[test]
    fn a_long_text_is_kept_but_not_read() {
        let most = Field::MOST_READ;
        let [known, long] = [most, most + 1].map(|it| "ẫ".repeat(it));
        let mut pool = CellPool::default();
        let known = pool.intern(Cell::typed(&known));
        assert!(!pool.has_long_cells());
        let id = pool.intern(Cell::typed(&long));
        assert!(pool.has_long_cells());
        assert_eq!(pool.get(known).read_within(most), pool.get(known));
        assert_eq!(pool.get(id).read_within(most), Cell::typed("…"));
        assert_eq!(pool.get(id).text, long);
        let mut texts = SharedTextsBuilder::default();
        texts.add(&long);
        assert!(CellPool::over(Arc::new(texts.finish())).has_long_cells());
    }

    #[test]
    fn shared_texts_are_cells_with_ids_of_their_own() {
        let mut texts = SharedTextsBuilder::default();
        ["Nam", "", "1985", "Nam"].iter().for_each(|it| texts.add(it));
        let mut pool = CellPool::over(Arc::new(texts.finish()));
        let [man, empty, year, again] = [0, 1, 2, 3].map(|it| pool.shared_id(it));
        assert_eq!((man, empty, pool.shared_id(4)), (again, CellId::EMPTY, CellId::EMPTY));
        assert_eq!(pool.intern(Cell::typed("Nam")), man);
        assert_eq!(pool.intern(Cell::typed("1985")), year);
        let number = pool.intern(Cell { kind: CellKind::Number, text: "1985" });
        let woman = pool.intern(Cell::typed("Nữ"));
        assert_eq!(pool.intern(Cell::typed("Nữ")), woman);
        let said = [man, year, number, woman, CellId::EMPTY].map(|it| pool.get(it));
        let number = Cell { kind: CellKind::Number, text: "1985" };
        let texts = ["Nam", "1985", "Nữ"].map(Cell::typed);
        assert_eq!(said, [texts[0], texts[1], number, texts[2], Cell::EMPTY]);
        assert_eq!(
            pool.iter().map(|it| it.text).collect::<Vec<_>>(),
            ["", "Nam", "", "1985", "Nam", "1985", "Nữ"]
        );
        assert_eq!(pool.get(CellId(99)), Cell::EMPTY);
    }
}
