//! The corpora's metrics on a choice of blocks.
//!
//! They are computed on numbered words, many times a page; that they agree
//! with the judge's, which read text, is tested.

use std::collections::HashMap;

use crate::pages::{Measure, Page};

/// What one choice of blocks scores on one page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Figure {
    pub hits: f64,
    pub extra: f64,
    pub missed: f64,
    /// Whether both word sequences are equal.
    pub exact: bool,
}

impl Figure {
    /// An empty answer to an empty truth scores 1, any other 0.
    pub fn f1(&self) -> f64 {
        let all = 2.0 * self.hits + self.extra + self.missed;
        if all == 0.0 {
            1.0
        } else {
            2.0 * self.hits / all
        }
    }
}

/// The figure of choosing the blocks that `chosen` names.
pub fn figure<F>(page: &Page<F>, chosen: impl Fn(usize) -> bool) -> Figure {
    let blocks = (0..page.blocks.len()).filter(|&block| page.is_candidate(block) && chosen(block));
    match page.measure {
        Measure::Words => multisets(
            blocks.flat_map(|block| page.words[block].iter().copied()),
            page.reference.iter().copied(),
        ),
        Measure::Shingles => {
            let answer: Vec<u32> = blocks
                .flat_map(|block| &page.words[block])
                .copied()
                .collect();
            Figure {
                exact: answer == page.reference,
                ..multisets(shingles(&answer), shingles(&page.reference))
            }
        }
        Measure::Snippets => {
            let text = blocks
                .map(|block| page.blocks[block].text.as_str())
                .collect::<Vec<_>>()
                .join("\n");
            let found = |pieces: &[String]| {
                pieces
                    .iter()
                    .filter(|piece| text.contains(piece.as_str()))
                    .count() as f64
            };
            let hits = found(&page.truth.with);
            Figure {
                hits,
                extra: found(&page.truth.without),
                missed: page.truth.with.len() as f64 - hits,
                exact: false,
            }
        }
    }
}

/// Runs of four words; one shorter run where there are fewer.
pub fn shingles(words: &[u32]) -> impl Iterator<Item = &[u32]> {
    const LENGTH: usize = 4;
    words.windows(LENGTH.min(words.len()).max(1))
}

fn multisets<T: std::hash::Hash + Eq>(
    answer: impl Iterator<Item = T>,
    truth: impl Iterator<Item = T>,
) -> Figure {
    let mut left: HashMap<T, u32> = HashMap::new();
    let mut missed = 0u32;
    for item in truth {
        *left.entry(item).or_default() += 1;
        missed += 1;
    }
    let (mut hits, mut extra) = (0u32, 0u32);
    for item in answer {
        match left.get_mut(&item) {
            Some(count) if *count > 0 => {
                *count -= 1;
                hits += 1;
            }
            _ => extra += 1,
        }
    }
    missed -= hits;
    Figure {
        hits: hits.into(),
        extra: extra.into(),
        missed: missed.into(),
        exact: false,
    }
}

/// The corpus figures from the pages' figures.
#[derive(Debug, Clone, Copy)]
pub struct Summary {
    pub pages: usize,
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    pub accuracy: f64,
}

/// Averages as the corpus's metric asks for.
pub fn summary(measure: Measure, figures: &[Figure]) -> Summary {
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let ratio = |part: f64, other: f64| (part + other > 0.0).then(|| part / (part + other));
    let sum = |value: fn(&Figure) -> f64| figures.iter().map(value).sum::<f64>();
    let harmonic = |p: f64, r: f64| {
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    };
    let (precision, recall) = match measure {
        Measure::Words | Measure::Shingles => (
            mean(
                figures
                    .iter()
                    .filter_map(|f| ratio(f.hits, f.extra))
                    .collect(),
            ),
            mean(
                figures
                    .iter()
                    .filter_map(|f| ratio(f.hits, f.missed))
                    .collect(),
            ),
        ),
        Measure::Snippets => {
            let hits = sum(|f| f.hits);
            (
                ratio(hits, sum(|f| f.extra)).unwrap_or(0.0),
                ratio(hits, sum(|f| f.missed)).unwrap_or(0.0),
            )
        }
    };
    let f1 = match measure {
        Measure::Words => mean(figures.iter().map(Figure::f1).collect()),
        Measure::Shingles | Measure::Snippets => harmonic(precision, recall),
    };
    Summary {
        pages: figures.len(),
        precision,
        recall,
        f1,
        accuracy: mean(
            figures
                .iter()
                .map(|f| f64::from(u8::from(f.exact)))
                .collect(),
        ),
    }
}
