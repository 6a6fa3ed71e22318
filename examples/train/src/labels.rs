//! Which blocks of a page are in its reference text: the labels to learn from.
//!
//! The page's words and the reference's are aligned in order. What pairs them
//! is a *match*: four words in a row that are the same on both sides, or, for
//! blocks shorter than that, a whole block that is a whole line of the
//! reference. Of all matches the longest chain is kept that goes forward on
//! both sides, so that repeats are told apart by their order and by what
//! stands beside them (a match may reach over the end of a block), and the
//! words of a menu do not pair with stray words of an article. What the
//! reference holds in another order than the page is found by aligning what
//! is left over once more; only long blocks count then.
//!
//! A block's label is the share of its words that were paired: in the word
//! metrics that is what choosing the block gains.

use std::collections::HashMap;
use std::ops::Range;

use crate::words::Lexicon;

/// Words of a match.
const SHINGLE: usize = 4;

/// A shingle found more often than this in the reference says nothing about place.
const MAX_REPEATS: usize = 48;

/// How often what is left over is aligned again.
const ROUNDS: usize = 6;

/// A block found out of order counts from this many words …
const LONG: usize = 8;

/// … and this share of them.
const MOST: f32 = 0.6;

/// A long block that shares less with the reference than this shares a phrase, no more.
const PHRASE: f32 = 0.3;

/// Widest gap of the reference, in words, that is filled word by word.
const GAP: usize = 48;

/// The reference text of a page.
pub struct Reference {
    words: Vec<u32>,
    /// Its lines and, in lines that are rows of a table, their cells.
    lines: Vec<Range<usize>>,
}

impl Reference {
    /// Numbers the words with the page's own lexicon.
    pub fn new(text: &str, lexicon: &mut Lexicon) -> Self {
        let mut words = Vec::new();
        let mut lines = Vec::new();
        for line in text.split(['\n', '|', '\t']) {
            let start = words.len();
            words.extend(lexicon.folded(line));
            if words.len() > start {
                lines.push(start..words.len());
            }
        }
        Reference { words, lines }
    }
}

/// For each block, given as its words, the share that the reference holds;
/// 0.0 for a block without words.
pub fn shares(blocks: &[&[u32]], reference: &Reference) -> Vec<f32> {
    let mut alignment = Alignment::new(blocks, reference);
    alignment.match_in_order();
    for _ in 1..ROUNDS {
        if !alignment.match_left_over() {
            break;
        }
    }
    alignment.fill_gaps();
    alignment.match_pieces_of_lines();
    alignment.shares()
}

struct Alignment<'a> {
    reference: &'a Reference,
    /// The words of all blocks.
    words: Vec<u32>,
    blocks: Vec<Range<usize>>,
    /// The place in the reference that each word of the page is paired with.
    paired: Vec<Option<u32>>,
    /// Whether each word of the reference is taken.
    taken: Vec<bool>,
}

/// `length` words from `page` on are the same as those from `reference` on.
#[derive(Clone, Copy)]
struct Match {
    page: u32,
    reference: u32,
    length: u32,
    /// Words that it adds to a chain.
    words: u32,
}

impl<'a> Alignment<'a> {
    fn new(blocks: &[&[u32]], reference: &'a Reference) -> Self {
        let words = blocks.concat();
        let mut end = 0;
        let blocks = blocks
            .iter()
            .map(|block| {
                end += block.len();
                end - block.len()..end
            })
            .collect();
        Alignment {
            reference,
            paired: vec![None; words.len()],
            taken: vec![false; reference.words.len()],
            words,
            blocks,
        }
    }

    fn match_in_order(&mut self) {
        let mut matches = self.shingle_matches();
        matches.extend(self.line_matches());
        self.take_chain(matches);
        for block in 0..self.blocks.len() {
            let words = self.blocks[block].len();
            if words >= LONG && self.share(block) < PHRASE {
                self.release(block);
            }
        }
    }

    /// Pairs long blocks that stand elsewhere in the reference than on the
    /// page. Returns whether there were any.
    fn match_left_over(&mut self) -> bool {
        let before: Vec<bool> = self.blocks.iter().map(|b| self.is_untouched(b)).collect();
        self.take_chain(self.shingle_matches());
        let mut found = false;
        for (block, untouched) in before.into_iter().enumerate() {
            if !untouched || self.is_untouched(&self.blocks[block]) {
                continue;
            }
            if self.blocks[block].len() >= LONG && self.share(block) >= MOST {
                found = true;
            } else {
                self.release(block);
            }
        }
        found
    }

