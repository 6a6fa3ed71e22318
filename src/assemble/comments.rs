//! Comment blocks to what each reader wrote.

use url::Url;

use super::body;
use super::footnotes::Footnotes;
use super::lines::{is_time, may_be_name, with_clock};
use super::outline::Outline;
use super::teasers::trim_marks;
use super::units::Units;
use crate::article::{Comment, Element};
use crate::block::{ContainerId, Page, Style, Tag, TextBlock};
use crate::fnv::PageMap;
use crate::limits::{Limits, Reached};

/// The comments in `rows`, which are in order. Pictures stay out: they are the
/// faces of readers.
pub(super) fn comments(
    page: &Page,
    rows: &[usize],
    base: Option<&Url>,
    limits: &Limits,
    reached: &mut Reached,
) -> Vec<Comment> {
    if rows.is_empty() {
        return Vec::new();
    }
    let outline = Outline::of(page, rows, &Units::None, &Footnotes::default(), limits);
    let units = units(page, rows);
    let unit = |row: usize| units[page.blocks[row].container.row()];
    let comments = rows
        .chunk_by(|a, b| unit(*a) == unit(*b))
        .filter_map(|rows| comment(&outline, rows, unit(rows[0]).depth(), base))
        .collect();
    reached.add_all(outline.reached());
    comments
}

/// The post that a box is or stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Unit {
    container: Option<ContainerId>,
    /// Posts around it, itself included.
    level: u32,
}

impl Unit {
    fn depth(self) -> u32 {
        self.level.saturating_sub(1)
    }
}

/// For each container, the post that it is or stands in: an `article`, else
/// one of the boxes of one shape that all comments consist of.
fn units(page: &Page, rows: &[usize]) -> Vec<Unit> {
    let shape = unit_shape(page, rows);
    let mut units: Vec<Unit> = Vec::with_capacity(page.containers.len());
    for (at, container) in page.containers.iter().enumerate() {
        let outer = units.get(container.parent.row()).copied();
        let outer = outer.unwrap_or_default();
        let is_unit = shape.is_some_and(|shape| shape.fits(container.tag, container.shape));
        units.push(if is_unit {
            Unit {
                container: Some(ContainerId(at as u32)),
                level: outer.level + 1,
            }
        } else {
            outer
        });
    }
    units
}

/// What posts have in common.
#[derive(Debug, Clone, Copy)]
enum UnitShape {
    Tag(Tag),
    Shape(u32),
}

impl UnitShape {
    fn fits(self, tag: Tag, shape: u32) -> bool {
        match self {
            UnitShape::Tag(wanted) => wanted == tag,
            UnitShape::Shape(wanted) => wanted == shape,
        }
    }
}

/// Articles, if two or more of them hold comments; else the shape of the
/// outermost boxes that repeat beside each other.
fn unit_shape(page: &Page, rows: &[usize]) -> Option<UnitShape> {
    let mut has_block = vec![false; page.containers.len()];
    for &row in rows {
        has_block[page.blocks[row].container.row()] = true;
    }
    for at in (1..has_block.len()).rev() {
        let above = page.containers[at].parent.row();
        has_block[above] |= has_block[at];
    }
    let used = || {
        page.containers
            .iter()
            .zip(&has_block)
            .filter(|(_, used)| **used)
    };
    if used()
        .filter(|(container, _)| container.tag == Tag::Article)
        .count()
        > 1
    {
        return Some(UnitShape::Tag(Tag::Article));
    }
    // Parents stand before their children, so the first repetition met is an
    // outermost one.
    let mut seen = PageMap::default();
    let mut first: Option<(usize, u32)> = None;
    for (at, (container, _)) in used().enumerate() {
        let begun = *seen
            .entry((container.parent, container.shape))
            .or_insert(at);
        if begun != at && first.is_none_or(|(outermost, _)| begun < outermost) {
            first = Some((begun, container.shape));
        }
    }
    first.map(|(_, shape)| UnitShape::Shape(shape))
}

