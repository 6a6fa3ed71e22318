//! Symmetric trees over features of one byte.

use crate::features::columns::Columns;

/// Blocks whose leaves are looked up together: their bins stay in the nearest
/// caches, and most pages need only a few rounds.
const LANES: usize = 128;

/// Lanes that a vector instruction compares at once: all loops run over a
/// multiple of it, so that nothing is left to be done one by one.
const WIDTH: usize = 16;

/// How often that is.
const TILES: usize = LANES / WIDTH;

/// A feature's bytes of so many blocks.
type Bins = [[u8; WIDTH]; TILES];

/// The weights of one scorer. The default knows nothing: log-odds of 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Model {
    /// Where the sum over the trees starts.
    pub(super) bias: f32,
    /// For each feature the values at which its byte goes up by one,
    /// ascending. At most 255.
    pub(super) borders: Vec<Vec<f32>>,
    pub(super) trees: Vec<Tree>,
}

/// A question for each level and a value for each combination of answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tree {
    /// The first answer is the lowest bit of the leaf's number.
    pub splits: Vec<Split>,
    /// Log-odds, 2^`splits.len()` of them.
    pub leaves: Vec<f32>,
}

/// Asks whether a feature lies above one of its borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Split {
    pub feature: u16,
    /// Number of the border.
    pub border: u8,
}

impl Model {
    /// What the trees add up to for each block: log-odds for a model of
    /// probabilities, else the value itself.
    pub fn sums(&self, columns: &Columns) -> Vec<f32> {
        let all: Vec<usize> = (0..columns.rows()).collect();
        self.sums_at(columns, &all)
    }

    /// The same for the blocks of these ranks only.
    pub fn sums_at(&self, columns: &Columns, ranks: &[usize]) -> Vec<f32> {
        if ranks.is_empty() {
            return Vec::new();
        }
        let mut sums = vec![self.bias; ranks.len()];
        let mut asked = Vec::with_capacity(self.borders.len());
        let mut bins = Vec::with_capacity(self.borders.len());
        for (feature, borders) in self.borders.iter().enumerate() {
            bins.push(match columns.same(feature) {
                _ if borders.is_empty() => [[0; WIDTH]; TILES],
                Some(value) => [count_below(&[value; WIDTH], borders); TILES],
                None => {
                    asked.push(feature);
                    [[0; WIDTH]; TILES]
                }
            });
        }
        let mut values = [0.0; LANES];
        for (ranks, sums) in ranks.chunks(LANES).zip(sums.chunks_mut(LANES)) {
            // Blocks that stand side by side are read at once.
            let runs: Vec<&[usize]> = ranks.chunk_by(|rank, next| rank + 1 == *next).collect();
            let tiles = ranks.len().div_ceil(WIDTH);
            for &feature in &asked {
                let column = columns.column(feature);
                let mut rest = &mut values[..];
                for run in &runs {
                    let (values, after) = rest.split_at_mut(run.len());
                    values.copy_from_slice(&column[run[0]..][..run.len()]);
                    rest = after;
                }
                let values = values.as_chunks().0.iter().take(tiles);
                for (bins, values) in bins[feature].iter_mut().zip(values) {
                    *bins = count_below(values, &self.borders[feature]);
                }
            }
            self.add_leaves(&bins, sums);
        }
        sums
    }

    /// Adds the leaves of all trees to the sums of the blocks in these bins.
    fn add_leaves(&self, bins: &[Bins], sums: &mut [f32]) {
        let (rounds, rest) = self.trees.as_chunks();
        for round in rounds {
            // Most trees are of one of two depths.
            let is_added =
                add_at_once::<6, 64>(round, bins, sums) || add_at_once::<4, 16>(round, bins, sums);
            if !is_added {
                round.iter().for_each(|tree| tree.add(bins, sums));
            }
        }
        rest.iter().for_each(|tree| tree.add(bins, sums));
    }

    /// The first so many trees, and the others, each as a model with only the
    /// borders that it uses: the two add up to the whole.
    pub fn split_at(&self, trees: usize) -> (Model, Model) {
        let (head, tail) = self.trees.split_at(trees.min(self.trees.len()));
        (self.of_trees(self.bias, head), self.of_trees(0.0, tail))
    }

