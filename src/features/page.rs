//! The page as one row: what its kind is told from.
//!
//! Each feature of the blocks gives two: its mean over all blocks, and its
//! mean over the words that the first look expects to be body.

use super::Features;
use crate::block::Page;

/// The names of the features, in their order.
pub(crate) fn names() -> Vec<String> {
    let of = |what: &'static str| {
        super::names()
            .into_iter()
            .map(move |name| format!("{what} {name}"))
    };
    of("all").chain(of("body")).collect()
}

/// The features of the page; `scores` are those of the readable blocks.
pub(crate) fn row(page: &Page, features: &Features, scores: &[f32]) -> Vec<f32> {
    let width = features.rows.width();
    let mut means = vec![0.0; 2 * width];
    let (all, body) = means.split_at_mut(width);
    let mut weights = 0.0;
    for (rank, (&row, score)) in features.readable().iter().zip(scores).enumerate() {
        let values = features.row(rank);
        add(all, values, 1.0);
        let weight = page.blocks[row as usize].words as f32 * score;
        // What is surely no body hardly moves the mean.
        if *score >= 0.01 {
            add(body, values, weight);
            weights += weight;
        }
    }
    scale(all, features.readable().len() as f32);
    scale(body, weights);
    means
}

fn add(sums: &mut [f32], values: &[f32], weight: f32) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value * weight;
    }
}

fn scale(sums: &mut [f32], by: f32) {
    if by > 0.0 {
        sums.iter_mut().for_each(|sum| *sum /= by);
    }
}
