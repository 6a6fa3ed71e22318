//! All pages of the corpora as blocks with features and labels.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use bodycopy::Extractor;
use bodycopy::train::{BlockRow, FeaturedPage};
use judge::bare::Bare;
use judge::{Corpus, Row, corpus, folds};

use crate::excerpts;
use crate::labels::{self, Reference};
use crate::snippets;
use crate::words::Lexicon;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What a corpus measures by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    Words,
    Shingles,
    Snippets,
}

/// Where a page comes from. Those that are made of the corpora's own are learned
/// from and never measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Corpus,
    Excerpt,
    /// Its markup names nothing.
    Bare,
}

/// A page ready for training and for measuring; `F` is what its features are
/// worked out from.
pub struct Page<F = FeaturedPage> {
    pub corpus: String,
    pub measure: Measure,
    pub kind: String,
    /// Where it comes from.
    pub origin: Origin,
    pub fold: usize,
    pub truth: Row,
    pub featured: F,
    pub blocks: Vec<BlockRow>,
    /// Words of each block, numbered; lower-cased unless measured by shingles.
    pub words: Vec<Vec<u32>>,
    /// Words of the reference, numbered likewise.
    pub reference: Vec<u32>,
    /// Share of each block that is body; `None` where that is not known.
    pub labels: Vec<Option<f32>>,
}

impl<F> Page<F> {
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
pub fn read_all(folder: &Path) -> Result<Vec<Page>> {
    read_each(folder, |corpus, truth, measure| {
        page(&corpus.name, truth, measure, &corpus.page(truth)?)
    })
}

/// Excerpts of these pages, as pages.
///
/// # Errors
///
/// What could not be read.
pub fn excerpts(pages: &[Page]) -> Result<Vec<Page>> {
    let excerpts = pages.iter().filter_map(|of| {
        let (html, truth) = excerpts::of_page(of)?;
        let made = page(&of.corpus, &truth, of.measure, html.as_bytes());
        Some(made.map(|made| Page {
            origin: Origin::Excerpt,
            ..made
        }))
    });
    excerpts.collect()
}

/// The pages of running text once more, with markup that names nothing: of half
/// of them [`Bare::Names`] are taken out, of the others [`Bare::Sections`].
///
/// # Errors
///
/// What could not be read.
pub fn bare(folder: &Path) -> Result<Vec<Page>> {
    let pages = read_each(folder, |of, truth, measure| {
        // Of cards, products and posts there is little to be told without names.
        if !truth.page_type.as_deref().is_none_or(is_running_text) {
            return Ok(None);
        }
        let bytes = of.page(truth)?;
        let html = bodycopy::stages::decode(&bytes);
        let bare = match corpus::fnv1a(truth.id.as_bytes()) % 2 {
            0 => Bare::Names,
            _ => Bare::Sections,
        };
        let html = bare.page(&html);
        let made = page(&of.name, truth, measure, html.as_bytes())?;
        Ok(Some(Page {
            origin: Origin::Bare,
            ..made
        }))
    })?;
    Ok(pages.into_iter().flatten().collect())
}

/// Whether the body of a page of this kind is running text.
pub fn is_running_text(kind: &str) -> bool {
    matches!(kind, "article" | "documentation")
}

/// Makes something of each page of the three corpora in `folder`, in order.
///
/// # Errors
///
/// What could not be read or made.
pub fn read_each<T: Send>(
    folder: &Path,
    make: impl Fn(&Corpus, &Row, Measure) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let mut pages = Vec::new();
    for (name, measure) in
        corpus::NAMES
            .iter()
            .zip([Measure::Words, Measure::Shingles, Measure::Snippets])
    {
        let corpus = Corpus::open(&folder.join(name))?;
        pages.extend(read(&corpus, measure, &make)?);
    }
    Ok(pages)
}

fn read<T: Send>(
    corpus: &Corpus,
    measure: Measure,
    make: impl Fn(&Corpus, &Row, Measure) -> Result<T> + Sync,
) -> std::result::Result<Vec<T>, String> {
    let next = AtomicUsize::new(0);
    let work = || -> std::result::Result<Vec<(usize, T)>, String> {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(truth) = corpus.rows.get(index) else {
                break;
            };
            let page = make(corpus, truth, measure)
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

fn page(corpus: &str, truth: &Row, measure: Measure, bytes: &[u8]) -> Result<Page> {
    let extractor = Extractor::new();
    // A file that is no page has no blocks.
    let featured =
        FeaturedPage::new(&extractor, bytes).or_else(|_| FeaturedPage::new(&extractor, b""))?;
    let blocks = featured.blocks();
    Ok(labelled(corpus, truth, measure, featured, blocks))
}

/// A page with the labels of its blocks.
pub fn labelled<F>(
    corpus: &str,
    truth: &Row,
    measure: Measure,
    featured: F,
    blocks: Vec<BlockRow>,
) -> Page<F> {
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
    Page {
        corpus: corpus.to_owned(),
        measure,
        kind: truth.page_type.clone().unwrap_or_else(|| "unknown".into()),
        origin: Origin::Corpus,
        fold: folds::fold(truth),
        truth: truth.clone(),
        featured,
        blocks,
        words,
        reference,
        labels,
    }
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
