//! One table: what parsing and each later stage cost on many pages, in MB/s
//! and as shares of html5ever's parse into `RcDom` and of ours into the arena.
//! All run in turn, round after round, so that a slow moment of the machine
//! hits all alike; medians count. `cargo bench --features train --bench ratios`

mod common;

use std::cell::Cell;
use std::hint::black_box;
use std::time::{Duration, Instant};

use bodycopy::Extractor;
use bodycopy::stages::{self, Parts, StagedPage};
use common::Page;

/// Odd, so that the median is one of them.
const ROUNDS: usize = 7;
const PAGES: usize = 300;

/// What is measured: its name, and one run of it.
type Way = (&'static str, fn(&Prepared));

/// One page is prepared at a time, so that caches hold what they hold in use.
struct Prepared {
    page: Page,
    staged: StagedPage,
    /// What assembly uses up: made anew for each round.
    parts: Cell<Parts>,
    article: bodycopy::Article,
}

const RCDOM: usize = 2;
const ARENA: usize = 3;
const WAYS: &[Way] = &[
    ("parse: html5ever's tokens", |p| {
        ignore(common::tokenize(&p.page.html))
    }),
    ("parse: our tokens", |p| {
        ignore(stages::tokenize(&p.page.html))
    }),
    ("parse: RcDom", |p| ignore(common::rcdom(&p.page.html))),
    ("parse: arena", |p| ignore(stages::parse(&p.page.html))),
    ("decode", |p| ignore(stages::decode(p.page.html.as_bytes()))),
    ("segment", |p| ignore(p.staged.segment())),
    ("declared", |p| p.staged.declare()),
    ("features", |p| ignore(p.staged.featurise())),
    ("score", |p| ignore(p.staged.score())),
    ("role", |p| ignore(p.staged.judge())),
    ("metadata", |p| p.staged.settle()),
    ("assemble", |p| ignore(p.staged.assemble(p.parts.take()))),
    ("render: text", |p| ignore(p.article.text())),
    ("whole: extract", |p| {
        ignore(bodycopy::extract(&p.page.html))
    }),
    ("whole: bytes to text", |p| {
        ignore(bytes_to_text(p.page.html.as_bytes()))
    }),
];

fn ignore<T>(value: T) {
    black_box(value);
}

fn bytes_to_text(bytes: &[u8]) -> Option<String> {
    let article = Extractor::new().extract_bytes(bytes, None).ok()?;
    Some(article.text())
}

fn main() {
    let pages = common::pages(PAGES);
    let bytes: usize = pages.iter().map(|page| page.html.len()).sum();
    println!(
        "{} pages, {:.1} MB, {ROUNDS} rounds in turn, medians",
        pages.len(),
        bytes as f64 / 1e6
    );
    let mut rounds = vec![[Duration::ZERO; ROUNDS]; WAYS.len()];
    for page in pages {
        let staged = StagedPage::new(&page.html);
        let article = staged.assemble(staged.parts());
        measure(
            &Prepared {
                page,
                staged,
                parts: Cell::default(),
                article,
            },
            &mut rounds,
        );
    }
    print_table(&rounds.into_iter().map(median).collect::<Vec<_>>(), bytes);
}

/// Adds the time that each way took on one page to its rounds.
fn measure(page: &Prepared, rounds: &mut [[Duration; ROUNDS]]) {
    for round in 0..ROUNDS {
        page.parts.set(page.staged.parts());
        for ((_, run), times) in WAYS.iter().zip(&mut *rounds) {
            let start = Instant::now();
            run(page);
            times[round] += start.elapsed();
        }
    }
}

fn median(mut times: [Duration; ROUNDS]) -> f64 {
    times.sort();
    times[ROUNDS / 2].as_secs_f64()
}

fn print_table(seconds: &[f64], bytes: usize) {
    println!(
        "{:26} {:>10} {:>9} {:>9}",
        "", "MB/s", "of RcDom", "of arena"
    );
    for ((name, _), time) in WAYS.iter().zip(seconds) {
        println!(
            "{name:26} {:>10.1} {:>9.3} {:>9.3}",
            bytes as f64 / 1e6 / time,
            time / seconds[RCDOM],
            time / seconds[ARENA],
        );
    }
}
