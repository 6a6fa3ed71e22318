//! What every family of rules looks at: which blocks are body, the links of
//! each block, and what stands in each box, summed once, bottom-up.

use crate::block::{BlockKind, Container, LinkId, Page, Style, Tag, TextBlock};
use crate::fnv::PageMap;
use crate::hints::Hint;
use crate::segment::text::word_count;
use crate::verdict::Reason;

/// A page with the sums that the rules read.
pub(super) struct Survey<'p> {
    pub page: &'p Page,
    /// By block: whether its score makes it body.
    pub is_body: Vec<bool>,
    /// By block: its links; none of a block that nobody reads.
    pub links: Vec<Links>,
    /// By box: what it holds, with all that stands in the boxes inside it.
    pub boxes: Vec<Sums>,
    /// By block: the nearest block above it that a reader can read.
    pub above: Vec<Option<usize>>,
    /// First block of the body.
    pub body_first: Option<usize>,
    /// First block after the body; 0 on a page without one.
    pub body_end: usize,
}

/// Why blocks are of a role: for what a block says or heads itself, else for
/// the box that it stands in.
pub(super) struct Reasons {
    /// Of few blocks, by row.
    pub of_block: PageMap<usize, Reason>,
    pub of_box: Vec<Option<Reason>>,
}

impl Reasons {
    /// That of a block, if it has one.
    pub fn of(&self, page: &Page, row: usize) -> Option<&Reason> {
        let of_box = || self.of_box[page.blocks[row].container.row()].as_ref();
        self.of_block.get(&row).or_else(of_box)
    }
}

impl From<Vec<Option<Reason>>> for Reasons {
    fn from(of_box: Vec<Option<Reason>>) -> Self {
        Reasons {
            of_block: PageMap::default(),
            of_box,
        }
    }
}

/// The links of one block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// Characters of the block; 0 of one without links.
    pub characters: u32,
    /// Characters of it that are link text.
    pub linked: u32,
    /// How many links it has.
    pub count: u32,
    /// Words of the longest link that leads to another page.
    pub longest: u32,
    /// Whether the block begins with a link.
    pub leads: bool,
}

/// What the visible blocks of a box add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub words: u32,
    pub linked_words: u32,
    /// Words to click on: of links and of controls.
    pub operated_words: u32,
    pub body_words: u32,
    pub links: u32,
    pub controls: u32,
    /// Blocks that are links with the words of a headline.
    pub headlines: u32,
    /// Words of those links.
    pub headline_words: u32,
    /// Headings that are links, whatever their words.
    pub linked_headings: u32,
    /// Headings with the words of a headline, linked or not.
    pub long_headings: u32,
    /// Blocks that give a time.
    pub times: u32,
    /// Blocks in boxes that are named as bylines.
    pub bylines: u32,
    /// Blocks with enough plain words to sum something up.
    pub summaries: u32,
}

/// Fewest words of a link that reads as a headline; entries of menus rarely
/// have more than three.
pub(super) const HEADLINE: u32 = 4;

/// Fewest words of a line that sums something up.
const SUMMARY: u32 = 6;

impl<'p> Survey<'p> {
    pub fn new(page: &'p Page, is_body: Vec<bool>) -> Self {
        let links = page.blocks.iter().map(|block| links_of(page, block));
        let links: Vec<Links> = links.collect();
        let mut boxes = vec![Sums::default(); page.containers.len()];
        for (row, block) in page.blocks.iter().enumerate() {
            if block.is_read() {
                let container = &page.containers[block.container.row()];
                let sums = Sums::of_block(block, container, links[row], is_body[row]);
                boxes[block.container.row()].add(sums);
            }
        }
        for row in (1..boxes.len()).rev() {
            let sums = boxes[row];
            boxes[page.containers[row].parent.row()].add(sums);
        }
        Survey {
            above: above(page),
            body_first: is_body.iter().position(|is_body| *is_body),
            body_end: body_end(page, &is_body),
            page,
            is_body,
            links,
            boxes,
        }
    }

    /// What a box is, from what it is itself and what stands in it; else what
    /// the nearest box around it is.
    pub fn by_box<T: Clone>(
        &self,
        mut own: impl FnMut(&Container, &Sums) -> Option<T>,
    ) -> Vec<Option<T>> {
        let mut boxes: Vec<Option<T>> = Vec::with_capacity(self.boxes.len());
        for (container, sums) in self.page.containers.iter().zip(&self.boxes) {
            let around = || boxes.get(container.parent.row())?.clone();
            boxes.push(own(container, sums).or_else(around));
        }
        boxes
    }

    /// Gives each box what it has itself, else what the nearest box around it has.
    pub fn inherited<T: Clone>(&self, mut own: Vec<Option<T>>) -> Vec<Option<T>> {
        for row in 1..own.len() {
            if own[row].is_none() {
                own[row] = own[self.page.containers[row].parent.row()].clone();
            }
        }
        own
    }

