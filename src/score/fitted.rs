//! From a learner's trees, which name their borders by value, to a [`Model`],
//! which names them by number.

use super::trees::{Model, Split, Tree, borders_in_use};
use crate::train::{FittedTree, FittedTrees};

impl Model {
    /// Numbers the borders that the trees use of so many features.
    ///
    /// # Errors
    ///
    /// What does not fit, in words.
    pub fn from_fitted(fitted: &FittedTrees, features: usize) -> Result<Self, String> {
        let splits = fitted.trees.iter().flat_map(|tree| &tree.splits);
        let borders = borders_in_use(splits.copied(), features);
        let trees = fitted
            .trees
            .iter()
            .map(|tree| numbered(tree, &borders))
            .collect::<Result<_, String>>()?;
        Ok(Model {
            bias: fitted.bias,
            borders,
            trees,
        })
    }
}

fn numbered(tree: &FittedTree, borders: &[Vec<f32>]) -> Result<Tree, String> {
    let splits = tree
        .splits
        .iter()
        .map(|&(feature, border)| {
            let number = borders[feature].partition_point(|known| *known < border);
            Ok(Split {
                feature: u16::try_from(feature).map_err(|_| "more than 65,536 features")?,
                border: u8::try_from(number).map_err(|_| "more than 256 borders of a feature")?,
            })
        })
        .collect::<Result<_, String>>()?;
    Ok(Tree {
        splits,
        leaves: tree.leaves.clone(),
    })
}
