//! Lines of plain text, with what was found out about them, to the page that
//! later stages read: boxes are put around them as markup would have.

use html5ever::{LocalName, local_name};

use crate::article::Source;
use crate::block::{BlockKind, Container, ContainerId, Detail, Page, Tag, TextBlock};
use crate::hints::Hints;
use crate::metadata::declared::{Declared, Stated};
use crate::role::plain::{Part, Plan};
use crate::score::Scores;
use crate::segment::plain::Dump;
use crate::verdict::Verdict;

/// The page, its verdicts, and what it says of itself.
pub(crate) fn page(dump: Dump, scores: &Scores, plan: Plan) -> (Page, Vec<Verdict>, Declared) {
    let mut builder = Builder::new();
    builder.page.reached = dump.reached;
    let mut verdicts = Vec::with_capacity(dump.lines.len());
    for ((line, place), &score) in dump
        .lines
        .into_iter()
        .zip(plan.places)
        .zip(&scores.of_block)
    {
        builder.line(line.block, place.part);
        verdicts.push(Verdict {
            role: place.role,
            score,
            reason: place.reason,
        });
    }
    let stated = |value: Option<String>| {
        value
            .map(|value| Stated::new(value, Source::Visible, 0))
            .into_iter()
            .collect()
    };
    let declared = Declared {
        sites: stated(plan.site),
        sections: stated(plan.section),
        ..Declared::default()
    };
    (builder.finish(), verdicts, declared)
}

/// The boxes that are open as lines are added.
struct Builder {
    page: Page,
    /// The list at hand, and what it is a list of.
    list: Option<(ContainerId, List)>,
    /// Its last item, by number.
    item: Option<(ContainerId, u32)>,
    /// Boxes right in the root.
    children: u32,
}

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Items,
    Teasers(u32),
    Links(u32),
    Comments,
}

const ROOT: ContainerId = ContainerId(0);

impl Builder {
    fn new() -> Self {
        let mut page = Page::default();
        page.containers
            .push(container(ROOT, Tag::Other, local_name!(""), 1, 0));
        Builder {
            page,
            list: None,
            item: None,
            children: 0,
        }
    }

    fn line(&mut self, mut block: TextBlock, part: Part) {
        block.container = match part {
            Part::Line => self.in_root(Tag::P, local_name!("p")),
            Part::Heading(level) => {
                block.kind = BlockKind::Heading(level);
                let (tag, name) = match level {
                    1 => (Tag::H1, local_name!("h1")),
                    _ => (Tag::H2, local_name!("h2")),
                };
                self.in_root(tag, name)
            }
            Part::Item => self.in_list(List::Items, None),
            Part::Headline { list, item } => {
                block.kind = BlockKind::Heading(3);
                as_link(&mut block);
                self.in_list(List::Teasers(list), Some(item))
            }
            Part::Detail { list, item } => self.in_list(List::Teasers(list), Some(item)),
            Part::Link { group } => {
                as_link(&mut block);
                self.in_list(List::Links(group), None)
            }
            Part::Comment(post) => self.in_list(List::Comments, Some(post)),
        };
        if block.kind == BlockKind::ListItem && matches!(part, Part::Line) {
            block.kind = BlockKind::Text;
        }
        self.page.blocks.push(block);
        self.widen_boxes();
    }

    /// A box of its own right in the root; ends the list at hand.
    fn in_root(&mut self, tag: Tag, name: LocalName) -> ContainerId {
        self.list = None;
        self.item = None;
        self.children += 1;
        self.open(ROOT, tag, name, self.children)
    }

    /// An item of the list at hand, or of a new one; the same as before, where
    /// items are numbered and the number is the same.
    fn in_list(&mut self, wanted: List, number: Option<u32>) -> ContainerId {
        let list = match self.list {
            Some((id, list)) if list == wanted => id,
            _ => {
                self.item = None;
                self.children += 1;
                let (tag, name) = match wanted {
                    List::Comments => (Tag::Section, local_name!("section")),
                    _ => (Tag::Ul, local_name!("ul")),
                };
                let id = self.open(ROOT, tag, name, self.children);
                self.list = Some((id, wanted));
                id
            }
        };
        match (self.item, number) {
            (Some((item, last)), Some(number)) if last == number => item,
            (last, _) => {
                let (tag, name) = match wanted {
                    List::Comments => (Tag::Article, local_name!("article")),
                    _ => (Tag::Li, local_name!("li")),
                };
                let nth = last.map_or(1, |(id, _)| self.page.containers[id.row()].nth + 1);
                let id = self.open(list, tag, name, nth);
                self.item = Some((id, number.unwrap_or(0)));
                id
            }
        }
    }

    fn open(&mut self, parent: ContainerId, tag: Tag, name: LocalName, nth: u32) -> ContainerId {
        let id = ContainerId(row(self.page.containers.len()));
        let first_block = row(self.page.blocks.len());
        self.page
            .containers
            .push(container(parent, tag, name, nth, first_block));
        id
    }

    /// The boxes around the last block end after it.
    fn widen_boxes(&mut self) {
        let end = row(self.page.blocks.len());
        let Some(block) = self.page.blocks.last() else {
            return;
        };
        let mut at = block.container;
        while at != ROOT {
            self.page.containers[at.row()].end_block = end;
            at = self.page.containers[at.row()].parent;
        }
        self.page.containers[ROOT.row()].end_block = end;
    }

    fn finish(self) -> Page {
        self.page
    }
}

/// On the page that a dump was made of, such a line was a link; where it led
/// is lost.
fn as_link(block: &mut TextBlock) {
    block.linked_words = block.words;
}

fn container(
    parent: ContainerId,
    tag: Tag,
    name: LocalName,
    nth: u32,
    first_block: u32,
) -> Container {
    Container {
        parent,
        tag,
        name,
        nth,
        hints: Hints::default(),
        name_words: 0..0,
        shape: tag as u32,
        first_block,
        end_block: first_block,
        detail: Detail::None,
    }
}

/// A table's row number; texts have fewer than 2³² of anything.
fn row(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
