//! From the scores of plain lines to roles, and to the structure that the
//! markup would have given: the head of the article, lists of teasers, groups
//! of links, comments, the foot of the page.
//!
//! What the model takes for running text is body and stays so; the rules here
//! tell the rest apart, each by what it sees in the text alone.

mod comments;
mod foot;
mod head;
mod links;
mod names;
mod sketch;
mod teasers;

use super::repeats;
use crate::score::Scores;
use crate::segment::plain::{Line, Mark};
use crate::verdict::{Reason, Role};
use sketch::Sketch;

/// What each line is, and what the page is called.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// By line.
    pub places: Vec<Place>,
    pub site: Option<String>,
    pub section: Option<String>,
}

/// A line's role, why it has it, and its part in the page's structure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    pub role: Role,
    pub reason: Reason,
    pub part: Part,
}

/// What a line is within its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// A paragraph, or any other line.
    Line,
    /// A heading of this rank.
    Heading(u8),
    /// An item of a bulleted list.
    Item,
    /// The headline of this item of a list of teasers.
    Headline { list: u32, item: u32 },
    /// Something else that is said in the item.
    Detail { list: u32, item: u32 },
    /// An entry of this group of links.
    Link { group: u32 },
    /// Part of this comment.
    Comment(u32),
}

/// A text's lines with what the rules know of them; each rule fills places
/// that are still free.
pub(super) struct Reading<'l> {
    pub lines: &'l [Line],
    pub sketches: Vec<Sketch>,
    pub scores: &'l Scores,
    /// By line: whether its score makes it body.
    pub is_body: Vec<bool>,
    /// The first line of the body that is a paragraph.
    pub body_first: Option<usize>,
    /// First line after the body; 0 on a page without one.
    pub body_end: usize,
    pub places: Vec<Option<Place>>,
}

impl Reading<'_> {
    /// Gives a line a role, unless it has one.
    pub fn place(&mut self, line: usize, role: Role, reason: Reason, part: Part) {
        self.places[line].get_or_insert(Place { role, reason, part });
    }

    /// Whether a line has text, is no body and has no role yet.
    pub fn is_free(&self, line: usize) -> bool {
        self.places[line].is_none()
            && !self.is_body[line]
            && !self.lines[line].block.text.is_empty()
    }

    /// The stretches of free lines.
    pub fn free(&self) -> Vec<std::ops::Range<usize>> {
        self.stretches(|line| self.is_free(line))
    }

    /// The stretches of neighbours that fit.
    pub fn stretches(&self, fits: impl Fn(usize) -> bool) -> Vec<std::ops::Range<usize>> {
        let mut stretches: Vec<std::ops::Range<usize>> = Vec::new();
        for line in (0..self.lines.len()).filter(|line| fits(*line)) {
            match stretches.last_mut() {
                Some(last) if last.end == line => last.end = line + 1,
                _ => stretches.push(line..line + 1),
            }
        }
        stretches
    }
}

/// What each line is.
pub(crate) fn plan(lines: &[Line], scores: &Scores) -> Plan {
    let mut is_body: Vec<bool> = lines
        .iter()
        .zip(&scores.of_block)
        .map(|(line, score)| !line.block.text.is_empty() && *score >= scores.line)
        .collect();
    let blocks = lines.iter().map(|line| &line.block);
    let repeats = repeats::find(blocks, &is_body, repeats::OF_PLAIN_TEXT);
    repeats.iter().for_each(|line| is_body[*line] = false);
    let mut reading = Reading {
        sketches: lines.iter().map(sketch::of_line).collect(),
        body_first: body_first(lines, &is_body),
        body_end: body_end(lines, &is_body),
        places: vec![None; lines.len()],
        lines,
        scores,
        is_body,
    };
    for line in repeats {
        reading.place(line, Role::Other, Reason::Repeated, Part::Line);
    }
    teasers::release_list_at_end(&mut reading);
    release_last_heading(&mut reading);
    complete_lists(&mut reading);
    let title = head::place(&mut reading);
    place_body(&mut reading);
    foot::place_notices(&mut reading);
    comments::place(&mut reading);
    teasers::place(&mut reading, title);
    links::place(&mut reading);
    foot::place(&mut reading);
    let site = names::site(&reading, title);
    let section = names::section(&reading, title, site.as_deref());
    let left = |line: usize| Place {
        role: Role::Other,
        reason: Reason::ScoredOther(scores.of_block[line]),
        part: Part::Line,
    };
    let places = reading.places.into_iter().enumerate();
    Plan {
        places: places
            .map(|(line, place)| place.unwrap_or_else(|| left(line)))
            .collect(),
        site,
        section,
    }
}

