//! All pages of the corpora as blocks with features and labels.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use bodycopy::Extractor;
use bodycopy::train::{BlockRow, FeaturedPage};
use judge::{Corpus, Row, corpus, folds};

use crate::labels::{self, Reference};
use crate::snippets;
use crate::words::Lexicon;

/// What a corpus measures by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    Words,
    Shingles,
    Snippets,
}

/// A page ready for training and for measuring.
pub struct Page {
    pub corpus: String,
    pub measure: Measure,
    pub kind: String,
    pub fold: usize,
    pub truth: Row,
    pub featured: FeaturedPage,
    pub blocks: Vec<BlockRow>,
    /// Words of each block, numbered; lower-cased unless measured by shingles.
    pub words: Vec<Vec<u32>>,
    /// Words of the reference, numbered likewise.
    pub reference: Vec<u32>,
    /// Share of each block that is body; `None` where that is not known.
    pub labels: Vec<Option<f32>>,
}

impl Page {
    /// Whether a block can be learned from and chosen: visible and with words.
    pub fn is_candidate(&self, block: usize) -> bool {
        self.blocks[block].visible && !self.words[block].is_empty()
    }
}

impl Page {
    /// A value for each readable block as one for each block, 0.0 for the others.
    pub fn by_block(&self, values: &[f32]) -> Vec<f32> {
        let mut all = vec![0.0; self.blocks.len()];
        for (block, value) in self.featured.readable().iter().zip(values) {
            all[*block as usize] = *value;
        }
        all
    }
}

/// Reads the three corpora in `folder`.
///
/// # Errors
///
/// What could not be read.
pub fn read_all(folder: &Path) -> Result<Vec<Page>, Box<dyn std::error::Error>> {
    let mut pages = Vec::new();
    for (name, measure) in
        corpus::NAMES
            .iter()
            .zip([Measure::Words, Measure::Shingles, Measure::Snippets])
    {
        let corpus = Corpus::open(&folder.join(name))?;
        pages.extend(read(&corpus, measure)?);
    }
    Ok(pages)
}

fn read(corpus: &Corpus, measure: Measure) -> Result<Vec<Page>, String> {
    let next = AtomicUsize::new(0);
    let work = || -> Result<Vec<(usize, Page)>, String> {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(truth) = corpus.rows.get(index) else {
                break;
            };
            let page = page(corpus, truth, measure)
                .map_err(|error| format!("{} {}: {error}", corpus.name, truth.id))?;
            done.push((index, page));
        }
        Ok(done)
    };
    let mut pages = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..crate::THREADS).map(|_| scope.spawn(work)).collect();
        let mut pages = Vec::new();
        for worker in workers {
            pages.extend(worker.join().map_err(|_| "a worker panicked")??);
        }
        Ok::<_, String>(pages)
    })?;
    pages.sort_by_key(|(index, _)| *index);
    Ok(pages.into_iter().map(|(_, page)| page).collect())
}

fn page(
    corpus: &Corpus,
    truth: &Row,
    measure: Measure,
) -> Result<Page, Box<dyn std::error::Error>> {
    let bytes = corpus.page(truth)?;
    let extractor = Extractor::new();
    // A file that is no page has no blocks.
    let featured =
        FeaturedPage::new(&extractor, &bytes).or_else(|_| FeaturedPage::new(&extractor, b""))?;
    let blocks = featured.blocks();
    let text = truth.text.as_deref().unwrap_or_default();
    let mut lexicon = Lexicon::default();
    let mut number = |text: &str| match measure {
        Measure::Shingles => lexicon.cased(text),
        Measure::Words | Measure::Snippets => lexicon.folded(text),
    };
    let words: Vec<Vec<u32>> = blocks.iter().map(|block| number(&block.text)).collect();
    let reference = number(text);
    let labels = match measure {
        Measure::Words | Measure::Shingles => aligned(&blocks, text),
        Measure::Snippets => snippets::labels(&blocks, &truth.with, &truth.without),
    };
    Ok(Page {
        corpus: corpus.name.clone(),
        measure,
        kind: truth.page_type.clone().unwrap_or_else(|| "unknown".into()),
        fold: folds::fold(truth),
        truth: truth.clone(),
        featured,
        blocks,
        words,
        reference,
        labels,
    })
}

fn aligned(blocks: &[BlockRow], text: &str) -> Vec<Option<f32>> {
    let mut lexicon = Lexicon::default();
    let reference = Reference::new(text, &mut lexicon);
    let words: Vec<Vec<u32>> = blocks
        .iter()
        .map(|block| {
            if block.visible {
                lexicon.folded(&block.text)
            } else {
                Vec::new()
            }
        })
        .collect();
    let slices: Vec<&[u32]> = words.iter().map(Vec::as_slice).collect();
    let shares = labels::shares(&slices, &reference);
    words
        .iter()
        .zip(shares)
        .map(|(words, share)| (!words.is_empty()).then_some(share))
        .collect()
}
