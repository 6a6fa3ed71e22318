//! Saved pages for tests and benches: the project's own, and the corpora's.

#![allow(
    dead_code,
    reason = "each test is a crate of its own and uses its part"
)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A page on disk; read when asked for, since all together fill a memory.
#[derive(Debug, Clone)]
pub struct Page {
    /// Corpus or folder, and file.
    pub name: String,
    file: PathBuf,
}

impl Page {
    fn new(file: PathBuf) -> Self {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        let name = file.strip_prefix(home).unwrap_or(&file).display();
        Page {
            name: name.to_string().replace("../shared/corpora/", ""),
            file,
        }
    }

    /// The page as it was saved.
    pub fn bytes(&self) -> Vec<u8> {
        let stored = fs::read(&self.file).expect("a readable page");
        if self.file.extension().is_none_or(|ending| ending != "gz") {
            return stored;
        }
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(&*stored)
            .read_to_end(&mut bytes)
            .expect("a gzip file");
        bytes
    }

    /// The page as UTF-8, whatever it is.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }
}

/// The pages of `tests/pages` and `examples/pages`.
pub fn own() -> Vec<Page> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["tests/pages", "examples/pages"]
        .iter()
        .flat_map(|folder| files(&home.join(folder)))
        .filter(|file| file.extension().is_some_and(|ending| ending == "html"))
        .map(Page::new)
        .collect()
}

/// All pages of the corpora in the order of a hash of their names, so that the
/// first so many are a sample, the same each time. None, and a loud line,
/// where the corpora are absent.
pub fn corpora() -> Vec<Page> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let mut files: Vec<PathBuf> = files(&corpora)
        .iter()
        .flat_map(|corpus| files(&corpus.join("html")))
        .collect();
    if files.is_empty() {
        eprintln!("SKIPPED: the corpora are not in ../shared");
    }
    files.sort_by_key(|file| hash(file));
    files.into_iter().map(Page::new).collect()
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

/// FNV-1a of the file's name.
fn hash(file: &Path) -> u64 {
    let name = file.file_name().unwrap_or_default().as_encoded_bytes();
    name.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
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
