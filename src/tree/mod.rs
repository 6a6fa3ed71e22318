//! The page as a tree of elements and text, in one compact table.

pub(crate) mod arena;
#[cfg(any(test, feature = "train"))]
pub(crate) mod compare;
mod depth;
mod guard;
mod noscript;
pub(crate) mod parse;
#[cfg(feature = "rcdom")]
pub(crate) mod rcdom;
pub(crate) mod sink;
