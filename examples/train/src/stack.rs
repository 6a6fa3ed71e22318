//! Fits the tasks one after the other, each on what those before it say.
//!
//! What a task learns from an earlier one is always out of fold: the verdicts
//! on a page come from the fold's models, which have not seen its domain. So
//! a later task learns to correct the errors that the earlier one makes on
//! pages that are new to it. (The models that the verdicts on *other* folds'
//! pages come from have seen this fold; that reaches a fold's models only
//! through how those verdicts are to be read, never as a label.)

use std::collections::{BTreeMap, BTreeSet};

use bodycopy::train::{Models, Task, cut_lines, kinds, probability};
use judge::folds::FOLDS;

use crate::learner::{Learner, SparseTable, Table};
use crate::measure;
use crate::pages::{Measure, Page};
use crate::settings::Settings;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What was fitted.
pub struct Fitted<M> {
    /// The folds' models in their order, then those of all pages.
    pub models: Vec<M>,
    /// What the learner left for the tests, by name of the file.
    pub left: Vec<(String, String)>,
}

/// What the earlier tasks say of a page, out of fold.
#[derive(Default, Clone)]
struct Verdicts {
    first: Vec<f32>,
    kinds: Vec<f32>,
    scores: Vec<f32>,
}

/// Fits all tasks.
///
/// # Errors
///
/// The learner fails.
pub fn fit(learner: &Learner, pages: &mut [Page], settings: &Settings) -> Result<Fitted<Models>> {
    let mut fitted = Fitted {
        models: vec![Models::default(); FOLDS + 1],
        left: Vec::new(),
    };
    let mut verdicts = vec![Verdicts::default(); pages.len()];

    let words = words_of_names(pages);
    let table = name_table(pages, &words, settings);
    let weights = learner.fit_linear(&table, settings.names_l2)?;
    for (models, weights) in fitted.models.iter_mut().zip(&weights) {
        let (of_words, _) = weights.as_chunks::<LEVELS>();
        let names: Vec<_> = words
            .iter()
            .copied()
            .zip(of_words.iter().copied())
            .collect();
        models.set_names(&names);
    }
    for page in pages.iter_mut() {
        page.featured.weigh_names(&fitted.models[page.fold]);
    }
    fitted.add(
        learner,
        Task::First,
        &first_table(pages, settings),
        settings,
    )?;
    fitted.keep(learner, "first")?;
    for (page, verdicts) in pages.iter().zip(&mut verdicts) {
        verdicts.first = page.featured.first_look(&fitted.models[page.fold]);
    }
    for kind in 0..kinds().len() {
        let table = kind_table(pages, &verdicts, kind, settings);
        fitted.add(learner, Task::Kind(kind), &table, settings)?;
    }
    for (page, verdicts) in pages.iter().zip(&mut verdicts) {
        verdicts.kinds = page
            .featured
            .kinds(&fitted.models[page.fold], &verdicts.first);
    }
    let table = second_table(pages, &verdicts, settings);
    fitted.add(learner, Task::Second, &table, settings)?;
    fitted.keep(learner, "second")?;
    for (page, verdicts) in pages.iter().zip(&mut verdicts) {
        let log_odds = page.featured.second_look(
            &fitted.models[page.fold],
            verdicts.first.clone(),
            &verdicts.kinds,
        );
        verdicts.scores = log_odds.into_iter().map(probability).collect();
    }
    let table = cut_table(pages, &verdicts, settings);
    fitted.add(learner, Task::Cut, &table, settings)?;
    fitted.keep(learner, "cut")?;
    Ok(fitted)
}

impl Fitted<Models> {
    fn add(
        &mut self,
        learner: &Learner,
        task: Task,
        table: &Table,
        settings: &Settings,
    ) -> Result<()> {
        let trees = learner.fit(task.feature_names(), table, settings.of(task))?;
        for (models, trees) in self.models.iter_mut().zip(&trees) {
            models.set(task, trees)?;
        }
        Ok(())
    }
}

impl<M> Fitted<M> {
    /// Keeps what the learner left of the task before.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn keep(&mut self, learner: &Learner, task: &str) -> Result<()> {
        for name in ["sample", "importance"] {
            let file = learner.left(&format!("{name}.json"))?;
            self.left.push((format!("{name}-{task}.json"), file));
        }
        Ok(())
    }
}

/// How far out names are told apart.
const LEVELS: usize = 4;

/// The words of names that are weighed, in order: those on fewer pages say
/// nothing of others.
fn words_of_names(pages: &[Page]) -> Vec<u32> {
    const FEWEST_PAGES: u32 = 8;

    let mut pages_of: BTreeMap<u32, u32> = BTreeMap::new();
    for page in pages {
        let around = page.featured.names_around();
        let words: BTreeSet<u32> = around.iter().flatten().map(|(word, _)| *word).collect();
        for word in words {
            *pages_of.entry(word).or_default() += 1;
        }
    }
    pages_of.retain(|_, pages| *pages >= FEWEST_PAGES);
    pages_of.into_keys().collect()
}

