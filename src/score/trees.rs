//! Symmetric trees over features of one byte.

/// Blocks whose leaves are looked up together: their bins fit the first-level
/// cache, and small pages need only one round.
const LANES: usize = 64;

/// Values that are cut down to bytes together: values and counts of so many
/// fit the vector registers.
const GROUP: usize = 16;

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
    /// What the trees add up to for each of `count` rows of features: log-odds
    /// for a model of probabilities, else the value itself.
    pub fn sums<'a>(&self, count: usize, row: impl Fn(usize) -> &'a [f32]) -> Vec<f32> {
        let mut sums = vec![self.bias; count];
        let mut bins = vec![[0u8; LANES]; self.borders.len()];
        for (chunk, sums) in sums.chunks_mut(LANES).enumerate() {
            let mut rows: [&[f32]; LANES] = [&[]; LANES];
            for (lane, slot) in rows[..sums.len()].iter_mut().enumerate() {
                *slot = row(chunk * LANES + lane);
            }
            self.fill_bins(&mut bins, &rows[..sums.len()]);
            for tree in &self.trees {
                tree.add(&bins, sums);
            }
        }
        sums
    }

    /// What the trees add up to for a single row: nothing is gained by bytes.
    pub fn sum(&self, row: &[f32]) -> f32 {
        let is_above = |split: &Split| row[usize::from(split.feature)] > self.border(split);
        self.trees.iter().fold(self.bias, |sum, tree| {
            let answers = tree.splits.iter().enumerate();
            let leaf = answers.fold(0, |leaf, (level, split)| {
                leaf | usize::from(is_above(split)) << level
            });
            sum + tree.leaves[leaf]
        })
    }

    fn border(&self, split: &Split) -> f32 {
        self.borders[usize::from(split.feature)][usize::from(split.border)]
    }

    /// Cuts the features of up to [`LANES`] blocks down to bytes, a row a feature.
    fn fill_bins(&self, bins: &mut [[u8; LANES]], rows: &[&[f32]]) {
        for (feature, (borders, bins)) in self.borders.iter().zip(bins).enumerate() {
            if borders.is_empty() {
                continue;
            }
            for (bins, rows) in bins.chunks_exact_mut(GROUP).zip(rows.chunks(GROUP)) {
                let mut values = [0.0; GROUP];
                for (value, row) in values.iter_mut().zip(rows) {
                    *value = row[feature];
                }
                bins.copy_from_slice(&borders_below(&values, borders));
            }
        }
    }
}

/// How many of the borders lie below each value; below what is no number lies none.
///
/// Counts are as wide as the values, so that a comparison's outcome is
/// subtracted from them as it is.
fn borders_below(values: &[f32; GROUP], borders: &[f32]) -> [u8; GROUP] {
    let mut counts = [0u32; GROUP];
    for border in borders {
        for (count, value) in counts.iter_mut().zip(values) {
            *count += u32::from(value > border);
        }
    }
    counts.map(|count| count as u8)
}

impl Tree {
    /// Adds each block's leaf to its sum.
    fn add(&self, bins: &[[u8; LANES]], sums: &mut [f32]) {
        let mut leaf = [0u8; LANES];
        for (level, split) in self.splits.iter().enumerate() {
            let bit = 1u8 << level;
            for (leaf, &bin) in leaf.iter_mut().zip(&bins[usize::from(split.feature)]) {
                *leaf |= if bin > split.border { bit } else { 0 };
            }
        }
        for (sum, &leaf) in sums.iter_mut().zip(&leaf) {
            *sum += self.leaves[usize::from(leaf)];
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
        model().sums(rows.len(), |row| &rows[row])
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
    fn no_blocks_no_scores() {
        assert!(log_odds(&[]).is_empty());
    }
}
