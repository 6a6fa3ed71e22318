//! What the trainer and the judge need of the crate's inside: the features of
//! a page's blocks, the making of model files, and scoring and extraction with
//! other weights than the shipped ones.
//! Not part of the public API.

pub mod plain;

use crate::article::Article;
use crate::block::{BlockKind, ContainerId};
use crate::error::Error;
use crate::extractor::Extractor;
use crate::features::columns::Columns;
use crate::features::{self, Features};
use crate::metadata::declared::Declared;
use crate::page_kind::PageKind;
use crate::score::names::{LEVELS, NameWeights};
use crate::score::{self, Focus, Model, Scorer, cut};

/// A block as the trainer sees it.
#[derive(Debug, Clone)]
pub struct BlockRow {
    /// Its text.
    pub text: String,
    /// What its markup says it is.
    pub kind: BlockKind,
    /// Whether a reader sees it; hidden blocks are never scored.
    pub visible: bool,
    /// Whether most of its words are links.
    pub is_link: bool,
}

/// A page cut into blocks, with their features.
#[derive(Debug)]
pub struct FeaturedPage {
    page: crate::block::Page,
    declared: Declared,
    features: Features,
}

impl FeaturedPage {
    /// Cuts a page into blocks.
    ///
    /// # Errors
    ///
    /// As [`Extractor::extract_bytes`].
    pub fn new(extractor: &Extractor, bytes: &[u8]) -> Result<Self, Error> {
        let (page, declared) = extractor.blocks(bytes)?;
        let features = features::of_page(&page, &declared, &NameWeights::default());
        Ok(FeaturedPage {
            page,
            declared,
            features,
        })
    }

    /// Works the features out again with what names have been found worth.
    pub fn weigh_names(&mut self, models: &Models) {
        self.features = features::of_page(&self.page, &self.declared, &models.0.names);
    }

    /// For each block that is scored, the words of the names around it, each
    /// with how far out it stands, 0 to 3.
    pub fn names_around(&self) -> Vec<Vec<(u32, usize)>> {
        let rows = self.readable().iter();
        rows.map(|row| self.names_of(self.page.blocks[*row as usize].container))
            .collect()
    }

    fn names_of(&self, container: ContainerId) -> Vec<(u32, usize)> {
        let mut words = Vec::new();
        let mut at = container;
        for level in 0.. {
            let container = &self.page.containers[at.row()];
            let range = container.name_words.start as usize..container.name_words.end as usize;
            let level = usize::min(level, LEVELS - 1);
            words.extend(
                self.page.name_words[range]
                    .iter()
                    .map(|word| (*word, level)),
            );
            if at == container.parent {
                break;
            }
            at = container.parent;
        }
        words
    }

    /// All blocks, in document order.
    pub fn blocks(&self) -> Vec<BlockRow> {
        let blocks = self.page.blocks.iter();
        blocks
            .map(|block| BlockRow {
                visible: block.is_visible(),
                text: block.text.clone(),
                kind: block.kind,
                is_link: block.is_link(),
            })
            .collect()
    }

    /// The blocks that are scored. All that follows has a row for each of them.
    pub fn readable(&self) -> &[u32] {
        self.features.readable()
    }

    /// The features of the first look.
    pub fn first_rows(&self) -> Vec<Vec<f32>> {
        let ranks = 0..self.readable().len();
        ranks.map(|rank| self.features.row(rank)).collect()
    }

    /// The features of the page's kind, from the first look's log-odds.
    pub fn kind_row(&self, first: &[f32]) -> Vec<f32> {
        let scores: Vec<f32> = first.iter().copied().map(probability).collect();
        features::page::row(&self.page, &self.features, &scores)
    }

    /// The features of the second look.
    pub fn second_rows(&self, first: &[f32], kinds: &[f32]) -> Vec<Vec<f32>> {
        let all: Vec<usize> = (0..first.len()).collect();
        let columns = features::second::of_page(&self.page, &self.features, first, kinds, &all);
        all.iter().map(|rank| columns.row(*rank)).collect()
    }

    /// The features of the cuts, in the order of [`cut_lines`], from the
    /// probabilities after the second look.
    pub fn cut_rows(&self, scores: &[f32], kinds: &[f32]) -> Vec<Vec<f32>> {
        cut::of_page(&self.page, &self.features, scores, kinds).rows()
    }

    /// The first look's log-odds.
    pub fn first_look(&self, models: &Models) -> Vec<f32> {
        models.0.first_look(&self.features)
    }

