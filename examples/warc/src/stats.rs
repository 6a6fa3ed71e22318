//! What a run has done, and where its time went.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Counted by all threads.
#[derive(Debug, Default)]
pub struct Stats {
    rows: AtomicU64,
    errors: AtomicU64,
    skipped: AtomicU64,
    page_bytes: AtomicU64,
    /// Unzipping, and finding the records.
    pub read: Clock,
    /// HTTP: unchunking and unpacking.
    pub decode: Clock,
    /// Bytes to article.
    pub extract: Clock,
    /// Article to row.
    pub render: Clock,
    /// Rows to the output, packed.
    pub write: Clock,
}

/// The time that something took, on all threads together.
#[derive(Debug, Default)]
pub struct Clock(AtomicU64);

impl Clock {
    /// Runs something on the clock.
    pub fn time<T>(&self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        let nanoseconds = start.elapsed().as_nanos();
        let nanoseconds = u64::try_from(nanoseconds).unwrap_or(u64::MAX);
        self.0.fetch_add(nanoseconds, Relaxed);
        result
    }

    fn seconds(&self) -> f64 {
        Duration::from_nanos(self.0.load(Relaxed)).as_secs_f64()
    }
}

impl Stats {
    /// Counts a record without a page.
    pub fn skip(&self) {
        self.skipped.fetch_add(1, Relaxed);
    }

    /// Counts the bytes of a page.
    pub fn bytes(&self, bytes: usize) {
        self.page_bytes.fetch_add(bytes as u64, Relaxed);
    }

    /// Counts a row.
    pub fn row(&self, is_error: bool) {
        self.rows.fetch_add(1, Relaxed);
        self.errors.fetch_add(u64::from(is_error), Relaxed);
    }

    /// How many rows say what went wrong.
    pub fn errors(&self) -> u64 {
        self.errors.load(Relaxed)
    }

    /// Pages and megabytes so far, and each by the second.
    pub fn progress(&self, elapsed: Duration) -> String {
        let (rows, bytes) = (self.rows.load(Relaxed), self.page_bytes.load(Relaxed));
        let seconds = elapsed.as_secs_f64().max(1e-9);
        let megabytes = bytes as f64 / 1e6;
        format!(
            "{rows} pages, {megabytes:.1} MB, {:.0} pages/s, {:.1} MB/s",
            rows as f64 / seconds,
            megabytes / seconds,
        )
    }

    /// The whole run in words.
    pub fn summary(&self, elapsed: Duration) -> Summary<'_> {
        Summary {
            stats: self,
            elapsed,
        }
    }
}

/// What [`Stats::summary`] says.
pub struct Summary<'a> {
    stats: &'a Stats,
    elapsed: Duration,
}

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stats = self.stats;
        writeln!(
            f,
            "{} in {:.2} s",
            stats.progress(self.elapsed),
            self.elapsed.as_secs_f64()
        )?;
        writeln!(
            f,
            "{} rows are errors; {} records hold no page",
            stats.errors(),
            stats.skipped.load(Relaxed)
        )?;
        let clocks = [
            ("read and unzip", &stats.read),
            ("HTTP", &stats.decode),
            ("extract", &stats.extract),
            ("render", &stats.render),
            ("write", &stats.write),
        ];
        let all: f64 = clocks.iter().map(|(_, clock)| clock.seconds()).sum();
        for (name, clock) in clocks {
            let seconds = clock.seconds();
            let share = 100.0 * seconds / all.max(1e-9);
            writeln!(f, "  {name:14} {seconds:8.2} s  {share:5.1} %")?;
        }
        Ok(())
    }
}