/// The names around each block, of these words: a column a word and level.
fn name_table(pages: &[Page], words: &[u32], settings: &Settings) -> SparseTable {
    let mut table = SparseTable::new(words.len() * LEVELS);
    for page in pages {
        let around = page.featured.names_around();
        for Example {
            rank,
            share,
            weight,
        } in examples(page, page.featured.readable(), settings)
        {
            let columns = around[rank].iter().filter_map(|(word, level)| {
                let number = words.binary_search(word).ok()?;
                Some(number * LEVELS + level)
            });
            table.push(columns, 1.0, share, weight, page.fold);
        }
    }
    table
}

fn first_table(pages: &[Page], settings: &Settings) -> Table {
    let mut table = Table::default();
    for page in pages {
        let rows = page.featured.first_rows();
        for Example {
            rank,
            share,
            weight,
        } in examples(page, page.featured.readable(), settings)
        {
            table.push(&rows[rank], share, weight, 0.0, page.fold);
        }
    }
    table
}

fn second_table(pages: &[Page], verdicts: &[Verdicts], settings: &Settings) -> Table {
    let mut table = Table::default();
    for (page, Verdicts { first, kinds, .. }) in pages.iter().zip(verdicts) {
        let rows = page.featured.second_rows(first, kinds);
        for Example {
            rank,
            share,
            weight,
        } in examples(page, page.featured.readable(), settings)
        {
            table.push(&rows[rank], share, weight, first[rank], page.fold);
        }
    }
    table
}

/// Whether a page is of this kind, 1.0 or 0.0, and what it weighs; nothing if
/// its kind is not known. All news pages are articles; there are so many
/// articles already that they weigh less.
pub fn kind_example<P>(page: &Page<P>, kind: usize, settings: &Settings) -> Option<(f32, f64)> {
    let weight = match page.measure {
        Measure::Words => 1.0,
        Measure::Shingles => 0.3,
        Measure::Snippets => return None,
    };
    let is_of_kind = page.kind == kinds()[kind].to_string();
    Some((
        f32::from(u8::from(is_of_kind)),
        weight * settings.weight_of(page),
    ))
}

/// Pages of known kind.
fn kind_table(pages: &[Page], verdicts: &[Verdicts], kind: usize, settings: &Settings) -> Table {
    let mut table = Table::default();
    for (page, verdicts) in pages.iter().zip(verdicts) {
        if let Some((target, weight)) = kind_example(page, kind, settings) {
            let row = page.featured.kind_row(&verdicts.first);
            table.push(&row, target, weight, 0.0, page.fold);
        }
    }
    table
}

/// What each cut of each page with a whole reference is worth.
fn cut_table(pages: &[Page], verdicts: &[Verdicts], settings: &Settings) -> Table {
    let mut table = Table::default();
    for (page, Verdicts { scores, kinds, .. }) in pages.iter().zip(verdicts) {
        if page.measure == Measure::Snippets {
            continue;
        }
        let by_block = page.by_block(scores);
        let rows = page.featured.cut_rows(scores, kinds);
        for (row, line) in rows.iter().zip(cut_lines()) {
            let figure = measure::figure(page, |block| by_block[block] >= *line);
            let weight = settings.weight_of(page);
            table.push(row, figure.f1() as f32, weight, 0.0, page.fold);
        }
    }
    table
}

/// A block to learn from.
pub struct Example {
    /// Its number among the readable blocks.
    pub rank: usize,
    /// Share of it that is body.
    pub share: f32,
    pub weight: f64,
}

/// The readable blocks of a page whose label is known, each with its weight.
///
/// The metrics are averages over pages of shares of words, so a block weighs by
/// its words and all of a page's blocks together weigh about the same on every page.
pub fn examples<F>(page: &Page<F>, readable: &[u32], settings: &Settings) -> Vec<Example> {
    let of_corpus = settings.weight_of(page)
        * match page.measure {
            Measure::Words => settings.wcxb,
            Measure::Shingles => settings.news,
            Measure::Snippets => settings.snippets,
        };
    let readable = readable.iter().enumerate();
    let rows: Vec<(usize, Option<f32>, f64)> = readable
        .map(|(rank, &block)| (rank, block as usize))
        .filter(|&(_, block)| page.is_candidate(block))
        .map(|(rank, block)| {
            let words = page.words[block].len() as f64;
            (rank, page.labels[block], words.powf(settings.word_exponent))
        })
        .collect();
    let all: f64 = rows.iter().map(|(.., weight)| weight).sum();
    let body: f64 = rows
        .iter()
        .map(|(_, share, weight)| weight * f64::from(share.unwrap_or(0.5)))
        .sum();
    // A page with next to no body must not weigh without bound.
    let body = body.max(all * 0.05);
    let of_page = all.powf(1.0 - settings.body_share) * body.powf(settings.body_share);
    rows.into_iter()
        .filter_map(|(rank, share, weight)| {
            Some(Example {
                rank,
                share: share?,
                weight: of_corpus * weight / of_page,
            })
        })
        .collect()
}
