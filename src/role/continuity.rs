//! What a body takes in beside what the line says: text runs on through a
//! doubtful block between its paragraphs, and a table is read whole.

use crate::block::{BlockKind, Container, ContainerId, Page, Tag, TextBlock};
use crate::page_kind::PageKind;
use crate::score::Scores;

/// Share of the line that a block in a gap must reach; a heading stands there
/// to part one paragraph from the next, and what is set as a quote is one.
fn nearly(page: &Page, block: &TextBlock) -> f32 {
    let container = &page.containers[block.container.row()];
    let around = page.containers[container.parent.row()].tag;
    if block.is_heading() {
        0.3
    } else if [container.tag, around].contains(&Tag::Blockquote) {
        0.4
    } else {
        0.6
    }
}

/// Most blocks of a gap.
const GAP: usize = 2;

/// Share of a table's words from which all of it is read.
const MOST: f32 = 0.6;

/// Most words a block of a table, on the average: where there are more, the table
/// is a layout, whose cells have nothing to do with each other.
const CELL: u32 = 12;

/// Share of the line that the words of a table must reach on the average for all
/// of it to be read where it stands amid the body. As for a panel; not swept.
const AMID: f32 = 0.7;

/// Adds to the body what belongs to it.
pub(super) fn fill(page: &Page, scores: &Scores, is_body: &mut [bool]) {
    let explains = matches!(
        scores.kind,
        PageKind::Article | PageKind::Documentation | PageKind::Forum
    );
    let mut body = Body {
        page,
        readable: page.readable(),
        scores: &scores.of_block,
        line: scores.line,
        is_body,
    };
    body.close_gaps();
    body.name_parts();
    body.complete_tables();
    body.complete_lists();
    if explains {
        body.take_in_code();
    }
    body.open_panels();
}

/// A body that grows.
struct Body<'a> {
    page: &'a Page,
    /// Rows of the blocks that a reader reads: place *n* is rank *n*.
    readable: Vec<usize>,
    /// By row.
    scores: &'a [f32],
    line: f32,
    /// By row.
    is_body: &'a mut [bool],
}