/// The first line of the body that reads as a paragraph, else its first line.
fn body_first(lines: &[Line], is_body: &[bool]) -> Option<usize> {
    let body = || (0..lines.len()).filter(|line| is_body[*line]);
    body()
        .find(|line| sketch::is_paragraph(&lines[*line]))
        .or_else(|| body().next())
}

/// First line after the body. Less than a twentieth of its words may stand
/// below, so that one misjudged line at the foot of the page moves nothing.
fn body_end(lines: &[Line], is_body: &[bool]) -> usize {
    let body = || (0..lines.len()).filter(|line| is_body[*line]);
    let words: u32 = body().map(|line| lines[line].block.words).sum();
    let mut below = 0;
    for line in body().collect::<Vec<_>>().into_iter().rev() {
        below += lines[line].block.words;
        if below * 20 >= words {
            return line + 1;
        }
    }
    0
}

/// No body ends with a heading: a short line right below its last paragraph
/// that ends no sentence heads what follows, a list of teasers or of links.
///
/// Fails on: a signature without a full stop.
fn release_last_heading(reading: &mut Reading) {
    const MOST_WORDS: u32 = 8;
    let Some(last) = reading.is_body.iter().rposition(|is_body| *is_body) else {
        return;
    };
    let sketch = &reading.sketches[last];
    let is_heading = (1..=MOST_WORDS).contains(&sketch.words)
        && !sketch.ends_sentence
        && reading.lines[last].mark == Mark::None;
    let follows_paragraph = last
        .checked_sub(1)
        .is_some_and(|above| reading.is_body[above] && sketch::is_paragraph(&reading.lines[above]));
    if is_heading && follows_paragraph && last + 1 < reading.lines.len() {
        reading.is_body[last] = false;
        reading.body_end = reading.body_end.min(last);
    }
}

/// A bulleted list with body above and below it is body as a whole, if a
/// third of its items are: single items are too short to be told by themselves.
fn complete_lists(reading: &mut Reading) {
    let is_item = |line: usize| reading.lines[line].mark == Mark::Bullet;
    for list in reading.stretches(is_item) {
        let body = list.clone().filter(|line| reading.is_body[*line]).count();
        let is_within = reading.body_first.is_some_and(|first| first < list.start)
            && list.end <= reading.body_end;
        if is_within && body * 3 >= list.len() {
            reading.is_body[list].fill(true);
        }
    }
}

/// The body: paragraphs, items of lists, and sub-heads.
fn place_body(reading: &mut Reading) {
    for line in 0..reading.lines.len() {
        let is_head = is_sub_head(reading, line);
        if !reading.is_body[line] && !is_head {
            continue;
        }
        let part = match reading.lines[line].block.kind {
            _ if is_head => Part::Heading(2),
            crate::block::BlockKind::ListItem => Part::Item,
            _ => Part::Line,
        };
        let reason = Reason::ScoredBody(reading.scores.of_block[line]);
        reading.place(line, Role::Body, reason, part);
    }
}

/// Whether a line is a sub-head: a short line that ends no sentence, between
/// the start of the body and a paragraph of it. One that the model leaves in
/// doubt counts right between two paragraphs.
///
/// Fails on: a short answer in an interview that lacks its full stop.
fn is_sub_head(reading: &Reading, line: usize) -> bool {
    const MOST_WORDS: u32 = 14;
    /// Share of the page's line that the score of a doubtful one reaches.
    const DOUBTFUL: f32 = 0.5;
    let sketch = &reading.sketches[line];
    let own = &reading.lines[line];
    let is_line = own.mark != Mark::Bullet
        && (1..=MOST_WORDS).contains(&own.block.words)
        && !sketch.ends_sentence
        && !sketch.ends_open
        && !sketch.is_time
        && !sketch.is_byline;
    let is_paragraph =
        |line: usize| reading.is_body[line] && sketch::is_paragraph(&reading.lines[line]);
    let is_item = |line: usize| reading.is_body[line] && reading.lines[line].mark == Mark::Bullet;
    let below = line + 1 < reading.lines.len() && (is_paragraph(line + 1) || is_item(line + 1));
    if !is_line || !below || reading.places[line].is_some() {
        return false;
    }
    let is_doubtful = || {
        reading.scores.of_block[line] >= DOUBTFUL * reading.scores.line
            && line
                .checked_sub(1)
                .is_some_and(|above| is_paragraph(above) || is_item(above))
    };
    reading.is_body[line] || is_doubtful()
}

#[cfg(test)]
mod tests;
