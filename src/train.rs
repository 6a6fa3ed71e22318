//! What the trainer and the judge need of the crate's inside: the features of
//! a page's blocks, and extraction with other weights than the shipped ones.
//! Not part of the public API.

use crate::article::Article;
use crate::block::{BlockKind, Page};
use crate::error::Error;
use crate::extractor::Extractor;
use crate::score::Model;

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
