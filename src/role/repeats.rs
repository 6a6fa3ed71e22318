//! Text of the body that stands in it twice: the copy for another size of
//! screen, a signature under every post, a label of every entry.

use crate::block::{BlockKind, Page, TextBlock};
use crate::fnv::PageSet;

/// Fewest words of a repeat on a page with markup: shorter blocks are the same
/// by chance. Swept: 3 to 30 words give the same within 0.0004.
pub(super) const OF_A_PAGE: u32 = 10;

/// The same for plain text, where a label of every entry or post looks like
/// any other line. Swept, `wcxb`: 0.8385 with 10 words, 0.8391 with 4.
pub(super) const OF_PLAIN_TEXT: u32 = 4;

/// The numbers of the blocks that say what a block of the body further up says,
/// word for word, and have so many words at least.
///
/// Why: a reader reads it once.
/// Fails on: a refrain, and on documentation, which repeats its steps on
/// purpose: callers who know that a page is such do not ask.
pub(super) fn find<'p>(
    blocks: impl Iterator<Item = &'p TextBlock>,
    is_body: &[bool],
    fewest_words: u32,
) -> Vec<usize> {
    let mut seen = PageSet::default();
    let blocks = blocks.zip(is_body).enumerate();
    let repeats = blocks.filter(|(_, (block, is_body))| {
        **is_body && block.words >= fewest_words && !seen.insert(block.text.as_str())
    });
    repeats.map(|(row, _)| row).collect()
}

/// Those of some repeats that are not one or two items of a list or cells of a
/// table by themselves.
///
/// Why: what is said again of another product, place or day belongs to that one's
/// list, and the list has a hole without it. Longer runs are copies.
pub(super) fn but_of_parts(page: &Page, repeated: Vec<usize>) -> Vec<usize> {
    const SHORT: usize = 2;

    let is_part =
        |row: usize| matches!(page.blocks[row].kind, BlockKind::ListItem | BlockKind::Cell);
    let runs = repeated.chunk_by(|one, next| one + 1 == *next);
    let kept = runs.filter(|run| run.len() > SHORT || !run.iter().all(|row| is_part(*row)));
    kept.flatten().copied().collect()
}
