//! Copies of a text for screens of another size: they count once.

use crate::block::{ContainerId, HiddenBy, Page, Sight, TextBlock};
use crate::fnv::{FixedSet, PageMap};

/// Fewest words of a paragraph: labels and names of menus are in many places,
/// and no copies of each other.
const PARAGRAPH: u32 = 10;

/// Hides what stands in a box for some screens alone and stands elsewhere on
/// the page, too, where a paragraph of that box does. Of two such boxes, the
/// first is kept.
///
/// Fails on: copies that differ by a word, or whose boxes are told apart by a
/// style sheet alone.
pub(super) fn hide(page: &mut Page, for_some_screens: &[ContainerId]) {
    if for_some_screens.is_empty() {
        return;
    }
    let boxes = outermost_boxes(page, for_some_screens);
    let is_paragraph = |block: &TextBlock| block.words >= PARAGRAPH;
    // What stands in no such box is kept before what stands in one.
    let box_of = |row: usize| boxes[page.blocks[row].container.row()];
    let (plain, boxed): (Vec<usize>, Vec<usize>) = (0..page.blocks.len())
        .filter(|row| page.blocks[*row].is_visible() && page.blocks[*row].words > 0)
        .partition(|row| box_of(*row).is_none());
    if !boxed.iter().any(|row| is_paragraph(&page.blocks[*row])) {
        return;
    }
    // By text: the box that it stands in, if all of it stands in one.
    let mut places: PageMap<&str, Option<ContainerId>> = PageMap::default();
    for row in plain {
        places.insert(&page.blocks[row].text, None);
    }
    let mut copies = Vec::new();
    for row in boxed {
        let here = box_of(row);
        let first = *places.entry(&page.blocks[row].text).or_insert(here);
        if first != here {
            copies.push((row, here));
        }
    }
    let paragraphs = copies
        .iter()
        .filter(|(row, _)| is_paragraph(&page.blocks[*row]));
    let copied: FixedSet<_> = paragraphs.map(|(_, of_box)| *of_box).collect();
    for (row, of_box) in copies {
        if copied.contains(&of_box) {
            page.blocks[row].sight = Sight::Hidden(HiddenBy::Copy);
        }
    }
}

/// By container: the outermost box for some screens that it is or stands in.
fn outermost_boxes(page: &Page, for_some_screens: &[ContainerId]) -> Vec<Option<ContainerId>> {
    let mut boxes: Vec<Option<ContainerId>> = vec![None; page.containers.len()];
    for id in for_some_screens {
        boxes[id.row()] = Some(*id);
    }
    // Parents stand before their children.
    for row in 1..boxes.len() {
        if let Some(around) = boxes[page.containers[row].parent.row()] {
            boxes[row] = Some(around);
        }
    }
    boxes
}

/// Whether classes say that an element is for some screens alone: `d-md-none`,
/// `lg:hidden`, `visible-xs`, `mobile-only`, `hide-on-desktop`.
pub(super) fn is_for_some_screens(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| {
        let parts = |byte: &u8| matches!(byte, b'-' | b'_' | b':');
        let words = || class.as_bytes().split(parts);
        words().any(|word| is_of(word, SIGHT)) && words().any(|word| is_of(word, SCREENS))
    })
}

const SIGHT: &[&str] = &[
    "hidden", "hide", "visible", "show", "only", "none", "view", "version", "block",
];

const SCREENS: &[&str] = &[
    "mobile", "desktop", "tablet", "phone", "handheld", "xs", "sm", "md", "lg", "xl", "small",
    "medium", "large",
];

fn is_of(word: &[u8], words: &[&str]) -> bool {
    let is = |one: &&str| one.as_bytes().eq_ignore_ascii_case(word);
    words.iter().any(is)
}
