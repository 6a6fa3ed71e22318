//! Symmetric trees over features of one byte.

/// Blocks whose leaves are looked up together: their bins fit the first-level
/// cache and most pages need only a few rounds.
const LANES: usize = 128;

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
            self.fill_bins(&mut bins, sums.len(), |lane| row(chunk * LANES + lane));
            for tree in &self.trees {
                tree.add(&bins, sums);
            }
        }
        sums
    }

    /// What the trees add up to for a single row.
    pub fn sum(&self, row: &[f32]) -> f32 {
        self.sums(1, |_| row)[0]
    }

    /// Cuts the features of up to [`LANES`] blocks down to bytes, a row a feature.
    ///
    /// What is no number lies above no border.
    fn fill_bins<'a>(
        &self,
        bins: &mut [[u8; LANES]],
        lanes: usize,
        row: impl Fn(usize) -> &'a [f32],
    ) {
        let mut values = [0.0f32; LANES];
        for (feature, (borders, bins)) in self.borders.iter().zip(bins).enumerate() {
            if borders.is_empty() {
                continue;
            }
            for (lane, value) in values[..lanes].iter_mut().enumerate() {
                *value = row(lane)[feature];
            }
            *bins = [0; LANES];
            for border in borders {
                for (bin, value) in bins.iter_mut().zip(&values) {
                    *bin += u8::from(value > border);
                }
            }
        }
    }
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
    fn no_blocks_no_scores() {
        assert!(log_odds(&[]).is_empty());
    }
}
