//! Rows by what they have in common, so that a table rule never compares all with all.

use core::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::common::Key;
use crate::rule::MAX_SHARED_ROWS;

const END: u32 = u32::MAX;

/// A multimap from keys to rows: the first row of each key in a table, the others in a chain.
#[derive(Default)]
pub(crate) struct SharedIndex {
    heads: HashTable<(Key, u32)>,
    next: Vec<u32>,
    hasher: FixedState,
}

impl SharedIndex {
    pub(crate) fn insert(&mut self, key: Key, row_idx: usize) {
        let Ok(row) = u32::try_from(row_idx) else { return };
        if self.next.len() <= row_idx {
            self.next.resize(row_idx + 1, END);
        }
        let hash = self.hasher.hash_one(key);
        let hasher = &self.hasher;
        let found = self.heads.find_mut(hash, |it| it.0 == key);
        let rest = match found {
            Some(head) => core::mem::replace(&mut head.1, row),
            None => {
                self.heads.insert_unique(hash, (key, row), |it| hasher.hash_one(it.0));
                END
            }
        };
        self.next[row_idx] = rest; // OK because it was made long enough above
    }

    pub(crate) fn remove(&mut self, key: Key, row_idx: usize) {
        let Some(after) = self.next.get(row_idx).copied() else { return };
        let hash = self.hasher.hash_one(key);
        let Ok(mut entry) = self.heads.find_entry(hash, |it| it.0 == key) else { return };
        let head = &mut entry.get_mut().1;
        if *head as usize != row_idx {
            let is_before =
                |&it: &usize| self.next.get(it).is_some_and(|&it| it as usize == row_idx);
            let before = chain(&self.next, *head).find(is_before);
            if let Some(before) = before {
                self.next[before] = after; // OK because the chain holds only places in `next`
            }
        } else if after == END {
            entry.remove();
        } else {
            *head = after;
        }
    }

    /// Rows of this key in order, at most [`MAX_SHARED_ROWS`].
    pub(crate) fn rows(&self, key: Key) -> Vec<usize> {
        let head = self.heads.find(self.hasher.hash_one(key), |it| it.0 == key);
        let Some(&(_, head)) = head else { return Vec::new() };
        let mut rows: Vec<usize> = chain(&self.next, head).take(MAX_SHARED_ROWS).collect();
        rows.sort_unstable();
        rows
    }

    /// Every row that is not alone under its key, in no order, some of them twice.
    pub(crate) fn rows_in_company(&self) -> impl Iterator<Item = usize> {
        let links = self.next.iter().enumerate().filter(|it| *it.1 != END);
        links.flat_map(|(row_idx, &next)| [row_idx, next as usize])
    }

    /// Are there no rows?
    pub(crate) fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// Is there a second row of this key? Cheaper than [`Self::rows`] for the many that are alone.
    pub(crate) fn is_shared(&self, key: Key) -> bool {
        let head = self.heads.find(self.hasher.hash_one(key), |it| it.0 == key);
        head.is_some_and(|&(_, head)| self.next_of(head as usize) != END)
    }

    fn next_of(&self, row_idx: usize) -> u32 {
        self.next.get(row_idx).copied().unwrap_or(END)
    }
}

fn chain(next: &[u32], head: u32) -> impl Iterator<Item = usize> {
    let step = |&it: &u32| next.get(it as usize).copied().filter(|&it| it != END);
    core::iter::successors(Some(head), step).map(|it| it as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_and_go() {
        let key = |it: u64| Key::new(it).unwrap();
        let mut index = SharedIndex::default();
        for row in 0..6 {
            index.insert(key(1 + row % 2), row as usize);
        }
        assert_eq!(index.rows(key(1)), [0, 2, 4]);
        for gone in [2, 4, 0] {
            index.remove(key(1), gone);
        }
        assert_eq!(index.rows(key(1)), [0usize; 0]);
        index.insert(key(1), 2);
        index.insert(key(2), 0);
        assert_eq!((index.rows(key(1)), index.rows(key(2))), (vec![2], vec![0, 1, 3, 5]));
        assert!(!index.is_shared(key(1)) && index.is_shared(key(2)));
        index.remove(key(9), 1);
    }
}
