//! Saved pages for tests and benches: the project's own, and the corpora's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::corpus::{Corpus, Row, sample, shared_corpora, workspace_root};

/// A page on disk; read when asked for, since all together fill a memory.
#[derive(Debug, Clone)]
pub struct Page {
    /// Corpus or folder, and its name there.
    pub name: String,
    place: Place,
}

#[derive(Debug, Clone)]
enum Place {
    File(PathBuf),
    Row(Arc<Corpus>, usize),
}

impl Page {
    /// The page as it was saved.
    ///
    /// # Panics
    ///
    /// It cannot be read.
    pub fn bytes(&self) -> Vec<u8> {
        match &self.place {
            Place::File(file) => fs::read(file).expect("a readable page"),
            Place::Row(corpus, row) => corpus.page(&corpus.rows[*row]).expect("a readable page"),
        }
    }

    /// The page as UTF-8, whatever it is.
    ///
    /// # Panics
    ///
    /// It cannot be read.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }
}

/// The pages of `tests/pages` and `examples/pages`.
pub fn own() -> Vec<Page> {
    let home = workspace_root();
    ["tests/pages", "examples/pages"]
        .iter()
        .flat_map(|folder| files(&home.join(folder)))
        .filter(|file| file.extension().is_some_and(|ending| ending == "html"))
        .map(|file| Page {
            name: file
                .strip_prefix(&home)
                .unwrap_or(&file)
                .display()
                .to_string(),
            place: Place::File(file),
        })
        .collect()
}

/// As many pages of the corpora by a hash of their ids: the same sample each
/// time. None, and a loud line, where the corpora are absent.
///
/// # Panics
///
/// A corpus cannot be read.
pub fn corpora(count: usize) -> Vec<Page> {
    let Some(folders) = shared_corpora() else {
        eprintln!("SKIPPED: the corpora are not in ../shared");
        return Vec::new();
    };
    let opened = folders
        .iter()
        .map(|folder| Corpus::open(folder).expect("a corpus"));
    let mut corpora: Vec<Corpus> = opened.collect();
    sample(&mut corpora, count);
    corpora.into_iter().map(Arc::new).flat_map(pages).collect()
}

fn pages(corpus: Arc<Corpus>) -> Vec<Page> {
    let page = |(row, known): (usize, &Row)| Page {
        name: format!("{}/{}", corpus.name, known.id),
        place: Place::Row(Arc::clone(&corpus), row),
    };
    corpus.rows.iter().enumerate().map(page).collect()
}

/// The files of a folder, in order; none if there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files
}

/// Calls `check` for every page, on all cores.
pub fn for_all(pages: &[Page], check: impl Fn(&Page) + Sync) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
                    check(page);
                }
            });
        }
    });
}
