//! The scorer of plain text: a first look at each line, a second one that
//! knows the verdicts around it, and the cut of the best expected F1, as for
//! pages with markup.

use std::sync::OnceLock;

use super::cut::{self, Block, Cuts, MEANS};
use super::trees::Model;
use super::{Focus, Scores, kinds_of, likeliest, probability};
use crate::factor::Factor;
use crate::features::plain::odds::WordOdds;
use crate::features::plain::{self, Features, again};
use crate::segment::plain::Line;

/// The models that score a text together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct PlainScorer {
    pub words: WordOdds,
    /// Log-odds of a line to be body.
    pub first: Model,
    /// For each kind the log-odds of a text to be of it, as for pages.
    pub kinds: Vec<Model>,
    /// What the second look adds.
    pub second: Model,
    /// The F1 to expect of a cut.
    pub cut: Model,
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

    /// Scores the lines of a text.
    pub fn score(&self, lines: &[Line], focus: Focus) -> Scores {
        let features = self.features(lines);
        let first = self.first_look(&features);
        let of_text = features.of_text(&first);
        let kinds = self.kinds(&of_text);
        let scores: Vec<f32> = self
            .second_look(&features, &first, &of_text, &kinds)
            .into_iter()
            .map(probability)
            .collect();
        let cut = cut::best(&self.cuts(lines, &features, &scores, &kinds), &self.cut);
        let taken = |rank: &usize| scores[*rank] >= cut.line;
        let has_prose = (0..scores.len())
            .filter(taken)
            .any(|rank| features.is_prose(rank));
        let mut of_block = vec![0.0; lines.len()];
        for (line, score) in features.readable().iter().zip(&scores) {
            of_block[*line as usize] = *score;
        }
        let (kind, kind_probability) = likeliest(&kinds);
        Scores {
            of_block,
            line: focus.moved(cut.line),
            confidence: if has_prose {
                cut.confidence
            } else {
                cut.confidence.min(WITHOUT_PROSE)
            },
            kind,
            kind_probability,
        }
    }

    /// The features of a text's lines, with this scorer's words.
    pub fn features(&self, lines: &[Line]) -> Features {
        plain::of_lines(lines, &self.words)
    }

    /// What weighed most in the first look at a line: for its being body, or
    /// against it.
    pub fn factors(&self, row: &[f32], most: usize, is_body: bool) -> Vec<Factor> {
        super::strongest(&self.first, &plain::names(), row, most, is_body)
    }

    /// The log-odds of each readable line.
    pub fn first_look(&self, features: &Features) -> Vec<f32> {
        self.first.sums(&features.columns)
    }

    /// The probability of each kind of page, from the features of the whole text;
    /// they add up to 1.0.
    pub fn kinds(&self, of_text: &[f32]) -> Vec<f32> {
        kinds_of(&self.kinds, of_text)
    }

    /// The log-odds of each readable line after the second look.
    pub fn second_look(
        &self,
        features: &Features,
        first: &[f32],
        of_text: &[f32],
        kinds: &[f32],
    ) -> Vec<f32> {
        let columns = again::of_lines(features, first, of_text, kinds);
        let added = self.second.sums(&columns);
        first.iter().zip(added).map(|(a, b)| a + b).collect()
    }
}

/// The most that a body without a line of running text is trusted: data, a
/// menu, code may be all that a text holds, but are no article. Set by hand.
const WITHOUT_PROSE: f32 = 0.4;

/// Features of the lines whose mean over the words taken is a feature of the cut.
const TAKEN: [&str; MEANS] = [
    "own.learned",
    "own.stop_word_share",
    "own.ends_sentence",
    "own.capital_share",
    "own.digit_share",
];

/// Features of the text that are features of the cut.
const WHOLE: [&str; 12] = [
    "whole.lines",
    "whole.words",
    "whole.prose",
    "whole.prose_share",
    "whole.words_a_line",
    "whole.stop_words",
    "whole.marks",
    "whole.odds",
    "whole.learned",
    "whole.sentences",
    "whole.wide_lines",
    "whole.wide_share",
];

/// The names of the features of a cut, in their order.
pub(crate) fn cut_names() -> Vec<String> {
    cut::names_with(&TAKEN, &WHOLE)
}

impl PlainScorer {
    /// The cuts of a text, from the probabilities of its readable lines.
    pub fn cuts(&self, lines: &[Line], features: &Features, scores: &[f32], kinds: &[f32]) -> Cuts {
        let taken: Vec<usize> = TAKEN
            .iter()
            .filter_map(|name| plain::column(name))
            .collect();
        let whole: Vec<f32> = WHOLE
            .iter()
            .filter_map(|name| plain::column(name))
            .map(|column| features.columns.first(column))
            .collect();
        let mut words_before = 0.0;
        let readable = features.readable().iter().zip(scores).enumerate();
        let blocks: Vec<Block> = readable
            .map(|(rank, (&line, &score))| {
                let mut means = [0.0; MEANS];
                for (mean, column) in means.iter_mut().zip(&taken) {
                    *mean = features.columns.get(*column, rank);
                }
                let words = lines[line as usize].block.words as f32;
                words_before += words;
                Block {
                    rank,
                    score,
                    words,
                    words_before: words_before - words,
                    in_main: features.is_in_mass(rank),
                    taken: means,
                }
            })
            .collect();
        cut::of_blocks(&blocks, &whole, kinds)
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
    fn a_text_without_lines_has_a_cut() {
        let scores = PlainScorer::shipped().score(&[], Focus::Balanced);
        assert!(scores.of_block.is_empty());
        assert!(scores.confidence < 0.5);
    }

    #[test]
    fn every_feature_of_a_cut_has_a_name() {
        let text = "Home\n\nIt rained all night, and then it stopped.";
        let lines = crate::segment::plain::dump(text, &crate::limits::Limits::default()).lines;
        let scorer = PlainScorer::default();
        let features = scorer.features(&lines);
        let cuts = scorer.cuts(&lines, &features, &[0.1, 0.9], &[0.0; 7]);
        assert_eq!(cuts.columns.features(), cut_names().len());
    }
}
