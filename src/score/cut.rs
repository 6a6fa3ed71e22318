//! Where to cut: the probability from which the blocks of a page count as body.
//!
//! Two estimates of what each cut is worth are weighed: the F1 that the blocks'
//! own probabilities promise (see [`line`]), and the F1 that a model of
//! cuts has learned to expect from what the cut takes and leaves. The second
//! is also the page's confidence.

use super::line;
use super::trees::Model;
use crate::block::Page;
use crate::features::columns::Columns;
use crate::features::{Features, second};
use crate::page_kind::PageKind;

/// The probabilities that are tried.
pub(crate) const LINES: [f32; 23] = [
    0.03, 0.06, 0.1, 0.14, 0.18, 0.22, 0.26, 0.3, 0.34, 0.38, 0.42, 0.46, 0.5, 0.54, 0.58, 0.62,
    0.66, 0.7, 0.75, 0.8, 0.85, 0.9, 1.01,
];

/// A cut and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cut {
    /// Blocks of this probability and above are body.
    pub line: f32,
    /// The page's expected F1, 0.0 to 1.0.
    pub confidence: f32,
}

/// How much the learned estimate weighs beside the promised one; what the
/// distance from the promised cut costs, a unit of probability. Swept, folds
/// by domain: see the table of [`super`].
const LEARNED: f32 = 0.7;
const DISTANCE: f32 = 0.05;

/// The best cut of a page.
pub(crate) fn best(cuts: &Cuts, model: &Model) -> Cut {
    let learned = model.sums(&cuts.columns);
    let worth = |cut: usize| {
        LEARNED * learned[cut] + (1.0 - LEARNED) * cuts.promised[cut]
            - DISTANCE * (LINES[cut] - cuts.base).abs()
    };
    let best = (0..LINES.len())
        .max_by(|a, b| worth(*a).total_cmp(&worth(*b)))
        .unwrap_or_default();
    Cut {
        line: LINES[best],
        confidence: learned[best].clamp(0.0, 1.0),
    }
}

/// Shares of the page's words by probability: the bounds of the shares.
const BANDS: [f32; 14] = [
    0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.1,
];

/// Features of the blocks whose mean over the words taken is a feature of the cut.
const TAKEN: [&str; MEANS] = [
    "own.link_density",
    "own.stop_word_share",
    "own.ends_sentence",
    "own.money",
    "own.digit_share",
];

/// Features of the page that are features of the cut.
const WHOLE: [&str; 17] = [
    "whole.blocks",
    "whole.words",
    "whole.prose_words",
    "whole.prose_share",
    "whole.link_density",
    "whole.words_a_block",
    "whole.headings",
    "whole.controls",
    "whole.images",
    "whole.main_prose",
    "whole.main_blocks",
    "whole.main_link_density",
    "whole.declared_article",
    "whole.declared_product",
    "whole.declared_discussion",
    "whole.declared_list",
    "whole.has_title_block",
];

/// The names of the features of a cut, in their order.
pub(crate) fn names() -> Vec<String> {
    names_with(&TAKEN, &WHOLE)
}

/// The names of the features of a cut, given those of the blocks and of the
/// page that it looks at.
pub(super) fn names_with(of_blocks: &[&str], of_page: &[&str]) -> Vec<String> {
    let own = [
        "cut.line",
        "cut.promised",
        "cut.promised_to_best",
        "cut.line_to_base",
        "cut.words",
        "cut.words_share",
        "cut.precision",
        "cut.recall",
        "cut.blocks",
        "cut.taken_in_main",
        "cut.main_taken",
    ];
    let taken = of_blocks.iter().map(|name| format!("taken {name}"));
    let left = of_blocks.iter().take(1).map(|name| format!("left {name}"));
    let rest = ["cut.runs", "cut.span_blocks", "cut.span_words"];
    let bands = BANDS
        .windows(2)
        .map(|band| format!("page.words_at_{}", band[0]));
    let page = ["page.body_words", "page.body_share", "page.best_promised"];
    let owned = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    let mut names = owned(&own);
    names.extend(taken);
    names.extend(left);
    names.extend(owned(&rest));
    names.extend(bands);
    names.extend(owned(of_page));
    names.extend(owned(&page));
    names.extend(PageKind::FITTED.map(|kind| format!("kind.{kind}")));
    names
}

/// The cuts of one page, in the order of [`LINES`].
pub(crate) struct Cuts {
    /// Of each cut its features.
    pub columns: Columns,
    /// Of each cut the F1 that the blocks' probabilities promise.
    promised: Vec<f32>,
    /// The cut of the best promise; see [`line`].
    base: f32,
}

#[cfg(feature = "train")]
impl Cuts {
    /// Of each cut its features.
    pub fn rows(&self) -> Vec<Vec<f32>> {
        let cuts = 0..self.columns.rows();
        cuts.map(|cut| self.columns.row(cut)).collect()
    }
}

