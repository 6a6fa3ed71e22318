//! What the trainer needs to fit the scorer of plain text.

use super::{BlockRow, FittedTrees};
use crate::article::Article;
use crate::error::Error;
use crate::extractor::Extractor;
use crate::features::columns::Columns;
use crate::features::plain::words::{self, PLACES};
use crate::features::plain::{self, again};
use crate::limits::Limits;
use crate::score::plain::{PlainScorer, cut_names};
use crate::score::{Focus, Model};
use crate::segment::plain::Line;

/// A text cut into lines.
#[derive(Debug)]
pub struct PlainPage {
    lines: Vec<Line>,
}

impl PlainPage {
    /// Cuts a text into lines.
    pub fn new(text: &str) -> Self {
        PlainPage {
            lines: crate::segment::plain::dump(text, &Limits::default()).lines,
        }
    }

    /// All lines, in order.
    pub fn blocks(&self) -> Vec<BlockRow> {
        let row = |line: &Line| BlockRow {
            text: line.block.text.clone(),
            kind: line.block.kind,
            visible: !line.block.text.is_empty(),
            is_link: false,
        };
        self.lines.iter().map(row).collect()
    }

    /// The places of a line's words in the table of their weights, below
    /// [`PlainPage::PLACES`], and what each of them counts.
    pub fn word_places(&self, line: usize) -> (Vec<u16>, f32) {
        words::places_and_scale(&self.lines[line].block.text)
    }

    /// Places of the table of the words' weights.
    pub const PLACES: usize = PLACES;

    /// The lines that are scored. All that follows has a row for each of them.
    pub fn readable(&self, models: &PlainModels) -> Vec<u32> {
        models.0.features(&self.lines).readable().to_vec()
    }

    /// The features of the first look.
    pub fn first_rows(&self, models: &PlainModels) -> PlainRows {
        PlainRows(models.0.features(&self.lines).columns)
    }

    /// The first look's log-odds.
    pub fn first_look(&self, models: &PlainModels) -> Vec<f32> {
        models.0.first_look(&models.0.features(&self.lines))
    }

    /// The features of the text as a whole, from the first look's log-odds.
    pub fn kind_row(&self, models: &PlainModels, first: &[f32]) -> Vec<f32> {
        models.0.features(&self.lines).of_text(first)
    }

    /// The features of the second look, from the first look's log-odds.
    pub fn second_rows(&self, models: &PlainModels, first: &[f32]) -> PlainRows {
        let features = models.0.features(&self.lines);
        let of_text = features.of_text(first);
        let kinds = models.0.kinds(&of_text);
        PlainRows(again::of_lines(&features, first, &of_text, &kinds))
    }

    /// The probabilities after the second look.
    pub fn second_look(&self, models: &PlainModels) -> Vec<f32> {
        let features = models.0.features(&self.lines);
        let first = models.0.first_look(&features);
        let of_text = features.of_text(&first);
        let kinds = models.0.kinds(&of_text);
        let second = models.0.second_look(&features, &first, &of_text, &kinds);
        second.into_iter().map(super::probability).collect()
    }

    /// The features of the cuts, in the order of [`super::cut_lines`], from the
    /// probabilities after the second look.
    pub fn cut_rows(&self, models: &PlainModels, scores: &[f32]) -> Vec<Vec<f32>> {
        let features = models.0.features(&self.lines);
        let of_text = features.of_text(&models.0.first_look(&features));
        let kinds = models.0.kinds(&of_text);
        models.0.cuts(&self.lines, &features, scores, &kinds).rows()
    }

    /// By line the probability to be body, and the line that the text is cut at.
    pub fn scores(&self, models: &PlainModels) -> (Vec<f32>, f32) {
        let scores = models.0.score(&self.lines, Focus::Balanced);
        (scores.of_block, scores.line)
    }
}

/// A row of features a scored line.
#[derive(Debug)]
pub struct PlainRows(Columns);

impl PlainRows {
    /// The row of the scored line of this number.
    pub fn row(&self, rank: usize) -> Vec<f32> {
        self.0.row(rank)
    }
}

/// What a model of plain text is fitted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainTask {
    /// A line, by its own features.
    First,
    /// Whether a text is of this kind, by its number in [`super::kinds`].
    Kind(usize),
    /// A line, by its features and the first verdicts.
    Second,
    /// The F1 of a cut.
    Cut,
}

