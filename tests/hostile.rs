//! Hostile pages take no longer than their length allows, and no more stack.

#[path = "common/hostile.rs"]
mod hostile;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bodycopy::{Article, Extractor, Limits};
use hostile::{FAMILIES, Family, benign};

/// Below this, the clock and the caches say more than the page.
const MEASURABLE: Duration = Duration::from_millis(50);

/// A page that is that fast at this size is linear enough.
const LARGEST: usize = 4 << 20;

/// Twice the page may take this many times as long: linear, and the noise.
const GROWTH: f64 = 2.4;

/// A megabyte of it may take so many times as long as one of a usual page.
const AGAINST_BENIGN: f64 = 30.0;

/// Most runs of a page that seems too slow: the best counts, so that a busy
/// moment of the machine fails no test.
const RUNS: usize = 5;

/// Held by each test: pages that are read at once wait for each other where the
/// system hands out memory, and that wait counts as time of theirs.
fn one_at_a_time() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(page: &str) -> Article {
    let limits = Limits::default().bytes(usize::MAX);
    let article = Extractor::new()
        .limits(limits)
        .extract(page)
        .expect("a page");
    std::hint::black_box((article.text(), article.markdown(), article.html()));
    article
}

fn time(page: &str) -> Duration {
    let began = Clock::read();
    drop(read(page));
    began.elapsed()
}

/// Time that this thread has run, where the system tells it, else time that
/// went by.
enum Clock {
    Ran(Duration),
    Began(Instant),
}

impl Clock {
    fn read() -> Self {
        Self::ran().map_or_else(|| Clock::Began(Instant::now()), Clock::Ran)
    }

    fn ran() -> Option<Duration> {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds = stat.split_ascii_whitespace().next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds)).filter(|ran| !ran.is_zero())
    }

    fn elapsed(self) -> Duration {
        match self {
            Clock::Ran(before) => Self::ran().unwrap_or(before).saturating_sub(before),
            Clock::Began(at) => at.elapsed(),
        }
    }
}

/// By how much `page` takes longer than what took `other`, if that is more than
/// `most` in each of several runs.
fn too_slow(page: &str, most: f64, other: &mut impl FnMut() -> Duration) -> Option<f64> {
    let (mut slow, mut fast) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        slow = slow.min(time(page));
        fast = fast.min(other());
        if slow.as_secs_f64() < most * fast.as_secs_f64() {
            return None;
        }
    }
    Some(slow.as_secs_f64() / fast.as_secs_f64())
}

/// The growth from the first size at which the page can be measured, if it is
/// too much and stays so: where a page no longer fits a cache, one step is
/// steeper than the next.
fn growth(family: &Family) -> Option<String> {
    const STEPS: u32 = 3;

    let mut bytes = 128 << 10;
    while time(&(family.page)(bytes)) < MEASURABLE {
        if bytes >= LARGEST {
            return None;
        }
        bytes *= 2;
    }
    let mut ratio = 0.0;
    for _ in 0..STEPS {
        let page = (family.page)(bytes);
        bytes *= 2;
        ratio = too_slow(&(family.page)(bytes), GROWTH, &mut || time(&page))?;
    }
    Some(format!("{}: {ratio:.2} up to {bytes} bytes", family.name))
}