    fn of_trees(&self, bias: f32, trees: &[Tree]) -> Model {
        let splits = trees.iter().flat_map(|tree| &tree.splits);
        let splits = splits.map(|split| (split.feature.into(), self.border(split)));
        let borders = borders_in_use(splits, self.borders.len());
        let renumbered = |split: &Split| {
            let lower = borders[usize::from(split.feature)]
                .partition_point(|known| *known < self.border(split));
            Split {
                border: lower as u8,
                ..*split
            }
        };
        let trees = trees.iter().map(|tree| Tree {
            splits: tree.splits.iter().map(renumbered).collect(),
            leaves: tree.leaves.clone(),
        });
        Model {
            bias,
            trees: trees.collect(),
            borders,
        }
    }

    /// What the trees add up to for a single row: nothing is gained by bytes.
    pub fn sum(&self, row: &[f32]) -> f32 {
        let leaves = self
            .trees
            .iter()
            .map(|tree| tree.leaves[self.leaf(tree, row)]);
        leaves.fold(self.bias, |sum, leaf| sum + leaf)
    }

    /// By feature: how it moves a row's sum. Each answer counts for half of the
    /// difference to the leaf that the opposite answer would have led to.
    pub fn pulls(&self, row: &[f32]) -> Vec<f32> {
        let mut pulls = vec![0.0; self.borders.len()];
        for tree in &self.trees {
            let leaf = self.leaf(tree, row);
            for (level, split) in tree.splits.iter().enumerate() {
                let turned = tree.leaves[leaf ^ 1 << level];
                pulls[usize::from(split.feature)] += (tree.leaves[leaf] - turned) / 2.0;
            }
        }
        pulls
    }

    /// The number of a row's leaf.
    fn leaf(&self, tree: &Tree, row: &[f32]) -> usize {
        let is_above = |split: &Split| row[usize::from(split.feature)] > self.border(split);
        let answers = tree.splits.iter().enumerate();
        answers.fold(0, |leaf, (level, split)| {
            leaf | usize::from(is_above(split)) << level
        })
    }

    fn border(&self, split: &Split) -> f32 {
        self.borders[usize::from(split.feature)][usize::from(split.border)]
    }
}

/// The borders of so many features, in order, that splits at these features
/// and values need.
pub(super) fn borders_in_use(
    splits: impl Iterator<Item = (usize, f32)>,
    features: usize,
) -> Vec<Vec<f32>> {
    let mut borders = vec![Vec::new(); features];
    for (feature, border) in splits {
        borders[feature].push(border);
    }
    for borders in &mut borders {
        borders.sort_by(f32::total_cmp);
        borders.dedup();
    }
    borders
}

/// How many of the borders lie below each value; below what is no number lies none.
///
/// The values and their counts stay in registers while the borders go by, up to
/// the first that lies below no value. They are counted in numbers as wide as
/// the values, so that the outcome of a comparison is subtracted as it is.
fn count_below(values: &[f32; WIDTH], borders: &[f32]) -> [u8; WIDTH] {
    let larger = |most, value| if value > most { value } else { most };
    let most = values.iter().copied().fold(f32::NEG_INFINITY, larger);
    let mut counts = [0u32; WIDTH];
    for border in borders.iter().take_while(|border| **border < most) {
        for (count, value) in counts.iter_mut().zip(values) {
            *count += u32::from(value > border);
        }
    }
    counts.map(|count| count as u8)
}

/// Trees whose leaves are added to a sum while it is at hand.
const TREES: usize = 4;

