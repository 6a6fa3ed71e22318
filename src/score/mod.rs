//! From features to probabilities, and from those to what a page's body is:
//! the shipped models and their inference.
//!
//! 1. A first look scores every readable block by its own features; what is
//!    surely no body after the first trees is not asked further ([`cascade`]).
//! 2. The page's kind is told from the means of those features, over all
//!    blocks and over what the first look takes for body.
//! 3. Unless the page is plainly an article, a second look corrects the first
//!    on the blocks that may be body: it knows the verdicts on the blocks around
//!    each, and the kind.
//! 4. The page is cut where its expected F1 is best ([`cut`]).
//!
//! What each adds, out of fold, block by block, before the rules of roles
//! (word F1 on `wcxb`; shingle F1 on news; F1 on snippets):
//!
//! | | `wcxb` | news | snippets |
//! |---|---|---|---|
//! | first look, line at 0.5 | 0.848 | 0.937 | 0.938 |
//! | first look, line by promised F1 | 0.872 | 0.936 | 0.939 |
//! | second look, line at 0.5 | 0.860 | 0.936 | 0.938 |
//! | second look, line by promised F1 | 0.876 | 0.937 | 0.940 |
//! | second look, learned cut | 0.878 | 0.940 | 0.940 |
//! | the best line for each page | 0.930 | 0.964 | 0.976 |
//! | the best choice of whole blocks there is | 0.984 | 0.993 | 0.974 |
//!
//! `cargo run --release -p train -- --stages` prints it. Differences below 0.003
//! are within what another seed gives. The second look pays on listings,
//! collections and documentation (with earlier weights, asked of every page: 0.694
//! to 0.734, 0.648 to 0.664, 0.931 to 0.934), and nowhere else: hence the exception
//! of [`is_plainly_article`]. Fitted on earlier blocks, a second look that is a model of its own beside the first was worse by 0.004 on `wcxb`
//! and news, and the words of names ([`names`]) gave 0.005 on snippets. What the
//! page states for machines and what the addresses of links spell gave 0.005 on
//! `wcxb` and 0.004 on news and snippets; with a dozen more of their kind (names in
//! JSON-LD, hosts and depths of addresses) it was half of that, with counts of
//! pictures, prices and times by box none: features that say little are not free.
//! Pages of running text learned from once more without names gave 0.009 on
//! articles whose markup names nothing, and cost those that do nothing
//! (`evaluate --bare`).
//! The learned cut brings the confidence with it, which predicts the measured F1
//! (`wcxb` and news, out of fold, whole pipeline; nothing taken where there is
//! nothing to take counts as right):
//!
//! | confidence | pages | predicted | measured |
//! |---|---|---|---|
//! | below 0.4 | 12 | 0.00 | 0.58 |
//! | 0.4 to 0.5 | 15 | 0.46 | 0.50 |
//! | 0.5 to 0.6 | 75 | 0.56 | 0.55 |
//! | 0.6 to 0.7 | 106 | 0.65 | 0.72 |
//! | 0.7 to 0.8 | 172 | 0.75 | 0.73 |
//! | 0.8 to 0.9 | 238 | 0.85 | 0.86 |
//! | 0.9 to 1.0 | 1,206 | 0.97 | 0.96 |
//!
//! All of these are sums of symmetric trees: all nodes of one level ask the
//! same question, so a tree of depth *d* is *d* questions and 2^*d* leaves,
//! and the answers, read as bits, number the leaf. Features are first cut down
//! to one byte each (how many of the feature's borders lie below it), column by
//! column. Then the loop over trees stands outside and the loop over blocks
//! inside, with nothing in it but comparisons of bytes, which the compiler
//! turns into vector instructions without any `unsafe`.
//!
//! [`format`] has the layout of a model file.

mod cascade;
pub(crate) mod cut;
#[cfg(feature = "train")]
mod fitted;
pub(crate) mod focus;
mod format;
pub(crate) mod line;
pub(crate) mod names;
pub(crate) mod plain;
mod trees;

use std::sync::OnceLock;

use crate::block::Page;
use crate::factor::Factor;
use crate::features::{self, Features};
use crate::page_kind::PageKind;
use cascade::Cascade;
pub use focus::Focus;
use names::NameWeights;
pub(crate) use trees::Model;

