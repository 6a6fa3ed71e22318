//! Reads the learner's own model file (JSON) as trees.

use std::path::Path;

use bodycopy::train::{FittedTree, FittedTrees};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    oblivious_trees: Vec<Tree>,
    scale_and_bias: (f64, Vec<f64>),
}

#[derive(Deserialize)]
struct Tree {
    leaf_values: Vec<f64>,
    #[serde(default)]
    splits: Option<Vec<Split>>,
}

#[derive(Deserialize)]
struct Split {
    float_feature_index: usize,
    border: f64,
}

/// The trees of a model that the learner saved as JSON.
///
/// # Errors
///
/// A file that cannot be read or is no such model.
pub fn read(path: &Path) -> Result<FittedTrees, Box<dyn std::error::Error>> {
    let file: File = serde_json::from_slice(&std::fs::read(path)?)?;
    let (scale, bias) = file.scale_and_bias;
    let trees = file
        .oblivious_trees
        .into_iter()
        .map(|tree| FittedTree {
            splits: tree
                .splits
                .unwrap_or_default()
                .into_iter()
                .map(|split| (split.float_feature_index, split.border as f32))
                .collect(),
            leaves: tree
                .leaf_values
                .into_iter()
                .map(|value| (value * scale) as f32)
                .collect(),
        })
        .collect();
    Ok(FittedTrees {
        bias: bias.first().copied().unwrap_or(0.0) as f32,
        trees,
    })
}
