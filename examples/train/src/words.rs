//! Texts as numbered words.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}\p{N}_]+").expect("a constant pattern"));

/// Numbers the words of one page in the order in which they are first seen.
#[derive(Default)]
pub struct Lexicon(HashMap<String, u32>);

impl Lexicon {
    /// The words (`\w+`) of a text, case kept.
    pub fn cased(&mut self, text: &str) -> Vec<u32> {
        WORD.find_iter(text)
            .map(|word| self.number(word.as_str()))
            .collect()
    }

    /// The words (`\w+`) of the lower-cased text.
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