impl Body<'_> {
    /// Takes in doubtful blocks between two of the body, in the box of either.
    ///
    /// Why: a short line, a sub-head, an answer of three words says little by
    /// itself; its neighbours on both sides say what it is.
    /// Fails on: a label or a pointer that has the form of a paragraph.
    fn close_gaps(&mut self) {
        let body: Vec<usize> = (0..self.readable.len())
            .filter(|rank| self.is_body[self.readable[*rank]])
            .collect();
        for ends in body.windows(2) {
            let (before, after) = (ends[0], ends[1]);
            let gap = &self.readable[before + 1..after];
            let around = [before, after].map(|rank| box_around(self.page, self.readable[rank]));
            let is_inside = |row: &usize| {
                around.contains(&box_around(self.page, *row))
                    && self.scores[*row] >= nearly(self.page, &self.page.blocks[*row]) * self.line
                    && is_text(&self.page.blocks[*row])
            };
            if gap.len() <= GAP && gap.iter().all(is_inside) {
                gap.iter().for_each(|row| self.is_body[*row] = true);
            }
        }
    }

    /// Takes in a sub-head that is a link, where body stands above it and text of
    /// its own box below.
    ///
    /// Why: each part of a survey of products or places is headed by its name, which
    /// leads to it; links score low.
    /// Fails on: the headline of a teaser whose summary was taken for body.
    fn name_parts(&mut self) {
        /// Blocks above in which body must stand.
        const ABOVE: usize = 3;
        /// Least score of that text: the summary of a teaser has less.
        const SURE: f32 = 0.8;

        for rank in 0..self.readable.len().saturating_sub(1) {
            let (row, below) = (self.readable[rank], self.readable[rank + 1]);
            let block = &self.page.blocks[row];
            let heads_body = self.is_body[below] && self.scores[below] >= SURE;
            if self.is_body[row] || !block.is_heading() || !block.is_link() || !heads_body {
                continue;
            }
            let mut above = self.readable[rank.saturating_sub(ABOVE)..rank].iter();
            let is_of_one_box = box_around(self.page, row) == box_around(self.page, below);
            self.is_body[row] = is_of_one_box && above.any(|row| self.is_body[*row]);
        }
    }

    /// Takes in code with body above and below it.
    ///
    /// Why: code has none of the marks of running text, and in editors, tabs and
    /// boxes that fold it stands far from it; an explanation is worth little
    /// without it.
    /// Fails on: code that stands between two parts of a page, and belongs to none.
    fn take_in_code(&mut self) {
        /// Readable blocks above and below in which body must stand: labels of
        /// languages, tabs and more code.
        const NEAR: usize = 8;

        let is_code = |row: usize| {
            let block = &self.page.blocks[row];
            block.kind == BlockKind::Code && place(self.page, block.container).is_none()
        };
        let was_body: Vec<bool> = self.readable.iter().map(|row| self.is_body[*row]).collect();
        for (rank, row) in self.readable.iter().enumerate() {
            if !was_body[rank] && is_code(*row) {
                let above = &was_body[rank.saturating_sub(NEAR)..rank];
                let below = &was_body[rank + 1..was_body.len().min(rank + 1 + NEAR)];
                self.is_body[*row] = above.contains(&true) && below.contains(&true);
            }
        }
    }

    /// Takes in all of a table of data, with its caption, that is mostly body or
    /// scores so on the average, or that is partly so and stands amid the body.
    ///
    /// Why: a cell says little by itself, and one that is a link looks like a menu's;
    /// without them the table has holes.
    /// Fails on: a table of offers between two paragraphs.
    fn complete_tables(&mut self) {
        if !self.page.containers.iter().any(|at| at.tag == Tag::Table) {
            return;
        }
        let cells: Vec<(usize, Place)> = self
            .readable
            .iter()
            .filter_map(|row| Some((*row, place(self.page, self.page.blocks[*row].container)?)))
            .collect();
        let mut held = vec![Held::default(); self.page.containers.len()];
        for (row, place) in &cells {
            let held = &mut held[place.table.row()];
            let words = self.page.blocks[*row].words;
            let body = if self.is_body[*row] { words } else { 0 };
            held.blocks += 1;
            held.words += words;
            held.body += body;
            held.promised += words as f32 * self.scores[*row];
            if place.is_head {
                held.head_words += words;
                held.head_body += body;
            }
        }
        let is_whole: Vec<bool> = self
            .page
            .containers
            .iter()
            .zip(&held)
            .map(|(table, held)| {
                held.body > 0
                    && (held.is_most_body()
                        || held.is_near(self.line)
                        || held.is_nearly_body(self.line) && self.is_amid_body(table))
            })
            .collect();
        for (row, place) in cells {
            self.is_body[row] |= is_whole[place.table.row()];
        }
    }

    /// Takes in the doubtful items of a list most of which is body, and all of one
    /// amid the body that comes near to the line as a whole.
    ///
    /// Why: items say one thing each, and often little; the others say what they are.
    /// Fails on: a list of links whose first entries are sentences.
    fn complete_lists(&mut self) {
        if !self.page.containers.iter().any(|at| is_list(at.tag)) {
            return;
        }
        let items: Vec<(usize, usize)> = self
            .readable
            .iter()
            .filter_map(|row| Some((*row, list_around(self.page, *row)?)))
            .collect();
        let mut words = vec![(0, 0); self.page.containers.len()];
        for (row, list) in &items {
            let (all, body) = &mut words[*list];
            *all += self.page.blocks[*row].words;
            *body += if self.is_body[*row] {
                self.page.blocks[*row].words
            } else {
                0
            };
        }
        for (row, list) in items {
            let (all, body) = words[list];
            let is_most_body = body as f32 >= MOST * all as f32;
            let block = &self.page.blocks[row];
            self.is_body[row] |= is_most_body
                && is_text(block)
                && self.scores[row] >= nearly(self.page, block) * self.line;
        }
        self.take_in_lists();
    }

    /// See [`Body::complete_lists`]; what such a list holds may stand in boxes of
    /// its own.
    fn take_in_lists(&mut self) {
        let sums = Sums::new(self.page, self.scores, self.is_body);
        let is_whole = |list: &&Container| {
            let held = sums.of(list);
            held.is_near(AMID * self.line) && held.is_text_mostly() && self.is_amid_body(list)
        };
        let lists = self.page.containers.iter().filter(|at| is_list(at.tag));
        let lists: Vec<&Container> = lists.filter(is_whole).collect();
        self.take_in(&lists, ITEM * self.line);
    }

    /// Takes in a panel (`details`) that stands beside text of the body, if it is
    /// nearly body as a whole.
    ///
    /// Why: a question and its answer are one text, and the short question alone
    /// says little.
    /// Fails on: a panel of terms below an offer.
    fn open_panels(&mut self) {
        let is_panel = |at: &&Container| at.tag == Tag::Details;
        let mut panels = self.page.containers.iter().filter(is_panel).peekable();
        if panels.peek().is_none() {
            return;
        }
        let sums = Sums::new(self.page, self.scores, self.is_body);
        let is_part = |panel: &&Container| {
            let held = sums.of(panel);
            let around = sums.of(&self.page.containers[panel.parent.row()]);
            held.is_near(PANEL * self.line) && around.body > held.body
        };
        let panels: Vec<&Container> = panels.filter(is_part).collect();
        self.take_in(&panels, 0.0);
    }

    /// Takes in the texts of boxes that score so much at least. Of boxes in boxes
    /// each row is looked at once.
    fn take_in(&mut self, boxes: &[&Container], least: f32) {
        let mut taken = 0;
        for rows in boxes.iter().map(|at| at.rows()) {
            for row in taken.max(rows.start)..rows.end {
                let block = &self.page.blocks[row];
                self.is_body[row] |= block.is_read() && is_text(block) && self.scores[row] >= least;
            }
            taken = taken.max(rows.end);
        }
    }

    /// Whether the texts right above and right below a box are body.
    fn is_amid_body(&self, container: &Container) -> bool {
        let rank = |row: u32| self.readable.partition_point(|other| *other < row as usize);
        let above = rank(container.first_block).checked_sub(1);
        let ends = [above, Some(rank(container.end_block))];
        ends.iter().all(|rank| {
            let row = rank.and_then(|rank| self.readable.get(rank));
            row.is_some_and(|row| self.is_body[*row])
        })
    }
}