/// A post: its first short lines may name its author and its time.
fn comment(outline: &Outline, rows: &[usize], depth: u32, base: Option<&Url>) -> Option<Comment> {
    let mut comment = Comment {
        depth,
        ..Comment::default()
    };
    let mut start = 0;
    while start + 1 < rows.len() && start < 3 {
        let block = &outline.page.blocks[rows[start]];
        if !read_head(block, &mut comment) {
            break;
        }
        start += 1;
    }
    comment.body = body::elements(
        outline,
        &Units::None,
        &Footnotes::default(),
        base,
        &rows[start..],
    );
    comment.body = without_list(comment.body);
    let is_heading = |element: &Element| matches!(element, Element::Heading { .. });
    // "2 comments" is none.
    let is_empty = comment.body.iter().all(is_heading) && comment.author.is_none();
    (!is_empty).then_some(comment)
}

/// What a lone item holds: the list is that of the comments.
fn without_list(body: Vec<Element>) -> Vec<Element> {
    match <[Element; 1]>::try_from(body) {
        Ok([Element::List { mut items, .. }]) if items.len() == 1 => {
            items.pop().unwrap_or_default()
        }
        Ok(one) => one.into(),
        Err(body) => body,
    }
}

/// Whether a line is the head of a post, which is then read.
fn read_head(block: &TextBlock, comment: &mut Comment) -> bool {
    let text = block.text.as_str();
    let time = block
        .pieces()
        .find(|(_, run)| run.style == Style::Time)
        .map(|(piece, _)| with_clock(text, piece.trim()))
        .or_else(|| is_time(text).then_some(text));
    let name = match time {
        Some(time) => text.replacen(time, " ", 1),
        None => text.to_owned(),
    };
    let name = trim_marks(name.trim_end_matches(':'));
    let is_name = comment.author.is_none() && may_be_name(name);
    let is_only_time = time.is_some() && name.is_empty();
    if !is_name && !is_only_time {
        return false;
    }
    if is_name {
        comment.author = Some(name.to_owned());
    }
    if let Some(time) = time.filter(|_| comment.time.is_none()) {
        comment.time = Some(time.to_owned());
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::page_builder::Builder;
    use super::*;
    use crate::article::Inline;

    fn read(words: &str) -> Vec<Comment> {
        let page = Builder::read(words);
        let rows: Vec<usize> = (0..page.blocks.len()).collect();
        comments(
            &page,
            &rows,
            None,
            &Limits::default(),
            &mut Reached::default(),
        )
    }

    fn paragraph(text: &str) -> Element {
        let text = text.to_owned();
        Element::Paragraph {
            text: vec![Inline::Text { text }],
        }
    }

    #[test]
    fn each_post_has_its_author_its_time_and_its_text() {
        let comments = read(
            "html body div div.c p 'Anna B.C' / p '3 hours ago' / p 'I agree with this.' / p 'Mostly.' / / \
             div.c p '[Ben](/u/ben) · ^12 May 2021^' / p 'I do not, and here is why not.'",
        );
        assert_eq!(comments.len(), 2);
        assert_eq!(comments[0].author.as_deref(), Some("Anna B.C"));
        assert_eq!(comments[0].time.as_deref(), Some("3 hours ago"));
        assert_eq!(
            comments[0].body,
            [paragraph("I agree with this."), paragraph("Mostly.")]
        );
        assert_eq!(comments[1].author.as_deref(), Some("Ben"));
        assert_eq!(comments[1].time.as_deref(), Some("12 May 2021"));
    }

    #[test]
    fn an_answer_inside_a_post_is_a_post() {
        let comments = read(
            "html body ul li.c p 'Anna' / p 'First thing to say.' / ul li.c p 'Ben' / p 'An answer to it.' / / / / \
             li.c p 'Cleo' / p 'Something else here.'",
        );
        let authors: Vec<_> = comments
            .iter()
            .filter_map(|one| one.author.as_deref())
            .collect();
        assert_eq!(authors, ["Anna", "Ben", "Cleo"]);
        let depths: Vec<_> = comments.iter().map(|one| one.depth).collect();
        assert_eq!(depths, [0, 1, 0]);
    }
}
