//! Repetition among the boxes of a part of the page: the items of a list.

use crate::block::{ContainerId, Page, Tag};
use crate::fnv::PageMap;

/// For each container, the item that it is or stands in, judged by the blocks
/// in `rows`: a list item, an article, or one of several boxes of one shape
/// beside each other. A headline stands in each, or at least a link if the list
/// has headlines elsewhere. A box with several items inside is a list of them.
///
/// Fails on: a card with two headlines in boxes of one shape, which is read as
/// two items.
pub(super) fn items(
    page: &Page,
    rows: &[usize],
    is_headline: impl Fn(usize) -> bool,
) -> Vec<Option<ContainerId>> {
    let count = page.containers.len();
    let mut has_block = vec![false; count];
    let mut has_link = vec![false; count];
    let mut has_headline = vec![false; count];
    for &row in rows {
        let at = page.blocks[row].container.row();
        has_block[at] = true;
        has_link[at] |= page.blocks[row].linked_words > 0;
        has_headline[at] |= is_headline(row);
    }
    // Children stand behind their parents.
    for at in (1..count).rev() {
        let above = page.containers[at].parent.row();
        has_block[above] |= has_block[at];
        has_link[above] |= has_link[at];
        has_headline[above] |= has_headline[at];
    }
    let mut alike: PageMap<(ContainerId, u32), u32> = PageMap::default();
    for (at, container) in page.containers.iter().enumerate() {
        if has_block[at] {
            *alike
                .entry((container.parent, container.shape))
                .or_default() += 1;
        }
    }
    let mut is_item = vec![false; count];
    let mut items_inside = vec![0_u32; count];
    for at in (1..count).rev() {
        let container = &page.containers[at];
        let is_entry = matches!(container.tag, Tag::Li | Tag::Article);
        let is_repeated = alike
            .get(&(container.parent, container.shape))
            .is_some_and(|&boxes| boxes > 1);
        let is_candidate = (is_entry || is_repeated) && has_headline[at]
            || is_entry && has_link[at] && has_headline[container.parent.row()];
        is_item[at] = is_candidate && items_inside[at] < 2;
        items_inside[container.parent.row()] += if is_item[at] { 1 } else { items_inside[at] };
    }
    let mut item_of: Vec<Option<ContainerId>> = vec![None; count];
    for at in 0..count {
        item_of[at] = item_of[page.containers[at].parent.row()]
            .or_else(|| is_item[at].then_some(ContainerId(at as u32)));
    }
    item_of
}
