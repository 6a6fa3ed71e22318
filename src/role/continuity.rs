//! What a body takes in and leaves out beside what the line says: text runs on
//! through a doubtful block between its paragraphs, a table is read whole, and
//! a dialog over the page is not its text.

use crate::block::{BlockKind, Container, ContainerId, Detail, Page, Tag, TextBlock};

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

/// Fewest words of body that a page shows beside its dialogs for them to be none of it.
const BESIDE: u32 = 40;

/// Adds to the body what belongs to it, and takes dialogs out.
pub(super) fn fill(page: &Page, scores: &[f32], line: f32, is_body: &mut [bool]) {
    close_gaps(page, scores, line, is_body);
    complete_tables(page, scores, line, is_body);
    complete_lists(page, scores, line, is_body);
    open_panels(page, scores, line, is_body);
    leave_out_dialogs(page, is_body);
}

/// Leaves out what stands in a dialog, where there is body beside it.
///
/// Why: licence terms, consent and sign-up forms are full sentences, and often
/// more of them than a short article has.
/// Fails on: an article that a page opens in a dialog over a list of others.
fn leave_out_dialogs(page: &Page, is_body: &mut [bool]) {
    let is_dialog = |at: &Container| at.tag == Tag::Dialog || at.detail == Detail::Dialog;
    if !page.containers.iter().any(is_dialog) {
        return;
    }
    let mut in_dialog = vec![false; page.containers.len()];
    for row in 1..page.containers.len() {
        let container = &page.containers[row];
        in_dialog[row] = in_dialog[container.parent.row()] || is_dialog(container);
    }
    let body = || (0..page.blocks.len()).filter(|row| is_body[*row]);
    let is_beside = |row: &usize| !in_dialog[page.blocks[*row].container.row()];
    let beside: u32 = body()
        .filter(is_beside)
        .map(|row| page.blocks[row].words)
        .sum();
    let holds_top =
        body().any(|row| page.blocks[row].kind == BlockKind::Heading(1) && !is_beside(&row));
    if beside >= BESIDE && !holds_top {
        let is_beside: Vec<bool> = (0..page.blocks.len()).map(|row| is_beside(&row)).collect();
        for (is_body, is_beside) in is_body.iter_mut().zip(is_beside) {
            *is_body &= is_beside;
        }
    }
}

/// Takes in doubtful blocks between two of the body, in the box of either.
///
/// Why: a short line, a sub-head, an answer of three words says little by
/// itself; its neighbours on both sides say what it is.
/// Fails on: a label or a pointer that has the form of a paragraph.
fn close_gaps(page: &Page, scores: &[f32], line: f32, is_body: &mut [bool]) {
    let readable: Vec<usize> = (0..page.blocks.len())
        .filter(|row| page.blocks[*row].is_read())
        .collect();
    let body: Vec<usize> = (0..readable.len())
        .filter(|rank| is_body[readable[*rank]])
        .collect();
    for ends in body.windows(2) {
        let (before, after) = (ends[0], ends[1]);
        let gap = &readable[before + 1..after];
        let around = [before, after].map(|rank| box_around(page, readable[rank]));
        let is_inside = |row: &usize| {
            around.contains(&box_around(page, *row))
                && scores[*row] >= nearly(page, &page.blocks[*row]) * line
                && is_text(&page.blocks[*row])
        };
        if gap.len() <= GAP && gap.iter().all(is_inside) {
            gap.iter().for_each(|row| is_body[*row] = true);
        }
    }
}