    /// The probability of each kind of page, in the order of [`kinds`].
    pub fn kinds(&self, models: &Models, first: &[f32]) -> Vec<f32> {
        models.0.kinds(&self.page, &self.features, first)
    }

    /// The log-odds after the second look.
    pub fn second_look(&self, models: &Models, first: Vec<f32>, kinds: &[f32]) -> Vec<f32> {
        models
            .0
            .second_look(&self.page, &self.features, first, kinds)
    }

    /// By block the probability to be body, and the line that the page is cut at.
    pub fn scores(&self, models: &Models) -> (Vec<f32>, f32) {
        let scores = models.0.score(&self.page, &self.features, Focus::Balanced);
        (scores.of_block, scores.line)
    }
}

/// The kinds of page, in the order of their models.
pub fn kinds() -> [PageKind; 7] {
    PageKind::FITTED
}

/// The probabilities that a page may be cut at.
pub fn cut_lines() -> &'static [f32] {
    &cut::LINES
}

/// What a model is fitted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// A block, by its own features.
    First,
    /// Whether a page is of this kind, by its number in [`kinds`].
    Kind(usize),
    /// A block, by its features and the first verdicts.
    Second,
    /// The F1 of a cut.
    Cut,
}

impl Task {
    /// The names of its features, in their order.
    pub fn feature_names(self) -> Vec<String> {
        match self {
            Task::First => features::names().into_iter().map(str::to_owned).collect(),
            Task::Kind(_) => features::page::names(),
            Task::Second => features::second::names(),
            Task::Cut => cut::names(),
        }
    }
}

/// Weights that replace the shipped ones.
#[derive(Debug, Clone, Default)]
pub struct Models(Scorer);

impl Models {
    /// The weights in the crate.
    pub fn shipped() -> Self {
        Models(Scorer::shipped().clone())
    }

    /// Reads a model file as the trainer writes it.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes, in words.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        Scorer::from_bytes(bytes).map(Models)
    }

    /// The model file.
    ///
    /// # Errors
    ///
    /// What does not fit the file's layout, in words.
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        self.0.to_bytes()
    }

    /// Puts fitted weights of words of names in.
    pub fn set_names(&mut self, fitted: &[(u32, [f32; 4])]) {
        self.0.names = NameWeights::from_fitted(fitted);
    }

    /// Puts fitted trees in; only the borders that are in use are kept. Kinds
    /// are put in in their order.
    ///
    /// # Errors
    ///
    /// What does not fit, in words.
    pub fn set(&mut self, task: Task, fitted: &FittedTrees) -> Result<(), String> {
        let model = Model::from_fitted(fitted, task.feature_names().len())?;
        match task {
            Task::First => self.0.first = model.into(),
            Task::Kind(number) => {
                self.0.kinds.truncate(number);
                self.0.kinds.push(model);
            }
            Task::Second => self.0.second = model,
            Task::Cut => self.0.cut = model,
        }
        Ok(())
    }

    /// What a task's trees add up to for each row of features.
    pub fn sums(&self, task: Task, rows: &[&[f32]]) -> Vec<f32> {
        let model = match task {
            Task::First => self.0.first.whole(),
            Task::Kind(number) => &self.0.kinds[number],
            Task::Second => &self.0.second,
            Task::Cut => &self.0.cut,
        };
        model.sums(&Columns::of_rows(rows))
    }
}

/// The probability that belongs to log-odds.
pub fn probability(log_odds: f32) -> f32 {
    score::probability(log_odds)
}

/// A fitted sum of symmetric trees, as a learner hands it over.
#[derive(Debug, Clone, Default)]
pub struct FittedTrees {
    /// Where the sum over the trees starts.
    pub bias: f32,
    /// The trees.
    pub trees: Vec<FittedTree>,
}

/// A tree whose nodes of one level all ask the same question.
#[derive(Debug, Clone)]
pub struct FittedTree {
    /// For each level a feature's number and the border that it is compared
    /// with; *above* is 1. The first answer is the lowest bit of the leaf's number.
    pub splits: Vec<(usize, f32)>,
    /// Log-odds.
    pub leaves: Vec<f32>,
}

/// [`Extractor::extract_bytes`] with other weights.
///
/// # Errors
///
/// As [`Extractor::extract_bytes`].
pub fn extract_with(
    extractor: &Extractor,
    bytes: &[u8],
    models: &Models,
) -> Result<Article, Error> {
    extractor.extract_with(bytes, &models.0)
}
