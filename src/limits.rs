//! Bounds on what one page may cost.

/// Bounds on the work and the memory of one extraction.
///
/// ```
/// let limits = bodycopy::Limits::default().bytes(1 << 20);
/// let page = bodycopy::Extractor::new().limits(limits);
/// assert!(page.extract(&"x".repeat(2 << 20)).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    pub(crate) bytes: usize,
    pub(crate) depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 64 << 20,
            depth: 512,
        }
    }
}

impl Limits {
    /// Longest input read, in bytes (default 64 MiB, some 300 times a usual
    /// page). Longer input is refused with [`Error::TooLong`](crate::Error).
    pub fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// Deepest nesting kept (default 512, as in Blink and WebKit). Deeper
    /// elements join the last one kept, so no text is lost; sets
    /// [`Limit::Depth`].
    pub fn depth(mut self, levels: u32) -> Self {
        self.depth = levels;
        self
    }
}

/// A bound that a page ran into; see [`Article::truncated`](crate::Article).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Limit {
    /// Elements nested deeper than [`Limits::depth`] were flattened.
    Depth,
}
