//! Work on all cores with results in the order of the input, in bounded memory:
//! for streams that are longer than any memory, and that may pause.
//!
//! ```text
//! read, one thread ─▶ work, some threads ─▶ write in order, the caller's thread
//!        ╰────────── waits while too much is between ──────────╯
//! ```

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

/// How much may be between reading and writing.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Items.
    pub items: usize,
    /// Their bytes. One item alone may have more.
    pub bytes: usize,
}

/// What the writer is told.
#[derive(Debug)]
pub enum Event<R> {
    /// The next result.
    Next(R),
    /// There is none at the moment: time to flush.
    Pause,
}

/// An item or a result, with its place in the order and the item's bytes.
struct Numbered<T> {
    number: u64,
    bytes: usize,
    value: T,
}

/// Takes items and their sizes in bytes from `read` until there are none, works
/// on them on `threads` threads, and gives the results to `write` in the order
/// of the items.
///
/// # Errors
///
/// Those of `write`; nothing is written after one. `read` may still be waiting
/// for its input then, on a thread that nobody waits for.
///
/// # Panics
///
/// When `work` does.
pub fn for_each<I: Send + 'static, R: Send + 'static>(
    read: impl FnMut() -> Option<(I, usize)> + Send + 'static,
    work: impl Fn(I) -> R + Send + Sync + 'static,
    write: impl FnMut(Event<R>) -> io::Result<()>,
    threads: usize,
    bounds: Bounds,
) -> io::Result<()> {
    let room = Arc::new(Room::new(bounds));
    let (jobs, waiting) = mpsc::channel();
    let (results, done) = mpsc::channel();
    let waiting = Arc::new(Mutex::new(waiting));
    let work = Arc::new(work);
    for _ in 0..threads.max(1) {
        let (waiting, work) = (Arc::clone(&waiting), Arc::clone(&work));
        let results = results.clone();
        thread::spawn(move || take_turns(&waiting, &*work, &results));
    }
    // From here on the channel ends when all workers have.
    drop(results);
    let gate = Arc::clone(&room);
    thread::spawn(move || feed(read, &jobs, &gate));
    write_in_order(&done, write, &room)
}

fn feed<I>(mut read: impl FnMut() -> Option<(I, usize)>, jobs: &Sender<Numbered<I>>, room: &Room) {
    let mut number = 0;
    while let Some((value, bytes)) = read() {
        room.take(bytes);
        let job = Numbered {
            number,
            bytes,
            value,
        };
        // Nobody takes it: the writer has given up.
        if jobs.send(job).is_err() {
            return;
        }
        number += 1;
    }
}

/// A worker. A panic is passed on, for without a result for each item the
/// writer would wait for ever.
fn take_turns<I, R>(
    waiting: &Mutex<Receiver<Numbered<I>>>,
    work: &impl Fn(I) -> R,
    results: &Sender<Numbered<thread::Result<R>>>,
) {
    let next = || {
        let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.recv()
    };
    while let Ok(job) = next() {
        let result = Numbered {
            number: job.number,
            bytes: job.bytes,
            value: catch_unwind(AssertUnwindSafe(|| work(job.value))),
        };
        if results.send(result).is_err() {
            return;
        }
    }
}

fn write_in_order<R>(
    done: &Receiver<Numbered<thread::Result<R>>>,
    mut write: impl FnMut(Event<R>) -> io::Result<()>,
    room: &Room,
) -> io::Result<()> {
    let mut early = BTreeMap::new();
    let mut number = 0;
    loop {
        let result = match done.try_recv() {
            Err(TryRecvError::Empty) => {
                write(Event::Pause)?;
                done.recv().ok()
            }
            result => result.ok(),
        };
        let Some(result) = result else {
            return write(Event::Pause);
        };
        early.insert(result.number, result);
        while let Some(next) = early.remove(&number) {
            let value = next.value.unwrap_or_else(|panic| resume_unwind(panic));
            write(Event::Next(value))?;
            room.give_back(next.bytes);
            number += 1;
        }
    }
}

