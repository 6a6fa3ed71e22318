//! The scorer of plain text: a first look at each line, a second one that
//! knows the verdicts around it, and the cut of the best expected F1.

use std::sync::OnceLock;

use super::trees::Model;
use super::{Focus, Scores, line, probability};
use crate::features::plain::odds::WordOdds;
use crate::features::plain::{self, Features, again};
use crate::page_kind::PageKind;
use crate::segment::plain::Line;

/// The models that score a text together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct PlainScorer {
    pub words: WordOdds,
    /// Log-odds of a line to be body.
    pub first: Model,
    /// What the second look adds.
    pub second: Model,
}

impl PlainScorer {
    /// The weights that the crate ships; until they are trained for the
    /// crate's features, which a test asks for, every line scores 0.5.
    pub fn shipped() -> &'static PlainScorer {
        static SHIPPED: OnceLock<PlainScorer> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            PlainScorer::from_bytes(include_bytes!("plain.model")).unwrap_or_default()
        })
    }

    /// Scores the lines of a text. What kind of page it was is not told.
    pub fn score(&self, lines: &[Line], focus: Focus) -> Scores {
        let features = self.features(lines);
        let first = self.first_look(&features);
        let scores: Vec<f32> = self
            .second_look(&features, &first)
            .into_iter()
            .map(probability)
            .collect();
        let words = features
            .readable()
            .iter()
            .map(|line| lines[*line as usize].block.words);
        let blocks: Vec<(u32, f32)> = words.zip(scores.iter().copied()).collect();
        let line = line::of_page(blocks.iter().copied());
        let mut of_block = vec![0.0; lines.len()];
        for (line, score) in features.readable().iter().zip(&scores) {
            of_block[*line as usize] = *score;
        }
        Scores {
            of_block,
            line: focus.moved(line),
            confidence: promised(&blocks, line),
            kind: PageKind::Other,
            kind_probability: 0.0,
        }
    }

    /// The features of a text's lines, with this scorer's words.
    pub fn features(&self, lines: &[Line]) -> Features {
        plain::of_lines(lines, &self.words)
    }

    /// The log-odds of each readable line.
    pub fn first_look(&self, features: &Features) -> Vec<f32> {
        self.first
            .sums(features.readable().len(), |rank| features.rows.row(rank))
    }

    /// The log-odds of each readable line after the second look.
    pub fn second_look(&self, features: &Features, first: &[f32]) -> Vec<f32> {
        let rows = again::rows(features, first);
        let added = self.second.sums(first.len(), |rank| rows.row(rank));
        first.iter().zip(added).map(|(a, b)| a + b).collect()
    }
}

/// The F1 that the lines' own probabilities promise of a cut.
fn promised(blocks: &[(u32, f32)], line: f32) -> f32 {
    let (mut taken, mut hits, mut body) = (0.0_f32, 0.0_f32, 0.0_f32);
    for &(words, score) in blocks {
        let words = words as f32;
        body += words * score;
        if score >= line {
            taken += words;
            hits += words * score;
        }
    }
    if taken + body > 0.0 {
        (2.0 * hits / (taken + body)).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_models_are_made_for_the_features_of_this_crate() {
        let shipped = PlainScorer::from_bytes(include_bytes!("plain.model"));
        assert!(
            shipped.is_ok(),
            "{:?}: run `cargo run --release -p train -- --plain`",
            shipped.err()
        );
    }

    #[test]
    fn the_shipped_models_keep_to_their_size() {
        assert!(include_bytes!("plain.model").len() <= 80 << 10);
    }

    #[test]
    fn clear_verdicts_promise_more_than_doubt() {
        let clear = promised(&[(100, 0.99), (100, 0.01)], 0.5);
        let doubtful = promised(&[(100, 0.4), (100, 0.3)], 0.3);
        assert!(clear > 0.95 && doubtful < 0.6, "{clear} {doubtful}");
        assert_eq!(promised(&[], 0.5), 0.0);
    }
}