    fn is_untouched(&self, block: &Range<usize>) -> bool {
        self.paired[block.clone()].iter().all(Option::is_none)
    }

    /// All equal shingles of words that are not paired yet.
    fn shingle_matches(&self) -> Vec<Match> {
        let mut places: HashMap<&[u32], Vec<u32>> = HashMap::new();
        for (at, shingle) in self.reference.words.windows(SHINGLE).enumerate() {
            if !self.taken[at..at + SHINGLE].contains(&true) {
                places.entry(shingle).or_default().push(at as u32);
            }
        }
        let mut matches = Vec::new();
        for (at, shingle) in self.words.windows(SHINGLE).enumerate() {
            if self.paired[at..at + SHINGLE].iter().any(Option::is_some) {
                continue;
            }
            let Some(places) = places.get(shingle) else {
                continue;
            };
            if places.len() <= MAX_REPEATS {
                matches.extend(places.iter().map(|&reference| Match {
                    page: at as u32,
                    reference,
                    length: SHINGLE as u32,
                    words: 1,
                }));
            }
        }
        matches
    }

    /// Blocks shorter than a shingle that are whole lines of the reference,
    /// leaving out the number of a numbered line.
    fn line_matches(&self) -> Vec<Match> {
        let mut lines: HashMap<&[u32], Vec<u32>> = HashMap::new();
        for line in &self.reference.lines {
            let starts = if line.len() == 1 { 1 } else { 2 };
            for start in line.start..line.start + starts {
                if line.end - start < SHINGLE {
                    let words = &self.reference.words[start..line.end];
                    lines.entry(words).or_default().push(start as u32);
                }
            }
        }
        let mut matches = Vec::new();
        for block in &self.blocks {
            let Some(lines) = lines.get(&self.words[block.clone()]) else {
                continue;
            };
            if lines.len() <= MAX_REPEATS {
                matches.extend(lines.iter().map(|&reference| Match {
                    page: block.start as u32,
                    reference,
                    length: block.len() as u32,
                    words: block.len() as u32,
                }));
            }
        }
        matches
    }

    fn take_chain(&mut self, matches: Vec<Match>) {
        for found in heaviest_chain(matches, self.reference.words.len()) {
            for offset in 0..found.length {
                self.pair(
                    (found.page + offset) as usize,
                    (found.reference + offset) as usize,
                );
            }
        }
    }

    fn pair(&mut self, page: usize, reference: usize) {
        if self.paired[page].is_none() && !self.taken[reference] {
            self.paired[page] = Some(reference as u32);
            self.taken[reference] = true;
        }
    }

    fn release(&mut self, block: usize) {
        for pair in &mut self.paired[self.blocks[block].clone()] {
            if let Some(reference) = pair.take() {
                self.taken[reference as usize] = false;
            }
        }
    }

    /// In blocks that are partly paired: pairs single words between pairs, where the
    /// gap is narrow on both sides.
    fn fill_gaps(&mut self) {
        for block in self.blocks.clone() {
            if self.is_untouched(&block) {
                continue;
            }
            let mut at = block.start;
            while at < block.end {
                if self.paired[at].is_some() {
                    at += 1;
                    continue;
                }
                let end = (at..block.end)
                    .find(|&word| self.paired[word].is_some())
                    .unwrap_or(block.end);
                self.fill(at..end, &block);
                at = end;
            }
        }
    }

    fn fill(&mut self, gap: Range<usize>, block: &Range<usize>) {
        let before = (gap.start > block.start)
            .then(|| self.paired[gap.start - 1])
            .flatten();
        let after = (gap.end < block.end)
            .then(|| self.paired[gap.end])
            .flatten();
        let window = match (before, after) {
            (Some(before), Some(after)) => before as usize + 1..after as usize,
            (Some(before), None) => {
                let start = before as usize + 1;
                start..(start + gap.len()).min(self.taken.len())
            }
            (None, Some(after)) => (after as usize).saturating_sub(gap.len())..after as usize,
            (None, None) => return,
        };
        if window.start >= window.end || window.len() > GAP {
            return;
        }
        let mut from = window.start;
        for word in gap {
            let same = (from..window.end).find(|&place| {
                !self.taken[place] && self.reference.words[place] == self.words[word]
            });
            if let Some(place) = same {
                self.pair(word, place);
                from = place + 1;
            }
        }
    }

