//! Bounds on what one page may cost.

use crate::tokenize::MOST_ATTRIBUTES;

/// Bounds on the work and the memory of one extraction. Each default is far
/// above what pages need: of the 2,303 pages that the crate is developed on,
/// none runs into any of them.
///
/// ```
/// use bodycopy::{Extractor, Limit, Limits, Overflow};
///
/// let limits = Limits::default().bytes(1 << 20);
/// let page = "<p>It rained. ".repeat(100_000);
/// assert!(Extractor::new().limits(limits.clone()).extract(&page).is_err());
///
/// let limits = limits.overflow(Overflow::Truncate);
/// let start = Extractor::new().limits(limits).extract(&page)?;
/// assert_eq!(start.truncated, [Limit::Bytes]);
/// # Ok::<(), bodycopy::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    pub(crate) bytes: usize,
    pub(crate) overflow: Overflow,
    pub(crate) depth: u32,
    pub(crate) nodes: u32,
    pub(crate) attributes: usize,
    pub(crate) text: u32,
    pub(crate) cells: u32,
    pub(crate) output: usize,
    pub(crate) nesting: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 64 << 20,
            overflow: Overflow::Refuse,
            depth: 512,
            nodes: 2 << 20,
            attributes: MOST_ATTRIBUTES,
            text: 16 << 20,
            cells: 100_000,
            output: 128 << 20,
            nesting: DEEPEST_OUTPUT,
        }
    }
}

/// Longest input that can be read at all: decoded it is below 4 GiB.
const MOST_BYTES: usize = 1 << 30;

/// Most nodes that can be had at all; those of all `noscript` elements come to
/// them, and all together stay below 2³².
const MOST_NODES: u32 = 1 << 28;

/// Each level of nesting is up to five of JSON, and `serde_json` reads 128.
const DEEPEST_OUTPUT: u8 = 24;

impl Limits {
    /// Longest input read, in bytes (default 64 MiB, some 300 times a usual
    /// page; at most 1 GiB, for places in a text are numbers of 32 bits, and a
    /// byte can become three in decoding). What becomes of longer input,
    /// [`Limits::overflow`] says.
    pub fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes.min(MOST_BYTES);
        self
    }

    /// What becomes of input over the byte limit (default: refused).
    pub fn overflow(mut self, overflow: Overflow) -> Self {
        self.overflow = overflow;
        self
    }

    /// Deepest nesting kept (default 512, as in Blink and WebKit). Deeper
    /// elements join the last one kept, so no text is lost; sets
    /// [`Limit::Depth`]. It also bounds formatting: of elements such as `b` and
    /// `font`, of which each paragraph would get copies, 32 are kept open.
    pub fn depth(mut self, levels: u32) -> Self {
        self.depth = levels;
        self
    }

    /// Most nodes of the page's tree: elements, runs of text and comments
    /// (default 2,097,152, some 300 MB of them; the largest documents that
    /// people write have half as many; at most 2²⁸). Later ones are left out; sets
    /// [`Limit::Nodes`]. Of plain text an eighth as many rows are read, for a
    /// line costs what a block does.
    pub fn nodes(mut self, nodes: u32) -> Self {
        self.nodes = nodes.min(MOST_NODES);
        self
    }

    /// Most rows of plain text.
    pub(crate) fn rows(&self) -> usize {
        self.nodes as usize / 8
    }

    /// Most attributes of one tag (default 256; names are compared in pairs,
    /// so time would grow with the square). Later ones are left out; sets
    /// [`Limit::Attributes`].
    pub fn attributes(mut self, attributes: usize) -> Self {
        self.attributes = attributes;
        self
    }

    /// Longest text without an element in it, in bytes (default 16 MiB, a few
    /// long novels). The rest of it is left out; sets [`Limit::Text`].
    pub fn text(mut self, bytes: u32) -> Self {
        self.text = bytes;
        self
    }

    /// Most cells of one table (default 100,000: a thousand rows of a hundred
    /// columns). The text of later ones is among the blocks alone; sets
    /// [`Limit::Cells`].
    pub fn cells(mut self, cells: u32) -> Self {
        self.cells = cells;
        self
    }

    /// Longest article, in bytes of text, addresses and paths (default 128 MiB,
    /// twice the default of [`Limits::bytes`]: only a page that has a long
    /// address written out over and over gets there). Later blocks are left
    /// out; sets [`Limit::Output`].
    pub fn output(mut self, bytes: usize) -> Self {
        self.output = bytes;
        self
    }

    /// Deepest nesting of lists, quotes and tables in an article (default 24,
    /// and no more than that, so that an article is read back from JSON by
    /// parsers that bound depth, and dropped on any stack). Deeper ones are
    /// flattened into the last level; sets [`Limit::Nesting`].
    pub fn nesting(mut self, levels: u8) -> Self {
        self.nesting = levels.min(DEEPEST_OUTPUT);
        self
    }
}

/// What becomes of input over the byte limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Overflow {
    /// [`Error::TooLong`](crate::Error::TooLong).
    #[default]
    Refuse,
    /// The part before the limit is read; sets [`Limit::Bytes`].
    Truncate,
}

/// A bound that a page ran into; see [`Article::truncated`](crate::Article).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Limit {
    /// Input behind [`Limits::bytes`] was not read.
    Bytes,
    /// Elements nested deeper than [`Limits::depth`] were flattened.
    Depth,
    /// Nodes behind [`Limits::nodes`] were left out.
    Nodes,
    /// Attributes behind [`Limits::attributes`] were left out.
    Attributes,
    /// Text behind [`Limits::text`] was left out.
    Text,
    /// Cells behind [`Limits::cells`] were left out.
    Cells,
    /// Blocks behind [`Limits::output`] were left out.
    Output,
    /// Structures nested deeper than [`Limits::nesting`] were flattened.
    Nesting,
}

/// The limits that a page ran into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reached(u8);

impl Reached {
    const ALL: [Limit; 8] = [
        Limit::Bytes,
        Limit::Depth,
        Limit::Nodes,
        Limit::Attributes,
        Limit::Text,
        Limit::Cells,
        Limit::Output,
        Limit::Nesting,
    ];

    pub fn add(&mut self, limit: Limit) {
        self.0 |= 1 << limit as u8;
    }

    pub fn add_all(&mut self, other: Reached) {
        self.0 |= other.0;
    }

    pub fn contains(self, limit: Limit) -> bool {
        self.0 & 1 << limit as u8 != 0
    }

    /// In the order of the stages.
    pub fn list(self) -> Vec<Limit> {
        let all = Self::ALL.into_iter();
        all.filter(|limit| self.contains(*limit)).collect()
    }
}

/// The last place up to `at` that does not part a character.
pub(crate) fn char_boundary(text: &str, at: usize) -> usize {
    let mut places = (0..=at.min(text.len())).rev();
    places.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_is_told_from_the_others() {
        for limit in Reached::ALL {
            let mut reached = Reached::default();
            assert_eq!(reached.list(), []);
            reached.add(limit);
            assert_eq!(reached.list(), [limit]);
        }
        let mut all = Reached::default();
        Reached::ALL.into_iter().for_each(|limit| all.add(limit));
        assert_eq!(all.list(), Reached::ALL);
    }
}
