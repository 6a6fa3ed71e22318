//! Texts as numbered words.

use std::collections::HashMap;

use judge::metrics;

/// Numbers the words of one page in the order in which they are first seen.
#[derive(Default)]
pub struct Lexicon(HashMap<String, u32>);

impl Lexicon {
    /// The words of a text as the judge counts them, case kept.
    pub fn cased(&mut self, text: &str) -> Vec<u32> {
        metrics::words(text)
            .into_iter()
            .map(|word| self.number(word))
            .collect()
    }

    /// The words of the lower-cased text.
    pub fn folded(&mut self, text: &str) -> Vec<u32> {
        self.cased(&text.to_lowercase())
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.0.get(word) {
            return known;
        }
        let next = self.0.len() as u32;
        self.0.insert(word.to_owned(), next);
        next
    }
}