/// What the model of cuts sees of a page: `scores` are those of its readable
/// blocks, `kinds` the probability of each kind of page.
pub(crate) fn of_page(page: &Page, features: &Features, scores: &[f32], kinds: &[f32]) -> Cuts {
    let whole: Vec<f32> = second::columns(&WHOLE)
        .map(|column| features.columns().first(column))
        .collect();
    of_blocks(&blocks(page, features, scores), &whole, kinds)
}

/// The same of any blocks; `whole` and `kinds` are features of the page.
pub(super) fn of_blocks(blocks: &[Block], whole: &[f32], kinds: &[f32]) -> Cuts {
    let by_score = by_score(blocks);
    let sorted = by_score.iter().map(|place| &blocks[*place]);
    let base = line::of_page(sorted.map(|block| (block.words as u32, block.score)));
    let mut all = Taken::default();
    blocks.iter().for_each(|block| all.add(block));
    let taken = taken_by_each(blocks, &by_score);
    let promised: Vec<f32> = taken
        .iter()
        .map(|taken| share(2.0 * taken.body, taken.words + all.body))
        .collect();
    let best = promised.iter().copied().fold(0.0, f32::max);
    let of_page = of_whole_page(whole, blocks, &all, best, kinds);
    let rows = taken.iter().zip(LINES).zip(&promised);
    let rows: Vec<[f32; OF_CUT]> = rows
        .map(|((taken, line), &promised)| {
            let of_line = [line, promised, promised - best, line - base];
            let mut row = of_line.into_iter().chain(taken.features(&all));
            std::array::from_fn(|_| row.next().unwrap_or_default())
        })
        .collect();
    let mut columns = Columns::of_rows(&rows);
    for value in of_page {
        columns.push_same(value);
    }
    Cuts {
        columns,
        promised,
        base,
    }
}

fn of_whole_page(
    whole: &[f32],
    blocks: &[Block],
    all: &Taken,
    best: f32,
    kinds: &[f32],
) -> Vec<f32> {
    let mut row = Vec::new();
    let mut words_at = [0.0; BANDS.len() - 1];
    for block in blocks {
        let above = BANDS.iter().filter(|bound| **bound <= block.score).count();
        if let Some(words) = words_at.get_mut(above.wrapping_sub(1)) {
            *words += block.words;
        }
    }
    row.extend(words_at.map(|words| share(words, all.words)));
    row.extend_from_slice(whole);
    row.extend([log2(all.body), share(all.body, all.words), best]);
    row.extend_from_slice(kinds);
    row
}

/// A readable block as the cut sees it.
pub(super) struct Block {
    pub rank: usize,
    pub score: f32,
    pub words: f32,
    /// Words of all blocks before it.
    pub words_before: f32,
    pub in_main: bool,
    pub taken: [f32; MEANS],
}

/// Features of the blocks that a cut looks at.
pub(super) const MEANS: usize = 5;

fn blocks(page: &Page, features: &Features, scores: &[f32]) -> Vec<Block> {
    let columns: Vec<usize> = second::columns(&TAKEN).collect();
    let in_main = second::columns(&["place.in_half"])
        .next()
        .unwrap_or_default();
    let mut words_before = 0.0;
    let rows = features.readable().iter().zip(scores).enumerate();
    rows.map(|(rank, (&row, &score))| {
        let value = |column| features.columns().get(column, rank);
        let words = page.blocks[row as usize].words as f32;
        let mut taken = [0.0; MEANS];
        for (taken, column) in taken.iter_mut().zip(&columns) {
            *taken = value(*column);
        }
        words_before += words;
        Block {
            rank,
            score,
            words,
            words_before: words_before - words,
            in_main: value(in_main) == 1.0,
            taken,
        }
    })
    .collect()
}

/// What a cut takes, summed.
#[derive(Debug, Clone, Copy, Default)]
struct Taken {
    blocks: f32,
    words: f32,
    /// Words of body that are expected among them.
    body: f32,
    in_main: f32,
    /// Words times each of [`TAKEN`].
    means: [f32; MEANS],
    /// Runs of neighbours.
    runs: f32,
    /// Rank of the first block; the first after the last.
    span: Option<(usize, usize)>,
    /// Words before the first block, and up to the last.
    span_words: (f32, f32),
}

impl Taken {
    fn add(&mut self, block: &Block) {
        self.blocks += 1.0;
        self.words += block.words;
        self.body += block.words * block.score;
        if block.in_main {
            self.in_main += block.words;
        }
        for (mean, value) in self.means.iter_mut().zip(block.taken) {
            *mean += block.words * value;
        }
        let up_to = block.words_before + block.words;
        let (first, end) = self.span.unwrap_or((block.rank, block.rank + 1));
        let (before, last) = match self.span {
            Some(_) => self.span_words,
            None => (block.words_before, up_to),
        };
        self.span = Some((first.min(block.rank), end.max(block.rank + 1)));
        self.span_words = (before.min(block.words_before), last.max(up_to));
    }

