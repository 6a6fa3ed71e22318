//! The words of `class`, `id`, `role` and `itemprop`, and what they hint at.
//! Names are evidence for the scorer, never a verdict.

/// What the words of an element's names hint at: a set of [`Hint`]s.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hints(pub u64);
