//! Text of the body that stands in it twice: the copy for another size of
//! screen, a signature under every post, a label of every entry.

use crate::block::TextBlock;
use crate::fnv::PageSet;

/// Fewest words of a repeat: shorter lines are the same by chance. Swept: 3 to
/// 30 words give the same within 0.0003.
const FEWEST_WORDS: u32 = 10;

/// The numbers of the blocks that say what a block of the body further up says,
/// word for word.
///
/// Why: a reader reads it once.
/// Fails on: a refrain, and on documentation, which repeats its steps on
/// purpose: callers who know that a page is such do not ask.
pub(super) fn find<'p>(
    blocks: impl Iterator<Item = &'p TextBlock>,
    is_body: &[bool],
) -> Vec<usize> {
    let mut seen = PageSet::default();
    let blocks = blocks.zip(is_body).enumerate();
    let repeats = blocks.filter(|(_, (block, is_body))| {
        **is_body && block.words >= FEWEST_WORDS && !seen.insert(block.text.as_str())
    });
    repeats.map(|(row, _)| row).collect()
}
