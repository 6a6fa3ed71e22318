//! What words say of a line, learned from the corpora in two ways: how much
//! likelier each is in the body of pages than in their furniture, and what it
//! adds to a line's log-odds beside the other words ([`WordWeights`]).

#[cfg(feature = "train")]
use crate::features::words::{PLACES, in_steps};
use crate::features::words::{Part, WeightSum, WordWeights, each_place};

/// A unit of log-odds is so many steps of a value.
const STEPS: f32 = 24.0;

/// The learned tables, by place: below zero is furniture, above zero body.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct WordOdds {
    odds: Vec<i8>,
    weights: WordWeights,
}

/// What the words of one line say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct LineOdds {
    pub mean: f32,
    pub least: f32,
    pub most: f32,
    pub first: f32,
    pub line: f32,
    /// Log-odds of the line by the regression.
    pub learned: f32,
}

impl WordOdds {
    /// From the file's bytes, [`PLACES`](crate::features::words::PLACES) for each table.
    pub fn from_bytes(odds: &[u8], weights: &[u8]) -> Self {
        WordOdds {
            odds: odds.iter().map(|byte| *byte as i8).collect(),
            weights: WordWeights::from_bytes(weights),
        }
    }

    /// The file's bytes.
    #[cfg(feature = "train")]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.odds.iter().map(|value| *value as u8).collect();
        bytes.resize(PLACES, 0);
        bytes.extend(self.weights.to_bytes());
        bytes
    }

    /// Puts log-odds by place in.
    #[cfg(feature = "train")]
    pub fn set_log_odds(&mut self, odds: &[f32]) {
        self.odds = in_steps(odds, STEPS);
    }

    /// Puts fitted weights by place in.
    #[cfg(feature = "train")]
    pub fn set_weights(&mut self, weights: &[f32]) {
        self.weights = WordWeights::from_fitted(weights);
    }

    pub(super) fn of_line(&self, text: &str) -> LineOdds {
        let mut odds = LineOdds::default();
        let (mut sum, mut words) = (0.0, 0);
        let mut weights = WeightSum::default();
        each_place(text, |part, place| {
            let value = self.odds.get(place).copied().unwrap_or(0);
            let value = f32::from(value) / STEPS;
            weights.add(&self.weights, place);
            match part {
                Part::First => odds.first = value,
                Part::Line => odds.line = value,
                Part::Word => {
                    sum += value;
                    words += 1;
                    odds.least = odds.least.min(value);
                    odds.most = odds.most.max(value);
                }
            }
        });
        odds.mean = sum / words.max(1) as f32;
        odds.learned = weights.log_odds();
        odds
    }
}
