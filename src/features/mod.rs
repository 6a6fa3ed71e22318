//! The numbers that a block is judged by.

use crate::block::Page;
use crate::metadata::declared::Declared;

/// One row of numbers a block, all rows of one length.
#[derive(Debug, Clone, Default)]
pub(crate) struct Features {
    /// Row after row.
    values: Vec<f32>,
    /// Numbers a row.
    width: usize,
}

impl Features {
    /// The features of one block, in the order of [`names`].
    pub fn row(&self, block: usize) -> &[f32] {
        &self.values[block * self.width..(block + 1) * self.width]
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.values.len() / self.width
    }
}

/// The names of the features, in their order.
pub(crate) fn names() -> Vec<&'static str> {
    vec!["words"]
}

/// The features of all blocks of a page.
pub(crate) fn of_page(page: &Page, _declared: &Declared) -> Features {
    let values = page.blocks.iter().map(|block| block.words as f32).collect();
    Features { values, width: 1 }
}
