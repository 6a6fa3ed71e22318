//! The hashers of the crate's maps: a plain one for tables made once, whose
//! keys no page can choose, and a seeded one for keys that come from a page,
//! which could choose them to collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map with fixed keys.
pub(crate) type FixedMap<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;
/// A set of fixed members.
pub(crate) type FixedSet<K> = HashSet<K, BuildHasherDefault<Fnv>>;

/// A map whose keys come from a page.
pub(crate) type PageMap<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// A set whose members come from a page.
pub(crate) type PageSet<K> = HashSet<K, foldhash::fast::RandomState>;

/// FNV-1a, 64 bits; a whole number at a time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x0100_0000_01b3);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    /// The upper half is mixed into the lower: of a long number the lower half
    /// knows the first bytes only.
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
