//! What the trainer and the judge need of the crate's inside: the features of
//! a page's blocks, the making of model files, and scoring and extraction with
//! other weights than the shipped ones.
//! Not part of the public API.

use crate::article::Article;
use crate::block::{BlockKind, Page};
use crate::error::Error;
use crate::extractor::Extractor;
use crate::score::{self, Model};

/// A block as the trainer sees it.
#[derive(Debug, Clone)]
pub struct BlockRow {
    /// Its text.
    pub text: String,
    /// What its markup says it is.
    pub kind: BlockKind,
    /// Whether a reader sees it; hidden blocks are never scored.
    pub visible: bool,
    /// Its features, as many as [`feature_names`] has names.
    pub features: Vec<f32>,
}

/// Weights that replace the shipped ones.
#[derive(Debug, Clone)]
pub struct Models {
    pub(crate) page: Model,
}

impl Models {
    /// Reads a model file as the trainer writes it.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes, in words.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        Ok(Models {
            page: Model::from_bytes(bytes)?,
        })
    }
}

impl Models {
    /// The log-odds of blocks to be body, from their features.
    pub fn log_odds(&self, rows: &[&[f32]]) -> Vec<f32> {
        self.page.log_odds(rows.len(), |row| rows[row])
    }
}

/// The probability that belongs to log-odds.
pub fn probability(log_odds: f32) -> f32 {
    score::probability(log_odds)
}

/// The line that the extractor draws through a page: from the words and the
/// probability of each visible block.
pub fn line(blocks: impl Iterator<Item = (u32, f32)> + Clone) -> f32 {
    score::line::of_page(blocks)
}

/// A fitted sum of symmetric trees, as a learner hands it over.
#[derive(Debug, Clone, Default)]
pub struct FittedTrees {
    /// Where the sum over the trees starts.
    pub bias: f32,
    /// The trees.
    pub trees: Vec<FittedTree>,
}

/// A tree whose nodes of one level all ask the same question.
#[derive(Debug, Clone)]
pub struct FittedTree {
    /// For each level a feature's number and the border that it is compared
    /// with; *above* is 1. The first answer is the lowest bit of the leaf's number.
    pub splits: Vec<(usize, f32)>,
    /// Log-odds.
    pub leaves: Vec<f32>,
}

/// The model file of fitted trees; it keeps only the borders that are in use.
///
/// # Errors
///
/// What does not fit the file's layout, in words.
pub fn model_file(fitted: &FittedTrees) -> Result<Vec<u8>, String> {
    Model::from_fitted(fitted)?.to_bytes()
}

/// The names of the features, in their order.
pub fn feature_names() -> Vec<&'static str> {
    crate::features::names()
}

/// All blocks of a page with their features, in document order.
///
/// # Errors
///
/// As [`Extractor::extract_bytes`].
pub fn block_rows(extractor: &Extractor, bytes: &[u8]) -> Result<Vec<BlockRow>, Error> {
    let (page, features) = extractor.features(bytes)?;
    let Page { blocks, .. } = page;
    Ok(blocks
        .into_iter()
        .enumerate()
        .map(|(row, block)| BlockRow {
            visible: block.is_visible(),
            text: block.text,
            kind: block.kind,
            features: features.row(row).to_vec(),
        })
        .collect())
}

/// [`Extractor::extract_bytes`] with other weights.
///
/// # Errors
///
/// As [`Extractor::extract_bytes`].
pub fn extract_with(
    extractor: &Extractor,
    bytes: &[u8],
    models: &Models,
) -> Result<Article, Error> {
    extractor.extract_with(bytes, &models.page)
}
