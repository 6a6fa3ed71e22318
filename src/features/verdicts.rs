//! What a second look knows of the first: its verdict on each block of a page
//! or line of a text, summed, and the features that both kinds of page take
//! from that.

use super::log2;
use crate::score::probability;

/// Log-odds of a neighbour that is not there.
pub(super) const NONE: f32 = -10.0;

/// Probability from which a block is surely body.
const SURE: f32 = 0.8;

/// A sum of first verdicts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    pub blocks: f32,
    pub words: f32,
    /// Words times probability: the words of body that are expected.
    pub body: f32,
    /// Probabilities.
    pub scores: f32,
}

impl Sum {
    fn of_one(words: f32, log_odds: f32) -> Self {
        let score = probability(log_odds);
        Sum {
            blocks: 1.0,
            words,
            body: words * score,
            scores: score,
        }
    }

    pub fn add(&mut self, other: Sum) {
        self.blocks += other.blocks;
        self.words += other.words;
        self.body += other.body;
        self.scores += other.scores;
    }

    pub fn without(self, other: Sum) -> Sum {
        Sum {
            blocks: self.blocks - other.blocks,
            words: self.words - other.words,
            body: self.body - other.body,
            scores: self.scores - other.scores,
        }
    }

    /// Share of the words that is body; `of_none` where there are none.
    pub fn body_share_or(self, of_none: f32) -> f32 {
        if self.words > 0.5 {
            self.body / self.words
        } else {
            of_none
        }
    }

    /// Mean probability, −1.0 of none.
    pub fn mean_score(self) -> f32 {
        if self.blocks > 0.5 {
            self.scores / self.blocks
        } else {
            -1.0
        }
    }

    /// Of a single block: whether it is surely body.
    pub fn is_sure(&self) -> bool {
        self.scores >= SURE
    }
}

/// The first verdicts. All columns are by rank.
pub(super) struct Verdicts<'a> {
    log_odds: &'a [f32],
    pub own: Vec<Sum>,
    /// With one more at the end: all before it.
    before: Vec<Sum>,
}

impl<'a> Verdicts<'a> {
    /// Of blocks of so many words each.
    pub fn new(words: impl Iterator<Item = f32>, log_odds: &'a [f32]) -> Self {
        let own: Vec<Sum> = words
            .zip(log_odds)
            .map(|(words, log_odds)| Sum::of_one(words, *log_odds))
            .collect();
        let mut all = Sum::default();
        let mut before = Vec::with_capacity(own.len() + 1);
        before.push(all);
        for sum in &own {
            all.add(*sum);
            before.push(all);
        }
        Verdicts {
            log_odds,
            own,
            before,
        }
    }

    pub fn all(&self) -> Sum {
        self.before[self.own.len()]
    }

    /// The share of the body that a part of it is.
    pub fn of_body(&self, part: f32) -> f32 {
        let all = self.all().body;
        if all > 0.0 { part / all } else { 0.0 }
    }

    /// The verdict on a block, those on as many neighbours on each side, what
    /// the windows around it hold, and how much body stands before and after it.
    pub fn write(&self, rank: usize, neighbours: usize, out: &mut Vec<f32>) {
        out.push(self.log_odds[rank]);
        for reach in 1..=neighbours {
            let before = rank.checked_sub(reach);
            out.push(before.map_or(NONE, |rank| self.log_odds[rank]));
            out.push(self.log_odds.get(rank + reach).copied().unwrap_or(NONE));
        }
        for reach in [4, 12, 40] {
            let from = rank.saturating_sub(reach);
            let to = (rank + 1 + reach).min(self.own.len());
            out.push(self.between(from, rank).body_share_or(0.0));
            out.push(self.between(rank + 1, to).body_share_or(0.0));
        }
        let before = self.before[rank].body;
        out.push(self.of_body(before));
        out.push(log2(before));
        out.push(log2(self.all().body - before - self.own[rank].body));
    }

    /// Of all: the words of body, their share of the words, and what of them
    /// is sure and what is in doubt.
    pub fn of_page(&self) -> [f32; 4] {
        let all = self.all();
        let sure = self.own.iter().filter(|sum| sum.is_sure());
        let sure: f32 = sure.map(|sum| sum.body).sum();
        let doubt = self.own.iter().map(|sum| sum.body * (1.0 - sum.scores));
        let doubt: f32 = doubt.sum();
        [
            log2(all.body),
            all.body_share_or(0.0),
            self.of_body(sure),
            self.of_body(doubt),
        ]
    }

    fn between(&self, from: usize, to: usize) -> Sum {
        if from >= to {
            return Sum::default();
        }
        self.before[to].without(self.before[from])
    }
}
