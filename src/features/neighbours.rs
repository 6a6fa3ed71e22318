//! Features of the blocks before and after.

use super::own::kind_number;
use super::{Feature, View, log, share};

/// Value of a feature of a neighbour that is not there.
const NONE: f32 = -1.0;

pub(super) const FEATURES: &[Feature] = &[
    ("neighbours.words_-1", |view| words(view, -1)),
    ("neighbours.words_-2", |view| words(view, -2)),
    ("neighbours.words_-3", |view| words(view, -3)),
    ("neighbours.words_+1", |view| words(view, 1)),
    ("neighbours.words_+2", |view| words(view, 2)),
    ("neighbours.words_+3", |view| words(view, 3)),
    ("neighbours.link_density_-1", |view| link_density(view, -1)),
    ("neighbours.link_density_-2", |view| link_density(view, -2)),
    ("neighbours.link_density_+1", |view| link_density(view, 1)),
    ("neighbours.link_density_+2", |view| link_density(view, 2)),
    ("neighbours.kind_-1", |view| kind(view, -1)),
    ("neighbours.kind_-2", |view| kind(view, -2)),
    ("neighbours.kind_+1", |view| kind(view, 1)),
    ("neighbours.kind_+2", |view| kind(view, 2)),
    ("neighbours.ends_sentence_-1", |view| {
        ends_sentence(view, -1)
    }),
    ("neighbours.ends_sentence_+1", |view| ends_sentence(view, 1)),
    ("neighbours.stop_words_-1", |view| stop_words(view, -1)),
    ("neighbours.stop_words_+1", |view| stop_words(view, 1)),
    ("neighbours.same_parent_-1", |view| same_parent(view, -1)),
    ("neighbours.same_parent_+1", |view| same_parent(view, 1)),
    ("neighbours.same_shape_-1", |view| same_shape(view, -1)),
    ("neighbours.same_shape_+1", |view| same_shape(view, 1)),
    ("neighbours.words_before_4", |view| window_words(view, -4)),
    ("neighbours.words_after_4", |view| window_words(view, 4)),
    ("neighbours.links_before_4", |view| window_links(view, -4)),
    ("neighbours.links_after_4", |view| window_links(view, 4)),
    ("neighbours.prose_before_4", |view| window_prose(view, -4)),
    ("neighbours.prose_after_4", |view| window_prose(view, 4)),
    ("neighbours.prose_before_12", |view| window_prose(view, -12)),
    ("neighbours.prose_after_12", |view| window_prose(view, 12)),
    ("neighbours.links_before_12", |view| window_links(view, -12)),
    ("neighbours.links_after_12", |view| window_links(view, 12)),
    ("neighbours.prose_before_40", |view| window_prose(view, -40)),
    ("neighbours.prose_after_40", |view| window_prose(view, 40)),
];

fn words(view: &View, offset: isize) -> f32 {
    view.neighbour(offset)
        .map_or(NONE, |(_, stats)| log(stats.words))
}

fn link_density(view: &View, offset: isize) -> f32 {
    view.neighbour(offset)
        .map_or(NONE, |(_, stats)| stats.link_density())
}

fn kind(view: &View, offset: isize) -> f32 {
    view.neighbour(offset)
        .map_or(NONE, |(block, _)| kind_number(block.kind))
}

fn ends_sentence(view: &View, offset: isize) -> f32 {
    view.neighbour(offset)
        .map_or(NONE, |(_, stats)| f32::from(stats.ends_sentence))
}

fn stop_words(view: &View, offset: isize) -> f32 {
    view.neighbour(offset)
        .map_or(NONE, |(_, stats)| share(stats.stop_words, stats.words))
}

/// Whether a neighbour's element has the same parent: the next paragraph has,
/// the first line of another box has not.
fn same_parent(view: &View, offset: isize) -> f32 {
    let parent = |block: &crate::block::TextBlock| {
        view.page.containers[view.sums.containers[block.container.row()].outermost.row()].parent
    };
    view.neighbour(offset).map_or(NONE, |(other, _)| {
        f32::from(other.container == view.block.container || parent(other) == parent(view.block))
    })
}

/// Whether a neighbour's element has the same tag and classes.
fn same_shape(view: &View, offset: isize) -> f32 {
    let shape = |block: &crate::block::TextBlock| view.page.containers[block.container.row()].shape;
    view.neighbour(offset).map_or(NONE, |(other, _)| {
        f32::from(shape(other) == shape(view.block))
    })
}

/// Sums over so many blocks before (below 0) or after the block.
fn window(view: &View, reach: isize, sum: fn(&super::sums::Before) -> u32) -> u32 {
    let end = view.sums.before.len() - 1;
    let (from, to) = if reach < 0 {
        (view.rank.saturating_sub(reach.unsigned_abs()), view.rank)
    } else {
        (
            (view.rank + 1).min(end),
            (view.rank + 1 + reach.unsigned_abs()).min(end),
        )
    };
    sum(&view.sums.before[to]) - sum(&view.sums.before[from])
}

fn window_words(view: &View, reach: isize) -> f32 {
    log(window(view, reach, |before| before.words))
}

fn window_links(view: &View, reach: isize) -> f32 {
    let words = window(view, reach, |before| before.words);
    if words == 0 {
        NONE
    } else {
        share(window(view, reach, |before| before.linked_words), words)
    }
}

fn window_prose(view: &View, reach: isize) -> f32 {
    log(window(view, reach, |before| before.prose_words))
}
