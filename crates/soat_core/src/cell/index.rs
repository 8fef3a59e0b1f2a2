//! Numbers found by the hash of what they number.

use core::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Finds the number of a thing, when whoever asks can tell two things apart.
#[derive(Default)]
pub(super) struct Index {
    table: HashTable<Known>,
    hasher: FixedState,
}

/// The hash is kept, so that looking up seldom reads another thing and growing reads none.
#[derive(Clone, Copy)]
struct Known {
    number: u32,
    hash: u32,
}

impl Known {
    fn spread(hash: u32) -> u64 {
        u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

impl Index {
    /// With room for so many things.
    pub(super) fn with_capacity(n: usize) -> Self {
        Self { table: HashTable::with_capacity(n), hasher: FixedState::default() }
    }

    /// Half of a hash is enough: things that share it are told apart by what they are.
    pub(super) fn hash(&self, thing: impl Hash) -> u32 {
        let hash = self.hasher.hash_one(thing);
        (hash >> 32) as u32 ^ hash as u32
    }

    /// The number of the thing with this hash for which `is_same` holds.
    pub(super) fn find(&self, hash: u32, is_same: impl Fn(u32) -> bool) -> Option<u32> {
        let is_it = |it: &Known| it.hash == hash && is_same(it.number);
        self.table.find(Known::spread(hash), is_it).map(|it| it.number)
    }

    /// Adds a thing that is not there.
    pub(super) fn insert(&mut self, hash: u32, number: u32) {
        let known = Known { number, hash };
        self.table.insert_unique(Known::spread(hash), known, |it| Known::spread(it.hash));
    }
}
