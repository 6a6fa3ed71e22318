//! The public column of blocks: each with its role, score, reason and place.

use std::fmt::Write;

use crate::article::Block;
use crate::block::{BlockKind, Container, ContainerId, Page, Tag, TextBlock};
use crate::verdict::Verdict;

/// Most elements that the path of an element names before its own. A usual page nests 15 to 30 deep; what
/// is deeper is named from the root and from the innermost elements, so that
/// paths cost the same for each block however deep the page is.
pub(super) const PATH_STEPS: usize = 64;

/// About what a step of a path takes, in bytes: ` > div:nth-child(12)`.
pub(super) const STEP_BYTES: usize = 20;

/// All blocks of the page that have a verdict, in order.
pub(super) fn blocks(mut page: Page, verdicts: &[Verdict]) -> Vec<Block> {
    let blocks = std::mem::take(&mut page.blocks);
    let mut paths = Paths {
        page: &page,
        text: String::new(),
        steps: Vec::new(),
        new: Vec::new(),
        deep: None,
    };
    let mut headings = Headings::default();
    let rows = blocks.into_iter().zip(verdicts).enumerate();
    rows.map(|(row, (block, verdict))| Block {
        kind: block.kind,
        role: verdict.role,
        score: verdict.score,
        reason: verdict.reason.clone(),
        path: paths.of(block.container),
        heading: headings.above(row, &block),
        text: block.text,
        factors: Vec::new(),
    })
    .collect()
}

/// The headings that are open: those of ever lower rank under each other.
#[derive(Default)]
struct Headings {
    /// Rank and row.
    open: Vec<(u8, usize)>,
}

impl Headings {
    /// The heading that a block stands under; one that is a heading itself is
    /// opened.
    fn above(&mut self, row: usize, block: &TextBlock) -> Option<usize> {
        let BlockKind::Heading(rank) = block.kind else {
            return self.last();
        };
        if !block.is_visible() || block.text.is_empty() {
            return self.last();
        }
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.open.pop();
        }
        let above = self.last();
        self.open.push((rank, row));
        above
    }

    fn last(&self) -> Option<usize> {
        self.open.last().map(|(_, row)| *row)
    }
}

/// Writes the paths of one block after the other: only the steps in which a
/// path differs from the one before are written anew.
struct Paths<'p> {
    page: &'p Page,
    /// The path before.
    text: String,
    /// Its elements, outermost first, each with the length of the path up to it.
    steps: Vec<(ContainerId, usize)>,
    /// The elements of a path that the one before had not, innermost first.
    new: Vec<ContainerId>,
    /// The last element that was too deep to be named in full, and its path:
    /// many blocks may stand side by side in one deep place.
    deep: Option<(ContainerId, String)>,
}

impl Paths<'_> {
    fn of(&mut self, innermost: ContainerId) -> String {
        let containers = &self.page.containers;
        let container = &containers[innermost.row()];
        if let Some((deep, above)) = &self.deep
            && *deep == container.parent
        {
            return path_below(above, container);
        }
        self.new.clear();
        let mut at = innermost;
        // A parent's number is below its children's: the higher of both goes
        // outwards until they meet.
        while at != ContainerId(0) {
            match self.steps.last() {
                Some((last, _)) if *last == at => break,
                Some((last, _)) if *last > at => {
                    self.steps.pop();
                }
                _ => {
                    self.new.push(at);
                    at = containers[at.row()].parent;
                }
            }
        }
        if at == ContainerId(0) {
            self.steps.clear();
        }
        if self.steps.len() + self.new.len() > PATH_STEPS {
            self.steps.clear();
            let above = path(self.page, container.parent);
            let text = path_below(&above, container);
            self.deep = Some((container.parent, above));
            return text;
        }
        self.text
            .truncate(self.steps.last().map_or(0, |(_, length)| *length));
        for id in self.new.drain(..).rev() {
            if !self.text.is_empty() {
                self.text.push_str(" > ");
            }
            push_step(&mut self.text, &containers[id.row()]);
            self.steps.push((id, self.text.len()));
        }
        self.text.clone()
    }
}