/// Takes in all of a table of data, with its caption, that is mostly body, or
/// that is partly so and stands amid the body.
///
/// Why: a cell says little by itself, and one that is a link looks like a menu's;
/// without them the table has holes.
/// Fails on: a table of offers between two paragraphs.
fn complete_tables(page: &Page, scores: &[f32], line: f32, is_body: &mut [bool]) {
    if !page.containers.iter().any(|at| at.tag == Tag::Table) {
        return;
    }
    let is_read = |row: &usize| page.blocks[*row].is_read();
    let readable: Vec<usize> = (0..page.blocks.len()).filter(is_read).collect();
    let cells: Vec<(usize, Place)> = readable
        .iter()
        .filter_map(|row| Some((*row, place(page, page.blocks[*row].container)?)))
        .collect();
    let mut held = vec![Held::default(); page.containers.len()];
    for (row, place) in &cells {
        let held = &mut held[place.table.row()];
        let words = page.blocks[*row].words;
        let body = if is_body[*row] { words } else { 0 };
        held.blocks += 1;
        held.words += words;
        held.body += body;
        held.promised += words as f32 * scores[*row];
        if place.is_head {
            held.head_words += words;
            held.head_body += body;
        }
    }
    let is_amid_body = |table: &Container| {
        let rank = |row: u32| readable.partition_point(|other| *other < row as usize);
        let before = rank(table.first_block).checked_sub(1);
        let ends = [before, Some(rank(table.end_block))];
        ends.iter().all(|rank| {
            let row = rank.and_then(|rank| readable.get(rank));
            row.is_some_and(|row| is_body[*row])
        })
    };
    let is_whole: Vec<bool> = page
        .containers
        .iter()
        .zip(&held)
        .map(|(table, held)| {
            held.body > 0
                && (held.is_most_body() || held.is_nearly_body(line) && is_amid_body(table))
        })
        .collect();
    for (row, place) in cells {
        is_body[row] |= is_whole[place.table.row()];
    }
}

/// Takes in the doubtful items of a list most of which is body.
///
/// Why: items say one thing each, and often little; the others say what they are.
/// Fails on: a list of links whose first entries are sentences.
fn complete_lists(page: &Page, scores: &[f32], line: f32, is_body: &mut [bool]) {
    if !page.containers.iter().any(|at| is_list(at.tag)) {
        return;
    }
    let items: Vec<(usize, usize)> = (0..page.blocks.len())
        .filter(|row| page.blocks[*row].is_read())
        .filter_map(|row| Some((row, list_around(page, row)?)))
        .collect();
    let mut words = vec![(0, 0); page.containers.len()];
    for (row, list) in &items {
        let (all, body) = &mut words[*list];
        *all += page.blocks[*row].words;
        *body += if is_body[*row] {
            page.blocks[*row].words
        } else {
            0
        };
    }
    for (row, list) in items {
        let (all, body) = words[list];
        let is_most_body = body as f32 >= MOST * all as f32;
        let block = &page.blocks[row];
        is_body[row] |= is_most_body && is_text(block) && scores[row] >= nearly(page, block) * line;
    }
}

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

/// Takes in a panel (`details`) that stands beside text of the body, if it is
/// nearly body as a whole.
///
/// Why: a question and its answer are one text, and the short question alone
/// says little.
/// Fails on: a panel of terms below an offer.
fn open_panels(page: &Page, scores: &[f32], line: f32, is_body: &mut [bool]) {
    let mut panels = page
        .containers
        .iter()
        .filter(|at| at.tag == Tag::Details)
        .peekable();
    if panels.peek().is_none() {
        return;
    }
    // Sums over all blocks before: of body, of words, and of those times the score.
    let mut before = vec![(0, 0, 0.0)];
    for (row, block) in page.blocks.iter().enumerate() {
        let (body, words, promised) = before[row];
        let own = if block.is_read() { block.words } else { 0 };
        before.push((
            body + u32::from(is_body[row]),
            words + own,
            promised + f64::from(own as f32 * scores[row]),
        ));
    }
    let sums = |container: &Container| {
        let rows = container.rows();
        let (from, to) = (before[rows.start], before[rows.end]);
        (to.0 - from.0, to.1 - from.1, to.2 - from.2)
    };
    let mut opened = 0;
    for panel in panels {
        let (body, words, promised) = sums(panel);
        let stands_beside = sums(&page.containers[panel.parent.row()]).0 > body;
        let is_nearly_body = promised >= f64::from(PANEL * line) * f64::from(words);
        if words == 0 || !stands_beside || !is_nearly_body {
            continue;
        }
        let rows = opened.max(panel.rows().start)..panel.rows().end;
        opened = opened.max(rows.end);
        for row in rows {
            is_body[row] |= page.blocks[row].is_read() && is_text(&page.blocks[row]);
        }
    }
}

/// Share of the line that the words of a panel must reach on the average.
const PANEL: f32 = 0.7;

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

    /// Whether its heads are mostly body, or all of it comes near to the line.
    fn is_nearly_body(&self, line: f32) -> bool {
        let has_heads_of_body = self.head_body * 2 > self.head_words;
        let is_near = self.promised >= AMID * line * self.words as f32;
        has_heads_of_body || self.is_data() && is_near
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
