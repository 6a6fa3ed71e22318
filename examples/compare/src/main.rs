//! This crate and other Rust extractors over the same pages in the same run:
//! how accurate, how fast, and what went wrong.
//!
//! ```text
//! corpora ─▶ a worker process a way, asked in turn ─▶ results ─▶ table
//! ```

mod results;
mod table;
mod way;
mod worker;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Parser;
use judge::folds::FoldModels;
use judge::{Corpus, Row, corpus};

use results::Results;
use way::{Page, Way};
use worker::{Run, Worker};

/// Runs bodycopy and other Rust extractors over the pages of the corpora.
///
/// Each extractor runs at its defaults in a process of its own; one runs at a
/// time, page by page and round by round in turn, so that a slow moment of the
/// machine hits all alike. Whoever hangs or crashes is counted and started
/// anew. Accuracy is the judge's, as `evaluate` prints it; ours is with
/// weights that never saw the page's domain. Speed is from the page in memory
/// to its text, title, authors and date; ours decodes the page as well, the
/// others get its text. It is that of the pages that all have answered, the
/// best round of each.
#[derive(Parser)]
#[command(name = "compare", max_term_width = 100)]
struct Options {
    /// Take only the N pages with the smallest hash of their id
    #[arg(long, value_name = "N")]
    sample: Option<usize>,

    /// Runs of each extractor on each page
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,

    /// A page that takes longer than this counts as timed out
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,

    /// Print the table alone, as the README shows it
    #[arg(long)]
    markdown: bool,

    /// Answer for one way: how this program calls itself
    #[arg(long, hide = true)]
    worker: Option<Way>,
}

fn main() -> ExitCode {
    match compare(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn compare(options: &Options) -> Result<()> {
    let corpora = open_corpora(options.sample)?;
    let pages: Vec<(&Corpus, &Row)> = corpora
        .iter()
        .flat_map(|corpus| corpus.rows.iter().map(move |row| (corpus, row)))
        .collect();
    let folds = FoldModels::load(&folds())?;
    if let Some(way) = options.worker {
        return worker::serve(way, &folds, |number| open(&pages, number));
    }
    let results = run(&pages, options)?;
    if !options.markdown {
        println!("{}", conditions(&results, options));
    }
    print!("{}", table::markdown(&results));
    if !options.markdown {
        print!("{}", faults(&results));
    }
    Ok(())
}

fn open_corpora(sample: Option<usize>) -> Result<Vec<Corpus>> {
    let folders = corpus::shared_corpora()
        .context("no shared folder beside the workspace: set BODYCOPY_SHARED")?;
    let opened = folders.iter().map(|folder| Corpus::open(folder));
    let mut corpora = opened.collect::<Result<Vec<Corpus>>>()?;
    if let Some(pages) = sample {
        corpus::sample(&mut corpora, pages);
    }
    Ok(corpora)
}

fn folds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../train/folds")
}

fn open<'a>(pages: &[(&Corpus, &'a Row)], number: usize) -> Result<Page<'a>> {
    let (corpus, row) = pages.get(number).context("no such page")?;
    Ok(Page::new(row, corpus.page(row)?))
}

fn run(pages: &[(&Corpus, &Row)], options: &Options) -> Result<Results> {
    let limit = Duration::from_secs(options.timeout);
    let mut workers: Vec<(Way, Worker)> = Way::ALL
        .iter()
        .map(|way| (*way, Worker::new(*way, limit)))
        .collect();
    let is_watched = io::stderr().is_terminal();
    let mut results = Results::default();
    for (number, (corpus, row)) in pages.iter().enumerate() {
        let bytes = open(pages, number)?.text.len();
        let runs = all_rounds(&mut workers, number, options.rounds)?;
        results.add(&corpus.name, row, bytes, &runs);
        if is_watched {
            eprint!("\r{} of {} pages ", number + 1, pages.len());
        }
    }
    if is_watched {
        eprintln!();
    }
    Ok(results)
}

/// What each way made of a page, round by round in turn. A way that failed is
/// not asked again.
fn all_rounds(
    workers: &mut [(Way, Worker)],
    page: usize,
    rounds: u32,
) -> Result<Vec<(Way, Vec<Run>)>> {
    let mut runs: Vec<(Way, Vec<Run>)> =
        workers.iter().map(|(way, _)| (*way, Vec::new())).collect();
    for _ in 0..rounds {
        for ((_, worker), (_, runs)) in workers.iter_mut().zip(&mut runs) {
            if runs.last().is_none_or(Run::answered) {
                runs.push(worker.ask(page)?);
            }
        }
    }
    Ok(runs)
}

fn conditions(results: &Results, options: &Options) -> String {
    format!(
        "{} pages; speed on the {} that all answered, {:.1} MB of text, best of {} rounds;\n\
         html5ever → RcDom: {:.1} MB/s; a page has {} s\n",
        results.pages,
        results.timed_pages,
        results.timed_bytes as f64 / 1e6,
        options.rounds,
        results.speed(Way::RcDom).unwrap_or_default(),
        options.timeout,
    )
}

/// What went wrong, but for plain refusals, which the table counts.
fn faults(results: &Results) -> String {
    let mut out = String::new();
    for (way, faults) in &results.faults {
        for fault in faults.iter().filter(|fault| fault.kind.is_grave()) {
            let (name, kind) = (way.name(), fault.kind.name());
            out += &format!("\n{name} {kind} on {}: {}", fault.page, fault.why);
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}
