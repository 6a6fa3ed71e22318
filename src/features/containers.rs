//! Features of the boxes that a block stands in.
//!
//! Pages wrap boxes in boxes: what matters is the next box out that holds
//! *more*. The first such box around a block is its group, then its
//! group's group, and so on.

use super::sums::Held;
use super::{Feature, View, each_block, log, share};
use crate::block::ContainerId;

pub(super) const FEATURES: &[Feature] = each_block![
    ("containers.blocks_1", |view| log(group(view, 1).blocks)),
    ("containers.blocks_2", |view| log(group(view, 2).blocks)),
    ("containers.blocks_3", |view| log(group(view, 3).blocks)),
    ("containers.words_1", |view| log(group(view, 1).words)),
    ("containers.words_2", |view| log(group(view, 2).words)),
    ("containers.words_3", |view| log(group(view, 3).words)),
    ("containers.link_density_1", |view| {
        group(view, 1).link_density()
    }),
    ("containers.link_density_2", |view| {
        group(view, 2).link_density()
    }),
    ("containers.link_density_3", |view| {
        group(view, 3).link_density()
    }),
    ("containers.link_density_4", |view| {
        group(view, 4).link_density()
    }),
    ("containers.page_prose_1", |view| page_prose(view, 1)),
    ("containers.page_prose_2", |view| page_prose(view, 2)),
    ("containers.page_prose_3", |view| page_prose(view, 3)),
    ("containers.page_prose_4", |view| page_prose(view, 4)),
    ("containers.prose_share_1", |view| prose_share(view, 1)),
    ("containers.prose_share_2", |view| prose_share(view, 2)),
    ("containers.prose_share_3", |view| prose_share(view, 3)),
    ("containers.words_a_block_1", |view| words_a_block(view, 1)),
    ("containers.words_a_block_2", |view| words_a_block(view, 2)),
    ("containers.words_a_block_3", |view| words_a_block(view, 3)),
    ("containers.headings_1", |view| log(group(view, 1).headings)),
    ("containers.headings_2", |view| log(group(view, 2).headings)),
    ("containers.headings_3", |view| log(group(view, 3).headings)),
    ("containers.sentences_1", |view| {
        log(group(view, 1).sentence_ends)
    }),
    ("containers.sentences_2", |view| {
        log(group(view, 2).sentence_ends)
    }),
    ("containers.controls_1", |view| log(group(view, 1).controls)),
    ("containers.controls_2", |view| log(group(view, 2).controls)),
    ("containers.alike_0", |view| alike(view, 0)),
    ("containers.alike_1", |view| alike(view, 1)),
    ("containers.alike_2", |view| alike(view, 2)),
    ("containers.alike_3", |view| alike(view, 3)),
    ("containers.alike_before_1", |view| alike_before(view, 1)),
    ("containers.alike_before_2", |view| alike_before(view, 2)),
    ("containers.slug_words_1", |view| slug_words(view, 1)),
    ("containers.slug_words_2", |view| slug_words(view, 2)),
    ("containers.slug_words_3", |view| slug_words(view, 3)),
    ("containers.place_1", |view| place(view, 1)),
    ("containers.place_2", |view| place(view, 2)),
    ("containers.place_3", |view| place(view, 3)),
    ("containers.from_end_1", |view| from_end(view, 1)),
    ("containers.from_end_2", |view| from_end(view, 2)),
    ("containers.shape_prose", |view| {
        view.sums.shape_prose[view.rank].own
    }),
    ("containers.path_prose", |view| {
        view.sums.shape_prose[view.rank].path
    }),
    ("containers.in_article", |view| within(view, 0)),
    ("containers.in_main", |view| within(view, 1)),
    ("containers.in_nav", |view| within(view, 2)),
    ("containers.in_aside", |view| within(view, 3)),
    ("containers.in_header", |view| within(view, 4)),
    ("containers.in_footer", |view| within(view, 5)),
    ("containers.in_form", |view| within(view, 6)),
    ("containers.in_list", |view| within(view, 7)),
    ("containers.in_table", |view| within(view, 8)),
    ("containers.in_figure", |view| within(view, 9)),
    ("containers.in_quote", |view| within(view, 10)),
    ("containers.in_details", |view| within(view, 11)),
    ("containers.in_custom", |view| within(view, 12)),
    ("containers.in_link", |view| within(view, 13)),
];

/// How far out the features look.
pub(super) const WIDENINGS: usize = 4;

/// The boxes that are 0, 1, 2 … widenings around a block in this container;
/// that of 0 is the outermost one that holds the block alone.
pub(super) fn groups_around(held: &[Held], container: ContainerId) -> [ContainerId; WIDENINGS + 1] {
    let of = |id: ContainerId| &held[id.row()];
    let wider = |id: ContainerId| of(of(id).wider).outermost;
    let mut groups = [of(container).outermost; WIDENINGS + 1];
    // If the block is loose text in a box of several, that box is its group.
    if of(groups[0]).blocks <= 1 {
        groups[1] = wider(groups[0]);
    }
    for widenings in 2..groups.len() {
        groups[widenings] = wider(groups[widenings - 1]);
    }
    groups
}

fn group<'a>(view: &View<'a>, widenings: usize) -> &'a Held {
    view.groups[widenings]
}

/// Share of the page's prose that the box holds.
fn page_prose(view: &View, widenings: usize) -> f32 {
    share(
        group(view, widenings).prose_words,
        view.sums.containers[0].prose_words,
    )
}

/// Share of the box's words that are prose.
fn prose_share(view: &View, widenings: usize) -> f32 {
    let group = group(view, widenings);
    share(group.prose_words, group.words)
}

fn words_a_block(view: &View, widenings: usize) -> f32 {
    let group = group(view, widenings);
    log(group.words / group.blocks.max(1))
}

/// How many boxes of one shape stand beside it, itself included.
///
/// Why: cards and list items are repeated, the article is not.
/// Fails on: paragraphs, which are alike as well; the scorer sees their words.
fn alike(view: &View, widenings: usize) -> f32 {
    log(group(view, widenings).alike)
}

/// How many of them stand before it.
///
/// Why: of a thread the question comes first, of a page the article, and what
/// is set like it follows.
fn alike_before(view: &View, widenings: usize) -> f32 {
    log(group(view, widenings).alike_before)
}

/// Words of the last segment of an address, on average over the blocks of the
/// box that are linked; −1 if none is.
fn slug_words(view: &View, widenings: usize) -> f32 {
    let group = group(view, widenings);
    match group.linked {
        0 => -1.0,
        linked => share(group.slug_words, linked),
    }
}

/// How far down the box the block stands, 0.0 to 1.0.
fn place(view: &View, widenings: usize) -> f32 {
    let group = group(view, widenings);
    share(
        (view.rank as u32).saturating_sub(group.first_rank),
        group.blocks,
    )
}

/// Blocks to the end of the box.
fn from_end(view: &View, widenings: usize) -> f32 {
    log(group(view, widenings)
        .end_rank
        .saturating_sub(view.rank as u32))
}

/// How near the nearest such element around the block is; see [`Held::near`].
fn within(view: &View, kind: usize) -> f32 {
    f32::from(view.held.near[kind])
}
