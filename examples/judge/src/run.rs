//! Extraction of whole corpora: one page after the other from disk, on all
//! cores, with the results in the order of the rows.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;
use bodycopy::{Article, Error, Extractor};

use crate::corpus::{Corpus, Row};
use crate::figures::{Answer, Failure, PageFigures};
use crate::folds::FoldModels;

/// The weights that pages are scored with.
#[derive(Debug)]
pub enum Weights {
    /// Those in the crate; they have seen the corpora.
    Shipped,
    /// For each page those that never saw its domain.
    Folds(FoldModels),
}

impl Weights {
    /// Extracts a page of a corpus.
    pub fn extract(&self, row: &Row, bytes: &[u8]) -> Result<Article, Failure> {
        let mut extractor = Extractor::new();
        if let Some(url) = &row.url {
            extractor = extractor.url(url);
        }
        guarded(|| match self {
            Weights::Shipped => extractor.extract_bytes(bytes, None),
            Weights::Folds(models) => {
                bodycopy::train::extract_with(&extractor, bytes, models.unseen_by(row))
            }
        })
    }
}

/// Runs an extraction; a panic is a failure with its message, not the end of the run.
pub fn guarded(extract: impl FnOnce() -> Result<Article, Error>) -> Result<Article, Failure> {
    match catch_unwind(AssertUnwindSafe(extract)) {
        Ok(answer) => answer.map_err(|error| Failure::Refused(error.to_string())),
        Err(payload) => {
            let message = payload
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| payload.downcast_ref::<&str>().copied());
            Err(Failure::Panicked(message.unwrap_or("panic").to_owned()))
        }
    }
}

/// The figures of every page of some corpora, in their order. `done` is told
/// after each page.
///
/// # Errors
///
/// A page that cannot be read from disk.
pub fn evaluate(
    corpora: &[Corpus],
    weights: &Weights,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<PageFigures>> {
    let pages: Vec<(&Corpus, &Row)> = corpora
        .iter()
        .flat_map(|corpus| corpus.rows.iter().map(move |row| (corpus, row)))
        .collect();
    in_parallel(&pages, cores(), |(corpus, row)| {
        let bytes = corpus.page(row)?;
        // Rendering is part of the answer, so it is guarded as well.
        let answer = weights.extract(row, &bytes).and_then(|article| {
            catch_unwind(AssertUnwindSafe(|| Answer::from(&article)))
                .map_err(|_| Failure::Panicked("in `Article::text`".to_owned()))
        });
        done();
        Ok(PageFigures::of(&corpus.name, row, answer))
    })
    .into_iter()
    .collect()
}

/// The number of threads that run at once.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Maps items on some threads; results come in the order of the items.
pub(crate) fn in_parallel<I: Sync, R: Send>(
    items: &[I],
    threads: usize,
    work: impl Fn(&I) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let mut results = Vec::new();
        loop {
            let row = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(row) else {
                return results;
            };
            results.push((row, work(item)));
        }
    };
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(take_turns)).collect();
        let joined = workers.into_iter().map(|worker| worker.join());
        joined
            .flat_map(|results| results.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    results.sort_unstable_by_key(|(row, _)| *row);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        assert_eq!(in_parallel(&items, 4, |item| item * 2), {
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        });
    }

    #[test]
    fn a_panic_is_a_failure_with_its_message() {
        let failure = guarded(|| panic!("block {} is gone", 7)).unwrap_err();
        assert_eq!(failure, Failure::Panicked("block 7 is gone".to_owned()));
    }

    #[test]
    fn a_file_that_is_no_page_is_refused() {
        let failure = guarded(|| Err(Error::TooLong { bytes: 2, limit: 1 }));
        assert!(matches!(failure, Err(Failure::Refused(why)) if why.contains("limit is 1")));
    }
}
