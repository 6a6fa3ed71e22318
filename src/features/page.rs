//! The page as one row: what its kind is told from.
//!
//! Each feature of the blocks gives two: its mean over all blocks, and its
//! mean over the words that the first look expects to be body.

use super::Features;
use super::columns::Columns;
use crate::block::Page;

/// The names of the features, in their order.
pub(crate) fn names() -> Vec<String> {
    names_of(&super::names())
}

/// The names of the means of features of these names.
pub(super) fn names_of(features: &[&str]) -> Vec<String> {
    let of = |what: &'static str| features.iter().map(move |name| format!("{what} {name}"));
    of("all").chain(of("body")).collect()
}

/// The features of the page; `scores` are those of the readable blocks.
pub(crate) fn row(page: &Page, features: &Features, scores: &[f32]) -> Vec<f32> {
    let words = features.readable().iter().zip(scores);
    let words = words.map(|(&row, &score)| (page.blocks[row as usize].words as f32, score));
    means(&features.columns, words)
}

/// The same of any blocks, given the words of each and its score.
pub(super) fn means(
    columns: &Columns,
    words_and_scores: impl Iterator<Item = (f32, f32)>,
) -> Vec<f32> {
    // What is surely no body moves no mean, however much of it there is.
    let weight = |(words, score): (f32, f32)| if score >= 0.01 { words * score } else { 0.0 };
    let weights: Vec<f32> = words_and_scores.map(weight).collect();
    let ones = vec![1.0; weights.len()];
    let of = |weights: &[f32]| -> Vec<f32> {
        let all = sum_of_products(weights, &ones);
        let mean = |feature| {
            let sum = sum_of_products(weights, columns.column(feature));
            if all > 0.0 { sum / all } else { sum }
        };
        (0..columns.features()).map(mean).collect()
    };
    [of(&ones), of(&weights)].concat()
}

/// In several sums at once, which a vector instruction adds to.
fn sum_of_products(left: &[f32], right: &[f32]) -> f32 {
    let ((left, left_over), (right, right_over)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (left, right) in left.iter().zip(right) {
        for (sum, (left, right)) in sums.iter_mut().zip(left.iter().zip(right)) {
            *sum += left * right;
        }
    }
    let rest = left_over
        .iter()
        .zip(right_over)
        .map(|(left, right)| left * right);
    sums.into_iter().chain(rest).sum()
}