/// Share of the line that an item of such a list must reach: a button to buy
/// what the others tell of does not.
const ITEM: f32 = 0.5;

/// The list that a block is an item of.
fn list_around(page: &Page, row: usize) -> Option<usize> {
    let own = &page.containers[page.blocks[row].container.row()];
    let around = &page.containers[own.parent.row()];
    let item = match (own.tag, around.tag) {
        (Tag::Li, _) => own,
        (Tag::P, Tag::Li) => around,
        _ => return None,
    };
    let list = item.parent.row();
    is_list(page.containers[list].tag).then_some(list)
}

fn is_list(tag: Tag) -> bool {
    matches!(tag, Tag::Ul | Tag::Ol)
}

/// Share of the line that the words of a panel must reach on the average.
const PANEL: f32 = 0.7;

/// What a box holds, or all blocks before a row.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    /// Blocks of the body.
    body: u32,
    /// Words to be read, and those of them that are links.
    words: u32,
    linked_words: u32,
    /// Words times their score.
    promised: f64,
}

impl Sum {
    /// Whether there are words, and they score so much on the average.
    fn is_near(&self, score: f32) -> bool {
        self.words > 0 && self.promised >= f64::from(score) * f64::from(self.words)
    }

    fn is_text_mostly(&self) -> bool {
        self.linked_words * 2 < self.words
    }
}

/// By row, and one more: what all blocks before it hold.
struct Sums(Vec<Sum>);

impl Sums {
    fn new(page: &Page, scores: &[f32], is_body: &[bool]) -> Self {
        let mut before = Vec::with_capacity(page.blocks.len() + 1);
        let mut sum = Sum::default();
        before.push(sum);
        for (row, block) in page.blocks.iter().enumerate() {
            sum.body += u32::from(is_body[row]);
            if block.is_read() {
                sum.words += block.words;
                sum.linked_words += block.linked_words;
                sum.promised += f64::from(block.words as f32 * scores[row]);
            }
            before.push(sum);
        }
        Sums(before)
    }

    fn of(&self, container: &Container) -> Sum {
        let rows = container.rows();
        let (from, to) = (self.0[rows.start], self.0[rows.end]);
        Sum {
            body: to.body - from.body,
            words: to.words - from.words,
            linked_words: to.linked_words - from.linked_words,
            promised: to.promised - from.promised,
        }
    }
}

/// What a table holds.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    blocks: u32,
    words: u32,
    body: u32,
    /// Words in cells that are heads, and those of them that are body.
    head_words: u32,
    head_body: u32,
    /// Words times their score.
    promised: f32,
}

impl Held {
    /// Whether its cells are short, as those of a layout are not.
    fn is_data(&self) -> bool {
        self.words <= CELL * self.blocks
    }

    fn is_most_body(&self) -> bool {
        self.is_data() && self.body as f32 >= MOST * self.words as f32
    }

    /// Whether its words score so much on the average.
    fn is_near(&self, score: f32) -> bool {
        self.is_data() && self.promised >= score * self.words as f32
    }

    /// Whether its heads are mostly body, or all of it comes near to the line.
    fn is_nearly_body(&self, line: f32) -> bool {
        let has_heads_of_body = self.head_body * 2 > self.head_words;
        has_heads_of_body || self.is_near(AMID * line)
    }
}

/// Where in a table a block stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    table: ContainerId,
    /// In a cell that is a head.
    is_head: bool,
}

/// The place of a container in the innermost table around it.
fn place(page: &Page, mut at: ContainerId) -> Option<Place> {
    /// A cell's text stands in a few boxes at most.
    const STEPS: usize = 8;

    let mut is_head = false;
    for _ in 0..STEPS {
        let container = &page.containers[at.row()];
        is_head |= container.tag == Tag::Th;
        if container.tag == Tag::Table {
            return Some(Place { table: at, is_head });
        }
        at = container.parent;
    }
    None
}

/// The box that a block stands in as one of several; a paragraph of a quote
/// stands where the quote does.
fn box_around(page: &Page, row: usize) -> ContainerId {
    let own = page.blocks[row].container;
    let container = &page.containers[own.row()];
    let around = &page.containers[container.parent.row()];
    if !is_of_one_text(container.tag) {
        own
    } else if container.tag == Tag::P && around.tag == Tag::Blockquote {
        around.parent
    } else {
        container.parent
    }
}

fn is_of_one_text(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::P
            | Tag::H1
            | Tag::H2
            | Tag::H3
            | Tag::H4
            | Tag::H5
            | Tag::H6
            | Tag::Li
            | Tag::Dt
            | Tag::Dd
            | Tag::Summary
            | Tag::Blockquote
            | Tag::Pre
    )
}

/// Words to read, not to click on.
fn is_text(block: &TextBlock) -> bool {
    block.kind != BlockKind::Control && block.linked_words * 2 < block.words
}
