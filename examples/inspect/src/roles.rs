//! The roles as a page shows them: their names, and how much of a page each has.

use std::collections::BTreeMap;

use bodycopy::{Block, Role};
use judge::metrics::words;

/// The class that colours a role. Style sheets know these names.
pub fn class(role: Role) -> String {
    format!("r-{}", slug(role))
}

/// A role's name as part of an identifier.
pub fn slug(role: Role) -> String {
    role.to_string().replace(' ', "-")
}

/// How much of a page has a role.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Blocks.
    pub blocks: usize,
    /// Words in them.
    pub words: usize,
}

/// What each role of a page has, in the order of the roles.
pub fn tally(blocks: &[Block]) -> BTreeMap<Role, Tally> {
    let mut tallies: BTreeMap<Role, Tally> = BTreeMap::new();
    for block in blocks {
        let tally = tallies.entry(block.role).or_default();
        tally.blocks += 1;
        tally.words += words(&block.text).len();
    }
    tallies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_and_word_is_counted_once() {
        let page = bodycopy::extract("<h1>Rain at last</h1><p hidden>Not now</p>").unwrap();
        let tallies = tally(&page.blocks);
        let sum = |of: fn(&Tally) -> usize| tallies.values().map(of).sum::<usize>();
        assert_eq!(sum(|tally| tally.blocks), page.blocks.len());
        assert_eq!(sum(|tally| tally.words), 5);
        assert_eq!(tallies[&Role::Hidden].words, 2);
    }

    #[test]
    fn a_class_is_one_word() {
        assert_eq!(class(Role::DateLine), "r-date-line");
    }
}
