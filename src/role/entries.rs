//! The articles of a page that has several: entries of a live blog or a diary,
//! notices under each other.
//!
//! Entries are boxes of one shape side by side, each with a heading, a time and
//! text of the body.

use std::ops::Range;

use super::rules::Answer;
use crate::assemble::lines::is_time;
use crate::block::{Container, ContainerId, Page, Style, Tag, TextBlock};
use crate::fnv::PageMap;
use crate::verdict::Role;

/// One of several articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its box.
    pub container: usize,
    /// The block of its heading.
    heading: usize,
    /// The block of its time.
    time: usize,
}

impl Entry {
    /// The blocks that head it.
    pub fn head(&self) -> [usize; 2] {
        [self.heading, self.time]
    }
}

/// Fewest words of body in an entry beside its heading: a list of links with
/// their times has less.
const FEWEST_WORDS: u32 = 8;

/// Blocks at the start of an entry among which its time is looked for.
const HEAD: usize = 6;

/// The entries that hold most of the body, in order.
///
/// Why: the time of an entry is a short line like those of furniture, and
/// a heading that links looks like a teaser's.
/// Fails on: entries without a box of their own, of which each begins with a
/// heading; and on those that give no time.
pub(super) fn find(page: &Page, is_body: &[bool]) -> Vec<Entry> {
    let words = words_before(page, is_body);
    let words_in = |container: &Container| {
        words[container.end_block as usize] - words[container.first_block as usize]
    };
    let mut alike: PageMap<(usize, u32), Vec<usize>> = PageMap::default();
    for (at, container) in page.containers.iter().enumerate().skip(1) {
        let may_be_one = matches!(
            container.tag,
            Tag::Article | Tag::Section | Tag::Div | Tag::Li
        );
        if may_be_one && words_in(container) >= FEWEST_WORDS {
            let shape = (container.parent.row(), container.shape);
            alike.entry(shape).or_default().push(at);
        }
    }
    let all = words_in(&page.containers[0]);
    let mut groups: Vec<Vec<usize>> = alike
        .into_values()
        .filter(|group| group.len() > 1)
        .filter(|group| {
            let of_group = group.iter().map(|at| words_in(&page.containers[*at]));
            of_group.sum::<u32>() * 2 >= all
        })
        .collect();
    // Parents stand before their children: the outermost boxes come first.
    groups.sort_unstable();
    for group in groups {
        let entries: Vec<Entry> = group.iter().filter_map(|at| entry(page, *at)).collect();
        if entries.len() > 1 && entries.len() * 2 > group.len() {
            return entries;
        }
    }
    Vec::new()
}

/// Takes all heads of entries in, where the body has most of their headings.
pub(super) fn complete(entries: &[Entry], is_body: &mut [bool]) {
    let headed = entries.iter().filter(|entry| is_body[entry.heading]);
    if headed.count() * 2 > entries.len() {
        for row in entries.iter().flat_map(Entry::head) {
            is_body[row] = true;
        }
    }
}

/// The head of one of several articles is not that of the page: but the
/// page's title may be that of its first.
pub(super) fn take_back(entries: &[Entry], head: &mut [Answer]) {
    for row in entries.iter().flat_map(Entry::head) {
        head[row] = head[row].take().filter(|(role, _)| *role == Role::Title);
    }
}

/// The blocks of that of several articles which holds this container.
pub(super) fn chosen(page: &Page, entries: &[Entry], target: ContainerId) -> Option<Range<usize>> {
    let mut around = std::iter::successors(Some(target.row()), |at| {
        let parent = page.containers[*at].parent.row();
        (parent != *at).then_some(parent)
    });
    let chosen = around.find(|at| entries.iter().any(|entry| entry.container == *at))?;
    Some(page.containers[chosen].rows())
}

/// A box as an entry, if it is one.
fn entry(page: &Page, at: usize) -> Option<Entry> {
    let rows = page.containers[at].rows();
    let (mut heading, mut time) = (None, None);
    for row in rows.filter(|row| page.blocks[*row].is_read()).take(HEAD) {
        let block = &page.blocks[row];
        if heading.is_none() && block.is_heading() {
            heading = Some(row);
        } else if time.is_none() && gives_time(block) {
            time = Some(row);
        }
    }
    Some(Entry {
        container: at,
        heading: heading?,
        time: time?,
    })
}

/// Whether a block is a line that gives a time.
fn gives_time(block: &TextBlock) -> bool {
    let is_marked = |(piece, run): (&str, &crate::block::Run)| {
        run.style == Style::Time && !piece.trim().is_empty()
    };
    !block.is_prose() && (is_time(&block.text) || block.pieces().any(is_marked))
}

/// By block, and once more at the end: words of body in all blocks before.
fn words_before(page: &Page, is_body: &[bool]) -> Vec<u32> {
    let mut sum = 0;
    let mut before = vec![0];
    for (block, is_body) in page.blocks.iter().zip(is_body) {
        sum += if *is_body { block.words } else { 0 };
        before.push(sum);
    }
    before
}