/// Adds the leaves of some trees to each block's sum, if all are of this depth
/// and so of so many leaves: with both known, the answers to all questions stay
/// in registers until they are a leaf's number, and no number is checked, for
/// none that is cut to its bits lies outside of the leaves. Only in a function of
/// its own are its loops made vector instructions.
#[inline(never)]
fn add_at_once<const DEPTH: usize, const LEAVES: usize>(
    trees: &[Tree; TREES],
    bins: &[Bins],
    sums: &mut [f32],
) -> bool {
    let mut leaves = [&[0.0; LEAVES]; TREES];
    let mut numbers = [[[0; WIDTH]; TILES]; TREES];
    let tiles = sums.len().div_ceil(WIDTH);
    for (n, tree) in trees.iter().enumerate() {
        let splits = <&[Split; DEPTH]>::try_from(&*tree.splits);
        let (Ok(splits), Ok(of_tree)) = (splits, (&*tree.leaves).try_into()) else {
            return false;
        };
        leaves[n] = of_tree;
        let asked = splits.map(|split| (&bins[usize::from(split.feature)], split.border));
        for (tile, numbers) in numbers[n].iter_mut().take(tiles).enumerate() {
            // The first answer is the lowest bit: it comes last.
            for (bins, border) in asked.iter().rev() {
                answer(&bins[tile], *border, numbers);
            }
        }
    }
    let [a, b, c, d] = numbers.each_ref().map(|numbers| numbers.as_flattened());
    let numbers = a.iter().zip(b).zip(c.iter().zip(d));
    for (sum, ((a, b), (c, d))) in sums.iter_mut().zip(numbers) {
        let leaf = |n: usize, number: &u8| leaves[n][usize::from(*number) % LEAVES];
        *sum = *sum + leaf(0, a) + leaf(1, b) + leaf(2, c) + leaf(3, d);
    }
    true
}

/// Adds a bit to the number of each block's leaf: whether its byte lies above.
fn answer(bins: &[u8; WIDTH], border: u8, numbers: &mut [u8; WIDTH]) {
    for (number, bin) in numbers.iter_mut().zip(bins) {
        *number = (*number << 1).wrapping_add(u8::from(*bin > border));
    }
}

impl Tree {
    /// Adds each block's leaf to its sum.
    fn add(&self, bins: &[Bins], sums: &mut [f32]) {
        for (tile, sums) in sums.chunks_mut(WIDTH).enumerate() {
            let mut numbers = [0; WIDTH];
            for split in self.splits.iter().rev() {
                let bins = &bins[usize::from(split.feature)];
                answer(&bins[tile], split.border, &mut numbers);
            }
            for (sum, number) in sums.iter_mut().zip(numbers) {
                *sum += self.leaves[usize::from(number)];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds 1 where feature 0 is above 0.5, and 10 or 20 by feature 1 below or above 7.
    fn model() -> Model {
        let split = |feature, border| Split { feature, border };
        Model {
            bias: 100.0,
            borders: vec![vec![0.5], vec![3.0, 7.0]],
            trees: vec![
                Tree {
                    splits: vec![split(0, 0)],
                    leaves: vec![0.0, 1.0],
                },
                Tree {
                    splits: vec![split(0, 0), split(1, 1)],
                    leaves: vec![10.0, 10.0, 20.0, 20.0],
                },
            ],
        }
    }

    fn log_odds(rows: &[[f32; 2]]) -> Vec<f32> {
        model().sums(&Columns::of_rows(rows))
    }

    #[test]
    fn a_value_on_the_border_lies_below_it() {
        assert_eq!(log_odds(&[[0.5, 7.0], [0.6, 7.1]]), [110.0, 121.0]);
    }

    #[test]
    fn what_is_no_number_lies_below_every_border() {
        assert_eq!(log_odds(&[[f32::NAN, f32::NAN]]), [110.0]);
    }

    #[test]
    fn blocks_past_the_first_chunk_are_scored_like_those_in_it() {
        let rows: Vec<[f32; 2]> = (0..3 * LANES + 1)
            .map(|i| [(i % 2) as f32, (i % 9) as f32])
            .collect();
        let alone: Vec<f32> = rows.iter().flat_map(|row| log_odds(&[*row])).collect();
        assert_eq!(log_odds(&rows), alone);
    }

    #[test]
    fn a_single_row_is_scored_as_many_are() {
        for row in [[0.5, 7.0], [0.6, 7.1], [f32::NAN, 9.0], [2.0, f32::NAN]] {
            assert_eq!(model().sum(&row), log_odds(&[row])[0]);
        }
    }

    #[test]
    fn a_feature_pulls_by_what_its_answers_change() {
        // Feature 0 is above: 1 against 0, and nothing in the second tree.
        // Feature 1 is below: 10 against 20.
        assert_eq!(model().pulls(&[0.6, 5.0]), [0.5, -5.0]);
    }

    #[test]
    fn a_model_that_knows_nothing_moves_nothing() {
        assert_eq!(Model::default().sums(&Columns::new(3, 0)), [0.0; 3]);
    }

    #[test]
    fn no_blocks_no_scores() {
        assert!(log_odds(&[]).is_empty());
    }
}
