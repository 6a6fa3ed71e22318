//! What must hold of cost, one table a question: start-up, a small page, the
//! dearest pages, growth with length, and two threads.
//! `cargo bench --features train --bench bounds`

mod common;

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use bodycopy::Extractor;
use common::Page;

/// Asks a fresh process for its start-up cost.
const START_UP: &str = "--start-up";
const PAGES: usize = 300;
const ROUNDS: usize = 5;

fn main() {
    if std::env::args().any(|arg| arg == START_UP) {
        return print_start_up();
    }
    start_up();
    let pages = common::pages(PAGES);
    small_page(&pages);
    dearest(&pages);
    growth();
    threads(&pages);
}

fn extract(html: &str) {
    let _ = black_box(Extractor::new().extract_bytes(html.as_bytes(), None));
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

/// The quickest of a few runs: what a busy machine disturbs least.
fn quickest(run: impl Fn()) -> Duration {
    (0..ROUNDS).map(|_| time(&run)).min().unwrap_or_default()
}

/// What the first page of a process costs more than the second.
fn print_start_up() {
    const HTML: &str = "<title>Rain</title><article><h1>Rain</h1><p>It rained all night.";
    let (first, second) = (time(|| extract(HTML)), time(|| extract(HTML)));
    println!("{}", first.saturating_sub(second).as_micros());
}

fn start_up() {
    let program = std::env::current_exe().expect("a path of its own");
    let cost = |_| -> u64 {
        let output = Command::new(&program).arg(START_UP).output();
        let output = output.expect("a second process").stdout;
        let text = String::from_utf8_lossy(&output);
        text.trim().parse().expect("a number")
    };
    let mut costs: Vec<u64> = (0..ROUNDS).map(cost).collect();
    costs.sort_unstable();
    let median = costs[ROUNDS / 2] as f64 / 1e3;
    println!("start-up, once a process: {median:.2} ms (bound: 5)");
}

fn small_page(pages: &[Page]) {
    let page = nearest(pages, 10_000);
    let took = quickest(|| extract(&page.html)).as_micros();
    println!("{}: {took} µs (bound: 250)", page.name);
}

/// The page whose length is nearest to this.
fn nearest(pages: &[Page], length: usize) -> &Page {
    let distance = |page: &&Page| page.html.len().abs_diff(length);
    pages.iter().min_by_key(distance).expect("pages")
}

/// The pages over 20 KB that take longest beside their own parse into `RcDom`.
fn dearest(pages: &[Page]) {
    let ratio = |page: &Page| {
        let parse = quickest(|| {
            black_box(common::rcdom(&page.html));
        });
        quickest(|| extract(&page.html)).as_secs_f64() / parse.as_secs_f64()
    };
    let large = pages.iter().filter(|page| page.html.len() > 20_000);
    let mut ratios: Vec<(f64, &str)> = large.map(|page| (ratio(page), &*page.name)).collect();
    ratios.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("\ndearest pages over 20 KB, extraction ÷ RcDom (bound: 2)");
    for (ratio, name) in ratios.iter().take(10) {
        println!("{ratio:6.2}  {name}");
    }
}

/// A part of a page over and over, from 10 KB to 10 MB.
fn growth() {
    const PART: &str = "<section class='entry wide'><h2>Rain at last</h2>\n\
        <p class=meta>By <a href='/people/jo'>Jo Field</a>, <time>3 May 2021</time></p>\n\
        <p>It rained all night over the hills, for the first time since the spring, \
        and the <em>river</em> rose by a hand, as <a href='/map'>the map</a> shows.</p>\n\
        <ul><li><a href='/a'>Weather</a></li><li><a href='/b'>Rivers and lakes</a></li></ul>\n\
        <img src=a.jpg alt='A river'></section>\n";
    println!("\n{:>9} {:>10} {:>8}", "KB", "ms", "MB/s");
    let mut points = Vec::new();
    for kilobytes in [10, 30, 100, 300, 1_000, 3_000, 10_000] {
        let page = PART.repeat(kilobytes * 1000 / PART.len());
        let (length, seconds) = (page.len() as f64, quickest(|| extract(&page)).as_secs_f64());
        println!(
            "{kilobytes:>9} {:>10.2} {:>8.1}",
            seconds * 1e3,
            length / 1e6 / seconds
        );
        points.push((length.ln(), seconds.ln()));
    }
    println!("fitted exponent: {:.3} (bound: 1.05)", slope(&points));
}

/// Of the line nearest to the points.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let mean_x = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let covariance: f64 = points
        .iter()
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum();
    let variance: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    covariance / variance
}

/// The same pages by one thread and, halved, by two, in turn.
fn threads(pages: &[Page]) {
    let all = |pages: &[Page]| pages.iter().for_each(|page| extract(&page.html));
    let (even, odd): (Vec<_>, Vec<_>) = pages.iter().enumerate().partition(|(row, _)| row % 2 == 0);
    let half = |rows: &[(usize, &Page)]| rows.iter().for_each(|(_, page)| extract(&page.html));
    let one = quickest(|| all(pages));
    let two = quickest(|| {
        std::thread::scope(|scope| {
            scope.spawn(|| half(&even));
            half(&odd);
        });
    });
    let gain = one.as_secs_f64() / two.as_secs_f64();
    println!("two threads: {gain:.2} times one (bound: 1.8)");
}
