//! Features of the blocks before and after.

use super::Column::{Beside, Made};
use super::columns::Columns;
use super::sums::Before;
use super::{Feature, View, each_block, log, share};

/// Value of a feature of a neighbour that is not there.
pub(super) const NONE: f32 = -1.0;

/// What is known of a single block before or after.
pub(super) const SINGLE: &[Feature] = &[
    ("neighbours.words_-1", Beside("own.words", -1)),
    ("neighbours.words_-2", Beside("own.words", -2)),
    ("neighbours.words_-3", Beside("own.words", -3)),
    ("neighbours.words_+1", Beside("own.words", 1)),
    ("neighbours.words_+2", Beside("own.words", 2)),
    ("neighbours.words_+3", Beside("own.words", 3)),
    ("neighbours.link_density_-1", Beside("own.link_density", -1)),
    ("neighbours.link_density_-2", Beside("own.link_density", -2)),
    ("neighbours.link_density_+1", Beside("own.link_density", 1)),
    ("neighbours.link_density_+2", Beside("own.link_density", 2)),
    ("neighbours.kind_-1", Beside("own.kind", -1)),
    ("neighbours.kind_-2", Beside("own.kind", -2)),
    ("neighbours.kind_+1", Beside("own.kind", 1)),
    ("neighbours.kind_+2", Beside("own.kind", 2)),
    (
        "neighbours.ends_sentence_-1",
        Beside("own.ends_sentence", -1),
    ),
    (
        "neighbours.ends_sentence_+1",
        Beside("own.ends_sentence", 1),
    ),
    (
        "neighbours.stop_words_-1",
        Beside("own.stop_word_share", -1),
    ),
    ("neighbours.stop_words_+1", Beside("own.stop_word_share", 1)),
    (
        "neighbours.same_parent_-1",
        Made(|views, columns| with_last(views, columns, same_parent)),
    ),
    (
        "neighbours.same_parent_+1",
        Beside("neighbours.same_parent_-1", 1),
    ),
    (
        "neighbours.same_shape_-1",
        Made(|views, columns| with_last(views, columns, same_shape)),
    ),
    (
        "neighbours.same_shape_+1",
        Beside("neighbours.same_shape_-1", 1),
    ),
];

/// What is summed over several.
pub(super) const WINDOWS: &[Feature] = each_block![
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

/// Whether something holds of each block and the one before it; it holds of the
/// two either way round.
fn with_last(views: &[View], columns: &mut Columns, holds: fn(&View, &View) -> bool) {
    let with_last = |rank: usize| match rank.checked_sub(1) {
        Some(last) => f32::from(holds(&views[last], &views[rank])),
        None => NONE,
    };
    columns.push((0..views.len()).map(with_last));
}

/// Whether the elements of two blocks have the same parent: that of the next
/// paragraph has, that of the first line of another box has not.
fn same_parent(one: &View, other: &View) -> bool {
    let parent = |view: &View| view.page.containers[view.held.outermost.row()].parent;
    one.block.container == other.block.container || parent(one) == parent(other)
}

/// Whether the elements of two blocks have the same tag and classes.
fn same_shape(one: &View, other: &View) -> bool {
    let shape = |view: &View| view.page.containers[view.block.container.row()].shape;
    shape(one) == shape(other)
}

/// So many blocks before (below 0) or after the block, as what stands before
/// the first of them and up to the last.
fn window<'a>(view: &View<'a>, reach: isize) -> [&'a Before; 2] {
    let end = view.sums.before.len() - 1;
    let (from, to) = if reach < 0 {
        (view.rank.saturating_sub(reach.unsigned_abs()), view.rank)
    } else {
        (
            (view.rank + 1).min(end),
            (view.rank + 1 + reach.unsigned_abs()).min(end),
        )
    };
    [&view.sums.before[from], &view.sums.before[to]]
}

fn window_words(view: &View, reach: isize) -> f32 {
    let [before, up_to] = window(view, reach);
    log(up_to.words - before.words)
}

fn window_links(view: &View, reach: isize) -> f32 {
    let [before, up_to] = window(view, reach);
    match up_to.words - before.words {
        0 => NONE,
        words => share(up_to.linked_words - before.linked_words, words),
    }
}

fn window_prose(view: &View, reach: isize) -> f32 {
    let [before, up_to] = window(view, reach);
    log(up_to.prose_words - before.prose_words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::column;

    #[test]
    fn a_feature_that_is_taken_from_another_stands_behind_it() {
        for (name, made) in SINGLE {
            if let Beside(other, _) = made {
                assert!(column(other) < column(name), "{name}");
                assert!(column(other).is_some(), "{name}");
            }
        }
    }
}