    /// The features of what is taken, in their order.
    fn features(&self, all: &Taken) -> impl Iterator<Item = f32> {
        let shares = [
            log2(self.words),
            share(self.words, all.words),
            share(self.body, self.words),
            share(self.body, all.body),
            log2(self.blocks),
            share(self.in_main, self.words),
            share(self.in_main, all.in_main),
        ];
        let means = self.means.map(|mean| share(mean, self.words));
        let blocks = self.span.map_or(0, |(first, end)| end - first);
        let rest = [
            share(all.means[0] - self.means[0], all.words - self.words),
            log2(self.runs),
            share(blocks as f32, self.blocks),
            share(self.words, self.span_words.1 - self.span_words.0),
        ];
        shares.into_iter().chain(means).chain(rest)
    }
}

/// Features that differ from cut to cut: four of the line, and those of
/// [`Taken::features`].
const OF_CUT: usize = 4 + 7 + MEANS + 4;

/// The places of the blocks, the likeliest first.
fn by_score(blocks: &[Block]) -> Vec<usize> {
    // Of numbers that are not below 0.0 the bits have the same order. With the
    // place behind them they are one number, which is sorted faster.
    let key =
        |(place, block): (usize, &Block)| (u64::from(!block.score.to_bits()) << 32) + place as u64;
    let mut keys: Vec<u64> = blocks.iter().enumerate().map(key).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u32 as usize).collect()
}

/// For each of [`LINES`] what it takes of the blocks, whose places come with
/// the likeliest first.
fn taken_by_each(blocks: &[Block], by_score: &[usize]) -> Vec<Taken> {
    let mut next = by_score.iter().copied().peekable();
    let mut is_taken = vec![false; blocks.len() + 2];
    let mut taken = Taken::default();
    let mut of_line: Vec<Taken> = LINES
        .iter()
        .rev()
        .map(|line| {
            while let Some(rank) = next.next_if(|rank| blocks[*rank].score >= *line) {
                taken.add(&blocks[rank]);
                // Places are shifted by one, so that every block has neighbours.
                let neighbours = [is_taken[rank], is_taken[rank + 2]];
                taken.runs += 1.0 - neighbours.into_iter().filter(|taken| *taken).count() as f32;
                is_taken[rank + 1] = true;
            }
            taken
        })
        .collect();
    of_line.reverse();
    of_line
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn log2(count: f32) -> f32 {
    (count + 1.0).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(rank: usize, score: f32) -> Block {
        Block {
            rank,
            score,
            words: 10.0,
            words_before: 10.0 * rank as f32,
            in_main: false,
            taken: [0.0; MEANS],
        }
    }

    fn at(line: f32, taken: &[Taken]) -> Taken {
        taken[LINES.iter().position(|known| *known == line).unwrap()]
    }

    #[test]
    fn a_cut_takes_the_blocks_from_its_line_on() {
        let blocks = [block(0, 0.95), block(1, 0.2), block(2, 0.6), block(3, 0.7)];
        let taken = taken_by_each(&blocks, &by_score(&blocks));
        assert_eq!(at(1.01, &taken).words, 0.0);
        assert_eq!(at(0.9, &taken).words, 10.0);
        assert_eq!(at(0.5, &taken).words, 30.0);
        assert_eq!(at(0.03, &taken).words, 40.0);
    }

    #[test]
    fn runs_and_spans_are_those_of_the_blocks_taken() {
        let blocks = [block(0, 0.95), block(1, 0.2), block(2, 0.6), block(3, 0.7)];
        let taken = taken_by_each(&blocks, &by_score(&blocks));
        assert_eq!(at(0.5, &taken).runs, 2.0);
        assert_eq!(at(0.5, &taken).span, Some((0, 4)));
        assert_eq!(at(0.5, &taken).span_words, (0.0, 40.0));
        assert_eq!(at(0.03, &taken).runs, 1.0);
        assert_eq!(at(0.7, &taken).runs, 2.0);
    }

    #[test]
    fn every_feature_has_a_name() {
        let cuts = of_page(&Page::default(), &Features::default(), &[], &[0.0; 7]);
        assert_eq!(cuts.columns.features(), names().len());
    }

    #[test]
    fn a_page_without_blocks_has_a_cut() {
        let cuts = of_page(&Page::default(), &Features::default(), &[], &[0.0; 7]);
        assert_eq!(best(&cuts, &Model::default()).confidence, 0.0);
    }
}
