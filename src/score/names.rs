//! What the words of elements' names have been worth: a weight a word.
//!
//! The hand-made hints say what a name *means*; these weights say how often
//! what stands in elements of such a name was body, on the pages of many
//! domains. They are the weights of a logistic regression, and reach the
//! trees as features: evidence, never a verdict.

use crate::block::Page;
use crate::fnv::FixedMap;

/// How far out a name stands: the block's own element, its parent, its
/// grandparent, all further out.
pub(crate) const LEVELS: usize = 4;

/// Log-odds by word and level.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct NameWeights {
    of_word: FixedMap<u32, [i8; LEVELS]>,
}

/// Steps of a weight in one of log-odds.
const STEPS: f32 = 32.0;

impl NameWeights {
    /// From the file's entries.
    pub fn new(entries: impl IntoIterator<Item = (u32, [i8; LEVELS])>) -> Self {
        NameWeights {
            of_word: entries.into_iter().collect(),
        }
    }

    /// The entries, by word.
    #[cfg(feature = "train")]
    pub fn entries(&self) -> Vec<(u32, [i8; LEVELS])> {
        let mut all: Vec<_> = self.of_word.iter().map(|(k, v)| (*k, *v)).collect();
        all.sort_unstable();
        all
    }

    /// From fitted weights; a word of next to no weight is left out.
    #[cfg(feature = "train")]
    pub fn from_fitted(fitted: &[(u32, [f32; LEVELS])]) -> Self {
        let steps = |weight: f32| (weight * STEPS).round().clamp(-127.0, 127.0) as i8;
        let entries = fitted
            .iter()
            .map(|(word, weights)| (*word, weights.map(steps)));
        let is_worth = |entry: &(u32, [i8; LEVELS])| entry.1.iter().any(|w| w.abs() >= 2);
        Self::new(entries.filter(is_worth))
    }

    /// By container: what its own names, its parent's, its grandparent's, and
    /// those further out add to the log-odds of the text in it. Where `holds` says
    /// that no text is, nothing is added.
    pub fn of_containers(&self, page: &Page, holds: impl Fn(usize) -> bool) -> Vec<[f32; LEVELS]> {
        let rows = page.containers.iter().enumerate();
        let own: Vec<[f32; LEVELS]> = rows
            .map(|(row, container)| {
                if !holds(row) {
                    return [0.0; LEVELS];
                }
                let range = container.name_words.start as usize..container.name_words.end as usize;
                self.sum(&page.name_words[range])
            })
            .collect();
        let mut all: Vec<[f32; LEVELS]> = Vec::with_capacity(own.len());
        for (row, container) in page.containers.iter().enumerate() {
            let parent = container.parent.row();
            let grandparent = page.containers[parent].parent.row();
            let beyond = page.containers[grandparent].parent.row();
            // A parent stands before its children.
            let around = if row == 0 { 0.0 } else { all[parent][3] };
            all.push([
                own[row][0],
                own[parent][1],
                own[grandparent][2],
                around + own[beyond][3],
            ]);
        }
        all
    }

    fn sum(&self, words: &[u32]) -> [f32; LEVELS] {
        let mut sums = [0.0; LEVELS];
        for weights in words.iter().filter_map(|word| self.of_word.get(word)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += f32::from(*weight) / STEPS;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hints::name_hash;
    use crate::limits::Limits;
    use crate::{segment, tree};

    #[test]
    fn a_name_counts_by_how_far_out_it_stands() {
        let weights = NameWeights::new([(name_hash(b"story"), [32, 16, 8, 4])]);
        let html = "<body><div class=story><div class=story><p><b>x</b><ul><li>y";
        let tree = tree::parse::document(html, &Limits::default());
        let page = segment::html::blocks(&tree, crate::Hidden::default());
        let of = |text: &str| {
            let block = page.blocks.iter().find(|block| block.text == text).unwrap();
            weights.of_containers(&page, |_| true)[block.container.row()]
        };
        assert_eq!(of("x"), [0.0, 0.5, 0.25, 0.0]);
        assert_eq!(of("y"), [0.0, 0.0, 0.25, 0.125]);
    }
}