    /// Pairs blocks that are pieces of a line (the cells of a row, say, or a
    /// name and its value) and stand where they should: from the line's start
    /// or right after the block before, and up to the line's end or the next block.
    fn match_pieces_of_lines(&mut self) {
        let mut line_starts = vec![false; self.taken.len() + 1];
        let mut line_ends = vec![false; self.taken.len() + 1];
        for line in &self.reference.lines {
            line_starts[line.start] = true;
            line_ends[line.end] = true;
        }
        for index in 0..self.blocks.len() {
            let block = self.blocks[index].clone();
            if block.is_empty() || !self.is_untouched(&block) {
                continue;
            }
            let before = block
                .start
                .checked_sub(1)
                .and_then(|word| self.paired[word]);
            let after = self.paired.get(block.end).copied().flatten();
            let candidates = [
                before.map(|place| place as usize + 1),
                after.and_then(|place| (place as usize).checked_sub(block.len())),
            ];
            let words = &self.words[block.clone()];
            let follows = self.words.get(block.end);
            let fits = candidates.into_iter().flatten().find(|&start| {
                let end = start + words.len();
                self.reference.words.get(start..end) == Some(words)
                    && !self.taken[start..end].contains(&true)
                    && (line_starts[start] || before == start.checked_sub(1).map(|p| p as u32))
                    && (line_ends[end]
                        || after == Some(end as u32)
                        || self.reference.words.get(end) == follows)
            });
            if let Some(start) = fits {
                for offset in 0..block.len() {
                    self.pair(block.start + offset, start + offset);
                }
            }
        }
    }

    fn share(&self, block: usize) -> f32 {
        let pairs = &self.paired[self.blocks[block].clone()];
        if pairs.is_empty() {
            return 0.0;
        }
        pairs.iter().flatten().count() as f32 / pairs.len() as f32
    }

    fn shares(&self) -> Vec<f32> {
        (0..self.blocks.len())
            .map(|block| self.share(block))
            .collect()
    }
}

/// What a match weighs for each word that it adds, where one that goes right on
/// from the match before it weighs one more: of two copies the chain takes one whole.
const WORD_WEIGHT: u32 = 4;

/// Of matches in any order the heaviest chain that goes forward on both sides,
/// last match first. Among equals the one that ends first.
fn heaviest_chain(mut matches: Vec<Match>, reference: usize) -> Vec<Match> {
    // From back to front on one page word, so that no two of them can join one chain.
    matches.sort_by_key(|m| (m.page, std::cmp::Reverse(m.reference)));
    let mut best = PrefixMaximum::new(reference);
    // The last match of each diagonal, with the weight of its chain.
    let mut diagonals: HashMap<i64, (u32, u32, u32)> = HashMap::new();
    let mut before: Vec<Option<u32>> = Vec::with_capacity(matches.len());
    let mut heaviest: Option<(u32, u32)> = None;
    for (index, found) in matches.iter().enumerate() {
        let diagonal = i64::from(found.page) - i64::from(found.reference);
        let going_on = diagonals
            .get(&diagonal)
            .filter(|(page, ..)| page + 1 == found.page)
            .map(|&(_, weight, index)| (weight + 1, index));
        let head = going_on.max(best.below(found.reference as usize));
        let weight = head.map_or(0, |(weight, _)| weight) + WORD_WEIGHT * found.words;
        before.push(head.map(|(_, index)| index));
        diagonals.insert(diagonal, (found.page, weight, index as u32));
        best.raise(found.reference as usize, (weight, index as u32));
        if heaviest.is_none_or(|(most, _)| weight > most) {
            heaviest = Some((weight, index as u32));
        }
    }
    let mut next = heaviest.map(|(_, index)| index);
    std::iter::from_fn(|| {
        let index = next? as usize;
        next = before[index];
        Some(matches[index])
    })
    .collect()
}

/// The heaviest chain that ends before a place, for all places (a Fenwick tree).
struct PrefixMaximum(Vec<Option<(u32, u32)>>);

impl PrefixMaximum {
    fn new(places: usize) -> Self {
        PrefixMaximum(vec![None; places + 1])
    }