/// The path of an element right below one of this path.
fn path_below(above: &str, container: &Container) -> String {
    let mut text = String::with_capacity(above.len() + 2 * STEP_BYTES);
    text.push_str(above);
    text.push_str(" > ");
    push_step(&mut text, container);
    text
}

/// A CSS selector of an element, such as `html > body > p:nth-child(2)`.
/// Row 0 is the document itself, which has no name.
fn path(page: &Page, innermost: ContainerId) -> String {
    let mut steps = Vec::new();
    let mut at = innermost;
    while let Some(container) = page.containers.get(at.row())
        && container.parent != at
        && steps.len() < PATH_STEPS
    {
        steps.push(container);
        at = container.parent;
    }
    let mut out = String::new();
    let is_cut = page
        .containers
        .get(at.row())
        .is_some_and(|top| top.parent != at);
    if is_cut && let Some(root) = page.containers.get(1) {
        push_step(&mut out, root);
        out.push(' ');
    }
    for (number, container) in steps.iter().rev().enumerate() {
        if number > 0 {
            out.push_str(" > ");
        }
        push_step(&mut out, container);
    }
    out
}

fn push_step(out: &mut String, container: &Container) {
    push_identifier(out, &container.name);
    if !matches!(container.tag, Tag::Html | Tag::Body) {
        out.push_str(":nth-child(");
        push_number(out, container.nth);
        out.push(')');
    }
}

/// What `write!` does, without its machinery: there is one for each element.
fn push_number(out: &mut String, number: u32) {
    let mut unit = 1;
    while number / unit >= 10 {
        unit *= 10;
    }
    while unit > 0 {
        out.push(char::from(b'0' + (number / unit % 10) as u8));
        unit /= 10;
    }
}

/// A name with what CSS would read as something else escaped: `o:p` is `o\:p`.
fn push_identifier(out: &mut String, name: &str) {
    if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return out.push_str(name);
    }
    for (at, c) in name.char_indices() {
        if c.is_ascii_digit() && at == 0 || c.is_ascii_control() {
            let _ = write!(out, "\\{:x} ", u32::from(c));
        } else {
            if c.is_ascii() && !c.is_ascii_alphanumeric() && c != '-' && c != '_' {
                out.push('\\');
            }
            out.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::page_builder::Builder;
    use super::*;

    #[test]
    fn a_path_names_each_element_and_its_place() {
        let page = Builder::read("html body div o:p 'One' / p 'Two'");
        let paths = |row: usize| path(&page, page.blocks[row].container);
        assert_eq!(
            paths(0),
            r"html > body > div:nth-child(1) > o\:p:nth-child(1)"
        );
        assert_eq!(paths(1), "html > body > div:nth-child(1) > p:nth-child(2)");
    }

    #[test]
    fn a_block_stands_under_the_last_heading_of_higher_rank() {
        let page = Builder::read(
            "html body p 'Above' / h1 'Rain' / p 'All night.' / h3 'Hills' / p 'Wet.' / \
             h2 'Coast' / p 'Dry.' /",
        );
        let mut headings = Headings::default();
        let above: Vec<_> = page
            .blocks
            .iter()
            .enumerate()
            .map(|(row, block)| headings.above(row, block))
            .collect();
        assert_eq!(
            above,
            [None, None, Some(1), Some(1), Some(3), Some(1), Some(5)]
        );
    }

    #[test]
    fn numbers_are_written_as_usual() {
        for number in [0, 7, 10, 99, 100, 1203, u32::MAX] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
        }
    }

    #[test]
    fn deep_paths_leave_out_the_middle() {
        let page = Builder::read(&format!("html body {} 'Deep'", "div ".repeat(300)));
        let path = path(&page, page.blocks[0].container);
        assert!(path.starts_with("html div:nth-child(1) > div"), "{path}");
        assert_eq!(path.matches('>').count(), PATH_STEPS - 1);
    }
}
