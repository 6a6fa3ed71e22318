//! A model asked in two parts: after the first trees most blocks of a page are
//! surely no body, and the other trees are asked about the rest only.
//!
//! The idea is that of P. Viola and M. Jones, *Rapid object detection using a
//! boosted cascade of simple features*, 2001. Half of the blocks of the
//! corpora's pages are left out; with the weights before these, one of them in
//! 5,000 would have come above a probability of 0.12, and none above 0.5. Out of
//! fold, through the whole pipeline, it moves `wcxb` from 0.8734 to 0.8733, news
//! from 0.9362 to 0.9361 and snippets from 0.9357 to 0.9370: weights fitted
//! without it serve as well.

use super::trees::Model;
use crate::features::columns::Columns;

/// Trees that are asked about every block.
const HEAD: usize = 64;

/// Log-odds after those trees below which the others are not asked.
const SURELY_NOT: f32 = -3.0;

/// What the other trees make of such log-odds, on average.
const MOVED_ON: f32 = 1.4;

/// A model, and its first trees and its other ones as models of their own.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Cascade {
    whole: Model,
    head: Model,
    tail: Model,
}

impl From<Model> for Cascade {
    fn from(whole: Model) -> Self {
        let (head, tail) = whole.split_at(HEAD);
        Cascade { whole, head, tail }
    }
}

impl Cascade {
    /// The model that was parted.
    pub fn whole(&self) -> &Model {
        &self.whole
    }

    /// The log-odds of each block: what all trees add up to, or for a block
    /// that is surely no body what they are likely to.
    pub fn sums(&self, columns: &Columns) -> Vec<f32> {
        let mut sums = self.head.sums(columns);
        let open = open(&sums);
        for sum in sums.iter_mut().filter(|sum| is_surely_not(**sum)) {
            *sum *= MOVED_ON;
        }
        for (rank, added) in open.iter().zip(self.tail.sums_at(columns, &open)) {
            sums[*rank] += added;
        }
        sums
    }
}

/// The ranks of the blocks that may be body, by their log-odds.
pub(crate) fn open(log_odds: &[f32]) -> Vec<usize> {
    let ranks = 0..log_odds.len();
    ranks
        .filter(|rank| !is_surely_not(log_odds[*rank]))
        .collect()
}

fn is_surely_not(log_odds: f32) -> bool {
    log_odds < SURELY_NOT
}

#[cfg(test)]
mod tests {
    use super::super::trees::{Split, Tree};
    use super::*;

    /// Each of 100 trees takes 0.1 off a block whose feature is below 1, and
    /// adds as much above.
    fn cascade() -> Cascade {
        let tree = Tree {
            splits: vec![Split {
                feature: 0,
                border: 0,
            }],
            leaves: vec![-0.1, 0.1],
        };
        Cascade::from(Model {
            bias: 0.0,
            borders: vec![vec![1.0]],
            trees: vec![tree; 100],
        })
    }

    #[test]
    fn a_block_that_may_be_body_is_judged_by_all_trees() {
        let columns = Columns::of_rows(&[[2.0], [0.0], [3.0]]);
        let (parted, whole) = (cascade().sums(&columns), cascade().whole().sums(&columns));
        assert!((parted[0] - whole[0]).abs() < 1e-4, "{parted:?}, {whole:?}");
        assert_eq!(parted[0], parted[2]);
    }

    #[test]
    fn a_block_that_is_surely_no_body_is_judged_by_the_first() {
        let log_odds = cascade().sums(&Columns::of_rows(&[[0.0]]))[0];
        assert!((log_odds + 6.4 * MOVED_ON).abs() < 1e-4, "{log_odds}");
        assert!(open(&[log_odds, 0.0]) == [1]);
    }

    #[test]
    fn the_shipped_parts_add_up_to_the_whole() {
        let first = &super::super::Scorer::shipped().first;
        let row: Vec<f32> = (0..first.whole.borders.len())
            .map(|n| (n % 7) as f32)
            .collect();
        let parts = first.head.sum(&row) + first.tail.sum(&row);
        assert!((parts - first.whole.sum(&row)).abs() < 1e-4);
        let borders = |model: &Model| model.borders.iter().map(Vec::len).sum::<usize>();
        assert!(borders(&first.head) < borders(&first.whole));
    }
}
