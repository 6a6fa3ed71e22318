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
    let weights = Weights::new(&weights);
    let (blocks, body) = (columns.rows() as f32, weights.sum());
    let mean = |sum: f32, all: f32| if all > 0.0 { sum / all } else { sum };
    let features = 0..columns.features();
    let of_all = features.clone().map(|feature| match columns.same(feature) {
        Some(0.0) => 0.0,
        _ => mean(sum_of(columns.column(feature)), blocks),
    });
    let of_body = features.map(|feature| match columns.same(feature) {
        Some(0.0) => 0.0,
        _ => mean(weights.sum_of_products(columns.column(feature)), body),
    });
    of_all.chain(of_body).collect()
}

/// Numbers added up in so many sums at once, which vector instructions add to.
const SUMS: usize = 8;

/// What is left over in the last, incomplete round is added to the sums' sum.
fn total(sums: [f32; SUMS], rest: impl Iterator<Item = f32>) -> f32 {
    sums.into_iter().chain(rest).sum()
}

fn sum_of(values: &[f32]) -> f32 {
    let (rounds, rest) = values.as_chunks::<SUMS>();
    let mut sums = [0.0; SUMS];
    for round in rounds {
        for (sum, value) in sums.iter_mut().zip(round) {
            *sum += value;
        }
    }
    total(sums, rest.iter().copied())
}

/// A weight a value. What weighs nothing is not multiplied.
struct Weights<'a> {
    /// Rounds with a weight, by number.
    rounds: Vec<(usize, &'a [f32; SUMS])>,
    rest: &'a [f32],
}

impl<'a> Weights<'a> {
    fn new(weights: &'a [f32]) -> Self {
        let (rounds, rest) = weights.as_chunks();
        let weighs = |(_, round): &(usize, &[f32; SUMS])| round.iter().any(|weight| *weight > 0.0);
        let rounds = rounds.iter().enumerate().filter(weighs).collect();
        Weights { rounds, rest }
    }

    fn sum(&self) -> f32 {
        let mut sums = [0.0; SUMS];
        for (_, round) in &self.rounds {
            for (sum, weight) in sums.iter_mut().zip(*round) {
                *sum += weight;
            }
        }
        total(sums, self.rest.iter().copied())
    }

    fn sum_of_products(&self, values: &[f32]) -> f32 {
        let (of_values, rest) = values.as_chunks::<SUMS>();
        let mut sums = [0.0; SUMS];
        for (number, round) in &self.rounds {
            let pairs = round.iter().zip(&of_values[*number]);
            for (sum, (weight, value)) in sums.iter_mut().zip(pairs) {
                *sum += weight * value;
            }
        }
        let rest = self.rest.iter().zip(rest);
        total(sums, rest.map(|(weight, value)| weight * value))
    }
}