/// The room between reading and writing.
///
/// It cannot lock up: room is taken in the order of the items, so the item that
/// is to be written next always has its own.
struct Room {
    bounds: Bounds,
    used: Mutex<Bounds>,
    freed: Condvar,
}

impl Room {
    fn new(bounds: Bounds) -> Room {
        Room {
            bounds,
            used: Mutex::new(Bounds { items: 0, bytes: 0 }),
            freed: Condvar::new(),
        }
    }

    /// Takes room for an item, and waits for it. An item that is too large for
    /// the whole room gets it alone.
    fn take(&self, bytes: usize) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |used: &mut Bounds| {
            used.items > 0
                && (used.items >= self.bounds.items || used.bytes + bytes > self.bounds.bytes)
        };
        let used = self.freed.wait_while(used, is_full);
        let mut used = used.unwrap_or_else(PoisonError::into_inner);
        used.items += 1;
        used.bytes += bytes;
    }

    fn give_back(&self, bytes: usize) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.items -= 1;
        used.bytes -= bytes;
        self.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    const WIDE: Bounds = Bounds {
        items: 100,
        bytes: usize::MAX,
    };

    fn count_to(count: u64) -> impl FnMut() -> Option<(u64, usize)> {
        let mut numbers = 0..count;
        move || Some((numbers.next()?, 10))
    }

    fn results<R: Send + 'static>(
        work: impl Fn(u64) -> R + Send + Sync + 'static,
        bounds: Bounds,
    ) -> Vec<R> {
        let mut results = Vec::new();
        let write = |event| {
            if let Event::Next(result) = event {
                results.push(result);
            }
            Ok(())
        };
        for_each(count_to(500), work, write, 4, bounds).expect("nothing is written");
        results
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let late_first = |number: u64| {
            if number.is_multiple_of(50) {
                thread::sleep(Duration::from_millis(2));
            }
            number * 2
        };
        let expected: Vec<u64> = (0..500).map(|number| number * 2).collect();
        assert_eq!(results(late_first, WIDE), expected);
    }

    #[test]
    fn the_reader_waits_while_too_much_is_between() {
        let (read, written) = (Arc::new(AtomicUsize::new(0)), AtomicUsize::new(0));
        let reader = Arc::clone(&read);
        let mut numbers = count_to(500);
        let mut widest = 0;
        let bounds = Bounds {
            items: 100,
            bytes: 75,
        };
        for_each(
            move || {
                reader.fetch_add(1, Ordering::SeqCst);
                numbers()
            },
            |number| number,
            |event| {
                if matches!(event, Event::Next(_)) {
                    let between =
                        read.load(Ordering::SeqCst) - written.fetch_add(1, Ordering::SeqCst);
                    widest = widest.max(between);
                }
                Ok(())
            },
            4,
            bounds,
        )
        .expect("nothing is written");
        // Seven of ten bytes have room; one more is in the reader's hands.
        assert!(widest <= 8, "{widest}");
    }

    #[test]
    fn an_item_larger_than_all_room_is_worked_on_alone() {
        let bounds = Bounds {
            items: 100,
            bytes: 1,
        };
        assert_eq!(results(|number| number, bounds).len(), 500);
    }

    #[test]
    fn a_pause_comes_after_the_last_result() {
        let mut last_was_pause = false;
        let write = |event: Event<u64>| {
            last_was_pause = matches!(event, Event::Pause);
            Ok(())
        };
        for_each(count_to(10), |number| number, write, 2, WIDE).expect("nothing is written");
        assert!(last_was_pause);
    }

    #[test]
    fn an_error_of_the_writer_ends_it() {
        let mut calls = 0;
        let write = |event: Event<u64>| match event {
            Event::Pause => Ok(()),
            Event::Next(_) => {
                calls += 1;
                Err(io::ErrorKind::BrokenPipe.into())
            }
        };
        let outcome = for_each(count_to(500), |number| number, write, 4, WIDE);
        assert_eq!(outcome.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(calls, 1);
    }

    #[test]
    #[should_panic(expected = "number 7")]
    fn a_panic_of_the_work_is_passed_on() {
        results(|number| assert!(number != 7, "number {number}"), WIDE);
    }
}
