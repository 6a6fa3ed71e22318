//! Whom a quote quotes, and which quotes repeat the running text.

use crate::article::{Element, Inline};
use crate::block::{ContainerId, Page, Style, Tag, TextBlock};
use crate::letters;

/// Most words of the line that says who is quoted.
const SOURCE_WORDS: u32 = 25;

/// Signs that a line begins with which says who is quoted.
const DASHES: &[char] = &['—', '–', '―', '-', '~', '\u{a0}', ' '];

/// Who is quoted: the last line of the quote, if it stands in a `footer` or a
/// `cite`, or begins with a dash. `rows` are the rows of the quote's blocks.
///
/// Fails on: sources that stand below the quote, outside of it.
pub(super) fn source(page: &Page, quote: ContainerId, rows: &[usize]) -> Option<String> {
    let (last, before) = rows.split_last()?;
    let block = &page.blocks[*last];
    let text = block.text.trim_start_matches(DASHES).trim();
    let begins_with_dash = block.text.starts_with(['—', '–', '―']) || block.text.starts_with("-- ");
    let is_source = !before.is_empty()
        && block.words <= SOURCE_WORDS
        && !text.is_empty()
        && (begins_with_dash || is_in_footer(page, quote, block) || is_cited(block));
    is_source.then(|| text.replace('\n', " "))
}

fn is_in_footer(page: &Page, quote: ContainerId, block: &TextBlock) -> bool {
    let mut at = block.container;
    while at > quote {
        let container = &page.containers[at.row()];
        if container.tag == Tag::Footer {
            return true;
        }
        at = container.parent;
    }
    false
}

/// Whether all of a line stands in a `cite`, or is set as one is.
fn is_cited(block: &TextBlock) -> bool {
    block
        .pieces()
        .all(|(piece, run)| run.style == Style::Emphasis || !piece.contains(char::is_alphanumeric))
}

/// Most quotes of a page that are looked for in its text, and most letters of
/// such a quote.
const MOST_QUOTES: usize = 32;
const MOST_LETTERS: usize = 400;

/// Fewest letters of a quote that repeats the text: a shorter one may stand
/// there by chance.
const FEWEST_LETTERS: usize = 24;

/// Marks the quotes whose words stand in the running text, too: an editor
/// pulled them out of it.
pub(super) fn mark_pulled(body: &mut [Element]) {
    let quotes = body.iter().enumerate().filter_map(|(at, element)| {
        let letters = letters_of_quote(element)?;
        let is_long = (FEWEST_LETTERS..=MOST_LETTERS).contains(&letters.len());
        is_long.then_some((at, letters))
    });
    let quotes: Vec<(usize, String)> = quotes.take(MOST_QUOTES).collect();
    if quotes.is_empty() {
        return;
    }
    let mut running = String::new();
    for element in body.iter() {
        if let Element::Paragraph { text } = element {
            push_letters(text, &mut running);
        }
    }
    for (at, letters) in quotes {
        if let Element::Quote { is_pulled, .. } = &mut body[at] {
            *is_pulled = running.contains(&letters);
        }
    }
}

/// The letters of the paragraph that a quote begins with.
fn letters_of_quote(element: &Element) -> Option<String> {
    let Element::Quote { body, .. } = element else {
        return None;
    };
    let Some(Element::Paragraph { text }) = body.first() else {
        return None;
    };
    let mut letters = String::new();
    push_letters(text, &mut letters);
    Some(letters)
}

/// Letters and digits, in lower case: quotes and their marks are set anew.
fn push_letters(text: &[Inline], letters: &mut String) {
    for piece in text {
        letters::push(piece.as_str(), letters);
    }
}