/// No family has a fault in each of several rounds, of which each looks only at
/// those that had one before: a busy minute of the machine is over by then.
fn is_in_order(fault: impl Fn(&Family) -> Option<String>) {
    const ROUNDS: u32 = 4;
    let mut suspects: Vec<(&Family, String)> = FAMILIES
        .iter()
        .map(|family| (family, String::new()))
        .collect();
    for _ in 0..ROUNDS {
        suspects = suspects
            .into_iter()
            .filter_map(|(family, _)| Some((family, fault(family)?)))
            .collect();
    }
    let faults: Vec<String> = suspects.into_iter().map(|(_, fault)| fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What html5ever's own tokenizer takes is not promised: it looks for doubles
/// among the attributes of a tag in quadratic time.
fn is_our_tokenizer() -> bool {
    option_env!("BODYCOPY_HTML5EVER_TOKENIZER").is_none()
}

#[test]
fn twice_the_page_takes_twice_the_time() {
    if !is_our_tokenizer() {
        println!("skipped: html5ever's own tokenizer");
        return;
    }
    let _turn = one_at_a_time();
    is_in_order(growth);
}

#[test]
fn a_megabyte_of_anything_is_read_in_the_time_of_thirty_usual_ones() {
    if !is_our_tokenizer() {
        println!("skipped: html5ever's own tokenizer");
        return;
    }
    let _turn = one_at_a_time();
    let usual = benign(1 << 20);
    let fast = (0..3).map(|_| time(&usual)).min().expect("a run");
    is_in_order(|family| {
        let page = (family.page)(1 << 20);
        let ratio = too_slow(&page, AGAINST_BENIGN, &mut || fast)?;
        Some(format!("{}: {ratio:.0} times", family.name))
    });
}

/// Sizes at which programs have been seen to hang.
#[test]
fn single_things_of_many_megabytes_are_read() {
    const MEGABYTE: usize = 1 << 20;
    let attributes = if is_our_tokenizer() { 500_000 } else { 5_000 };
    let attributes: String = (0..attributes).map(|i| format!(" a{i}=b")).collect();
    let name = "a".repeat(MEGABYTE);
    let line = "It rained all night. ";
    let times = |bytes: usize| line.repeat(bytes / line.len());
    let _turn = one_at_a_time();
    let pages = [
        ("attributes", format!("<a{attributes}>It rained.</a>")),
        (
            "names",
            format!("<p {name}={name} class={name} id={name} {name}1>It rained.</p>"),
        ),
        (
            "class names",
            format!("<p class='{}'>It rained.</p>", "c d-none ".repeat(100_000)),
        ),
        (
            "a title",
            format!("<title>{}</title><p>It rained.</p>", times(5 * MEGABYTE)),
        ),
        ("a text", format!("<p>{}</p>", times(5 * MEGABYTE))),
        ("code", format!("<pre>{}</pre>", times(10 * MEGABYTE))),
        (
            "starts of comments",
            format!("<p>It rained.</p>{}", "<!--".repeat(200_000)),
        ),
        (
            "dots",
            format!("<a href='{}'>It rained.</a>", "../".repeat(100_000)),
        ),
        (
            "candidates",
            format!(
                "<p>It rained.</p><img srcset='{}'>",
                "a.jpg 1x, ".repeat(100_000)
            ),
        ),
        (
            "brackets",
            format!(
                "<script type=application/ld+json>{}</script><p>It rained.</p>",
                "[".repeat(100_000)
            ),
        ),
        (
            "a span",
            "<table><tr><td colspan=1000000000 rowspan=1000000000>It rained.</table>".to_owned(),
        ),
    ];
    let usual = time(&benign(MEGABYTE));
    for (name, page) in &pages {
        let article = read(page);
        let mut texts = article.blocks.iter().map(|block| &block.text);
        let holds = name == &"class names" || texts.any(|text| text.contains("It rained"));
        assert!(holds, "{name}");
        let megabytes = (page.len() / MEGABYTE + 1) as f64;
        let ratio = too_slow(page, AGAINST_BENIGN * megabytes, &mut || usual);
        assert_eq!(ratio, None, "{name}");
    }
}

/// Reading, rendering, writing to JSON and dropping.
#[test]
fn every_page_fits_a_small_stack() {
    let _turn = one_at_a_time();
    const STACK: usize = 256 << 10;
    const BYTES: usize = 200 << 10;
    let on_a_small_stack = || {
        for family in FAMILIES {
            let page = (family.page)(BYTES);
            let article = read(&page);
            #[cfg(feature = "serde")]
            {
                let json = serde_json::to_string(&article).expect("an article is JSON");
                let back: Article = serde_json::from_str(&json).expect(family.name);
                assert_eq!(back, article, "{}", family.name);
            }
            drop(article);
        }
    };
    let thread = std::thread::Builder::new().stack_size(STACK);
    let running = thread.spawn(on_a_small_stack).expect("a thread");
    running.join().expect("no page overflows the stack");
}