impl PlainTask {
    /// The names of its features, in their order.
    pub fn feature_names(self) -> Vec<String> {
        match self {
            PlainTask::First => plain::names().into_iter().map(str::to_owned).collect(),
            PlainTask::Kind(_) => plain::names_of_text(),
            PlainTask::Second => again::names(),
            PlainTask::Cut => cut_names(),
        }
    }
}

/// In how many texts each word stands in the body, and in the furniture.
#[derive(Debug, Clone)]
pub struct WordCounts {
    /// By place of the table: texts where it stands in the body, and elsewhere.
    counts: Vec<[f32; 2]>,
}

impl Default for WordCounts {
    fn default() -> Self {
        WordCounts {
            counts: vec![[0.0; 2]; PLACES],
        }
    }
}

impl WordCounts {
    /// Counts a text, given for each line the share of it that is body.
    pub fn add(&mut self, page: &PlainPage, labels: &[Option<f32>]) {
        let mut seen: [Vec<u16>; 2] = [Vec::new(), Vec::new()];
        for (line, label) in page.lines.iter().zip(labels) {
            let Some(share) = label else { continue };
            seen[usize::from(*share < 0.5)].extend(words::places_and_scale(&line.block.text).0);
        }
        for (side, mut places) in seen.into_iter().enumerate() {
            places.sort_unstable();
            places.dedup();
            for place in places {
                self.counts[usize::from(place)][side] += 1.0;
            }
        }
    }

    fn log_odds(&self) -> Vec<f32> {
        /// Texts that a word must be seen in to say much.
        const PRIOR: f32 = 3.0;
        let odds = |[body, other]: &[f32; 2]| ((body + PRIOR) / (other + PRIOR)).ln();
        self.counts.iter().map(odds).collect()
    }
}

/// Weights for plain text that replace the shipped ones.
#[derive(Debug, Clone, Default)]
pub struct PlainModels(PlainScorer);

impl PlainModels {
    /// The weights in the crate.
    pub fn shipped() -> Self {
        PlainModels(PlainScorer::shipped().clone())
    }

    /// Reads a model file as the trainer writes it.
    ///
    /// # Errors
    ///
    /// What is wrong with the bytes, in words.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        PlainScorer::from_bytes(bytes).map(PlainModels)
    }

    /// The model file.
    ///
    /// # Errors
    ///
    /// What does not fit the file's layout, in words.
    pub fn to_bytes(&self) -> Result<Vec<u8>, String> {
        self.0.to_bytes()
    }

    /// Puts the odds of words in.
    pub fn set_words(&mut self, counts: &WordCounts) {
        self.0.words.set_log_odds(&counts.log_odds());
    }

    /// Puts weights of words in, by place ([`PlainPage::word_places`]).
    pub fn set_word_weights(&mut self, weights: &[f32]) {
        self.0.words.set_weights(weights);
    }

    /// Puts fitted trees in; kinds in their order.
    ///
    /// # Errors
    ///
    /// What does not fit, in words.
    pub fn set(&mut self, task: PlainTask, fitted: &FittedTrees) -> Result<(), String> {
        let model = Model::from_fitted(fitted, task.feature_names().len())?;
        match task {
            PlainTask::First => self.0.first = model,
            PlainTask::Kind(number) => {
                self.0.kinds.truncate(number);
                self.0.kinds.push(model);
            }
            PlainTask::Second => self.0.second = model,
            PlainTask::Cut => self.0.cut = model,
        }
        Ok(())
    }

    /// What a task's trees add up to for each row of features.
    pub fn sums(&self, task: PlainTask, rows: &[&[f32]]) -> Vec<f32> {
        let model = match task {
            PlainTask::First => &self.0.first,
            PlainTask::Kind(number) => &self.0.kinds[number],
            PlainTask::Second => &self.0.second,
            PlainTask::Cut => &self.0.cut,
        };
        model.sums(&Columns::of_rows(rows))
    }
}

/// [`Extractor::extract_plain`] with other weights.
///
/// # Errors
///
/// As [`Extractor::extract_plain`].
pub fn extract_with(
    extractor: &Extractor,
    text: &str,
    models: &PlainModels,
) -> Result<Article, Error> {
    extractor.extract_plain_with(text, &models.0)
}