    fn below(&self, place: usize) -> Option<(u32, u32)> {
        let mut at = place;
        let mut best: Option<(u32, u32)> = None;
        while at > 0 {
            if let Some((weight, index)) = self.0[at]
                && best.is_none_or(|(most, _)| weight > most)
            {
                best = Some((weight, index));
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, place: usize, (weight, index): (u32, u32)) {
        let mut at = place + 1;
        while at < self.0.len() {
            if self.0[at].is_none_or(|(most, _)| weight > most) {
                self.0[at] = Some((weight, index));
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(blocks: &[&str], reference: &str) -> Vec<f32> {
        let mut lexicon = Lexicon::default();
        let reference = Reference::new(reference, &mut lexicon);
        let blocks: Vec<Vec<u32>> = blocks.iter().map(|text| lexicon.folded(text)).collect();
        let blocks: Vec<&[u32]> = blocks.iter().map(Vec::as_slice).collect();
        shares(&blocks, &reference)
    }

    #[test]
    fn paragraphs_of_the_reference_are_body_and_others_are_not() {
        let found = label(
            &[
                "All the news of the day",
                "The first boat left at dawn.",
                "Subscribe to our daily newsletter",
                "It came back at night, empty.",
            ],
            "The first boat left at dawn.\n\nIt came back at night, empty.",
        );
        assert_eq!(found, [0.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn words_of_a_menu_do_not_pair_with_words_of_the_article() {
        let found = label(
            &["Home", "Boats", "The boats are at home in the bay of Kiel."],
            "The boats are at home in the bay of Kiel.",
        );
        assert_eq!(found, [0.0, 0.0, 1.0]);
    }

    #[test]
    fn a_short_heading_pairs_with_its_line_where_it_stands() {
        let found = label(
            &[
                "Weather",
                "The rain came down at last.",
                "Weather",
                "It poured for three whole days.",
            ],
            "The rain came down at last.\nWeather\nIt poured for three whole days.",
        );
        assert_eq!(found, [0.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn of_two_copies_the_one_in_place_is_body() {
        let teaser = "A storm has sunk nine boats";
        let found = label(
            &[
                teaser,
                "Log in",
                teaser,
                "No one was hurt, said the harbour master.",
            ],
            "A storm has sunk nine boats\nNo one was hurt, said the harbour master.",
        );
        assert_eq!(found, [0.0, 0.0, 1.0, 1.0]);
    }

    #[test]
    fn as_many_copies_are_body_as_the_reference_holds() {
        let line = "Row, row, row your boat";
        let found = label(
            &[line, line, line],
            "Row, row, row your boat\nRow, row, row your boat",
        );
        assert_eq!(found.iter().sum::<f32>(), 2.0);
    }

    #[test]
    fn a_block_that_is_partly_in_the_reference_gets_its_share() {
        let found = label(
            &["Kiel, 3 May (own report) The first boat left at dawn today."],
            "The first boat left at dawn today.",
        );
        assert_eq!(found, [7.0 / 12.0]);
    }

    #[test]
    fn a_phrase_in_common_is_nothing() {
        let found = label(
            &["At the end of the day we all sell shoes and socks and hats to people in town"],
            "The boats came home at the end of the storm.",
        );
        assert_eq!(found, [0.0]);
    }

    #[test]
    fn a_changed_word_costs_that_word_only() {
        let found = label(
            &["one two three four five six seven eight nine ten"],
            "one two three four five SIX! siebzehn eight nine ten eleven",
        );
        assert_eq!(found, [0.9]);
    }

    #[test]
    fn a_long_block_in_another_order_is_found() {
        let first = "The second boat was found adrift by a fishing crew off Fehmarn.";
        let second = "The harbour master said that no one had been on board of it.";
        assert_eq!(
            label(&[first, second], &format!("{second}\n{first}")),
            [1.0, 1.0]
        );
    }

    #[test]
    fn list_items_and_cells_are_found_though_they_are_short() {
        let found = label(
            &["Shop", "Eggs", "2", "Flour", "1 cup", "Add to basket"],
            "1. Eggs\n| Flour | 1 cup |",
        );
        assert_eq!(found, [0.0, 1.0, 0.0, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn an_empty_reference_has_no_body() {
        assert_eq!(label(&["One two three four", ""], ""), [0.0, 0.0]);
    }

    #[test]
    fn a_long_page_of_one_repeated_line_takes_time_in_proportion() {
        let line = "over and over and over again";
        let page = vec![line; 20_000];
        let reference = vec![line; 20_000].join("\n");
        assert_eq!(label(&page, &reference).len(), page.len());
    }
}