/// The version of the weights that the crate ships; it changes whenever they do.
///
/// They score blocks of text, tell the kind of a page and choose where to cut
/// it: symmetric trees, about 300,000 bytes in all, those of pages and those of
/// plain text.
///
/// They were learned from three corpora, less the pages of domains that are kept
/// for blind tests: the development split of WCXB 1.0 by Murrough Foley
/// (CC-BY-4.0, 1,478 pages of seven kinds), the newspaper4k article-extraction
/// dataset by Andrei Paraschiv (Apache-2.0, 346 news pages), and trafilatura's
/// evaluation data by Adrien Barbaresi (Apache-2.0, 479 pages, four in five of
/// them not in English). No text of these pages is in them: a weight belongs to
/// a number such as a share of links, or to the hash of a word in a class name.
///
/// Expect less of them on kinds of pages and languages that the corpora have few
/// of; the README has the figures on domains that the weights have not seen,
/// and [`Article::confidence`](crate::Article::confidence) says of each page how
/// far to trust it.
pub const MODEL_VERSION: &str = "8";

/// The models that score a page together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Scorer {
    /// What the words of names are worth, before all else.
    pub names: NameWeights,
    /// Log-odds of a block to be body.
    pub first: Cascade,
    /// For each of [`PageKind::FITTED`] the log-odds of a page to be of that kind.
    pub kinds: Vec<Model>,
    /// What the second look adds to a block's log-odds.
    pub second: Model,
    /// The F1 to expect of a cut.
    pub cut: Model,
}

/// What the models say of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Scores {
    /// By block: the probability to be body, 0.0 to 1.0; 0.0 for blocks that
    /// nobody reads.
    pub of_block: Vec<f32>,
    /// Blocks of this probability and above are body.
    pub line: f32,
    /// The page's expected F1, 0.0 to 1.0.
    pub confidence: f32,
    /// What kind of page it is.
    pub kind: PageKind,
    /// How likely that is, 0.0 to 1.0.
    pub kind_probability: f32,
}

impl Scorer {
    /// The weights that the crate ships.
    ///
    /// A test says when they do not fit the crate's features; until they are
    /// trained again every block then scores 0.5.
    pub fn shipped() -> &'static Scorer {
        static SHIPPED: OnceLock<Scorer> = OnceLock::new();
        SHIPPED.get_or_init(|| Scorer::from_bytes(include_bytes!("page.model")).unwrap_or_default())
    }

    /// Scores a page.
    pub fn score(&self, page: &Page, features: &Features, focus: Focus) -> Scores {
        let first = self.first_look(features);
        let kinds = self.kinds(page, features, &first);
        let log_odds = self.second_look(page, features, first, &kinds);
        let scores: Vec<f32> = log_odds.into_iter().map(probability).collect();
        let cut = cut::best(&cut::of_page(page, features, &scores, &kinds), &self.cut);
        let mut of_block = vec![0.0; page.blocks.len()];
        for (row, score) in features.readable().iter().zip(scores) {
            of_block[*row as usize] = score;
        }
        let (kind, kind_probability) = likeliest(&kinds);
        let is_empty = of_block.iter().all(|score| *score < LEAST);
        let line = if is_empty { NOTHING } else { cut.line };
        let confidence = if takes_nothing(&of_block, line) {
            0.0
        } else {
            cut.confidence
        };
        Scores {
            of_block,
            line: focus.moved(line),
            confidence,
            kind,
            kind_probability,
        }
    }

    /// What weighed most in the first look at a block: for its being body, or
    /// against it.
    pub fn factors(&self, row: &[f32], most: usize, is_body: bool) -> Vec<Factor> {
        strongest(self.first.whole(), &features::names(), row, most, is_body)
    }

    /// The log-odds of each readable block.
    pub fn first_look(&self, features: &Features) -> Vec<f32> {
        self.first.sums(features.columns())
    }

    /// The probability of each of [`PageKind::FITTED`]; they add up to 1.0.
    pub fn kinds(&self, page: &Page, features: &Features, first: &[f32]) -> Vec<f32> {
        let scores: Vec<f32> = first.iter().copied().map(probability).collect();
        let row = features::page::row(page, features, &scores);
        kinds_of(&self.kinds, &row)
    }

    /// The log-odds of each readable block after the second look, which a plain
    /// article is spared.
    pub fn second_look(
        &self,
        page: &Page,
        features: &Features,
        first: Vec<f32>,
        kinds: &[f32],
    ) -> Vec<f32> {
        if is_plainly_article(kinds) {
            return first;
        }
        let open = cascade::open(&first);
        let columns = features::second::of_page(page, features, &first, kinds, &open);
        let mut both = first;
        for (rank, added) in open.iter().zip(self.second.sums(&columns)) {
            both[*rank] += added;
        }
        both
    }
}

