//! Features of names: what the classes and ids around a block hint at, and
//! what its own words and those of the heading above it do.

use super::View;
use super::columns::Columns;
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

/// Adds the features of all blocks.
///
/// Of names: 4 if the block's own element has such a name, 3 if its parent
/// has, 2 if its grandparent has, 1 if one further out has, else 0. Of words:
/// 2 if the block itself has such a word, 1 if the heading above it has.
pub(super) fn add(views: &[View], columns: &mut Columns) {
    let first = columns.features();
    for _ in 0..COUNT {
        columns.push_same(0.0);
    }
    for view in views {
        let mut set = |feature, value| columns.set(first + feature, view.rank, value);
        let near = &view.held.hints;
        for (level, hints) in near.iter().enumerate().rev() {
            hints.kinds().for_each(|kind| set(kind, (4 - level) as f32));
        }
        heading(view)
            .kinds()
            .for_each(|kind| set(KINDS + kind, 1.0));
        view.own
            .hints
            .kinds()
            .for_each(|kind| set(KINDS + kind, 2.0));
    }
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
