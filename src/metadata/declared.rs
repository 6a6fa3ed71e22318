//! What the page declares in its head and in attributes. Reads the tree alone.

use crate::tree::arena::Tree;

/// All declared values, each with its source, in the order found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declared {}

/// Reads the page's declarations.
pub(crate) fn read(_tree: &Tree) -> Declared {
    Declared::default()
}