    /// Gives the heading right above each block of `starts` a reason, unless
    /// it is body or has one: the heading of a list is of the list's role.
    ///
    /// Fails on: a heading over two lists side by side.
    pub fn add_headings(&self, starts: &[usize], reasons: &mut Reasons, heads: &Reason) {
        for row in starts.iter().filter_map(|start| self.above[*start]) {
            let is_free = || !self.is_body[row] && reasons.of(self.page, row).is_none();
            if self.page.blocks[row].is_heading() && is_free() {
                reasons.of_block.insert(row, heads.clone());
            }
        }
    }
}

impl Sums {
    fn of_block(block: &TextBlock, container: &Container, links: Links, is_body: bool) -> Self {
        let is_headline = links.is_headline();
        let is_control = block.kind == BlockKind::Control;
        let gives_time = block.runs.iter().any(|run| run.style == Style::Time)
            || container.hints.has(Hint::Date);
        let plain_words = block.words - block.linked_words;
        Sums {
            words: block.words,
            linked_words: block.linked_words,
            operated_words: if is_control {
                block.words
            } else {
                block.linked_words
            },
            body_words: if is_body { block.words } else { 0 },
            links: links.count,
            controls: u32::from(is_control),
            headlines: u32::from(is_headline),
            headline_words: if is_headline { links.longest } else { 0 },
            linked_headings: u32::from(block.is_heading() && links.are_most()),
            long_headings: u32::from(block.is_heading() && block.words >= HEADLINE),
            times: u32::from(gives_time),
            bylines: u32::from(container.hints.has(Hint::Byline)),
            summaries: u32::from(!block.is_heading() && plain_words >= SUMMARY),
        }
    }

    fn add(&mut self, other: Sums) {
        self.words += other.words;
        self.linked_words += other.linked_words;
        self.operated_words += other.operated_words;
        self.body_words += other.body_words;
        self.links += other.links;
        self.controls += other.controls;
        self.headlines += other.headlines;
        self.headline_words += other.headline_words;
        self.linked_headings += other.linked_headings;
        self.long_headings += other.long_headings;
        self.times += other.times;
        self.bylines += other.bylines;
        self.summaries += other.summaries;
    }

    /// Words that are no link text.
    pub fn plain_words(&self) -> u32 {
        self.words - self.linked_words
    }

    /// Whether it holds a time, an author or a summary: more than a menu does.
    pub fn says_more(&self) -> bool {
        self.times + self.bylines + self.summaries > 0
    }
}

impl Links {
    /// Whether the block is mostly link text.
    pub fn are_most(self) -> bool {
        self.linked > 0 && self.linked * 10 >= self.characters * MOSTLY_TENTHS
    }

    /// Whether the block points to another page with the words of a headline.
    pub fn is_headline(self) -> bool {
        self.longest >= HEADLINE && (self.are_most() || self.leads)
    }
}

/// Share of a block's characters, in tenths, from which it is mostly links: a
/// headline and its date or topic beside it.
const MOSTLY_TENTHS: u32 = 6;

/// Whether a box frames the page as a whole: its names say nothing about a part of it.
pub(super) fn is_frame(container: &Container) -> bool {
    matches!(container.tag, Tag::Html | Tag::Body | Tag::Main)
}

fn links_of(page: &Page, block: &TextBlock) -> Links {
    let mut links = Links::default();
    let has_links = || block.runs.iter().any(|run| run.link.is_some());
    if !block.is_read() || !has_links() {
        return links;
    }
    let mut last: Option<(LinkId, u32)> = None;
    for (piece, run) in block.pieces() {
        let characters = u32::try_from(piece.chars().count()).unwrap_or(u32::MAX);
        let is_first = links.characters == 0;
        links.characters = links.characters.saturating_add(characters);
        let Some(link) = run.link else { continue };
        links.linked = links.linked.saturating_add(characters);
        let before = match last {
            Some((known, words)) if known == link => words,
            _ => {
                links.count += 1;
                links.leads |= is_first;
                0
            }
        };
        // Most links are blocks of their own, whose words are counted already.
        let words = match block.runs.len() {
            1 => block.linked_words,
            _ => before + word_count(piece),
        };
        last = Some((link, words));
        if leads_elsewhere(&page.links[link.row()]) {
            links.longest = links.longest.max(words);
        }
    }
    links
}

/// Whether a link leads to another page, not to a place on this one.
fn leads_elsewhere(target: &str) -> bool {
    !(target.is_empty() || target.starts_with('#') || target.starts_with("javascript:"))
}

fn above(page: &Page) -> Vec<Option<usize>> {
    let mut last = None;
    let rows = page.blocks.iter().enumerate();
    rows.map(|(row, block)| {
        let above = last;
        if block.is_read() {
            last = Some(row);
        }
        above
    })
    .collect()
}

/// First block after the body. Less than a twentieth of its words may stand
/// below, so that one misjudged line at the foot of the page moves nothing.
fn body_end(page: &Page, is_body: &[bool]) -> usize {
    let body = || {
        page.blocks
            .iter()
            .zip(is_body)
            .enumerate()
            .filter(|(_, (_, is_body))| **is_body)
    };
    let words: u32 = body().map(|(_, (block, _))| block.words).sum();
    let mut below = 0;
    for (row, (block, _)) in body().collect::<Vec<_>>().into_iter().rev() {
        below += block.words;
        if below * 20 >= words {
            return row + 1;
        }
    }
    0
}
