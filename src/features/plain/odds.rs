//! What words say of a line, learned from the corpora in two ways: how much
//! likelier each is in the body of pages than in their furniture, and what it
//! adds to a line's log-odds beside the other words (a logistic regression).

use super::words::{ByPlace, Part, each_place, scale};

/// A unit of log-odds is so many steps of a value.
const STEPS: f32 = 24.0;

/// A unit of a weight is so many steps of a value.
const WEIGHT_STEPS: f32 = 12.0;

/// The learned tables.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct WordOdds {
    odds: ByPlace,
    weights: ByPlace,
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
    /// From the file's bytes, [`PLACES`](super::words::PLACES) for each table.
    pub fn from_bytes(odds: &[u8], weights: &[u8]) -> Self {
        WordOdds {
            odds: ByPlace::from_bytes(odds),
            weights: ByPlace::from_bytes(weights),
        }
    }

    /// The file's bytes.
    #[cfg(feature = "train")]
    pub fn to_bytes(&self) -> Vec<u8> {
        [self.odds.to_bytes(), self.weights.to_bytes()].concat()
    }

    /// Puts log-odds by place in.
    #[cfg(feature = "train")]
    pub fn set_log_odds(&mut self, odds: &[f32]) {
        self.odds = ByPlace::from_values(odds, STEPS);
    }

    /// Puts fitted weights by place in.
    #[cfg(feature = "train")]
    pub fn set_weights(&mut self, weights: &[f32]) {
        self.weights = ByPlace::from_values(weights, WEIGHT_STEPS);
    }

    pub(super) fn of_line(&self, text: &str) -> LineOdds {
        let mut odds = LineOdds::default();
        let (mut sum, mut words) = (0.0, 0);
        let (mut weights, mut places) = (0, 0);
        each_place(text, |part, place| {
            let value = f32::from(self.odds.steps(place)) / STEPS;
            weights += i32::from(self.weights.steps(place));
            places += 1;
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
        odds.learned = weights as f32 / WEIGHT_STEPS * scale(places);
        odds
    }
}
