//! From features to probabilities: the shipped model and its inference.
//!
//! The model is a sum of symmetric trees: all nodes of one level ask the same
//! question, so a tree of depth *d* is *d* questions and 2^*d* leaves, and the
//! answers, read as bits, number the leaf. Features are first cut down to one
//! byte each (how many of the feature's borders lie below it), column by
//! column. Then the loop over trees stands outside and the loop over blocks
//! inside, with nothing in it but comparisons of bytes, which the compiler
//! turns into vector instructions without any `unsafe`.
//!
//! [`format`] has the layout of a model file.

#[cfg(feature = "train")]
mod fitted;
mod format;
pub(crate) mod line;
mod trees;

use std::sync::OnceLock;

use crate::features::Features;
pub(crate) use trees::Model;

/// The version of the weights that the crate ships; it changes whenever they do.
pub const MODEL_VERSION: &str = "1";

impl Model {
    /// The weights that the crate ships.
    ///
    /// A test says when they do not fit the crate's features; until they are
    /// trained again every block then scores 0.5.
    pub fn shipped() -> &'static Model {
        static SHIPPED: OnceLock<Model> = OnceLock::new();
        SHIPPED.get_or_init(|| Model::from_bytes(include_bytes!("page.model")).unwrap_or_default())
    }

    /// The probability of each block to be body, 0.0 to 1.0; 0.0 for those that
    /// nobody reads.
    pub fn score(&self, features: &Features) -> Vec<f32> {
        let readable = features.readable();
        let log_odds = self.log_odds(readable.len(), |rank| features.row(readable[rank] as usize));
        let mut scores = vec![0.0; features.len()];
        for (row, log_odds) in readable.iter().zip(log_odds) {
            scores[*row as usize] = probability(log_odds);
        }
        scores
    }
}

/// The logistic function.
pub(crate) fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_made_for_the_features_of_this_crate() {
        let shipped = Model::from_bytes(include_bytes!("page.model"));
        assert!(
            shipped.is_ok(),
            "{shipped:?}: run `cargo run --release -p train`"
        );
    }

    #[test]
    fn the_shipped_model_keeps_to_its_size() {
        assert!(include_bytes!("page.model").len() <= 100 << 10);
    }
}
