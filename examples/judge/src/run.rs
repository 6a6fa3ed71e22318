//! Extraction of whole corpora: one page after the other from disk, on all
//! cores, with the results in the order of the rows.

use std::borrow::Cow;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::Result;
use bodycopy::train::plain::{self, PlainModels};
use bodycopy::{Article, Error, Extractor};

use crate::bare::Bare;
use crate::corpus::{Corpus, Row};
use crate::dump::Dump;
use crate::figures::{Answer, Claims, Failure, PageFigures};
use crate::folds::FoldModels;

/// How pages are extracted.
#[derive(Debug, Default)]
pub struct Setup {
    /// The settings; the address is each page's own.
    pub extractor: Extractor,
    /// For each page weights that never saw its domain; without them the
    /// weights in the crate, which have seen the corpora.
    pub folds: Option<FoldModels>,
    /// Take what names the parts of a page out of its markup first.
    pub bare: Option<Bare>,
    /// Extract from text dumps of the pages instead of their markup.
    pub plain: Option<Plain>,
}

/// How text dumps are extracted.
#[derive(Debug)]
pub struct Plain {
    /// How pages are dumped.
    pub dump: Dump,
    /// As [`Setup::folds`], which is not asked then.
    pub folds: Option<FoldModels<PlainModels>>,
}

impl Setup {
    /// Extracts a page of a corpus.
    pub fn extract(&self, row: &Row, page: &[u8]) -> Result<Article, Failure> {
        self.extract_input(row, &self.input(page))
    }

    /// What is extracted from: the page as it was saved, with bare markup, or
    /// the text of its dump.
    pub fn input<'p>(&self, page: &'p [u8]) -> Cow<'p, [u8]> {
        if self.bare.is_none() && self.plain.is_none() {
            return Cow::Borrowed(page);
        }
        let mut html = bodycopy::stages::decode(page);
        if let Some(bare) = self.bare {
            html = Cow::Owned(bare.page(&html));
        }
        Cow::Owned(match &self.plain {
            None => html.into_owned().into_bytes(),
            Some(plain) => plain.dump.text(&html).into_bytes(),
        })
    }

    /// Extracts from what [`Setup::input`] gave.
    pub fn extract_input(&self, row: &Row, input: &[u8]) -> Result<Article, Failure> {
        let mut extractor = self.extractor.clone();
        if let Some(url) = &row.url {
            extractor = extractor.url(url);
        }
        let extractor = &extractor;
        guarded(|| match (&self.plain, &self.folds) {
            (None, None) => extractor.extract_bytes(input, None),
            (None, Some(models)) => {
                bodycopy::train::extract_with(extractor, input, models.unseen_by(row))
            }
            (Some(Plain { folds, .. }), _) => {
                let text = String::from_utf8_lossy(input);
                match folds {
                    None => extractor.extract_plain(&text),
                    Some(models) => plain::extract_with(extractor, &text, models.unseen_by(row)),
                }
            }
        })
    }
}

/// Runs an extraction; a panic is a failure with its message and place, not
/// the end of the run, and prints nothing.
pub fn guarded<T>(extract: impl FnOnce() -> Result<T, Error>) -> Result<T, Failure> {
    static HOOK: Once = Once::new();
    HOOK.call_once(keep_guarded_panics);
    GUARD.set(Some(String::new()));
    let answer = catch_unwind(AssertUnwindSafe(extract));
    let panic = GUARD.take();
    match answer {
        Ok(answer) => answer.map_err(|error| Failure::Refused(error.to_string())),
        Err(_) => Err(Failure::Panicked(panic.unwrap_or_default())),
    }
}

thread_local! {
    /// Set while this thread is in [`guarded`]: what the panic there said.
    static GUARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Panics inside [`guarded`] are kept; all others go on to the hook that was there.
fn keep_guarded_panics() {
    let others = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let is_guarded = GUARD.with_borrow_mut(|kept| {
            let Some(kept) = kept else { return false };
            let payload = panic.payload();
            let message = payload
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| payload.downcast_ref::<&str>().copied())
                .unwrap_or("panic");
            *kept = match panic.location() {
                Some(place) => format!("{message} at {}:{}", place.file(), place.line()),
                None => message.to_owned(),
            };
            true
        });
        if !is_guarded {
            others(panic);
        }
    }));
}

/// The figures of every page of some corpora, in their order. `done` is told
/// after each page.
///
/// # Errors
///
/// A page that cannot be read from disk.
pub fn evaluate(
    corpora: &[Corpus],
    setup: &Setup,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<PageFigures>> {
    let pages = evaluate_with(corpora, setup, |_, _| (), done)?;
    Ok(pages.into_iter().map(|(figures, ())| figures).collect())
}

/// As [`evaluate`], with what `look` makes of each page that gave an article
/// beside its figures; of the others, what it makes of an empty one.
///
/// # Errors
///
/// A page that cannot be read from disk.
pub fn evaluate_with<T: Send>(
    corpora: &[Corpus],
    setup: &Setup,
    look: impl Fn(&Row, &Article) -> T + Sync,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<(PageFigures, T)>> {
    let pages: Vec<(&Corpus, &Row)> = corpora
        .iter()
        .flat_map(|corpus| corpus.rows.iter().map(move |row| (corpus, row)))
        .collect();
    in_parallel(&pages, cores(), |(corpus, row)| {
        let bytes = corpus.page(row)?;
        let article = setup.extract(row, &bytes);
        let claims = article.as_ref().ok().map(Claims::from);
        let seen = match &article {
            Ok(article) => look(row, article),
            Err(_) => look(row, &Article::default()),
        };
        // Rendering is part of the answer, so it is guarded as well.
        let answer = article.and_then(|article| guarded(|| Ok(Answer::from(&article))));
        done();
        let figures = PageFigures::of(&corpus.name, row, answer).with_claims(claims);
        Ok((figures, seen))
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
            .flat_map(|results| results.unwrap_or_else(|why| panic::resume_unwind(why)))
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
    fn a_panic_is_a_failure_with_its_message_and_place() {
        let failure = guarded::<()>(|| panic!("block {} is gone", 7)).unwrap_err();
        let Failure::Panicked(why) = failure else {
            panic!("{failure:?} is no panic")
        };
        assert!(
            why.starts_with("block 7 is gone at ") && why.contains("run.rs:"),
            "{why}"
        );
    }

    #[test]
    fn a_file_that_is_no_page_is_refused() {
        let failure = guarded::<()>(|| Err(Error::TooLong { bytes: 2, limit: 1 }));
        assert!(matches!(failure, Err(Failure::Refused(why)) if why.contains("limit is 1")));
    }
}