/// The features that pull a row most to one side, the strongest first.
fn strongest<S: AsRef<str>>(
    model: &Model,
    names: &[S],
    row: &[f32],
    most: usize,
    is_body: bool,
) -> Vec<Factor> {
    let pulls = model.pulls(row);
    let is_on_side = |pull: f32| if is_body { pull > 0.0 } else { pull < 0.0 };
    let mut factors: Vec<Factor> = names
        .iter()
        .zip(row.iter().zip(pulls))
        .filter(|(_, (_, pull))| is_on_side(*pull))
        .map(|(name, (value, pull))| Factor::new(name.as_ref(), *value, pull))
        .collect();
    factors.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    factors.truncate(most);
    factors
}

/// Whether a page is an article beyond much doubt: there the first look is
/// right as it stands, for the second was learned where it errs, on lists.
///
/// Swept 0.5..=0.97 and without, folds by domain, whole pipeline: `wcxb` flat
/// within 0.0004; news accuracy 0.194 without, 0.205 at 0.7, 0.208 at 0.5;
/// snippets 0.9341, 0.9382 and 0.9372.
fn is_plainly_article(kinds: &[f32]) -> bool {
    const PLAIN: f32 = 0.6;
    matches!(likeliest(kinds), (PageKind::Article, share) if share >= PLAIN)
}

/// Where no block is likelier than this to be body, none is: the page's menus
/// and foot are no better answer. Its text is in a picture, or was never saved.
/// Swept 0.13 to 0.2, folds by domain: `wcxb` +0.0027 at 0.17, 0.0024 at 0.2, none
/// below.
const LEAST: f32 = 0.17;

/// The line that no block reaches.
const NOTHING: f32 = 1.5;

/// An answer of nothing is no article, however right it may be.
fn takes_nothing(of_block: &[f32], line: f32) -> bool {
    of_block.iter().all(|score| *score < line)
}

/// The probability of each kind, told by its own model: they add up to 1.0.
fn kinds_of(models: &[Model], row: &[f32]) -> Vec<f32> {
    let alone: Vec<f32> = models
        .iter()
        .map(|model| probability(model.sum(row)))
        .collect();
    let all: f32 = alone.iter().sum();
    alone.into_iter().map(|share| share / all).collect()
}

/// Least probability of a kind that is named.
const LIKELY: f32 = 0.4;

fn likeliest(kinds: &[f32]) -> (PageKind, f32) {
    let best = kinds
        .iter()
        .zip(PageKind::FITTED)
        .max_by(|a, b| a.0.total_cmp(b.0));
    match best {
        Some((&probability, kind)) if probability >= LIKELY => (kind, probability),
        Some((&probability, _)) => (PageKind::Other, 1.0 - probability),
        None => (PageKind::Other, 0.0),
    }
}

/// The logistic function.
pub(crate) fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_models_are_made_for_the_features_of_this_crate() {
        let shipped = Scorer::from_bytes(include_bytes!("page.model"));
        assert!(
            shipped.is_ok(),
            "{:?}: run `cargo run --release -p train`",
            shipped.err()
        );
    }

    #[test]
    fn all_shipped_models_together_keep_to_their_size() {
        let bytes = include_bytes!("page.model").len() + include_bytes!("plain.model").len();
        assert!(bytes <= 300 << 10, "{bytes}");
    }

    #[test]
    fn a_page_is_of_the_kind_that_is_likely() {
        assert_eq!(
            likeliest(&[0.1, 0.1, 0.7, 0.1, 0.0, 0.0, 0.0]),
            (PageKind::Forum, 0.7)
        );
        assert_eq!(likeliest(&[0.2; 5]).0, PageKind::Other);
    }
}
