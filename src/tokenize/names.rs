//! Names of tags and attributes: as they stand in the page, and interned.

use std::borrow::Cow;

use html5ever::LocalName;

/// Names met on this page, so that most are found without html5ever's table of
/// all names: that hashes more carefully, and takes a lock for names that it
/// was not built with.
pub(super) struct Names {
    slots: Box<[Option<LocalName>; SLOTS]>,
}

const SLOT_BITS: u32 = 8;
const SLOTS: usize = 1 << SLOT_BITS;

impl Names {
    pub fn new() -> Self {
        Names {
            slots: Box::new([const { None }; SLOTS]),
        }
    }

    /// The interned name; `hash` is its [`hash`], or any other number that
    /// depends on the name alone.
    pub fn intern(&mut self, name: &str, hash: u32) -> LocalName {
        // Fibonacci hashing: the high bits depend on all bits of the hash.
        let slot = hash.wrapping_mul(0x9E37_79B9) >> (u32::BITS - SLOT_BITS);
        let slot = &mut self.slots[slot as usize];
        match slot {
            Some(known) if **known == *name => known.clone(),
            _ => slot.insert(LocalName::from(name)).clone(),
        }
    }
}

/// Adds a byte to the hash of those before it.
pub(super) fn hash(before: u32, byte: u8) -> u32 {
    before.rotate_left(5) ^ u32::from(byte)
}

/// A name in lower case, NUL replaced by U+FFFD.
pub(super) fn folded(name: &str) -> Cow<'_, str> {
    if !name
        .bytes()
        .any(|byte| byte == 0 || byte.is_ascii_uppercase())
    {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.to_ascii_lowercase().replace('\0', "\u{FFFD}"))
}
