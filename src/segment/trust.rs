//! How far the marks are to be believed by which a page hides its text: a page
//! that a script would reveal hides everything.

use crate::block::{ContainerId, HiddenBy, Page, Sight, TextBlock};

/// How far a page's own marks are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// As a browser does that runs the page's scripts.
    Marks,
    /// Save `aria-hidden`, which marks what lies behind an open dialog.
    Shown,
    /// `noscript` is the page: scripts would have shown nothing else.
    Noscript,
    /// What is hidden is the page: a script would have revealed it.
    Revealed,
    /// The caller wants all text that the page holds.
    Nothing,
}

/// Fewest words that a page must hide for its marks to be doubted.
///
/// Fails on: a page whose hidden terms are long and whose article is a line.
const HIDDEN_PAGE: u32 = 200;

/// Fewest words of prose for which a page is doubted that shows no text at all.
const HIDDEN_LINE: u32 = 20;

/// Fewest words of prose that `aria-hidden` must mark to be no decoration.
const BEHIND_DIALOG: u32 = 40;

/// Which marks the page is better read without: those that hide four times as
/// much as it shows, or the greater part of an article that it shows the
/// beginning of, as pages do that ask their readers to pay.
pub(super) fn due(page: &Page) -> Trust {
    let sums = Sums::of(page);
    if sums.in_noscript >= HIDDEN_PAGE && sums.in_noscript / 4 > sums.shown {
        Trust::Noscript
    } else if sums.is_hidden_page() {
        Trust::Revealed
    } else if sums.is_behind_dialog() {
        Trust::Shown
    } else {
        Trust::Marks
    }
}

/// Words of the page's text that are no links.
#[derive(Debug, Default)]
struct Sums {
    shown: u32,
    in_noscript: u32,
    hidden: u32,
    /// Of `hidden`: prose that stands beside prose that is shown.
    beside: u32,
    /// Of `hidden`: prose.
    hidden_prose: u32,
    /// Prose that is marked with `aria-hidden`.
    behind: u32,
    shown_prose: u32,
    /// The most prose that one box shows.
    most_prose: u32,
}

impl Sums {
    fn of(page: &Page) -> Self {
        let shown_in = shown_prose(page);
        let mut sums = Sums {
            most_prose: shown_in.iter().max().copied().unwrap_or(0),
            ..Sums::default()
        };
        for block in &page.blocks {
            let words = block.words - block.linked_words;
            let prose = if block.is_prose() { words } else { 0 };
            match block.sight {
                Sight::Visible => {
                    sums.shown += words;
                    sums.shown_prose += prose;
                }
                Sight::Hidden(HiddenBy::Noscript) => sums.in_noscript += words,
                Sight::Hidden(HiddenBy::Attribute | HiddenBy::Style | HiddenBy::Class) => {
                    sums.hidden += words;
                    sums.hidden_prose += prose;
                    let most = boxes_around(page, block).map(|id| shown_in[id.row()]).max();
                    if most.is_some_and(|words| words > 0) {
                        sums.beside += prose;
                    }
                }
                Sight::Hidden(HiddenBy::Aria) => sums.behind += prose,
                Sight::Hidden(
                    HiddenBy::Element
                    | HiddenBy::Copy
                    | HiddenBy::Characters
                    | HiddenBy::BesideCode
                    | HiddenBy::HeadingLink,
                ) => {}
            }
        }
        sums
    }

    fn is_hidden_page(&self) -> bool {
        let hides_most = self.hidden / 4 > self.shown;
        let hides_the_rest = self.beside >= HIDDEN_PAGE.max(2 * self.most_prose);
        self.hidden >= HIDDEN_PAGE && (hides_most || hides_the_rest)
            || self.shown == 0 && self.behind == 0 && self.hidden_prose >= HIDDEN_LINE
    }

    /// Decoration is short: what is marked so and is longer than what is shown
    /// is the page, and an open dialog stands before it.
    fn is_behind_dialog(&self) -> bool {
        self.behind >= BEHIND_DIALOG && self.behind > self.shown_prose
    }
}

/// By container: words of the visible paragraphs that stand in it, or in a
/// box or two in it.
fn shown_prose(page: &Page) -> Vec<u32> {
    let mut words = vec![0; page.containers.len()];
    for block in page
        .blocks
        .iter()
        .filter(|block| block.is_visible() && block.is_prose())
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
