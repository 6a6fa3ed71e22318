//! The numbers that a block is judged by, one file a family.
//!
//! A feature is a function of a [`View`] and a name, in the table of its
//! family; [`of_page`] calls them all for each visible block. What several
//! features need is summed once, before: [`stats`] reads each block's
//! text, [`sums`] adds up the containers from the bottom.

pub(crate) mod columns;
mod containers;
mod links;
mod names;
mod neighbours;
mod own;
pub(crate) mod page;
mod place;
pub(crate) mod plain;
pub(crate) mod second;
mod stated;
mod stats;
mod stop_words;
mod sums;
mod verdicts;
mod whole;

use std::sync::{LazyLock, OnceLock};

use crate::block::{Page, TextBlock};
use crate::fnv::FixedMap;
use crate::metadata::declared::Declared;
use crate::score::names::{LEVELS, NameWeights};
use columns::Columns;
use containers::WIDENINGS;
use stats::Stats;
use sums::{Held, Sums};

/// A column of numbers for each feature, a value a readable block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Features {
    columns: Columns,
    /// What was summed on the way; a second look needs it again.
    sums: Sums,
}

impl Features {
    /// The features of the readable block of this rank, in the order of [`names`].
    pub fn row(&self, rank: usize) -> Vec<f32> {
        self.columns.row(rank)
    }

    /// All columns, in the order of [`names`].
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The blocks that are to be scored, in order: visible and with text.
    /// Place *n* is rank *n*.
    pub fn readable(&self) -> &[u32] {
        &self.sums.readable
    }
}

/// A feature: its name, and how its column comes about.
type Feature = (&'static str, Column);

enum Column {
    /// Something adds it.
    Made(fn(&[View<'_>], &mut Columns)),
    /// It is another's value for the block so many places further on, which
    /// stands in the columns already.
    Beside(&'static str, isize),
}

/// A feature of the page as a whole, worked out from any of its blocks.
type OfPage = (&'static str, fn(&View<'_>) -> f32);

/// [`Feature`]s from names and functions of a [`View`]. Each gets a loop of its
/// own, so that there is no call a value.
macro_rules! each_block {
    ($(($name:literal, $feature:expr)),* $(,)?) => {
        &[$((
            $name,
            $crate::features::Column::Made(|views, columns| {
                $crate::features::each(views, columns, $feature)
            }),
        )),*]
    };
}
use each_block;

/// Adds a feature of each block.
fn each(views: &[View], columns: &mut Columns, feature: impl Fn(&View) -> f32) {
    columns.push(views.iter().map(feature));
}

/// The families whose features are columns of their own.
const FAMILIES: &[&[Feature]] = &[
    own::FEATURES,
    place::FEATURES,
    neighbours::SINGLE,
    neighbours::WINDOWS,
    containers::FEATURES,
    stated::FEATURES,
];

/// A block and all that is known of its page: what a feature looks at.
struct View<'a> {
    page: &'a Page,
    sums: &'a Sums,
    /// By block row.
    stats: &'a [Stats],
    block: &'a TextBlock,
    /// Of this block.
    own: &'a Stats,
    /// What its container holds.
    held: &'a Held,
    /// What the boxes around it hold; see [`containers::groups_around`].
    groups: [&'a Held; WIDENINGS + 1],
    /// Number of this block among the page's visible blocks with text.
    rank: usize,
}

/// The names of the features, in their order.
pub(crate) fn names() -> Vec<&'static str> {
    let of_blocks = FAMILIES.iter().copied().flatten().map(|(name, _)| *name);
    of_blocks
        .chain(whole::FEATURES.iter().map(|(name, _)| *name))
        .chain(names::feature_names())
        .chain(LEARNED)
        .collect()
}

/// What the words of names around a block are worth; see [`NameWeights`].
const LEARNED: [&str; LEVELS + 1] = [
    "learned.own",
    "learned.parent",
    "learned.grandparent",
    "learned.further",
    "learned.all",
];

/// The number of a feature's column.
fn column(name: &str) -> Option<usize> {
    static COLUMNS: OnceLock<FixedMap<&'static str, usize>> = OnceLock::new();
    let columns = COLUMNS.get_or_init(|| names().into_iter().zip(0..).collect());
    columns.get(name).copied()
}

/// How many features there are.
fn count() -> usize {
    let of_blocks: usize = FAMILIES.iter().map(|family| family.len()).sum();
    of_blocks + whole::FEATURES.len() + names::COUNT + LEARNED.len()
}

/// The features of the readable blocks of a page.
pub(crate) fn of_page(page: &Page, declared: &Declared, weights: &NameWeights) -> Features {
    let stats: Vec<Stats> = page.blocks.iter().map(stats::of_block).collect();
    let sums = sums::of_page(page, &stats, declared);
    let view = |(rank, row): (usize, &u32)| {
        let block = &page.blocks[*row as usize];
        View {
            page,
            sums: &sums,
            stats: &stats,
            block,
            own: &stats[*row as usize],
            held: &sums.containers[block.container.row()],
            groups: sums.groups[rank].map(|group| &sums.containers[group.row()]),
            rank,
        }
    };
    let views: Vec<View> = sums.readable.iter().enumerate().map(view).collect();
    let mut columns = Columns::new(views.len(), count());
    for (_, made) in FAMILIES.iter().copied().flatten() {
        match made {
            Column::Made(add) => add(&views, &mut columns),
            Column::Beside(other, offset) => {
                let other = column(other).unwrap_or_default();
                columns.push_shifted(other, *offset, neighbours::NONE);
            }
        }
    }
    for (_, feature) in whole::FEATURES {
        columns.push_same(views.first().map_or(0.0, feature));
    }
    names::add(&views, &mut columns);
    let of_names = weights.of_containers(page, |row| sums.containers[row].blocks > 0);
    let learned = |view: &View| &of_names[view.block.container.row()];
    for level in 0..LEVELS {
        each(&views, &mut columns, |view| learned(view)[level]);
    }
    each(&views, &mut columns, |view| learned(view).iter().sum());
    Features { columns, sums }
}

/// `part / whole`, 0.0 if there is no whole.
fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}

/// A count on a scale where doubling is a step: prose has tens of words, a
/// page thousands.
fn log(count: u32) -> f32 {
    static SMALL: LazyLock<[f32; 1024]> =
        LazyLock::new(|| std::array::from_fn(|count| (count as f32 + 1.0).log2()));
    match SMALL.get(count as usize) {
        Some(known) => *known,
        None => (count as f32 + 1.0).log2(),
    }
}

/// Words on the scale of [`log`].
fn log2(words: f32) -> f32 {
    (words.max(0.0) + 1.0).log2()
}

/// Distance from another rank on a log scale, below 0 before it; −20 if there
/// is no such rank.
fn distance(from: Option<usize>, rank: usize) -> f32 {
    match from {
        None => -20.0,
        Some(from) if rank < from => -log((from - rank) as u32),
        Some(from) => log((rank - from) as u32),
    }
}
