//! How far the marks are to be believed by which a page hides its text: a page
//! that a script would reveal hides everything.

use crate::block::{ContainerId, HiddenBy, Page, Sight, TextBlock};

/// How far a page's own marks are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// As a browser does that runs the page's scripts.
    Marks,
    /// `noscript` is the page: scripts would have shown nothing else.
    Noscript,
    /// What is hidden is the page: a script would have revealed it.
    Revealed,
}

/// Fewest words that a page must hide for its marks to be doubted.
///
/// Fails on: a page whose hidden terms are long and whose article is a line.
const HIDDEN_PAGE: u32 = 200;

/// Which marks the page is better read without: those that hide four times as
/// much as it shows, or the greater part of an article that it shows the
/// beginning of, as pages do that ask their readers to pay.
pub(super) fn due(page: &Page) -> Trust {
    let (mut shown, mut in_noscript, mut hidden, mut beside) = (0, 0, 0, 0);
    let shown_in = shown_prose(page);
    for block in &page.blocks {
        let words = block.words - block.linked_words;
        match block.sight {
            Sight::Visible => shown += words,
            Sight::Hidden(HiddenBy::Noscript) => in_noscript += words,
            Sight::Hidden(HiddenBy::Attribute | HiddenBy::Style | HiddenBy::Class) => {
                hidden += words;
                let most = boxes_around(page, block).map(|id| shown_in[id.row()]).max();
                if is_prose(block) && most.is_some_and(|words| words > 0) {
                    beside += words;
                }
            }
            Sight::Hidden(HiddenBy::Element | HiddenBy::Aria) => {}
        }
    }
    let prose = shown_in.iter().max().copied().unwrap_or(0);
    if in_noscript >= HIDDEN_PAGE && in_noscript / 4 > shown {
        Trust::Noscript
    } else if hidden >= HIDDEN_PAGE && (hidden / 4 > shown || beside >= HIDDEN_PAGE.max(2 * prose))
    {
        Trust::Revealed
    } else {
        Trust::Marks
    }
}

/// By container: words of the visible paragraphs that stand in it, or in a
/// box or two in it.
fn shown_prose(page: &Page) -> Vec<u32> {
    let mut words = vec![0; page.containers.len()];
    for block in page
        .blocks
        .iter()
        .filter(|block| block.is_visible() && is_prose(block))
    {
        for id in boxes_around(page, block) {
            words[id.row()] += block.words;
        }
    }
    words
}

/// The two boxes next around the element that holds a block.
fn boxes_around(page: &Page, block: &TextBlock) -> impl Iterator<Item = ContainerId> {
    let parent = page.containers[block.container.row()].parent;
    [parent, page.containers[parent.row()].parent]
        .into_iter()
        .filter(|id| id.row() > 2)
}

/// Long enough for a sentence, and no link.
fn is_prose(block: &TextBlock) -> bool {
    block.words >= 10 && block.linked_words * 3 < block.words
}
