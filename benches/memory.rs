//! Memory: the highest peak beside a page's length, and what many pages leave
//! behind, by an allocator that counts. `cargo bench --features train --bench memory`

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use bodycopy::Extractor;
use common::Page;

const PAGES: usize = 300;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let pages = common::pages(PAGES);
    // What is made once a process is no page's.
    extract("<p>Rain");
    peak(&pages);
    leak(&pages);
}

fn extract(html: &str) {
    let _ = black_box(Extractor::new().extract_bytes(html.as_bytes(), None));
}

/// The highest peak of memory beside the page's length.
fn peak(pages: &[Page]) {
    const FREE: usize = 8 << 20;
    let beyond_free = |page: &Page| {
        let before = LIVE.load(Relaxed);
        PEAK.store(before, Relaxed);
        extract(&page.html);
        let peak = PEAK.load(Relaxed) - before;
        (
            peak.saturating_sub(FREE) as f64 / page.html.len() as f64,
            peak,
        )
    };
    let peaks = pages.iter().map(|page| (beyond_free(page), page));
    let highest = peaks.max_by(|a, b| a.0.0.total_cmp(&b.0.0));
    let Some(((times, peak), page)) = highest else {
        return;
    };
    let megabytes = peak as f64 / 1e6;
    println!(
        "\nhighest peak: {megabytes:.1} MB of {}, {times:.2} times its size beyond 8 MB (bound: 6)",
        page.name
    );
}

/// What is still in use after many pages in one process.
fn leak(pages: &[Page]) {
    const RUNS: usize = 10_000;
    let small: Vec<&Page> = pages
        .iter()
        .filter(|page| page.html.len() < 100_000)
        .collect();
    let before = LIVE.load(Relaxed);
    for page in small.iter().cycle().take(RUNS) {
        extract(&page.html);
    }
    let kept = LIVE.load(Relaxed).saturating_sub(before);
    println!("kept after {RUNS} pages: {kept} bytes");
}

/// Bytes in use, and the most since `PEAK` was last set.
static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, counted.
struct Counting;

fn grow(bytes: usize) {
    let live = LIVE.fetch_add(bytes, Relaxed) + bytes;
    PEAK.fetch_max(live, Relaxed);
}

// SAFETY: every call is handed on as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Old and new may stand side by side.
        grow(size);
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}
