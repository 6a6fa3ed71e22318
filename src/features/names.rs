//! Features of names: what the classes and ids around a block hint at, and
//! what its own words and those of the heading above it do.

use super::View;
use crate::block::BlockKind;
use crate::hints::{Hint, Hints, KINDS};

/// Number of features: two a kind of hint.
pub(super) const COUNT: usize = 2 * KINDS;

/// Their names: for each kind of hint what names say, then what words say.
pub(super) fn feature_names() -> impl Iterator<Item = &'static str> {
    Hint::NAMES
        .iter()
        .copied()
        .chain(Hint::WORD_NAMES.iter().copied())
}

/// The features of one block.
///
/// Of names: 4 if the block's own element has such a name, 3 if its parent
/// has, 2 if its grandparent has, 1 if one further out has, else 0. Of words:
/// 2 if the block itself has such a word, 1 if the heading above it has.
pub(super) fn of_block(view: &View) -> [f32; COUNT] {
    let mut features = [0.0; COUNT];
    let (of_names, of_words) = features.split_at_mut(KINDS);
    let near = &view.sums.containers[view.block.container.row()].hints;
    for (level, hints) in near.iter().enumerate().rev() {
        hints
            .kinds()
            .for_each(|kind| of_names[kind] = (4 - level) as f32);
    }
    heading(view).kinds().for_each(|kind| of_words[kind] = 1.0);
    view.own.hints.kinds().for_each(|kind| of_words[kind] = 2.0);
    features
}

/// The hints in the words of the heading above a block that is none.
fn heading(view: &View) -> Hints {
    if matches!(view.block.kind, BlockKind::Heading(_)) {
        return Hints::default();
    }
    let heading = view.sums.heading[view.rank];
    heading.map_or(Hints::default(), |rank| {
        view.stats[view.sums.readable[rank as usize] as usize].hints
    })
}
