//! How fast extraction is: pages in memory, nothing but extraction in the clock.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::corpus::{self, Corpus, Row};
use crate::run::{Setup, in_parallel};

/// Pages that are timed, at most.
const PAGES: usize = 300;

/// Rounds over them; the best counts, for the others were disturbed.
const ROUNDS: u32 = 5;

/// The speed at a number of threads.
#[derive(Debug, Clone, Copy)]
pub struct Speed {
    /// Threads that extracted at once.
    pub threads: usize,
    /// Pages a second.
    pub pages: f64,
    /// Megabytes (10⁶ bytes) of HTML, or of its dump, a second.
    pub megabytes: f64,
}

/// Times extraction of a sample of the corpora on each number of threads.
///
/// # Errors
///
/// A page that cannot be read from disk.
pub fn measure(corpora: &[Corpus], setup: &Setup, threads: &[usize]) -> Result<Vec<Speed>> {
    let mut sample = corpora.to_vec();
    corpus::sample(&mut sample, PAGES);
    let pages = sample
        .iter()
        .flat_map(|corpus| corpus.rows.iter().map(move |row| (corpus, row)))
        .map(|(corpus, row)| Ok((row, setup.input(&corpus.page(row)?).into_owned())))
        .collect::<Result<Vec<(&Row, Vec<u8>)>>>()?;
    let bytes: usize = pages.iter().map(|(_, bytes)| bytes.len()).sum();
    Ok(threads
        .iter()
        .map(|&threads| {
            let seconds = best_round(&pages, setup, threads).as_secs_f64();
            Speed {
                threads,
                pages: pages.len() as f64 / seconds,
                megabytes: bytes as f64 / 1e6 / seconds,
            }
        })
        .collect())
}

fn best_round(pages: &[(&Row, Vec<u8>)], setup: &Setup, threads: usize) -> Duration {
    let round = || {
        let start = Instant::now();
        in_parallel(pages, threads, |(row, bytes)| {
            // The article is dropped on the clock: a caller drops it too.
            setup.extract_input(row, bytes).is_ok()
        });
        start.elapsed()
    };
    (0..ROUNDS).map(|_| round()).min().unwrap_or_default()
}
